"""The dimensions and indicators of a profile."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from proxeny.assess.evidence import Evidence
from proxeny.assess.figure import Figure
from proxeny.assess.measure import measure_rule
from proxeny.assess.model import DimensionResult, IndicatorResult
from proxeny.scheme.labels import Label
from proxeny.scheme.measures import Measure, Part
from proxeny.scheme.model import Indicator, Scheme


def build_indicators(scheme: Scheme, evidence: Evidence) -> tuple[IndicatorResult, ...]:
    """Measure every indicator of the scheme, in its order."""
    return tuple(_build_indicator(indicator, evidence) for indicator in scheme.indicators)


def _build_indicator(indicator: Indicator, evidence: Evidence) -> IndicatorResult:
    return IndicatorResult(
        id=indicator.id,
        label=indicator.label,
        dimension=indicator.dimension,
        sub_dimension=indicator.sub_dimension,
        provenance=indicator.status,
        definition=indicator.definition,
        how=indicator.measure.words if indicator.measure else Label(),
        figure=measure_rule(indicator.id, indicator.measure, evidence, indicator.unit),
    )


def build_dimensions(
    scheme: Scheme, indicators: Sequence[IndicatorResult], evidence: Evidence
) -> tuple[DimensionResult, ...]:
    """Say of every dimension how many of its indicators are measured, and on which records."""
    everything = len(_records(indicators))
    results = []
    for dimension in scheme.dimensions:
        own = [one for one in indicators if one.dimension == dimension.id]
        parts = []
        for part in dimension.sub_dimensions:
            of_part = [one for one in own if one.sub_dimension == part.id]
            parts.append(_result(f"{dimension.id}.{part.id}", part.label, of_part, everything))
        whole = _result(dimension.id, dimension.label, own, everything)
        results.append(replace(whole, networks=_networks(dimension.id, evidence), parts=tuple(parts)))
    return tuple(results)


def _networks(dimension: str, evidence: Evidence) -> Figure:
    rule = Measure(Label(), (Part("memberships", where={"network.dimensions": (dimension,)}),))
    return measure_rule(f"{dimension}.networks", rule, evidence, "memberships")


def _records(indicators: Iterable[IndicatorResult]) -> set[tuple[str, str]]:
    return {(table, record) for one in indicators for table, ids in one.figure.records.items() for record in ids}


def _result(name: str, label: Label, own: Sequence[IndicatorResult], everything: int) -> DimensionResult:
    behind = len(_records(own))
    return DimensionResult(
        id=name,
        label=label,
        indicators=tuple(one.id for one in own),
        measured=tuple(one.id for one in own if one.figure.status == "measured"),
        figure=_count_measured(name, [one.figure for one in own]),
        networks=None,
        share_records=behind / everything if everything else None,
    )


def _count_measured(name: str, figures: Sequence[Figure]) -> Figure:
    """How many of ``figures`` are measured, with all their records; the bounds are those that surely and maybe are."""
    value = sum(figure.status == "measured" for figure in figures)
    low = sum(figure.status == "measured" and figure.certain > 0 for figure in figures)
    high = sum(figure.status == "measured" or figure.why == "undated-only" for figure in figures)
    tables = sorted({table for figure in figures for table in figure.records})
    seen = [date for figure in figures for date in (figure.oldest, figure.newest) if date]
    return Figure(
        name,
        "measured" if value else "no_data",
        "" if value else "nothing-measured",
        value=value or None,
        low=low if high else None,
        high=high or None,
        unit="indicators",
        records={
            table: tuple(sorted({one for figure in figures for one in figure.records.get(table, ())}))
            for table in tables
        },
        uncertain=_union(figure.uncertain for figure in figures),
        proposed=_union(figure.proposed for figure in figures),
        sources=_union(figure.sources for figure in figures),
        newest=max(seen, default=""),
        oldest=min(seen, default=""),
    )


def _union(ids: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(sorted({one for some in ids for one in some}))
