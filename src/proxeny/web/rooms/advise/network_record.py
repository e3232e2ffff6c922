"""How often advice on networks was right: a part of the page of the record."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from proxeny.report.calendar import decimal, number
from proxeny.report.words import language
from proxeny.web.templatetags.ui import interval

_METHODS = {
    "proxeny": gettext_lazy("This advice"),
    "in_country_popularity": gettext_lazy("Largest in your country"),
    "popularity": gettext_lazy("Largest of all"),
    "neighbours_200_km": gettext_lazy("Most members within 200 km"),
    "partners": gettext_lazy("Most of your partners in it"),
}
_SHOWN = ("warm", "cold")


def show_network_record(told: Mapping[str, Any] | None) -> dict[str, Any] | None:
    """The trials on cities with and without another known membership, as sentences and rows; None where not tried."""
    networks = (told or {}).get("networks")
    if not networks:
        return None
    trials = [networks["trials"][name] | {"name": name} for name in _SHOWN if name in networks["trials"]]
    return {"networks": networks["networks"], "trials": [_trial(one) for one in trials]}


def _trial(trial: Mapping[str, Any]) -> dict[str, Any]:
    best = trial["methods"][0]
    words = {
        "warm": _("Cities with another known membership: among {hidden} hidden memberships, the network was among the "
                  "first five in {five} %."),
        "cold": _("Cities without another known membership: among {hidden}, in {five} %."),
    }[trial["name"]]  # fmt: skip
    here = language()
    said = words.format(hidden=number(trial["hidden"], here), five=decimal(100 * best["hits_5"]["value"], here, 1))
    rows = [
        {"title": _METHODS[one["method"]], "mrr": _figure(one["mrr"]), "five": _figure(one["hits_5"])}
        for one in trial["methods"]
    ]
    return {"words": said, "rows": rows, "error": decimal(100 * trial["calibration_error"], here, 2)}


def _figure(one: Mapping[str, float]) -> str:
    return interval(one["low"], one["value"], one["high"])
