"""Read what networks ask of members and cost: the conditions that ship, and the user's own in ``networks.yaml``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path

import yaml
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
from proxeny.io.places.countries import resolve_country
from proxeny.text import clean

FILE = "networks.yaml"
_BYTES = 1_000_000
_WORDS: Mapping[str, tuple[str, ...]] = {"fee": tuple(FEES), "needs": tuple(NEEDS)}
_NUMBERS = ("least", "most", "as_of")
_MOST = 2_000  # characters of an address


def read_conditions(path: Path | None = None) -> Rules:
    """Network id -> its conditions: those that ship, and before them those of a file, ``networks.yaml`` of the home.

    Raises `FaultyInput` with all faults of the file. A file that is not there says nothing.
    """
    path = path or home() / FILE
    if not path.is_file():
        return load_conditions()
    faults: list[Fault] = []
    own = {name: _read_one(name, told, path, faults) for name, told in _read_file(path).items()}
    raise_if_any(faults)
    return {**load_conditions(), **{name: one for name, one in own.items() if one is not None}}


def stamp_conditions() -> str:
    """Changes whenever the user's file does: what is kept of it holds as long."""
    path = home() / FILE
    return str(path.stat().st_mtime_ns) if path.is_file() else ""


def _read_file(path: Path) -> Mapping[str, object]:
    broken = FaultyInput.of("networks-conditions-broken", Where(file=path.name))
    if path.stat().st_size > _BYTES:
        raise broken
    try:
        held = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError) as problem:
        raise broken from problem
    if held is None:
        return {}
    if not isinstance(held, dict):
        raise broken
    return {str(name): told for name, told in held.items()}


def _read_one(name: str, told: object, path: Path, faults: list[Fault]) -> Conditions | None:
    where = Where(file=path.name, column=clean(name, 60))
    if not isinstance(told, dict):
        faults.append(Fault("networks-conditions-entry", where))
        return None
    before = len(faults)
    known = [field.name for field in fields(Conditions)]
    made: dict[str, object] = {}
    for key, value in told.items():
        if key not in known:
            near = extractOne(str(key), known)
            faults.append(Fault("networks-conditions-key", where, {"text": clean(str(key), 60), "near": near[0]}))
            continue
        found = _read_value(str(key), value)
        if found is None:
            words = {"key": key, "text": clean(str(value), 60), "known": _say_known(str(key))}
            faults.append(Fault("networks-conditions-value", where, words))
            continue
        made[str(key)] = found
    return build_conditions(made) if len(faults) == before else None


def _read_value(key: str, value: object) -> object:
    """A value of a key as conditions hold it; None where it is not one."""
    if key in _NUMBERS:
        return value if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else None
    if key == "loose":
        return value if isinstance(value, bool) else None
    if key in ("countries", "members"):
        return _read_list(key, value)
    if not isinstance(value, str) or len(value) > _MOST or (key in _WORDS and value not in _WORDS[key]):
        return None
    return value if key != "source" or value.startswith(("https://", "http://")) else None


def _read_list(key: str, value: object) -> list[str] | None:
    if not isinstance(value, list):
        return None
    words = ["NO" if one is False else str(one) for one in value]  # YAML takes Norway's code for a refusal
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
