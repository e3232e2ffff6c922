"""Formats of graphs: one file each, which says what it reads and what it writes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from proxeny.errors import FaultyInput, NotFound, Where
from proxeny.graph.model import Graph
from proxeny.registry import Registry

LARGEST = 500_000_000  # bytes of a file of a graph


@dataclass(frozen=True, slots=True)
class Format:
    """A format: its title and endings; write: ending of each file beside the name -> its bytes; read: a file."""

    title: str
    suffixes: tuple[str, ...]
    write: Callable[[Graph], Mapping[str, bytes]]
    read: Callable[[Path], Graph] | None = None


FORMATS: Registry[Format] = Registry("graph_format", "proxeny.graph.exchange")


def write_graph(graph: Graph, name: str) -> Mapping[str, bytes]:
    """The files of a graph in a format: "" is the file itself, "-nodes" one beside it. Raises `UnknownName`."""
    return FORMATS[name].write(graph)


def read_graph(path: Path) -> Graph:
    """Read a graph by the ending of its file; what has an unknown ending is a plain list of edges.

    Raises `NotFound`, or `FaultyInput` with what is wrong in it.
    """
    if not path.is_file():
        raise NotFound.of("graph-file-absent", Where(file=str(path)))
    if path.stat().st_size > LARGEST:
        raise FaultyInput.of("graph-file-large", Where(file=str(path)), megabytes=LARGEST // 1_000_000)
    for name in FORMATS:
        one = FORMATS[name]
        if one.read is not None and path.suffix.lower() in one.suffixes:
            return one.read(path)
    return FORMATS["csv"].read(path)  # type: ignore[misc]
