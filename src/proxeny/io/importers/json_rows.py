"""JSON: a list of objects, or one object whose ``rows`` is that list; nested objects become dotted columns."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from proxeny.errors import FaultyInput
from proxeny.io.importers import IMPORTERS, too_large
from proxeny.io.reading_table import Limits, Table, TableBuilder

_DEPTH = 20


class _TooDeep(ValueError):
    """Objects are nested further than a table can be."""


class _Twice(ValueError):
    """A key stands twice in an object."""


class _TooMany(ValueError):
    """More objects than rows may be read: they would fill the memory before the rows are counted."""


@IMPORTERS.add("json")
def read_json(path: Path, limits: Limits) -> Table:
    """Read objects as rows, counted from 1; a list of plain values becomes one cell separated by ``;``."""
    if path.stat().st_size > limits.max_json_bytes:
        raise FaultyInput(too_large(path, path.stat().st_size, limits.max_json_bytes))
    builder = TableBuilder(path, limits)
    rows = _load(path, builder)
    flat: list[tuple[int, dict[str, str | None]]] = []
    for number, record in enumerate(rows, 1):
        if not isinstance(record, dict):
            builder.fault("json-row", number)
            continue
        try:
            flat.append((number, dict(_flatten(record))))
        except _TooDeep:
            builder.fault("json-deep", number, depth=_DEPTH)
    names = list(dict.fromkeys(name for _, cells in flat for name in cells))
    if names:
        builder.start(names, 1)
        builder.add([number for number, _ in flat], [[cells.get(name) for name in names] for _, cells in flat])
    return builder.build()


def _load(path: Path, builder: TableBuilder) -> list[object]:
    """The list of rows, or an empty one with a fault. Numbers keep the text they have in the file."""
    raw = path.read_bytes()
    if not raw.strip():
        return []
    try:
        found = json.loads(
            raw.decode(json.detect_encoding(raw)),
            parse_float=str,
            parse_int=str,
            parse_constant=str,
            object_pairs_hook=_Objects(2 * builder.limits.max_rows),
        )
    except UnicodeDecodeError:
        builder.fault("encoding-broken", encoding=json.detect_encoding(raw))
        return []
    except json.JSONDecodeError as problem:
        builder.fault("json-broken", line=problem.lineno, reason=problem.msg)
        return []
    except _TooMany:
        builder.fault("rows-too-many", limit=builder.limits.max_rows)
        return []
    except (RecursionError, _Twice) as problem:
        twice = isinstance(problem, _Twice)
        builder.fault("json-twice" if twice else "json-deep", key=str(problem)[:80], depth=_DEPTH)
        return []
    rows = found.get("rows") if isinstance(found, dict) else found
    if isinstance(rows, list):
        return rows
    builder.fault("json-shape")
    return []


@dataclass(slots=True)
class _Objects:
    """Makes the objects of a document, so many and no more (a row may hold others)."""

    left: int

    def __call__(self, pairs: list[tuple[str, object]]) -> dict[str, object]:
        self.left -= 1
        if self.left < 0:
            raise _TooMany
        made = dict(pairs)
        if len(made) < len(pairs):
            names = Counter(key for key, _ in pairs)
            raise _Twice(next(key for key, times in names.items() if times > 1))
        return made


def _flatten(record: dict[str, object], prefix: str = "", depth: int = 0) -> Iterator[tuple[str, str | None]]:
    if depth > _DEPTH:
        raise _TooDeep
    for key, value in record.items():
        name = f"{prefix}{key}" if prefix else key
        if isinstance(value, dict):
            yield from _flatten(value, f"{name}.", depth + 1)
        elif isinstance(value, list):
            yield name, "; ".join(_word(item) or "" for item in value)
        else:
            yield name, _word(value)


def _word(value: object) -> str | None:
    if value is None or isinstance(value, str):
        return value
    return str(value).lower() if isinstance(value, bool) else json.dumps(value, ensure_ascii=False)
