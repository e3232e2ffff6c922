"""The shipped steps of each kind of advice: their words, how long they take, what comes before, what proves them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from proxeny.yaml_text import read_yaml


@dataclass(frozen=True, slots=True)
class Shipped:
    """One shipped step. countries: only there (empty: everywhere). proven: what in the register shows it done."""

    key: str
    weeks: int
    words: Mapping[str, str]
    after: tuple[str, ...] = ()
    proven: str = ""
    countries: frozenset[str] = frozenset()


@cache
def shipped_steps() -> Mapping[str, tuple[Shipped, ...]]:
    """Kind of advice -> its steps, in order."""
    text = files("proxeny.advise.programme").joinpath("data", "steps.yaml").read_text(encoding="utf-8")
    return {
        kind: tuple(
            Shipped(
                one["key"], one["weeks"], one["words"], tuple(one.get("after", ())), one.get("proven", ""),
                frozenset(one.get("where", ())),
            )
            for one in steps
        )
        for kind, steps in read_yaml(text).items()
    }  # fmt: skip


def step_words(kind: str, key: str) -> Mapping[str, str]:
    """Language -> the words of a shipped step; empty for a step that is not shipped.

    >>> step_words("network", "apply")["en"]
    'Apply for membership'
    """
    return next((one.words for one in shipped_steps().get(kind, ()) if one.key == key), {})
