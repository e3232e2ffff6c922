"""Mark words that pages translate; here they stay English."""

from __future__ import annotations


def N_(words: str) -> str:
    """The same words: tools collect them for translation."""
    return words
