"""Readers of bibliographic files, one file per format: drop one in and it is there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import polars as pl

from proxeny.errors import Fault, FaultyInput
from proxeny.literature.source import Source
from proxeny.registry import Registry


@dataclass(frozen=True, slots=True)
class Read:
    """The records of one file as a corpus (``file`` and ``id`` not yet filled in), and what there is to tell.

    ``rejected`` holds one fault for each record that could not be taken, with its line and the reason.
    """

    table: pl.DataFrame
    faults: tuple[Fault, ...] = ()
    rejected: tuple[Fault, ...] = ()


@dataclass(frozen=True, slots=True)
class Format:
    """A format: how sure one can be that a file is of it (0 to 1), and how it is read."""

    label: str
    sniff: Callable[[Source], float]
    read: Callable[[Source], Read]


READERS: Registry[Format] = Registry("bibliographic_reader", "proxeny.literature.readers")
"""Formats by name; outside packages add theirs by the entry point ``proxeny.bibliographic_reader``."""

_SURE = 0.3


def find_format(source: Source) -> str:
    """The name of the format that the text looks like most. Raises `FaultyInput` where it is none."""
    scores = {name: READERS[name].sniff(source) for name in READERS}
    best = max(scores, key=lambda name: (scores[name], name))
    if scores[best] < _SURE:
        known = ", ".join(READERS[name].label for name in READERS)
        raise FaultyInput(source.fault("bib-format-unknown", begins=_show(source.head), known=known))
    return best


def _show(head: str) -> str:
    return " ".join("".join(letter if letter.isprintable() else " " for letter in head[:200]).split())[:60]
