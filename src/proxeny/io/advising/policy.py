"""What an office does not propose: a file with countries and places, and why.

Nothing is left out by policy unless an office says so: the product ships no list. Under which country a disputed place
is listed is another question, which the policy on disputed places answers.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from proxeny.errors import Fault, FaultyInput, NotFound, Where, raise_if_any
from proxeny.home import home
from proxeny.io.mapping_yaml import Checker, read_yaml
from proxeny.io.places.countries import resolve_country

_NOWHERE = Where()
_LARGEST = 1_000_000  # bytes


@dataclass(frozen=True, slots=True)
class Policy:
    """Codes of countries and ids of places that are never proposed."""

    countries: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()

    def __or__(self, other: Policy) -> Policy:
        return Policy(self.countries | other.countries, self.places | other.places)


def standing_policy() -> Policy:
    """The policy of the office: ``advice/policy.yaml`` in the home; nothing where there is no such file.

    Raises `FaultyInput` where the file cannot be read.
    """
    path = home() / "advice" / "policy.yaml"
    return read_policy(path) if path.is_file() else Policy()


def read_policy(path: Path) -> Policy:
    """The countries and places of ``never:``, a list of words or of mappings with ``what`` and ``why``.

    Raises `NotFound`, and `FaultyInput` with everything that is no country or id.
    """
    where = Where(file=path.name)
    if not path.is_file():
        raise NotFound.of("file-missing", where, path=str(path))
    if path.stat().st_size > _LARGEST:
        raise FaultyInput.of("advise-policy-broken", where)
    checker = Checker(path.name)
    try:
        root = read_yaml(path.read_text(encoding="utf-8-sig"), checker)
    except UnicodeDecodeError as problem:
        raise FaultyInput.of("advise-policy-broken", where) from problem
    never = root.value.get("never") if root is not None and isinstance(root.value, Mapping) else None
    if never is None or not isinstance(never.value, tuple):
        raise FaultyInput.of("advise-policy-broken", checker.faults[0].where if checker.faults else where)
    found = Policy()
    for one in never.value:
        named = one.value.get("what", one) if isinstance(one.value, Mapping) else one
        at = Where(file=path.name, line=one.line)
        if isinstance(named.value, str):
            found |= sort_out([named.value], checker.faults, may_be_places=True, where=at)
        else:
            checker.faults.append(Fault("advise-policy-broken", at))
    raise_if_any(checker.faults)
    return found


def sort_out(words: Iterable[str], faults: list[Fault], *, may_be_places: bool, where: Where = _NOWHERE) -> Policy:
    """Codes of countries, and ids of places; what is neither becomes a fault."""
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
    return Policy(frozenset(codes), frozenset(ids))
