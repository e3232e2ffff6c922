"""Who and what is cited: first author and source of a cited reference, as Web of Science and Scopus write them."""

from __future__ import annotations

import polars as pl

# ACUTO M, 2013, GLOBAL GOVERNANCE, V19, P481, DOI 10.1163/...
_WOS = r"^([^,]{2,60}), ((?:1[5-9]|20)\d\d), ([^,]{3,120})"
# Acuto, M., Curtis, S., Some title (2013) Global Governance, 19 (3), pp. 481-498
_SCOPUS_AUTHOR = r"^([^,;()]{2,40}, (?:\p{Lu}\p{L}{0,2}\.[\- ]?){1,5})"
_SCOPUS_SOURCE = r"\((?:1[5-9]|20)\d\d[a-z]?\)\s*([^,;(]{3,120})"


def read_cited(corpus: pl.DataFrame, unit: str) -> tuple[pl.DataFrame, int, int]:
    """The cited authors or sources of each work: ``document``, ``wording``; references in all, and those read.

    ``unit``: ``author`` (the first one alone, for the files name no other: White & Griffith 1981) or ``source``
    (McCain 1991). A reference that is written neither way, or is an identifier, names nothing and is counted as not
    read, so that the map can tell how much it rests on.
    """
    rows = corpus.select(
        pl.int_range(pl.len(), dtype=pl.Int64).alias("document"), pl.col("references").alias("reference")
    ).explode("reference").drop_nulls()  # fmt: skip
    whole = pl.col("reference")
    found = (
        pl.coalesce(whole.str.extract(_WOS, 1), whole.str.extract(_SCOPUS_AUTHOR, 1))
        if unit == "author"
        else pl.coalesce(whole.str.extract(_WOS, 3), whole.str.extract(_SCOPUS_SOURCE, 1))
    )
    plain = found.str.replace_all(r"[.,]+", " ") if unit == "author" else found
    named = rows.select("document", plain.str.strip_chars(" .,").str.replace_all(r"\s+", " ").alias("wording"))
    kept = named.filter(pl.col("wording").str.len_chars() > 1)
    return kept, rows.height, kept.height
