"""Graphs for the command line and Python: open what was named, do one thing, tell it as plain values for JSON."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

import numpy as np
import polars as pl

from proxeny.errors import FaultyInput
from proxeny.graph.building import Wanted, build_graph
from proxeny.graph.communities import Partition, Recipe, find_communities, profile_resolutions
from proxeny.graph.comparing import compare_graphs
from proxeny.graph.exchange import FORMATS, read_graph, write_graph
from proxeny.graph.ladder import Ladder, compare_with_nulls
from proxeny.graph.layers import as_graph
from proxeny.graph.measures import MEASURES
from proxeny.graph.measuring import measure_graph
from proxeny.graph.memberships import NONE, Memberships, build_memberships
from proxeny.graph.model import Graph
from proxeny.graph.naming import describe_communities
from proxeny.graph.overlap import compare_networks, describe_networks
from proxeny.graph.slices import count_by_year, estimate_survival, slice_graph, years_of
from proxeny.graph.subject import Sampling, Subject
from proxeny.home import product_version
from proxeny.io.snapshot import read_snapshot

PROFILE = (0.25, 0.5, 1.0, 2.0, 4.0)
Plain = dict[str, object]


@dataclass(frozen=True, slots=True)
class Source:
    """What to read: the folder of a snapshot, or a file of a graph; and which part of a snapshot.

    on: a date or a year; undated ties count as holding. countries: codes, both ends. network: an id, both ends members.
    """

    snapshot: Path | None = None
    edges: Path | None = None
    on: str = ""
    countries: tuple[str, ...] = ()
    network: str = ""


@dataclass(frozen=True, eq=False)
class Opened:
    """A graph with its memberships, and the hash of what it was read from."""

    graph: Graph
    memberships: Memberships
    input: str
    tables: Mapping[str, pl.DataFrame]


def open_graph(source: Source) -> Opened:
    """Read the graph of a snapshot or of a file. Raises `NotFound`, `FaultyInput`."""
    if (source.snapshot is None) == (source.edges is None):
        raise FaultyInput.of("graph-input-missing")
    if source.edges is not None:
        graph = read_graph(source.edges)
        if source.on:
            graph = slice_graph(graph, _read_day(source.on).year)
        return Opened(graph, NONE, graph.digest, {})
    assert source.snapshot is not None
    tables = read_snapshot(source.snapshot)
    on = _read_day(source.on) if source.on else None
    wanted = Wanted(frozenset(code.upper() for code in source.countries), source.network, on)
    graph = build_graph(tables, wanted)
    return Opened(graph, build_memberships(tables, on), graph.digest, tables)


def _read_day(text: str) -> date:
    try:
        return date.fromisoformat(f"{text}-12-31" if len(text) == 4 else text)
    except ValueError as error:
        raise FaultyInput.of("year-unreadable", value=text) from error


def _about(opened: Opened, seed: int | None) -> Plain:
    """By what a result was computed: the same of these gives the same result."""
    return {"seed": seed, "version": product_version(), "input": opened.input}


def _counts(graph: Graph) -> Plain:
    return {"nodes": graph.size, "edges": graph.tie_count, "given": asdict(graph.given)}


def tell_graph(opened: Opened) -> Plain:
    """What a graph holds: counts, what is known of its nodes, its time."""
    graph, held = opened.graph, opened.memberships
    years = years_of(graph)
    known = {name: graph.size - graph.nodes[name].null_count() for name in ("country", "lat", "population")}
    return {
        **_counts(graph),
        "known": {"country": known["country"], "coordinates": known["lat"], "population": known["population"]},
        "dated_ties": int(years.dated.sum()),
        "undated_ties": int((~years.dated).sum()),
        "years": count_by_year(years).to_dicts(),
        "survival": estimate_survival(years, date.today().year).to_dicts(),
        "memberships": {
            "members": held.members.height, "networks": held.networks.height,
            "memberships": len(held.member), "repeated": held.repeated,
        },
        **_about(opened, None),
    }  # fmt: skip


def tell_measures(opened: Opened, only: Iterable[str], sampling: Sampling, most: int | None = 20) -> Plain:
    """All measures, or those named: of the graph as numbers; of cities, ties, members and networks as the largest.

    most: how many of each are told; None: all. Raises `UnknownName`.
    """
    names = tuple(only)
    subject = Subject(opened.graph, opened.memberships, sampling)
    found = measure_graph(subject, names)
    told: Plain = {**_counts(opened.graph), **found.values}
    if not names:
        told["giant_nodes"] = len(opened.graph.giant)
    tables = {"node": found.nodes, "tie": found.ties, "member": found.members, "network": found.networks}
    for level, table in tables.items():
        heads = [name for name in table.columns if name in {"id", "source", "target"}]
        for name in table.columns:
            if name in MEASURES and MEASURES[name].level == level:
                told[name] = _largest(table.select(*heads, name), name, level, most)
    told["not_measured"] = dict(found.absent)
    told["notes"] = [str(note) for note in found.notes]
    return {**told, **_about(opened, sampling.seed)}


def _largest(table: pl.DataFrame, name: str, level: str, most: int | None) -> Plain:
    kept = table.drop_nulls(name)
    values = kept[name].cast(pl.Float64)
    ordered = kept.sort(
        name, *[one for one in table.columns if one != name], descending=[True] + [False] * (table.width - 1)
    )
    rows = ordered.head(most) if most is not None else ordered
    plain: object = rows.to_dicts() if "source" in table.columns else dict(rows.select("id", name).iter_rows())
    mean, largest = values.mean(), values.max()
    return {"level": level, "defined": kept.height, "mean": mean, "max": largest, "values": plain}


def tell_communities(opened: Opened, recipe: Recipe, *, profile: bool = False) -> tuple[Plain, Partition]:
    """The communities with their names and how far they hold, and the division itself."""
    graph = opened.graph
    found = find_communities(graph, recipe)
    told: Plain = {
        **_counts(graph),
        "quality": found.quality,
        "quality_name": recipe.quality,
        "resolution": recipe.resolution,
        "modularity": found.modularity,
        "communities": found.count,
        "sizes": found.sizes.tolist(),
        "runs": list(found.of_runs),
        "stability": found.agreement,
        "named": [
            {**asdict(one), "name": one.name} for one in describe_communities(graph, found, opened.memberships)
        ],
        "membership": dict(zip(graph.nodes["id"], (found.label + 1).tolist(), strict=True)),
    }  # fmt: skip
    if profile:
        steps = profile_resolutions(graph, recipe, [recipe.resolution * factor for factor in PROFILE])
        told["profile"] = [asdict(step) for step in steps]
    return {**told, **_about(opened, recipe.seed)}, found


def tell_nulls(opened: Opened, measure: str, draws: int, rungs: Iterable[str], seed: int) -> Plain:
    """A measure beside its null models. Raises `UnknownName`, `FaultyInput`."""
    ladder = climb(opened, measure, draws, rungs, seed)
    told: Plain = {
        "measure": measure, "unit": ladder.unit, "observed": ladder.observed, "draws": draws,
        "rungs": [asdict(rung) for rung in ladder.rungs],
        "share_explained_by_country": ladder.explained_by_country,
    }  # fmt: skip
    return {**told, **_counts(opened.graph), **_about(opened, seed)}


def climb(opened: Opened, measure: str, draws: int, rungs: Iterable[str] = (), seed: int = 1) -> Ladder:
    """The ladder of a measure of an opened graph."""
    return compare_with_nulls(Subject(opened.graph, opened.memberships, Sampling(seed=seed)), measure, draws, rungs)


def tell_networks(opened: Opened, most: int = 50) -> Plain:
    """Networks compared: sizes, overlap, and which pairs of networks and of cities the null model validates."""
    from proxeny.graph.projection import Projection, validate_members

    held = opened.memberships
    if not len(held.member):
        raise FaultyInput.of("graph-layer-absent")
    table, networks = compare_networks(held)
    members = validate_members(held)

    def told(found: Projection) -> Plain:
        return {
            "pairs": found.tested, "sharing": found.sharing, "validated": found.validated, "alpha": found.alpha,
            "threshold": found.threshold, "smallest_p": found.smallest, "attainable_p": found.attainable,
            "pairs_that_could_pass": found.can_pass, "possible": found.possible,
        }  # fmt: skip

    return {
        "networks": describe_networks(held).to_dicts(),
        "overlap": table.head(most).to_dicts(),
        "pairs_of_networks": told(networks),
        "pairs_of_members": told(members),
        **_about(opened, None),
    }


def tell_changes(before: Opened, after: Opened, most: int = 100) -> Plain:
    """What changed from one graph to another; the first ``most`` ties gained and lost are named."""
    change = compare_graphs(before.graph, after.graph)
    return {
        "nodes_gained": change.nodes_gained, "nodes_lost": change.nodes_lost, "nodes_kept": change.nodes_kept,
        "edges_gained": change.ties_gained.height, "edges_lost": change.ties_lost.height,
        "edges_kept": change.ties_kept, "jaccard": change.jaccard, "rank_correlation": change.rank_correlation,
        "gained": change.ties_gained.head(most).to_dicts(), "lost": change.ties_lost.head(most).to_dicts(),
        "before": before.input, "after": after.input, "version": product_version(),
    }  # fmt: skip


def make_files(opened: Opened, name: str, layer: str = "ties") -> Mapping[str, bytes]:
    """The files of a graph in a format: of its ties, or of its memberships as two modes. Raises `UnknownName`."""
    FORMATS[name]
    if layer == "ties":
        return write_graph(opened.graph, name)
    if not len(opened.memberships.member):
        raise FaultyInput.of("graph-layer-absent")
    return write_graph(as_graph(opened.memberships), name)


def whole_table(opened: Opened, only: Iterable[str], sampling: Sampling) -> pl.DataFrame:
    """Every measure of cities, as a table with a row a city."""
    subject = Subject(opened.graph, opened.memberships, sampling)
    names = [name for name in (tuple(only) or tuple(MEASURES)) if MEASURES[name].level == "node"]
    return measure_graph(subject, names).nodes if names else opened.graph.nodes.select("id", "name", "country")


def finite(value: object) -> object:
    """Values that JSON can hold: numbers of numpy become plain, not a number becomes none."""
    if isinstance(value, dict):
        return {str(key): finite(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [finite(one) for one in value]
    if isinstance(value, np.generic):
        return finite(value.item())
    return None if isinstance(value, float) and not np.isfinite(value) else value
