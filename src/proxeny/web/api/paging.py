"""One page of a list as it is answered: JSON, or CSV where the asker wants a table."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from io import StringIO
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers
from ninja import Schema

from proxeny.register.queries.revision import read_revision
from proxeny.text import clean, safe_cell
from proxeny.web.api.asked import CSV, JSON, Paged

JOINT = "; "  # between the values of a list in one cell


def wants_csv(request: HttpRequest) -> bool:
    """Whether CSV is asked for: by ``?format=csv``, else by the header Accept."""
    asked = request.GET.get("format", "")
    return asked == "csv" if asked else request.get_preferred_type([JSON, CSV]) == CSV


def answer_page(request: HttpRequest, asked: Paged, shape: type[Schema], found: tuple[Sequence[Any], int]) -> Any:
    """One page of rows of a shape, and how many rows there are on all pages."""
    rows, total = found
    if wants_csv(request):
        return _answer_csv(shape, rows, total)
    return {"total": total, "page": asked.page, "size": asked.size, "revision": read_revision(), "rows": rows}


def _answer_csv(shape: type[Schema], rows: Sequence[Mapping[str, Any]], total: int) -> HttpResponse:
    """UTF-8; the names of the columns are the first line, what could be a formula is escaped."""
    names, out = list(shape.model_fields), StringIO()
    writer = csv.writer(out)
    writer.writerow(names)
    writer.writerows([[_cell(row[name]) for name in names] for row in rows])
    response = HttpResponse(out.getvalue(), content_type=f"{CSV}; charset=utf-8")
    response.headers["X-Total"] = str(total)
    patch_vary_headers(response, ("Accept",))
    return response


def _cell(value: object) -> object:
    if value is None or isinstance(value, int | float):
        return "" if value is None else value
    text = JOINT.join(map(str, value)) if isinstance(value, list | tuple) else str(value)
    return safe_cell(clean(text))
