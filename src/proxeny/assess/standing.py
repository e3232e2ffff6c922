"""Where a place stands, in the numbers of one sentence; its words are in ``messages/assess.yaml``."""

from __future__ import annotations

from collections.abc import Sequence

from proxeny.assess.evidence import Evidence
from proxeny.assess.figure import Figure
from proxeny.assess.measure import measure_rule
from proxeny.assess.model import DimensionResult, IndicatorResult, Standing
from proxeny.scheme.labels import Label
from proxeny.scheme.measures import Count, Measure, Part

_TIES = Part("ties")
_COUNTRIES = Part("ties", Count("distinct", ("partner.country",)))
_NETWORKS = Part("memberships", Count("distinct", ("network",)))
_GLOBAL = Part("memberships", _NETWORKS.count, where={"network.scale": ("global",)})
_REGIONAL = Part("memberships", _NETWORKS.count, where={"network.scale": ("regional",)})


def build_standing(
    evidence: Evidence, dimensions: Sequence[DimensionResult], indicators: Sequence[IndicatorResult]
) -> Standing:
    """Count what the sentence says: ties, countries, networks by scale, what is measured, and how much is undated."""
    ties, networks = _measure(_TIES, evidence), _measure(_NETWORKS, evidence)
    measured = sum(one.figure.status == "measured" for one in indicators)
    params: dict[str, int | str] = {
        "on": evidence.on,
        "ties": _number(ties),
        "countries": _number(_measure(_COUNTRIES, evidence)),
        "networks": _number(networks),
        "global": _number(_measure(_GLOBAL, evidence)),
        "regional": _number(_measure(_REGIONAL, evidence)),
        "dimensions": sum(bool(one.measured) for one in dimensions),
        "dimensions_all": len(dimensions),
        "indicators": measured,
        "indicators_all": len(indicators),
        "undated": _undated_percent(ties, networks),
    }
    return Standing(_code(bool(ties.count), bool(networks.count), bool(measured)), params)


def _measure(part: Part, evidence: Evidence) -> Figure:
    return measure_rule("standing", Measure(Label(), (part,)), evidence)


def _number(figure: Figure) -> int | str:
    """A whole number, or a range where all records are undated; of a listing that is known, none is 0."""
    if figure.value is None and figure.high:
        return f"0–{figure.high:.0f}"
    return int(figure.value or 0)


def _undated_percent(*figures: Figure) -> int:
    behind = sum(figure.count for figure in figures)
    return round(100 * sum(figure.undated for figure in figures) / behind) if behind else 0


def _code(ties: bool, networks: bool, measured: bool) -> str:
    if ties and networks:
        return "standing-both"
    if ties:
        return "standing-ties"
    if networks:
        return "standing-networks"
    return "standing-other" if measured else "standing-none"
