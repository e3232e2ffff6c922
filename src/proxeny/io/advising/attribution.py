"""Under which country a disputed place is listed: by the stated policy, whatever the source said."""

from __future__ import annotations

import numpy as np
import polars as pl

from proxeny.io.places.country_index import CountryIndex, country_index

NEAR_KM = 15.0  # a place without a GeoNames id is where the nearest gazetteer place is, if as near as this
_EARTH_KM = 6371.0088


def attribute_places(places: pl.DataFrame, gazetteer: pl.DataFrame, index: CountryIndex | None = None) -> pl.DataFrame:
    """The places with ``country`` by the policy, and ``said``: what the register has, where that differs.

    Where the register and the gazetteer list a place under two codes of one entry of the policy, the code that the
    entry states counts. gazetteer: geonameid, country, lat, lon.
    """
    stated = _stated(index or country_index())
    listed = gazetteer.select("geonameid", listed="country").unique("geonameid")
    joined = places.join(listed, on="geonameid", how="left", maintain_order="left")
    asked = joined.with_row_index("at").filter(
        pl.col("listed").is_null() & pl.col("lat").is_not_null() & pl.col("lon").is_not_null()
        & pl.col("country").is_in(sorted({code for pair in stated for code in pair}))
    )  # fmt: skip
    joined = joined.with_columns(pl.coalesce("listed", _nearest(asked, gazetteer, joined.height)).alias("listed"))
    pairs = zip(joined["country"].fill_null(""), joined["listed"].fill_null(""), strict=True)
    found = pl.Series("policy", [stated.get(pair) for pair in pairs], dtype=pl.String)
    differs = found.is_not_null() & (found != joined["country"])
    return joined.drop("listed").with_columns(
        pl.when(differs).then(found).otherwise(pl.col("country")).alias("country"),
        pl.when(differs).then(pl.col("country")).alias("said"),
    )


def _stated(index: CountryIndex) -> dict[tuple[str, str], str]:
    """(code of the register, code of the gazetteer) -> code by the policy, for two codes of one entry."""
    found: dict[tuple[str, str], str] = {}
    for entry in index.policy["places"]:
        for other in entry.get("also", []) if entry["attributed"] else ():
            found[(entry["attributed"], other)] = found[(other, entry["attributed"])] = entry["attributed"]
    return found


def _nearest(asked: pl.DataFrame, gazetteer: pl.DataFrame, height: int) -> pl.Series:
    """The country of the nearest gazetteer place of each row asked for; null for the others, and where none is near."""
    from scipy.spatial import cKDTree

    found: list[str | None] = [None] * height
    if asked.height and gazetteer.height:
        far, near = cKDTree(_points(gazetteer)).query(_points(asked))
        countries = gazetteer["country"]
        for at, km, row in zip(asked["at"], np.atleast_1d(far) * _EARTH_KM, np.atleast_1d(near), strict=True):
            found[at] = countries[int(row)] if km <= NEAR_KM else None
    return pl.Series("near", found, dtype=pl.String)


def _points(table: pl.DataFrame) -> np.ndarray:
    lat, lon = (np.radians(table[name].to_numpy().astype(np.float64)) for name in ("lat", "lon"))
    return np.stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)], axis=1)
