"""How often has this advice been right?"""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from proxeny.advise.track import Track
from proxeny.io.advising.recording import read_record
from proxeny.register.queries.advising import forget_advisers
from proxeny.register.queries.status import read_status
from proxeny.register.tasks import start
from proxeny.report.advice import say_track
from proxeny.report.calendar import decimal
from proxeny.report.words import language
from proxeny.web.access.needs import Need, needs
from proxeny.web.acting import acting
from proxeny.web.listing import Column, Table
from proxeny.web.rooms.advise.doors import Door, tabs
from proxeny.web.rooms.advise.network_record import show_network_record
from proxeny.web.rooms.advise.networks_held import forget_networks
from proxeny.web.templatetags.ui import interval

DOOR = Door(
    order=90,
    title=gettext_lazy("Track record"),
    question=gettext_lazy("How often has this advice been right?"),
    lead=gettext_lazy("Ties are hidden, the advice is asked without them, and the hidden partners are looked for."),
    address="advise:record",
)
METHODS = {
    "model": gettext_lazy("This advice"),
    "personalised_pagerank": gettext_lazy("Personalised PageRank"),
    "adamic_adar": gettext_lazy("Shared partners (Adamic–Adar)"),
    "in_country_popularity": gettext_lazy("Most tied with your country"),
    "popularity": gettext_lazy("Most tied of all"),
    "preferential_attachment": gettext_lazy("Preferential attachment"),
    "gravity": gettext_lazy("Gravity: size and distance"),
}
TRIALS = {
    "known": gettext_lazy("Among the cities of the register"),
    "all": gettext_lazy("Among all cities of 5,000 inhabitants or more"),
    "across_sources": gettext_lazy("From an older source to a newer one"),
}
_LEAST = 2_000
_TRACK = ("least", "most", "questions", "hits_10", "hits_50", "mrr", "low", "high")


def show_record(request: HttpRequest) -> HttpResponse:
    """The last trial: the advice beside every simple method, cold starts apart, and what a stated chance was worth."""
    forget_advisers()
    forget_networks()
    told = read_record()
    tables = _tables(told) if told else []
    for table, rows in tables:
        if answer := table.download(request, rows):
            return answer
    first = told["trials"]["known"] if told else None
    context = {
        "tabs": tabs(DOOR.name),
        "trail": [(_("Advice"), reverse("advise:home")), (_("Track record"), "")],
        "told": told,
        "first": first,
        "model": first["methods"][0] if first else None,
        "rival": _rival(first) if first else None,
        "shares": _shares(first) if first else {},
        "drawn": _drawn(first) if first else [],
        "tables": [table.show(request, rows) for table, rows in tables],
        "tracks": _tracks(first) if first else [],
        "tenths": _tenths(first) if first else [],
        "ties": read_status()["ties"],
        "least": _LEAST,
        "networks": show_network_record(told),
    }  # fmt: skip
    return render(request, "web/advise/record.html", context)


@require_POST
@needs(Need.WRITE, Need.WRITE)
def start_trial(request: HttpRequest) -> HttpResponse:
    """Learn on the register as it is, and try."""
    return redirect("write:job", start("advice", by=acting(request).name).pk)


def _tracks(trial: dict[str, Any]) -> list[str]:
    """A sentence for each class of cities."""
    return [say_track(Track(**{name: one[name] for name in _TRACK})) for one in trial["by_ties"]]


def _shares(trial: dict[str, Any]) -> dict[str, str]:
    """Percentages of the sentence that answers."""
    model, rival = trial["methods"][0], _rival(trial)
    shares = {"ten": model["hits_10"], "fifty": model["hits_50"], "rival": rival["hits_10"]}
    return {name: decimal(100 * value, language(), 1) for name, value in shares.items()}


def _rival(trial: dict[str, Any]) -> dict[str, Any]:
    """The best of the simple methods."""
    best = max(trial["methods"][1:], key=lambda one: one["hits_10"])
    return {**best, "title": METHODS[best["method"]]}


def _drawn(trial: dict[str, Any]) -> list[tuple[str, float]]:
    """Each method and its share of hidden partners among the first ten, in per cent; the best first."""
    ordered = sorted(trial["methods"], key=lambda one: -one["hits_10"])
    return [(str(METHODS[one["method"]]), 100 * one["hits_10"]) for one in ordered]


def _tables(told: dict[str, Any]) -> list[tuple[Table, list[dict[str, Any]]]]:
    made = []
    for name, trial in told["trials"].items():
        rows = [{**one, "title": str(METHODS[one["method"]])} for one in trial["methods"]]
        by = {one["method"]: one for one in trial["cold"]}
        made.append((_method_table(name), [{**row, "cold": by[row["method"]]["hits_10"]} for row in rows]))
    return made


def _method_table(name: str) -> Table:
    def share(part: str) -> Any:
        return lambda row: round(100 * row[part], 2)

    def shown(row: dict[str, Any]) -> SafeString:
        return interval(100 * row["low"], 100 * row["hits_10"], 100 * row["high"], 50.0, 1)

    columns = (
        Column("method", _("Method"), lambda row: row["title"]),
        Column("mrr", _("Mean reciprocal rank"), lambda row: round(row["mrr"], 3), _mrr, "number"),
        Column("ten", _("Among the first 10, %"), share("hits_10"), shown, "number"),
        Column("fifty", _("Among the first 50, %"), share("hits_50"), kind="number"),
        Column("cold", _("Without a known tie: first 10, %"), share("cold"), kind="number"),
    )
    return Table(columns, str(TRIALS[name]), sort="-ten", name=name[0], file=f"record-{name}")


def _mrr(row: dict[str, Any]) -> str:
    return decimal(row["mrr"], language(), 3)


def _tenths(trial: dict[str, Any]) -> list[tuple[float, float]]:
    """Stated and observed percentages of the first ten."""
    return [(100 * one["predicted"], 100 * one["observed"]) for one in trial["calibration"]["first_ten"]]


PAGES = (
    path("record/", show_record, name="record"),
    path("record/try/", start_trial, name="try"),
)
