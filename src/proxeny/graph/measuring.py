"""Measure a graph by the measures of the registry, with what each rests on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import polars as pl

from proxeny.graph.measures import MEASURES, Measure, Need, Value
from proxeny.graph.subject import EXACT_WORK, Subject, as_values
from proxeny.graph.words import N_, Note


@dataclass(frozen=True, slots=True)
class Measured:
    """What was measured.

    values: of the graph, by measure; None where it is not defined. nodes, ties, members, networks: tables with a
    column a measure. absent: measures left out, and what they need that is not known. notes: on what the figures rest.
    """

    values: Mapping[str, Value]
    nodes: pl.DataFrame
    ties: pl.DataFrame
    members: pl.DataFrame
    networks: pl.DataFrame
    absent: Mapping[str, str]
    notes: tuple[Note, ...]


def measure_graph(subject: Subject, only: Iterable[str] = ()) -> Measured:
    """Measure all that can be measured, or the measures named. Raises `UnknownName`.

    A measure that needs what no node has (countries, coordinates, memberships) is left out, and said to be.
    """
    wanted = {name: MEASURES[name] for name in (tuple(only) or tuple(MEASURES))}
    absent = {name: lack for name, one in wanted.items() if (lack := _lacking(subject, one.needs))}
    done = {name: one.compute(subject) for name, one in wanted.items() if name not in absent}
    graph, held = subject.graph, subject.memberships

    def table(level: str, ids: pl.DataFrame) -> pl.DataFrame:
        columns = [
            as_values(np.asarray(value)).alias(name) for name, value in done.items() if wanted[name].level == level
        ]
        return ids.with_columns(columns)

    pairs = pl.DataFrame(
        {"source": graph.nodes["id"].gather(graph.ends[0]), "target": graph.nodes["id"].gather(graph.ends[1])}
    )
    return Measured(
        {name: one for name, one in done.items() if wanted[name].level == "graph" and not isinstance(one, np.ndarray)},
        table("node", graph.nodes.select("id", "name", "country")),
        table("tie", pairs),
        table("member", held.members.select("id", "name", "country")),
        table("network", held.networks.select("id", "name")),
        absent,
        tuple(_notes(subject, wanted)),
    )


def _lacking(subject: Subject, needs: Iterable[Need]) -> str:
    """The first thing needed that nothing is known of; empty where all is known of some."""
    columns = {"country": "country", "coordinates": "lat", "population": "population"}
    for need in needs:
        if need == "memberships":
            if not len(subject.memberships.member):
                return need
        elif not subject.graph.has(columns[need]):
            return need
    return ""


_OF_COLUMNS = {
    "country": N_("Country: not known of {part} of {all} nodes; their ties are left out where it is needed."),
    "lat": N_("Coordinates: not known of {part} of {all} nodes; their ties are left out where they are needed."),
    "population": N_("Population: not known of {part} of {all} nodes; their ties are left out where it is needed."),
}


def _notes(subject: Subject, wanted: Mapping[str, Measure]) -> Iterable[Note]:
    """On which part distances were taken, and what was sampled."""
    graph = subject.graph
    if {"diameter", "mean_distance"} & wanted.keys() and graph.size:
        words = N_("Longest and mean distance: over the largest connected part, {part} of {all} nodes.")
        yield Note(words, {"part": len(graph.giant), "all": graph.size})
        if len(graph.giant) * len(graph.adjacency.indices) > EXACT_WORK:
            words = N_("They are from a sample of {drawn} sources, so the longest distance may be longer.")
            yield Note(words, {"drawn": subject.sampling.distances})
    if {"closeness", "harmonic"} & wanted.keys() and graph.components.max(initial=0) > 0:
        yield Note(N_("Closeness: of each node over the part that it reaches, scaled by the size of that part."))
    if "betweenness" in wanted and 0 < subject.sampling.betweenness < graph.size:
        words = N_("Betweenness: from {drawn} sampled sources, with its error.")
        yield Note(words, {"drawn": subject.sampling.betweenness})
    for column, words in _OF_COLUMNS.items():
        missing = graph.nodes[column].null_count()
        if 0 < missing < graph.size:
            yield Note(words, {"part": missing, "all": graph.size})
