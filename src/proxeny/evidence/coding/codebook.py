"""The codebook as a log: indicators are added, renamed, merged and split; each event has its reason and can be undone.

The events of merging and splitting are the *merge ledger*. `follow` says which indicator of today an older one became;
replaying the log without one event shows what the codebook, and with it the ranking, would be if it were undone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

import numpy as np

from proxeny.evidence.importance.matrix import Matrix

CHANGES = ("add", "rename", "merge", "split", "undo")


@dataclass(frozen=True, slots=True)
class Change:
    """One event: ``indicators`` are those it takes, ``into`` those it makes; undo names the ``number`` it takes
    back.
    """

    number: int
    kind: str
    indicators: tuple[str, ...] = ()
    into: tuple[str, ...] = ()
    label: str = ""
    reason: str = ""
    undoes: int = 0


@dataclass(frozen=True, slots=True)
class Codebook:
    """Standing indicators with their labels; ``became``: where each indicator that is gone went."""

    labels: Mapping[str, str]
    became: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    version: int = 0

    def follow(self, indicator: str) -> tuple[str, ...]:
        """The indicators of today that an older one became; itself if it stands."""
        found, waiting, seen = [], [indicator], set()
        while waiting:
            one = waiting.pop(0)
            if one in seen:
                continue
            seen.add(one)
            if one in self.labels:
                found.append(one)
            waiting += [] if one in self.labels else list(self.became.get(one, ()))
        return tuple(found)


def fold_codebook(
    labels: Mapping[str, str], changes: Iterable[Change], without: frozenset[int] = frozenset()
) -> Codebook:
    """The codebook after all standing changes. ``labels``: of the scheme; ``without``: numbers left out, to see what
    if.
    """
    log = sorted(changes, key=lambda one: one.number)
    undone = {one.undoes for one in log if one.kind == "undo"} | without
    book = Codebook(dict(labels))
    for change in log:
        if change.kind != "undo" and change.number not in undone:
            book = _apply(book, change)
    return replace(book, version=len(log))


def _apply(book: Codebook, change: Change) -> Codebook:
    labels, became = dict(book.labels), dict(book.became)
    if change.kind in {"add", "rename"}:
        for one in change.indicators:
            labels[one] = change.label
    elif change.kind in {"merge", "split"}:
        for one in change.indicators:
            if one in labels and one not in change.into:
                del labels[one]
                became[one] = change.into
        for one in change.into:
            labels.setdefault(one, change.label or one)
            became.pop(one, None)
    return Codebook(labels, became)


def fold_matrix(matrix: Matrix, book: Codebook) -> Matrix:
    """A matrix in the words of the codebook: cells of merged indicators count once, by the strongest grade."""
    names = list(book.labels)
    place = {one: index for index, one in enumerate(names)}
    cells = np.zeros((len(matrix.sources), len(names)), dtype=np.int8)
    for column, one in enumerate(matrix.indicators):
        for target in book.follow(one):
            mine, old = matrix.cells[:, column], cells[:, place[target]]
            both = np.where((mine > 0) & (old > 0), np.minimum(mine, old), np.maximum(mine, old))
            cells[:, place[target]] = both
    return Matrix(matrix.sources, tuple(names), cells)
