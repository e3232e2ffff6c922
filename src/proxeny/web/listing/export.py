"""A list as a file: CSV for programs, XLSX for people."""

from __future__ import annotations

import csv
from datetime import date
from io import BytesIO, StringIO

from django.http import HttpResponse
from django.utils.translation import gettext as _

from proxeny.report.words import language
from proxeny.text import clean, safe_cell
from proxeny.web.listing.columns import Plain
from proxeny.web.listing.listing import Listing

_MOST = 200_000  # rows in one file
_LONGEST = 32_000  # letters that a cell of a spreadsheet holds
_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def answer(listing: Listing) -> HttpResponse | None:
    """The file that the query asks for; None where it asks for none."""
    kind = listing.request.GET.get(listing.table.parameter("as"), "")
    if kind not in _TYPES:
        return None
    rows = listing.matching.cut(listing.sort, 0, _MOST)
    values = [[column.value(row) for column in listing.table.columns] for row in rows]
    body = write_csv(listing, values) if kind == "csv" else write_xlsx(listing, values)
    headers = {"Content-Disposition": f'attachment; filename="{listing.table.file}.{kind}"'}
    return HttpResponse(body, content_type=_TYPES[kind], headers=headers)


def write_csv(listing: Listing, rows: list[list[Plain]]) -> bytes:
    """UTF-8 with a byte order mark, so that spreadsheets read it right; the keys of the columns are the first line."""
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow([column.key for column in listing.table.columns])
    writer.writerows([[_escape(value) for value in row] for row in rows])
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def write_xlsx(listing: Listing, rows: list[list[Plain]]) -> bytes:
    """A sheet of the list, with the titles of the columns, and one that says where it comes from."""
    import xlsxwriter

    out = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(out, options) as book:
        bold = book.add_format({"bold": True, "bottom": 1})
        sheet = book.add_worksheet(_("List"))
        for place, column in enumerate(listing.table.columns):
            sheet.write_string(0, place, clean(column.title), bold)
            sheet.set_column(place, place, 34 if place == 0 else 18)
        for line, row in enumerate(rows, 1):
            for place, value in enumerate(row):
                _write(sheet, line, place, value)
        sheet.freeze_panes(1, 0)
        about = book.add_worksheet(_("About"))
        if language() == "fa":
            sheet.right_to_left()
            about.right_to_left()
        about.set_column(0, 0, 100)
        address = listing.request.build_absolute_uri(listing.address({"as": None}, anchor=False))
        for line, words in enumerate((clean(listing.table.caption), address, date.today().isoformat())):
            about.write_string(line, 0, words)
    return out.getvalue()


def _write(sheet: object, line: int, place: int, value: Plain) -> None:
    if isinstance(value, int | float) and not isinstance(value, bool):
        sheet.write_number(line, place, value)  # type: ignore[attr-defined]
    elif value is not None and value != "":
        sheet.write_string(line, place, _escape(value)[:_LONGEST])  # type: ignore[attr-defined]


def _escape(value: Plain) -> str:
    if value is None:
        return ""
    return str(value) if isinstance(value, int | float) else safe_cell(clean(str(value)))
