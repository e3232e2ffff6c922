"""Which work of the corpus cites which: by DOI, by the database's key, and by title and year."""

from __future__ import annotations

import re

import numpy as np
import polars as pl
from numpy.typing import NDArray

from proxeny.literature.merging import SHORTEST_TITLE, title_key

Ints = NDArray[np.int64]
_DOI = r"(10\.\d{4,9}/[^\s\"<>,;\]]+)"
_WITH_YEAR = re.compile(r"^(.*?)\s*\(((?:1[5-9]|20)\d\d)[a-z]?\)")
_TAIL = 24


def find_citations(corpus: pl.DataFrame) -> tuple[Ints, Ints]:
    """Rows of the citing works and of the works they cite, each pair once, no work citing itself."""
    works = corpus.select(pl.int_range(pl.len(), dtype=pl.Int64).alias("work"), "doi", "key", "title", "year")
    cited = corpus.select(
        pl.int_range(pl.len(), dtype=pl.Int64).alias("citing"), pl.col("references").alias("reference")
    ).explode("reference").drop_nulls()  # fmt: skip
    cited = cited.with_columns(pl.col("reference").str.to_lowercase().str.extract(_DOI).alias("doi"))
    by_doi = cited.drop_nulls("doi").join(works.drop_nulls("doi").select("doi", "work"), on="doi")
    keyed = works.filter(pl.col("key").str.len_bytes() > 0).select(pl.col("key").alias("reference"), "work")
    by_key = cited.join(keyed, on="reference")
    pairs = pl.concat([by_doi.select("citing", "work"), by_key.select("citing", "work"), _by_title(cited, works)])
    pairs = pairs.filter(pl.col("citing") != pl.col("work")).unique().sort("citing", "work")
    return pairs["citing"].to_numpy(), pairs["work"].to_numpy()


def _by_title(cited: pl.DataFrame, works: pl.DataFrame) -> pl.DataFrame:
    """References of Scopus write ``authors, title (year) source``: what precedes the year ends with the title."""
    titled = works.select("work", "year", title_key().alias("whole"))
    titled = titled.filter(pl.col("whole").str.len_chars() >= SHORTEST_TITLE)
    known: dict[tuple[int, str], list[tuple[str, int]]] = {}
    for work, year, whole in titled.iter_rows():
        known.setdefault((year, whole[-_TAIL:]), []).append((whole, work))
    rows = []
    seen = cited.filter(pl.col("doi").is_null() & pl.col("reference").str.contains(r"\((1[5-9]|20)\d\d[a-z]?\)"))
    heads = seen.with_columns(
        pl.col("reference").str.extract(_WITH_YEAR.pattern, 1).alias("title"),
        pl.col("reference").str.extract(_WITH_YEAR.pattern, 2).cast(pl.Int64).alias("year"),
    ).select("citing", "year", title_key().alias("head"))
    for citing, year, head in heads.iter_rows():
        for whole, work in known.get((year, (head or "")[-_TAIL:]), ()):
            if head.endswith(whole):
                rows.append((citing, work))
    return pl.DataFrame(rows, schema={"citing": pl.Int64, "work": pl.Int64}, orient="row")
