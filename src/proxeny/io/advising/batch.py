"""Advice for a list of cities: read the list, write the answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from proxeny.advise.cities import Cities
from proxeny.errors import Fault, FaultyInput, Where, raise_if_any
from proxeny.io.advising.finding import Asked, Finder, Meant
from proxeny.io.importers import read_table
from proxeny.io.writing import replacing
from proxeny.text import fold_key, safe_cell

if TYPE_CHECKING:
    from proxeny.advise.model import Scored  # it compiles trees, which advice on networks does not need

# folded header -> what it says; the first that is there counts
_HEADERS: Mapping[str, Sequence[str]] = {
    "text": (
        "place", "city", "name", "cityname", "placename", "municipality", "town", "node", "label", "id", "placeid",
        "sehir", "kent", "belediye", "ad", "شهر", "نام", "شهرداری",
    ),
    "country": ("country", "countrycode", "iso2", "ulke", "کشور"),
    "geonameid": ("geonameid", "geonamesid", "geonames", "geoname", "gn"),
    "wikidata": ("wikidata", "wikidataid", "qid", "wd"),
}  # fmt: skip


@dataclass(frozen=True, eq=False)
class Listed:
    """The cities of a list: what was written, what it means, and what could not be found."""

    asked: tuple[Asked, ...]
    meant: tuple[Meant, ...]
    faults: tuple[Fault, ...]

    @property
    def geonameids(self) -> tuple[int, ...]:
        """GeoNames ids of those that have one."""
        return tuple(one.geonameid for one in self.meant if one.geonameid is not None)


def read_cities(path: Path, finder: Finder) -> Listed:
    """Read a list of cities. Raises `FaultyInput` if no column says which, or none of them is known.

    What is not found is in ``faults``, all rows of the file together, with the nearest names.
    """
    table = read_table(path)
    raise_if_any(table.faults)
    columns = {fold_key(name): name for name in table.columns}
    found = {
        what: next((columns[key] for key in map(fold_key, names) if key in columns), "")
        for what, names in _HEADERS.items()
    }
    if not any(found[name] for name in ("text", "geonameid", "wikidata")):
        raise FaultyInput.of("advise-city-column", Where(file=path.name), columns=", ".join(table.columns))
    asked, meant, faults = [], [], []
    for row in table.frame.iter_rows(named=True):
        words = {what: str(row[column] or "") for what, column in found.items() if column}
        where = Where(file=path.name, row=row["row"], column=found["text"] or found["geonameid"] or found["wikidata"])
        one = Asked(**words, where=where)
        if not (one.text or one.geonameid or one.wikidata):
            faults.append(Fault("advise-row-empty", where))
            continue
        its = finder.find(one)
        if its.fault is not None:
            faults.append(its.fault)
            continue
        asked.append(one)
        meant.append(its)
    if not meant:
        raise FaultyInput(*(faults or [Fault("advise-cities-none", Where(file=path.name))]))
    return Listed(tuple(asked), tuple(meant), tuple(faults))


def write_answers(
    listed: Listed, cities: Cities, answers: Sequence[Scored], chances: Sequence[np.ndarray], out: Path
) -> int:
    """Write one row for each city and rank, as CSV, JSON lines or Parquet by the file's ending; returns how many.

    Columns: city (as it was written), city_name, city_id, city_geonameid, city_wikidata, rank, place, id, country,
    geonameid, wikidata, score, chance. Raises `Unavailable`.
    """
    sizes = [len(one.rows) for one in answers]
    asking = np.repeat([cities.row[one.id] for one in listed.meant], sizes)
    own = cities.table[asking].select(
        pl.col("name").alias("city_name"), pl.col("id").alias("city_id"), pl.col("geonameid").alias("city_geonameid"),
        pl.col("wikidata").alias("city_wikidata"),
    )  # fmt: skip
    rows = np.concatenate([one.rows for one in answers])
    theirs = cities.table[rows].select(pl.col("name").alias("place"), "id", "country", "geonameid", "wikidata")
    written = np.repeat(np.array([one.text or one.geonameid or one.wikidata for one in listed.asked]), sizes)
    rank = pl.Series("rank", np.concatenate([np.arange(1, size + 1) for size in sizes]), dtype=pl.Int64)
    table = own.select(pl.Series("city", written, dtype=pl.String), pl.all(), rank).hstack(theirs).with_columns(
        pl.Series("score", np.concatenate([one.score for one in answers]).astype(np.float64)),
        pl.Series("chance", np.concatenate(chances).astype(np.float64)),
    )  # fmt: skip
    with replacing(out) as made:
        if out.suffix == ".parquet":
            table.write_parquet(made)
        else:
            texts = [name for name, dtype in table.schema.items() if dtype == pl.String]
            safe = [pl.col(name).map_elements(safe_cell, return_dtype=pl.String) for name in texts]
            table.with_columns(safe).write_csv(made)
    return table.height
