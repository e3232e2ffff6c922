"""Agreement as plain values for JSON and pages: no NaN; what is not defined says so in words."""

from __future__ import annotations

from proxeny.errors import FaultyInput
from proxeny.evidence.agreement.chance import Estimate
from proxeny.evidence.agreement.measure import Agreement
from proxeny.evidence.agreement.ratings import METRICS, Metric

UNDEFINED = {
    "no-variation": "undefined: no variation",
    "no-pairs": "undefined: no unit with two ratings",
}


def tell(one: Estimate) -> float | str:
    """The value, or why there is none."""
    return UNDEFINED[one.reason] if one.value is None else round(one.value, 10)


def tell_agreement(found: Agreement) -> dict[str, object]:
    """Every coefficient by its name, with ``_se``, ``_low`` and ``_high`` where there are such."""
    told: dict[str, object] = {"metric": found.metric, "units": found.units, "pairable": found.pairable}
    told |= {"coders": list(found.coders), "categories": list(found.categories)}
    named = ("alpha", "ac1", "ac2", "fleiss", "cohen", "conger", "percent", "bp")
    for name in named:
        one: Estimate = getattr(found, name)
        told[name] = tell(one)
        for end, value in (("se", one.error), ("low", one.low), ("high", one.high)):
            told[f"{name}_{end}"] = None if value is None else round(value, 10)
    told["percent_all"] = found.percent_all
    told["cohen_pairs"] = [{"a": a, "b": b, "kappa": tell(one), "se": one.error} for a, b, one in found.pairs]
    told |= {"bootstrap": found.replicates, "seed": found.seed}
    return told


def check_metric(name: str) -> Metric:
    """The metric of that name. Raises `FaultyInput`."""
    for metric in METRICS:
        if metric == name:
            return metric
    raise FaultyInput.of("metric-unknown", name=name, known=", ".join(METRICS))
