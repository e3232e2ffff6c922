"""Which one place a person means."""

from __future__ import annotations

import re

import polars as pl

from proxeny.errors import NotFound
from proxeny.io.places.gazetteer import gazetteer_rows
from proxeny.register.queries.merges import read_merges
from proxeny.register.queries.search import Hit, search, search_exact
from proxeny.register.queries.tables import read_records
from proxeny.tables import PLACES, conform

_CLEARLY = 5  # times more people than the next place of the same name
_GEONAMEID = re.compile(r"[0-9]{1,12}")
_ID = re.compile(r"Q\d+|[a-z]{2}:.+")


def find_place(text: str) -> pl.DataFrame:
    """The place of an id (``gn:745044``, ``Q406``) or a name, one row of PLACES; it need not be in the register.

    Of several places with exactly that name, the one with five times the people of the next is meant ("Berlin").
    Raises `NotFound` naming the candidates otherwise.
    """
    wanted = text.strip()
    if _ID.fullmatch(wanted):
        by_id = _by_id(read_merges().get(wanted, wanted))
        if by_id.height:
            return by_id
    exact = search_exact(wanted)
    if not exact:
        near = [hit for hit in search(wanted, limit=30) if not hit.id.startswith(("nw:", "og:"))]
        raise NotFound.of("place-unknown", text=wanted, near=_shown(near) or "-")
    if _is_clear(exact):
        return _by_id(exact[0].id)
    raise NotFound.of("place-several", text=wanted, near=_shown(exact))


def _is_clear(exact: list[Hit]) -> bool:
    exact.sort(key=lambda hit: (-(hit.population or 0), not hit.in_register, hit.id))
    if len(exact) == 1:
        return True
    first, second = exact[0].population or 0, exact[1].population or 0
    return first > _CLEARLY * second


def _by_id(one: str) -> pl.DataFrame:
    if one.startswith("Q") and one[1:].isdigit():
        held = read_records("places", "wikidata", [one])
        return held.head(1) if held.height else read_records("places", "id", [f"wd:{one}"])
    held = read_records("places", "id", [one])
    if held.height or not one.startswith("gn:") or not _GEONAMEID.fullmatch(one[3:]):
        return held
    return conform(
        gazetteer_rows(pl.Series([int(one[3:])], dtype=pl.Int64)).with_columns(
            pl.lit(one).alias("id"), pl.lit("city").alias("kind")
        ),
        PLACES,
    )


def _shown(hits: list[Hit]) -> str:
    return "; ".join(f"{hit.name} ({hit.country or '?'}, {hit.id})" for hit in hits[:6])
