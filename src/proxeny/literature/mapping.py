"""The map of a field: from a corpus and a recipe to terms with places and clusters, and links."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import numpy as np
import polars as pl

from proxeny.errors import Fault, FaultyInput
from proxeny.literature.cited import read_cited
from proxeny.literature.clusters.clustering import Clustering, build_clusters
from proxeny.literature.counting import choose_minimum, count_terms
from proxeny.literature.graph import Graph
from proxeny.literature.layout.placing import Layout, build_layout
from proxeny.literature.linking import Setting, count_links
from proxeny.literature.overlay import add_overlay
from proxeny.literature.recipe import Recipe
from proxeny.literature.thesaurus import Thesaurus
from proxeny.literature.units import Cleaning, Items, build_items, clean_items

_TOLD = 20


@dataclass(frozen=True, slots=True)
class FieldMap:
    """A map. ``terms``: id, label, x, y, cluster (from 1), occurrences, links, strength, year, year_shrunk,
    year_spread, years, newness, cited_by; ``links``: first < second (rows of terms), weight; ``items``: document (row
    of ``works``), row (of terms); ``works``: the corpus rows that were used; ``minimum``: the one that was applied."""

    terms: pl.DataFrame
    links: pl.DataFrame
    layout: Layout
    clustering: Clustering
    recipe: Recipe
    items: pl.DataFrame = field(default_factory=pl.DataFrame)
    works: pl.DataFrame = field(default_factory=pl.DataFrame)
    minimum: int = 0
    total: int = 0
    faults: tuple[Fault, ...] = ()

    def summary(self) -> dict[str, object]:
        """The figures of the map, ready for JSON."""
        clusters = int(self.clustering.label.max(initial=-1)) + 1
        return {
            "q_star": round(self.layout.q_star, 6),
            "cpm": round(self.clustering.cpm, 6),
            "clusters": clusters,
            "terms": self.terms.height,
            "links": self.links.height,
            "minimum": self.minimum,
            "starts": self.recipe.starts,
            "gap_of_worst_start": round(self.layout.gap, 9),
        }


def build_map(corpus: pl.DataFrame, recipe: Recipe, thesaurus: Thesaurus | None = None) -> FieldMap:
    """The map of ``corpus``. Raises `FaultyInput` where nothing can be drawn, with what there is instead."""
    recipe.check()
    works = _choose_years(corpus, recipe)
    cleaning = Cleaning(frozenset(recipe.folds), thesaurus or Thesaurus(), frozenset(recipe.stop))
    items, told = _build_items(works, recipe, cleaning)
    counted = count_terms(items.table, items.terms, works)
    minimum = recipe.minimum or choose_minimum(counted, recipe.most_terms or counted.height)
    chosen = counted.filter(pl.col("occurrences") >= minimum)
    _check_chosen(works, counted, chosen, recipe, minimum)
    linked, crowded = _limit(items.table, chosen, recipe, works)
    faults = (*told, *crowded)
    links = count_links(Setting(works, linked, chosen, recipe.counting == "fractional"), recipe.link)
    terms = add_overlay(chosen, items.table, works)
    rows = chosen.select("term", pl.int_range(pl.len(), dtype=pl.Int64).alias("row"))
    kept = items.table.join(rows, on="term").select("document", "row").sort("row", "document")
    drawn = draw_network(terms.with_columns(id=pl.int_range(1, pl.len() + 1)), links, recipe)
    return FieldMap(
        drawn.terms, links, drawn.layout, drawn.clustering, recipe, kept, works, minimum, counted.height, faults
    )


def _build_items(works: pl.DataFrame, recipe: Recipe, cleaning: Cleaning) -> tuple[Items, tuple[Fault, ...]]:
    """The items of the works; those of co-cited authors and sources are in what the works cite, not in the works."""
    if recipe.link != "cocitation" or recipe.unit not in {"author", "source"}:
        return build_items(works, recipe.unit, cleaning), ()
    cited, total, read = read_cited(works, recipe.unit)
    if not read:
        raise FaultyInput.of("map-no-cited", unit=recipe.unit, references=total)
    params = {"read": read, "total": total, "unit": recipe.unit}
    told = (Fault("map-cited-read", params=params, severity="warning"),) if read < total else ()
    return clean_items(cited, cleaning), told


def draw_network(terms: pl.DataFrame, links: pl.DataFrame, recipe: Recipe) -> FieldMap:
    """Place and cluster the nodes ``terms`` by ``links``. Adds x, y, cluster, links and strength to the terms."""
    size = terms.height
    graph = Graph.of_links(links["first"].to_numpy(), links["second"].to_numpy(), links["weight"].to_numpy(), size)
    associated = graph.associate()
    layout = _place(associated, recipe)
    clustering = build_clusters(associated, recipe.resolution, starts=recipe.starts, seed=recipe.seed)
    placed = terms.with_columns(
        pl.Series("x", np.round(layout.places[0], 4) + 0.0),
        pl.Series("y", np.round(layout.places[1], 4) + 0.0),
        pl.Series("cluster", clustering.label + 1),
        pl.Series("links", np.diff(graph.starts)),
        pl.Series("strength", np.round(graph.strengths(), 6)),
    )
    return FieldMap(placed, links, layout, clustering, recipe)


def _place(graph: Graph, recipe: Recipe) -> Layout:
    """The layout of the nodes that have links; the others stand on a ring around it, for nothing says where."""
    linked = np.diff(graph.starts) > 0
    if linked.all() or not linked.any():
        return build_layout(graph, starts=recipe.starts, seed=recipe.seed)
    number = np.cumsum(linked) - 1
    first, second, weights = graph.links()
    inner = Graph.of_links(number[first], number[second], weights, int(linked.sum()))
    layout = build_layout(inner, starts=recipe.starts, seed=recipe.seed)
    places = np.zeros((2, graph.size))
    places[:, linked] = layout.places
    angle = 2 * np.pi * np.arange((~linked).sum()) / max(int((~linked).sum()), 1)
    radius = 1.15 * float(np.hypot(*layout.places).max(initial=0.5))
    places[:, ~linked] = radius * np.stack([np.cos(angle), np.sin(angle)])
    return replace(layout, places=places)


def _choose_years(corpus: pl.DataFrame, recipe: Recipe) -> pl.DataFrame:
    works = corpus
    if recipe.since:
        works = works.filter(pl.col("year") >= recipe.since)
    if recipe.until:
        works = works.filter(pl.col("year") <= recipe.until)
    if not works.height:
        raise FaultyInput.of("map-no-works", works=corpus.height)
    return works


def _check_chosen(works: pl.DataFrame, counted: pl.DataFrame, chosen: pl.DataFrame, recipe: Recipe, least: int) -> None:
    if not counted.height:
        raise FaultyInput.of("map-no-items", unit=recipe.unit, works=works.height)
    if chosen.height < 2 and counted.height > 1:
        top = counted.sort("occurrences", "label", descending=[True, False]).row(0, named=True)
        raise FaultyInput.of(
            "map-all-below", minimum=least, terms=counted.height, most=top["occurrences"], label=top["label"][:80]
        )


def _limit(
    items: pl.DataFrame, chosen: pl.DataFrame, recipe: Recipe, works: pl.DataFrame
) -> tuple[pl.DataFrame, tuple[Fault, ...]]:
    """Without works that have more chosen items than a work may link; each is told."""
    if not recipe.most_items:
        return items, ()
    used = items.join(chosen.select("term"), on="term", how="semi")
    crowded = used.group_by("document").len().filter(pl.col("len") > recipe.most_items).sort("document")
    if not crowded.height:
        return items, ()
    told = []
    for document, count in crowded.head(_TOLD).iter_rows():
        title = (works["title"][document] or works["id"][document])[:80]
        params = {"title": title, "count": count, "limit": recipe.most_items}
        told.append(Fault("map-crowded", params=params, severity="warning"))
    return items.join(crowded, on="document", how="anti"), tuple(told)
