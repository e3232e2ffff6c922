"""Long lists in pages, of fifty where nothing else is said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from django.http import HttpRequest

SIZE = 50
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Pager:
    """One page of a list of ``total``; addresses of the pages beside it keep the rest of the query."""

    request: HttpRequest
    parameter: str
    number: int
    size: int = SIZE
    total: int = 0

    @property
    def start(self) -> int:
        """How many rows come before this page."""
        return (self.number - 1) * self.size

    @property
    def first(self) -> int:
        """The number of the first row shown, counted from one."""
        return min(self.start + 1, self.total)

    @property
    def last(self) -> int:
        """The number of the last row shown."""
        return min(self.start + self.size, self.total)

    @property
    def pages(self) -> int:
        """How many pages there are; at least one."""
        return max(1, -(-self.total // self.size))

    @property
    def before(self) -> str:
        """Query of the page before, or empty."""
        return self._query(self.number - 1) if self.number > 1 else ""

    @property
    def after(self) -> str:
        """Query of the page after, or empty."""
        return self._query(self.number + 1) if self.number < self.pages else ""

    def of(self, total: int) -> Pager:
        """The same page of a list whose length is now known; past its end, the last page."""
        pages = max(1, -(-total // self.size))
        return Pager(self.request, self.parameter, min(self.number, pages), self.size, total)

    def cut(self, rows: Sequence[T]) -> Sequence[T]:
        """The rows of this page."""
        return rows[self.start : self.start + self.size]

    def _query(self, number: int) -> str:
        query = self.request.GET.copy()
        query[self.parameter] = str(number)
        return f"?{query.urlencode()}"


def read_pager(request: HttpRequest, parameter: str = "page", size: int = SIZE) -> Pager:
    """The page that the query asks for; nonsense is the first page."""
    asked = request.GET.get(parameter, "1")
    number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 7 else 1
    return Pager(request, parameter, max(1, number), size)
