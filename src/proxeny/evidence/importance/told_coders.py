"""The comparison of two coders as plain values for JSON and pages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict

from proxeny.evidence.agreement.told import tell, tell_agreement
from proxeny.evidence.importance.coders import Comparison, Part

Places = Mapping[tuple[str, str], Mapping[str, str]]


def tell_comparison(found: Comparison) -> dict[str, object]:
    """Agreement by grades, then the parts that cost most, then the cells that differ."""
    return {
        "sources": len(found.sources),
        "indicators": len(found.indicators),
        "cells": len(found.sources) * len(found.indicators),
        "by_grades": {name: tell_agreement(one) for name, one in found.by_grades.items()},
        "kappa": {name: tell(one.cohen) for name, one in found.by_grades.items()},
        "grades": list(found.grades),
        "by_indicator": _parts(found.by_indicator),
        "by_dimension": _parts(found.by_dimension),
        "by_source": _parts(found.by_source),
        "differing": [asdict(cell) for cell in found.cells],
    }


def _parts(parts: Iterable[Part]) -> list[dict[str, object]]:
    return [
        {
            "name": one.name, "kappa": tell(one.kappa), "a_only": one.a_only, "b_only": one.b_only, "both": one.both,
            "gain": round(one.gain, 6),
        }
        for one in parts
    ]  # fmt: skip
