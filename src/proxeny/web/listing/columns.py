"""What a list shows: its columns and the choices that narrow it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from proxeny.report.order import sort_key
from proxeny.report.words import language

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from proxeny.web.listing.listing import Listing
    from proxeny.web.listing.rows import Rows

Plain = str | int | float | date | None
NAME = "name"


@dataclass(frozen=True, slots=True)
class Column:
    """One column. ``value`` is the plain value of a row: it is sorted by, searched in and exported; None is no data.

    ``show`` makes the cell of the page (text, or safe HTML); without it the value shows itself. ``kind`` is ``text``,
    ``number`` or ``date``. ``order`` gives what to sort by where that is not the value. The first column names the row.
    """

    key: str
    title: str
    value: Callable[[Any], Plain]
    show: Callable[[Any], object] | None = None
    kind: str = "text"
    order: Callable[[Any], Any] | None = None
    sortable: bool = True
    hint: str = ""

    @property
    def numeric(self) -> bool:
        """Whether it stands at the end of its column."""
        return self.kind == "number"

    def sort_values(self, rows: Sequence[Any]) -> list[Any]:
        """What each row is sorted by; None where it has no data, which always comes last."""
        here, text = language(), self.kind == "text"  # asked once: a list may have thousands of rows
        values = [*map(self.order or self.value, rows)]
        known = [None if value == "" else value for value in values]
        return [sort_key(value, here) if text and isinstance(value, str) else value for value in known]


@dataclass(frozen=True, slots=True)
class Facet:
    """A choice that narrows a list: ``value`` is a row's code, ``words`` what the reader sees (else the code)."""

    key: str
    title: str
    value: Callable[[Any], str]
    words: Callable[[str], str] | None = None

    def say(self, code: str) -> str:
        """A code in the reader's words."""
        return self.words(code) if self.words else code


@dataclass(frozen=True, slots=True)
class Table:
    """A list as a whole. ``name`` tells several lists of one page apart (``?NAME=2``, ``?NAME-sort=-since``).

    ``sort`` is the key of the column that orders it unless the reader says otherwise, ``-key`` from the end. ``file``
    is the name of what is downloaded. ``find`` offers a field that filters by text. ``load`` turns the rows of one page
    into what ``show`` is given, where that costs too much to do for all.
    """

    columns: Sequence[Column]
    caption: str
    name: str = ""
    sort: str = ""
    file: str = "proxeny"
    facets: Sequence[Facet] = field(default=())
    size: int = 50
    find: bool = True
    anchor: str = ""
    load: Callable[[Sequence[Any]], Sequence[Any]] | None = None

    def show(self, request: HttpRequest, rows: Sequence[Any] | Rows) -> Listing:
        """The page of the list that the query asks for."""
        from proxeny.web.listing.listing import Listing
        from proxeny.web.listing.rows import Held

        return Listing(self, request, Held(rows, self) if isinstance(rows, Sequence) else rows)

    def download(self, request: HttpRequest, rows: Sequence[Any] | Rows) -> HttpResponse | None:
        """The whole list as CSV or XLSX where the query asks for it (``?as=csv``), as it is filtered and sorted."""
        from proxeny.web.listing.export import answer

        return answer(self.show(request, rows))

    def column(self, key: str) -> Column | None:
        """A column by its key."""
        return next((one for one in self.columns if one.key == key), None)

    def parameter(self, key: str) -> str:
        """The name of a parameter of this list in the address."""
        return f"{self.name}-{key}" if self.name else key
