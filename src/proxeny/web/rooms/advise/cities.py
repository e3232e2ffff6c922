"""The city that a page of advice is about."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from proxeny.errors import NotFound
from proxeny.register.queries.find import find_place
from proxeny.report.labels import LANGUAGES
from proxeny.report.names import choose_name
from proxeny.report.words import language
from proxeny.text import clean


@dataclass(frozen=True, eq=False)
class City:
    """A place by its id, with its name for the reader; ``row``: one row of PLACES, of the register or gazetteer."""

    id: str
    name: str
    country: str
    row: pl.DataFrame


def read_city(place_id: str) -> City:
    """The place of an id. Raises `NotFound`."""
    try:
        row = find_place(place_id)
    except NotFound as problem:
        raise NotFound.of("advise-city-unknown", text=clean(place_id, 60)) from problem
    first = row.row(0, named=True)
    own = {one: str(first.get(f"name_{one}") or "") for one in LANGUAGES}
    name, _language = choose_name(str(first["name"] or first["id"]), own, language())
    return City(str(first["id"]), clean(name, 120), str(first["country"] or ""), row)
