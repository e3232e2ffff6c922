"""Pajek's .net, of one mode or two: a label is the name with the id in brackets, so that ids come back."""

from __future__ import annotations

import re
import shlex
from collections.abc import Mapping
from pathlib import Path

from proxeny.errors import FaultyInput, Where
from proxeny.graph.exchange import FORMATS, Format
from proxeny.graph.exchange.values import Collected
from proxeny.graph.model import Graph
from proxeny.text import clean

_LABEL = re.compile(r"^(?P<name>.*) \[(?P<id>[^\[\]]+)\]$")
_YEARS = re.compile(r"\[(\d{1,4})-(\d{1,4}|\*)\]")


def write(graph: Graph) -> Mapping[str, bytes]:
    """One file. Two modes where nodes have a ``mode``: members first, then networks. Years stand in brackets."""
    nodes = graph.nodes
    members = int((nodes["mode"] == "member").sum()) if "mode" in nodes.columns else 0
    lines = [f"*Vertices {graph.size}" + (f" {members}" if members else "")]
    for at, row in enumerate(nodes.iter_rows(named=True), start=1):
        place = ""
        if row["lat"] is not None and row["lon"] is not None:
            place = f" {(row['lon'] + 180) / 360:.6f} {(90 - row['lat']) / 180:.6f} 0.5"
        lines.append(f'{at} "{_label(row["id"], row["name"])}"{place}')
    lines.append("*Edges")
    begun = graph.ties["valid_from"].to_list() if "valid_from" in graph.ties.columns else [None] * graph.tie_count
    ended = graph.ties["valid_to"].to_list() if "valid_to" in graph.ties.columns else [None] * graph.tie_count
    for at in range(graph.tie_count):
        u, v = int(graph.ends[0, at]) + 1, int(graph.ends[1, at]) + 1
        lines.append(f"{u} {v} {float(graph.weight[at])!r}{_years(begun[at], ended[at])}")
    return {"": ("\n".join(lines) + "\n").encode()}


def _label(name: str, label: str) -> str:
    plain = [clean(text, 200).replace('"', "''").replace("[", "(").replace("]", ")") for text in (label, name)]
    return plain[0] if plain[0] == plain[1] else f"{plain[0]} [{plain[1]}]"


def _years(begun: str | None, ended: str | None) -> str:
    if not begun:
        return ""
    last = str(max(int(ended[:4]) - (ended[4:] in {"", "-01-01"}), int(begun[:4]))) if ended else "*"
    return f" [{int(begun[:4])}-{last}]"


def read(path: Path) -> Graph:
    """A .net of one mode or two: *Vertices, *Edges, *Arcs, *Edgeslist, *Arcslist; other parts are passed over.

    Raises `FaultyInput` at the first line that cannot be read.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        text = path.read_text(encoding="cp1252", errors="replace")
    found, names, part = Collected(), dict[int, str](), ""
    modes = 0
    for number, line in enumerate(text.splitlines(), start=1):
        words = line.strip()
        if not words or words.startswith("%"):
            continue
        if words.startswith("*"):
            part, _, rest = words[1:].partition(" ")
            part = part.lower()
            if part == "vertices":
                counts = [int(word) for word in rest.split() if word.isdigit()]
                modes = counts[1] if len(counts) > 1 else 0
                names = {at: str(at) for at in range(1, min(counts[0], 10_000_000) + 1)} if counts else {}
            continue
        try:
            _read_line(part, words, names, found, modes)
        except (ValueError, KeyError, IndexError) as error:
            where = Where(file=str(path), line=number)
            raise FaultyInput.of("pajek-line", where, value=clean(words, 80)) from error
    for name in names.values():
        found.nodes.setdefault(name, {})
    return found.graph()


def _read_line(part: str, words: str, names: dict[int, str], found: Collected, modes: int) -> None:
    if part == "vertices":
        cells = shlex.split(words.replace("'", "\\'"))
        at, label = int(cells[0]), cells[1] if len(cells) > 1 else cells[0]
        match = _LABEL.match(label)
        names[at] = match["id"] if match else label if label not in found.nodes else f"{label} ({at})"
        mode = {"mode": "member" if at <= modes else "network"} if modes else {}
        found.node(names[at], {"name": match["name"] if match else label, **mode})
    elif part in {"edges", "arcs"}:
        years = _YEARS.search(words)
        cells = _YEARS.sub("", words).split()
        values: dict[str, object] = {"weight": abs(float(cells[2])) if len(cells) > 2 else 1.0}
        if years:
            values["valid_from"] = f"{int(years[1]):04d}-01-01"
            if years[2] != "*":
                values["valid_to"] = f"{int(years[2]) + 1:04d}-01-01"
        found.tie(names[int(cells[0])], names[int(cells[1])], values)
    elif part in {"edgeslist", "arcslist"}:
        first, *others = (names[int(cell)] for cell in words.split())
        for other in others:
            found.tie(first, other, {"weight": 1.0})


FORMATS.add("pajek")(Format("Pajek", (".net", ".paj"), write, read))
