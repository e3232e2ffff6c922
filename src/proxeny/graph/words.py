"""Mark words that pages translate; here they stay English."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field


def N_(words: str) -> str:
    """The same words: tools collect them for translation."""
    return words


@dataclass(frozen=True, slots=True)
class Note:
    """A sentence on what a figure rests: its words with ``{names}``, and the values; pages translate it first.

    >>> str(Note("{part} of {all} nodes", {"part": 3, "all": 4}))
    '3 of 4 nodes'
    """

    words: str
    values: Mapping[str, object] = field(default_factory=dict)

    def say(self, translate: Callable[[str], str], show: Callable[[object], object] = str) -> str:
        """The sentence in a language; ``show`` writes the values as that language does."""
        return translate(self.words).format(**{name: show(value) for name, value in self.values.items()})

    def __str__(self) -> str:
        return self.say(str)
