"""A plan told row by row: what a person must see before saying yes."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass

import polars as pl

from proxeny.register.operations.plan import Plan
from proxeny.report.words import explain_fault, explain_resolution

_LIMIT = 2000


@dataclass(frozen=True, slots=True)
class RowStory:
    """One row of the file: its state, and what is doubtful or wrong about it."""

    row: int
    state: str
    what: str
    candidates: tuple[dict[str, object], ...] = ()

    def as_dict(self) -> dict[str, object]:
        """Ready for JSON."""
        return asdict(self)


def describe_rows(plan: Plan, limit: int = _LIMIT) -> list[RowStory]:
    """Rows in trouble first (error, doubtful, changed), then new and same; at most ``limit``."""
    order = {"error": 0, "doubtful": 1, "changed": 2, "new": 3, "same": 4}
    ranked = plan.states.with_columns(pl.col("state").replace_strict(order, return_dtype=pl.Int64).alias("order"))
    doubts = _doubts(plan)
    faults: dict[int, list[str]] = {}
    for fault in plan.faults:
        if fault.where.row is not None:
            faults.setdefault(fault.where.row, []).append(explain_fault(fault))
    stories = []
    for row, state in ranked.sort("order", "row").head(limit).select("row", "state").iter_rows():
        what, candidates = doubts.get(row, ("", ()))
        stories.append(RowStory(row, state, "; ".join([*faults.get(row, []), *([what] if what else [])]), candidates))
    return stories


def _doubts(plan: Plan) -> dict[int, tuple[str, tuple[dict[str, object], ...]]]:
    doubtful = plan.resolutions.filter(pl.col("state") == "doubtful").join(plan.spoken, on="mention")
    found: dict[int, tuple[str, tuple[dict[str, object], ...]]] = {}
    for row, name, country, reason, candidates in doubtful.select(
        "row", "name", "country", "reason", "candidates"
    ).iter_rows():
        near = tuple(json.loads(candidates or "[]"))
        names = ", ".join(f"{one.get('name')} ({one.get('id')})" for one in near[:3])
        told = f"{name} {country or ''}".strip() + ": " + explain_resolution(reason) + (f" ({names})" if names else "")
        before, earlier = found.get(row, ("", ()))
        found[row] = ("; ".join(filter(None, [before, told])), (*earlier, *near))
    return found
