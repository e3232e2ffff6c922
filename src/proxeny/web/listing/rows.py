"""Where the rows of a list come from: held in memory, or asked of the database page by page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from proxeny.text import fold
from proxeny.web.listing.columns import Facet, Table


class Rows(Protocol):
    """Rows that can be narrowed, ordered and cut."""

    def narrow(self, text: str, chosen: Mapping[str, str]) -> Rows:
        """Only rows that hold the text and have the chosen codes (facet key -> code)."""

    def count(self) -> int:
        """How many there are."""

    def choices(self, facet: Facet) -> list[tuple[str, int]]:
        """The codes of a facet and how many rows have each."""

    def cut(self, sort: str, start: int, size: int | None) -> Sequence[Any]:
        """The rows of one page in the order of a column (``-key``: from the end), or all from ``start`` on."""


class Held:
    """Rows in memory."""

    def __init__(self, rows: Sequence[Any], table: Table) -> None:
        self.rows = rows
        self.table = table

    def narrow(self, text: str, chosen: Mapping[str, str]) -> Held:
        """As `Rows.narrow`; the text is looked for in all text columns, whatever its script and accents."""
        rows: Sequence[Any] = self.rows
        for facet in self.table.facets:
            if facet.key in chosen:
                rows = [row for row in rows if facet.value(row) == chosen[facet.key]]
        wanted = fold(text).split()
        if wanted:
            rows = [row for row in rows if self._holds(row, wanted)]
        return Held(rows, self.table)

    def _holds(self, row: Any, wanted: Sequence[str]) -> bool:
        values = (column.value(row) for column in self.table.columns if column.kind == "text")
        said = fold(" ".join(str(value) for value in values if value))
        return all(word in said for word in wanted)

    def count(self) -> int:
        """How many there are."""
        return len(self.rows)

    def choices(self, facet: Facet) -> list[tuple[str, int]]:
        """As `Rows.choices`, the most frequent first."""
        counted = Counter(map(facet.value, self.rows))
        return sorted(counted.items(), key=lambda one: (-one[1], one[0]))

    def cut(self, sort: str, start: int, size: int | None) -> Sequence[Any]:
        """As `Rows.cut`; rows without data in the column come last either way."""
        column = self.table.column(sort.lstrip("-"))
        rows = self.rows
        if column is not None:
            keys = column.sort_values(rows)
            known = sorted([at for at, key in enumerate(keys) if key is not None], key=keys.__getitem__)
            ordered = reversed(known) if sort.startswith("-") else known
            rows = [*(rows[at] for at in ordered), *(row for key, row in zip(keys, rows, strict=True) if key is None)]
        return rows[start:] if size is None else rows[start : start + size]
