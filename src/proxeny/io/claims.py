"""Claims: the atoms of the register, and the ids of the records they speak of."""

from __future__ import annotations

from hashlib import blake2b

import polars as pl

from proxeny.tables import CLAIMS

KEY_COLUMNS = (
    "subject", "property", "value", "language",
    "valid_from", "valid_from_precision", "valid_to", "valid_to_precision", "source",
)  # fmt: skip
_SEPARATOR = "\x1f"


def digest(*parts: str, size: int = 16) -> str:
    """A short stable hash of some strings, as hex (BLAKE2b)."""
    return blake2b(_SEPARATOR.join(parts).encode(), digest_size=size).hexdigest()


def build_keys(claims: pl.DataFrame) -> pl.DataFrame:
    """Fill ``key``: what makes two claims one (wording, locator and dates of seeing do not).

    The same source saying the same thing twice is one claim; two sources saying it are two.
    """
    joined = claims.select(
        pl.concat_str([pl.col(name).fill_null("") for name in KEY_COLUMNS], separator=_SEPARATOR)
    ).to_series()
    keys = [blake2b(text.encode(), digest_size=16).hexdigest() for text in joined]
    return claims.with_columns(pl.Series("key", keys, dtype=pl.String)).select(list(CLAIMS))


def place_id(mention: str, *, geonameid: int | None = None, wikidata: str = "") -> str:
    """The id of a place: GeoNames first, then Wikidata, else a hash of how its source mentions it."""
    if geonameid is not None:
        return f"gn:{geonameid}"
    return f"wd:{wikidata}" if wikidata else f"pl:{digest(mention, size=8)}"


def agreement_id(parties: list[str], kind: str = "", reference: str = "") -> str:
    """The id of an agreement: its parties in any order, and its reference or kind where the source has one."""
    return f"ag:{digest(*sorted(parties), kind, reference, size=10)}"


def membership_id(member: str, network: str) -> str:
    """The id of a membership: one per member and network; a change of category is a new segment of it."""
    return f"me:{digest(member, network, size=10)}"
