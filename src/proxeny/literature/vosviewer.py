"""VOSviewer's files: map, network, and the JSON of VOSviewer Online, written and read back."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable
from typing import Any

import polars as pl

from proxeny.errors import Fault, FaultyInput, Where
from proxeny.literature.mapping import FieldMap
from proxeny.literature.source import Source

_WEIGHTS = {"links": "Links", "strength": "Total link strength", "occurrences": "Occurrences"}
_SCORES = {
    "year": "Avg. pub. year",
    "year_shrunk": "Avg. pub. year (shrunk)",
    "newness": "Newness",
    "cited_by": "Avg. citations",
}


def _number(value: object) -> str:
    if value is None or value != value:
        return ""
    return f"{value:.4f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)


def write_map(field: FieldMap) -> str:
    """The map file: tab-separated id, label, x, y, cluster, weights and scores."""
    weights = [name for name in _WEIGHTS if name in field.terms.columns]
    scores = [name for name in _SCORES if name in field.terms.columns]
    header = ["id", "label", "x", "y", "cluster"]
    header += [f"weight<{_WEIGHTS[name]}>" for name in weights] + [f"score<{_SCORES[name]}>" for name in scores]
    out = io.StringIO()
    writer = csv.writer(out, delimiter="\t", lineterminator="\n")
    writer.writerow(header)
    names = ["id", "label", "x", "y", "cluster", *weights, *scores]
    for row in field.terms.select(names).iter_rows():
        writer.writerow([value if isinstance(value, str) else _number(value) for value in row])
    return out.getvalue()


def write_network(field: FieldMap) -> str:
    """The network file: tab-separated ids of both ends and the weight, each link once."""
    ids = field.terms["id"].to_list()
    rows = field.links.select("first", "second", "weight").iter_rows()
    return "".join(f"{ids[first]}\t{ids[second]}\t{_exact(weight)}\n" for first, second, weight in rows)


def _exact(weight: float) -> str:
    return str(int(weight)) if weight == int(weight) else repr(round(weight, 10))


def write_json(field: FieldMap) -> str:
    """Map and network as one JSON file for VOSviewer Online."""
    weights = {name: label for name, label in _WEIGHTS.items() if name in field.terms.columns}
    scores = {name: label for name, label in _SCORES.items() if name in field.terms.columns}
    items = []
    for row in field.terms.iter_rows(named=True):
        item: dict[str, Any] = {"id": row["id"], "label": row["label"], "x": row["x"], "y": row["y"]}
        item["cluster"] = row["cluster"]
        item["weights"] = {label: row[name] for name, label in weights.items()}
        item["scores"] = {label: round(row[name], 4) for name, label in scores.items() if row[name] is not None}
        items.append(item)
    ids = field.terms["id"].to_list()
    links = [
        {"source_id": ids[first], "target_id": ids[second], "strength": float(_exact(weight))}
        for first, second, weight in field.links.select("first", "second", "weight").iter_rows()
    ]
    return json.dumps({"network": {"items": items, "links": links}}, ensure_ascii=False, indent=1) + "\n"


def read_network(source: Source, labels: Source | None = None) -> tuple[pl.DataFrame, pl.DataFrame, tuple[Fault, ...]]:
    """Nodes (id, label) and links (first, second, weight) of a VOSviewer network file, edge list or JSON file.

    Ids may be any text; numbers are sorted as numbers. A node's link with itself is left out, repeated links are added
    up; both are told. ``labels``: a VOSviewer map file that names the nodes. Raises `FaultyInput` with all odd lines.
    """
    text = source.text.strip()
    if text.startswith("{"):
        ends, names = _read_json(source, text)
    else:
        ends, names = _read_lines(source), {}
    if labels is not None:
        names = read_map_labels(labels)
    known = {*names, *(one for first, second, _ in ends for one in (first, second))}
    order = sorted(known, key=_natural)
    number = {name: at for at, name in enumerate(order)}
    summed: dict[tuple[int, int], float] = {}
    own, again = 0, 0
    for first, second, weight in ends:
        a, b = sorted((number[first], number[second]))
        if a == b:
            own += 1
        else:
            again += (a, b) in summed
            summed[a, b] = summed.get((a, b), 0.0) + weight
    if not summed:
        raise FaultyInput(source.fault("network-empty"))
    told = [source.warn(code, count=count) for code, count in _tell(own, again) if count]
    keys = sorted(key for key, weight in summed.items() if weight > 0)
    links = pl.DataFrame(
        {"first": [a for a, _ in keys], "second": [b for _, b in keys], "weight": [summed[key] for key in keys]},
        schema={"first": pl.Int64, "second": pl.Int64, "weight": pl.Float64},
    )
    nodes = pl.DataFrame({"id": order, "label": [names.get(name) or name for name in order]})
    return nodes, links, tuple(told)


def _tell(own: int, again: int) -> Iterable[tuple[str, int]]:
    return (("network-own-links", own), ("network-repeated", again))


def _natural(name: str) -> tuple[int, float, str]:
    try:
        return (0, float(name), name)
    except ValueError:
        return (1, 0.0, name)


Ends = list[tuple[str, str, float]]
_MOST_FAULTS = 1000


def _read_lines(source: Source) -> Ends:
    lines = source.text.split("\n")
    first = next((line for line in lines if line.strip()), "")
    delimiter = next((sign for sign in "\t,;" if sign in first), None)
    ends: Ends = []
    faults: list[Fault] = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        cells = _cells(line, delimiter)
        weight = _weight(cells)
        if weight is None:
            if number > 1 or len(cells) < 2:  # the first line may be a header
                faults.append(Fault("network-line", Where(file=source.name, line=number), {"text": line[:60]}))
        elif weight < 0:
            faults.append(Fault("network-negative", Where(file=source.name, line=number), {"weight": weight}))
        else:
            ends.append((cells[0].strip(), cells[1].strip(), weight))
    if faults:
        raise FaultyInput(*faults[:_MOST_FAULTS], total=len(faults))
    return ends


def _cells(line: str, delimiter: str | None) -> list[str]:
    if delimiter is None:
        return line.split()
    if '"' in line:
        return next(csv.reader([line], delimiter=delimiter), [])
    return line.split(delimiter)


def _weight(cells: list[str]) -> float | None:
    """The weight in the third cell, 1 where there are two cells; None where it is no number."""
    if len(cells) < 2 or not cells[0].strip() or not cells[1].strip():
        return None
    if len(cells) == 2:
        return 1.0
    try:
        weight = float(cells[2])
    except ValueError:
        return None
    return weight if weight == weight and abs(weight) != float("inf") else None


def _read_json(source: Source, text: str) -> tuple[Ends, dict[str, str]]:
    try:
        network = json.loads(text).get("network")
        names = {str(item["id"]): str(item.get("label", item["id"])) for item in network["items"]}
        ends = [
            (str(one["source_id"]), str(one["target_id"]), float(one.get("strength", 1))) for one in network["links"]
        ]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as problem:
        raise FaultyInput(source.fault("network-json", reason=str(problem)[:120])) from problem
    return ends, names


def read_map_labels(source: Source) -> dict[str, str]:
    """Id and label of each row of a map file: tab- or comma-separated, quoted labels, with or without BOM."""
    return {row["id"]: row.get("label", row["id"]) for row in read_map_rows(source)}


def read_map_rows(source: Source) -> list[dict[str, str]]:
    """The rows of a map file by column name. Raises `FaultyInput` where there is no column ``id`` or ``label``."""
    header = source.text.split("\n", 1)[0]
    delimiter = "\t" if "\t" in header else ","
    reader = csv.DictReader(io.StringIO(source.text), delimiter=delimiter)
    names = reader.fieldnames or []
    if "id" not in names and "label" not in names:
        raise FaultyInput(source.fault("map-file-header", header=header[:80]))
    rows = []
    for number, row in enumerate(reader, 1):
        row.setdefault("id", str(number))
        rows.append({name: value for name, value in row.items() if name is not None and value is not None})
    return rows
