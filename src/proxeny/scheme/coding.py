"""What the two coders of the shipped model found: in how many sources each indicator is named."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from proxeny.scheme.model import Evidence

SCHEME = "city-diplomacy-32"  # the scheme whose sources were coded
CODERS = ("coder1", "coder2")
_GRADES: Mapping[Evidence, frozenset[str]] = MappingProxyType({
    "explicit": frozenset({"explicit"}),
    "explicit_structural": frozenset({"explicit", "structural"}),
    "plus_implicit": frozenset({"explicit", "structural", "implicit"}),
})  # fmt: skip


@cache
def count_sources(evidence: Evidence) -> Mapping[str, float]:
    """In how many sources an indicator is named under a rule of evidence: the mean of the two coders' counts.

    Only sources that count for the ranking are looked at; an indicator that nobody named is not in the answer.

    >>> count_sources("explicit")["NET-1"]
    8.0
    """
    ranked = {row["source"] for row in _rows("sources") if row["counts"] == "1"}
    counts: dict[str, float] = {}
    for coder in CODERS:
        rows = _rows(coder)
        named = {(row["source"], row["indicator"]) for row in rows if row["grade"] in _GRADES[evidence]}
        for source, indicator in named:
            if source in ranked:
                counts[indicator] = counts.get(indicator, 0.0) + 1 / len(CODERS)
    return MappingProxyType(counts)


def _rows(name: str) -> list[dict[str, str]]:
    text = files("proxeny.scheme").joinpath("data", "coding", f"{name}.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))
