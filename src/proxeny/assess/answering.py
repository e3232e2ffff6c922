"""The answer in one sentence, as a code and what fills its words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from proxeny.assess.result import Assessment

_NAMED = 6


@dataclass(frozen=True, slots=True)
class Answer:
    """The code of a sentence in the messages, and its parameters."""

    code: str
    params: Mapping[str, object]


def build_answer(made: Assessment, language: str = "en") -> Answer:
    """How many units can be told apart, and which are first."""
    units = len(made.run.units)
    if made.drawn is None:
        first = made.results(language).filter(rank=1)["name"].to_list()
        return Answer("assess-answer-plain", {"units": units, "first": _list(first)})
    tiers = made.tiers()
    if len(tiers) < 2:
        return Answer("assess-answer-none", {"units": units})
    names = [made.data.name(unit, language) for unit in tiers[0]]
    share = f"{made.drawn.tiers.told:.0%}" if made.drawn.tiers.told >= 0.1 else f"{made.drawn.tiers.told:.1%}"
    params = {"units": units, "tiers": len(tiers), "share": share, "count": len(tiers[0]), "first": _list(names)}
    return Answer("assess-answer-told", params)


def _list(names: list[str]) -> str:
    return ", ".join(names[:_NAMED]) + (" ..." if len(names) > _NAMED else "")
