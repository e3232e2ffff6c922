"""What a map is made of: the items of each work, folded and thesaurus-replaced, as one row per work and item."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import polars as pl
from numpy.typing import NDArray

from proxeny.literature.thesaurus import Thesaurus
from proxeny.literature.wording import fold_terms

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "keyword": ("keywords", "index_keywords"),
    "author-keyword": ("keywords",),
    "index-keyword": ("index_keywords",),
    "author": ("authors",),
    "source": ("source",),
    "country": ("countries",),
    "reference": ("references",),
    "document": ("id",),
}
"""Units and the columns of the corpus that hold their items; ``phrase`` is made of titles and abstracts instead."""


@dataclass(frozen=True, slots=True)
class Cleaning:
    """How wordings become terms: what is folded besides case, the thesaurus, and terms left out."""

    folds: frozenset[str] = frozenset()
    thesaurus: Thesaurus = field(default_factory=Thesaurus)
    stop: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Items:
    """``table``: Int64 ``document`` (row of the corpus) and ``term``, each pair once, with its ``count`` of wordings;
    ``terms``: Int64 ``term``, ``label``; ``wordings``: how many different wordings each term stands for."""

    table: pl.DataFrame
    terms: pl.DataFrame


def build_items(corpus: pl.DataFrame, unit: str, cleaning: Cleaning | None = None) -> Items:
    """The items of ``unit`` in each work of ``corpus``: folded, replaced by the thesaurus, once per work."""
    if unit == "phrase":
        from proxeny.literature.phrases import build_phrases

        raw = build_phrases(corpus)
    else:
        raw = _collect(corpus, COLUMNS[unit])
    return clean_items(raw, cleaning or Cleaning())


def _collect(corpus: pl.DataFrame, columns: tuple[str, ...]) -> pl.DataFrame:
    """One row per work and wording, in the order of the corpus."""
    rows = corpus.select(*columns).with_row_index("document")
    parts = []
    for name in columns:
        part = rows.select("document", pl.col(name).alias("wording"))
        if part.schema["wording"] == pl.List(pl.String):
            part = part.filter(pl.col("wording").list.len() > 0).explode("wording")
        parts.append(part.drop_nulls())
    return pl.concat(parts)


def clean_items(raw: pl.DataFrame, cleaning: Cleaning) -> Items:
    """Terms of the wordings in ``raw`` (``document``, ``wording``)."""
    coded = raw["wording"].cast(pl.Categorical)
    codes = coded.to_physical().to_numpy().astype(np.int64)
    distinct = coded.unique(maintain_order=True)
    folded = fold_terms(distinct.cast(pl.String), cleaning.folds)
    stop = [word.lower() for word in cleaning.stop]
    named = pl.DataFrame({"code": distinct.to_physical(), "label": cleaning.thesaurus.replace(folded)})
    kept = named.filter((pl.col("label") != "") & ~pl.col("label").is_in(stop))
    terms = kept.select(pl.col("label").unique()).sort("label").with_row_index("term")
    coding = kept.join(terms, on="label", how="left", maintain_order="left")
    term_of = np.full(int(codes.max(initial=-1)) + 1, -1, dtype=np.int64)
    term_of[coding["code"].to_numpy()] = coding["term"].to_numpy()
    table = _pair(raw["document"].to_numpy().astype(np.int64), term_of[codes], terms.height)
    return Items(table, terms.with_columns(pl.col("term").cast(pl.Int64)))


def _pair(documents: NDArray[np.int64], terms: NDArray[np.int64], count: int) -> pl.DataFrame:
    """Each pair of work and term once, sorted; terms of -1 are left out."""
    known = terms >= 0
    keys = np.sort(documents[known] * max(count, 1) + terms[known])
    keys = keys[np.diff(keys, prepend=-1) > 0]
    return pl.DataFrame({"document": keys // max(count, 1), "term": keys % max(count, 1)})
