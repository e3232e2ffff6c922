"""Read what networks ask of members and cost: the conditions that ship, and the user's own in ``networks.yaml``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path

from rapidfuzz.process import extractOne

from proxeny.advise.networks.conditions import (
    FEES,
    MEMBERS,
    NEEDS,
    Conditions,
    Rules,
    build_conditions,
    load_conditions,
)
from proxeny.errors import Fault, FaultyInput, Where, raise_if_any
from proxeny.home import home
from proxeny.io.mapping_yaml import Checker, Node, read_yaml
from proxeny.io.places.countries import resolve_country
from proxeny.text import clean

FILE = "networks.yaml"
_BYTES = 1_000_000
_WORDS: Mapping[str, tuple[str, ...]] = {"fee": tuple(FEES), "needs": tuple(NEEDS)}
_NUMBERS = ("least", "most", "as_of")
_MOST = 2_000  # characters of an address
_DIGITS = 12  # of a number


def read_conditions(path: Path | None = None) -> Rules:
    """Network id -> its conditions: those that ship, and before them those of a file, ``networks.yaml`` of the home.

    Raises `FaultyInput` with all faults of the file. A file that is not there says nothing.
    """
    path = path or home() / FILE
    if not path.is_file():
        return load_conditions()
    checker = Checker(path.name)
    own = {name: _read_one(name, told, checker) for name, told in _read_file(path, checker).items()}
    raise_if_any(checker.faults)
    return {**load_conditions(), **{name: one for name, one in own.items() if one is not None}}


def stamp_conditions() -> str:
    """Changes whenever the user's file does: what is kept of it holds as long."""
    path = home() / FILE
    return str(path.stat().st_mtime_ns) if path.is_file() else ""


def _read_file(path: Path, checker: Checker) -> Mapping[str, Node]:
    where = Where(file=path.name)
    if path.stat().st_size > _BYTES:
        raise FaultyInput.of("networks-conditions-broken", where)
    try:
        root = read_yaml(path.read_text(encoding="utf-8-sig"), checker)
    except UnicodeDecodeError as problem:
        raise FaultyInput.of("networks-conditions-broken", where) from problem
    if root is None or (root.value and not isinstance(root.value, Mapping)):
        raise FaultyInput.of("networks-conditions-broken", checker.faults[0].where if checker.faults else where)
    return root.value if isinstance(root.value, Mapping) else {}


def _read_one(name: str, told: Node, checker: Checker) -> Conditions | None:
    def note(code: str, line: int, **words: object) -> None:
        where = Where(file=checker.file, line=line, column=clean(name, 60))
        checker.faults.append(Fault(code, where, words))

    if not isinstance(told.value, Mapping):
        note("networks-conditions-entry", told.line)
        return None
    before = len(checker.faults)
    known = [field.name for field in fields(Conditions)]
    made: dict[str, object] = {}
    for key, node in told.value.items():
        if key not in known:
            note("networks-conditions-key", node.line, text=clean(key, 60), near=extractOne(key, known)[0])
            continue
        found = _read_value(key, node.value)
        if found is None:
            text = clean(node.value, 60) if isinstance(node.value, str) else "…"
            note("networks-conditions-value", node.line, key=key, text=text, known=_say_known(key))
            continue
        made[key] = found
    return build_conditions(made) if len(checker.faults) == before else None


def _read_value(key: str, value: object) -> object:
    """A value of a key as conditions hold it; None where it is not one."""
    if key in ("countries", "members"):
        return _read_list(key, value)
    if not isinstance(value, str) or len(value) > _MOST or (key in _WORDS and value not in _WORDS[key]):
        return None
    if key in _NUMBERS:
        return int(value) if value.isascii() and value.isdecimal() and len(value) < _DIGITS else None
    if key == "loose":
        return {"true": True, "false": False}.get(value.lower())
    return value if key != "source" or value.startswith(("https://", "http://")) else None


def _read_list(key: str, value: object) -> list[str] | None:
    if not isinstance(value, tuple):
        return None
    words = [one.value for one in value if isinstance(one.value, str)]
    if len(words) < len(value):
        return None
    if key == "members":
        return words if all(one in MEMBERS for one in words) else None
    codes = [resolve_country(one).iso2 for one in words]
    return codes if all(codes) else None


def _say_known(key: str) -> str:
    """What a key may say, in words of the file."""
    if key in _WORDS:
        return ", ".join(_WORDS[key])
    if key == "members":
        return ", ".join(MEMBERS)
    kinds = {"countries": "[TR, GE]", "loose": "true, false", "source": "https://…", "amount": "100 EUR"}
    return kinds.get(key, "50000")
