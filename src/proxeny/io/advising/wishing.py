"""What somebody wishes of partners, read from words: countries, places, a theme, a policy."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

from proxeny.advise.partners import Wish
from proxeny.errors import Fault, FaultyInput, NotFound, Where, raise_if_any
from proxeny.io.places.countries import resolve_country
from proxeny.scheme.loader import load_scheme

_NOWHERE = Where()
_POLICY_BYTES = 1_000_000


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was written: how many, a dimension, countries, what to leave out, diversity, the file of a policy.

    leave_out: countries by name or code, or ids of places.
    """

    n: int = 20
    theme: str = ""
    countries: tuple[str, ...] = ()
    leave_out: tuple[str, ...] = ()
    diversity: float = 0.0
    policy: Path | None = None


def read_wish(wanted: Wanted) -> Wish:
    """The wish that the words mean. Raises `FaultyInput` with everything that is no country or dimension."""
    faults: list[Fault] = []
    known = [dimension.id for dimension in load_scheme().dimensions]
    if wanted.theme and wanted.theme.upper() not in known:
        faults.append(Fault("advise-theme-unknown", params={"text": wanted.theme, "known": ", ".join(known)}))
    countries, places = _sort_out(_split(wanted.countries), faults, may_be_places=False)
    without, declined = _sort_out(_split(wanted.leave_out), faults, may_be_places=True)
    if wanted.policy is not None:
        more, never = _read_policy(wanted.policy, faults)
        without, declined = without | more, declined | never
    raise_if_any(faults)
    return Wish(wanted.n, wanted.theme.upper(), countries, without, declined | places, wanted.diversity)


def _split(words: Iterable[str]) -> list[str]:
    return [one.strip() for word in words for one in word.split(",") if one.strip()]


def _sort_out(
    words: Iterable[str], faults: list[Fault], *, may_be_places: bool, where: Where = _NOWHERE
) -> tuple[frozenset[str], frozenset[str]]:
    """Codes of countries, and ids of places."""
    codes, ids = set(), set()
    for word in words:
        if may_be_places and word[:3] in {"gn:", "wd:", "pl:"}:
            ids.add(word)
            continue
        code = resolve_country(word).iso2
        if code:
            codes.add(code)
        else:
            faults.append(Fault("advise-country-unknown", where, {"text": word}))
    return frozenset(codes), frozenset(ids)


def _read_policy(path: Path, faults: list[Fault]) -> tuple[frozenset[str], frozenset[str]]:
    """Countries and places of ``never:``, a list of words or of mappings with ``what`` and ``why``."""
    where = Where(file=path.name)
    if not path.is_file():
        raise NotFound.of("file-missing", where, path=str(path))
    if path.stat().st_size > _POLICY_BYTES:
        raise FaultyInput.of("advise-policy-broken", where)
    try:
        held = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError) as problem:
        raise FaultyInput.of("advise-policy-broken", where) from problem
    listed = held.get("never") if isinstance(held, Mapping) else None
    if not isinstance(listed, list):
        raise FaultyInput.of("advise-policy-broken", where)
    words = [str(one.get("what", "")) if isinstance(one, Mapping) else str(one) for one in listed]
    return _sort_out(words, faults, may_be_places=True, where=where)
