"""The kinds of link between the items of a unit: co-occurrence, citation, bibliographic coupling, co-citation."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
import polars as pl
from scipy.sparse import csr_array

from proxeny.literature.citing import find_citations
from proxeny.literature.counting import count_pairs, link_columns

LINKS = ("cooccurrence", "coauthor", "citation", "coupling", "cocitation")


@dataclass(frozen=True, slots=True)
class Setting:
    """What links are counted from: the corpus, the items of the unit, the terms chosen, and how works count."""

    corpus: pl.DataFrame
    items: pl.DataFrame
    chosen: pl.DataFrame
    fractional: bool = False


def count_links(setting: Setting, link: str) -> pl.DataFrame:
    """Links of the kind ``link``: ``first`` < ``second`` (rows of ``chosen``), ``weight``."""
    return _WAYS[link](setting)


def _together(setting: Setting) -> pl.DataFrame:
    """Two items of one work; co-authorship is the same for authors and countries."""
    return count_pairs(setting.items, setting.chosen, fractional=setting.fractional)


def _incidence(setting: Setting) -> csr_array:
    """Works of the whole corpus x chosen terms."""
    rows = setting.chosen.select("term", pl.int_range(pl.len(), dtype=pl.Int64).alias("row"))
    pairs = setting.items.join(rows, on="term", how="inner")
    place = (pairs["document"].to_numpy(), pairs["row"].to_numpy())
    shape = (setting.corpus.height, setting.chosen.height)
    return csr_array((np.ones(pairs.height), place), shape=shape)


def _couple(setting: Setting) -> pl.DataFrame:
    """Shared cited references: for each reference, the works of one item that cite it times those of the other."""
    cited = setting.corpus.select(
        pl.int_range(pl.len(), dtype=pl.Int64).alias("document"),
        pl.col("references").alias("reference"),
    ).explode("reference").drop_nulls().with_columns(pl.col("reference").str.to_lowercase()).unique()  # fmt: skip
    codes = cited["reference"].rank("dense").cast(pl.Int64).to_numpy() - 1
    count = int(codes.max()) + 1 if codes.size else 1
    shape = (count, setting.corpus.height)
    citing = csr_array((np.ones(codes.size), (codes, cited["document"].to_numpy())), shape=shape)
    return link_columns(csr_array(citing @ _incidence(setting)), fractional=setting.fractional)


def _cite(setting: Setting) -> pl.DataFrame:
    """Works of one item that cite works of the other, within the corpus, in either direction."""
    citing, cited = find_citations(setting.corpus)
    size = setting.corpus.height
    matrix = csr_array((np.ones(citing.size), (citing, cited)), shape=(size, size))
    incidence = _incidence(setting)
    product = csr_array(incidence.T @ matrix @ incidence)
    both = csr_array(product + product.T).tocoo()
    table = pl.DataFrame({"first": both.row.astype(np.int64), "second": both.col.astype(np.int64), "weight": both.data})
    return table.filter((pl.col("first") < pl.col("second")) & (pl.col("weight") > 0)).sort("first", "second")


_WAYS: Mapping[str, Callable[[Setting], pl.DataFrame]] = {
    "cooccurrence": _together,
    "coauthor": _together,
    "cocitation": _together,
    "coupling": _couple,
    "citation": _cite,
}
