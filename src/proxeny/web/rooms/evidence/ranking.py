"""Which indicators do the sources name most, and how far is that sure?"""

from __future__ import annotations

from functools import cache

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from proxeny.api_evidence import settings_for
from proxeny.evidence.importance.frequency import GRADE_SETS
from proxeny.evidence.importance.measure import Importance, measure_importance
from proxeny.evidence.importance.shipped import CODERS, read_shipped, shipped_table
from proxeny.evidence.importance.told import tell_indicators, tell_left_out
from proxeny.report.words import language
from proxeny.scheme.loader import load_scheme

REPLICATES = 2000


def grade_words() -> dict[str, str]:
    """The sets of grades in words."""
    return {
        "explicit": _("named in words"), "explicit_structural": _("with what a source is"),
        "plus_implicit": _("with near misses"), "plus_dimension": _("with the dimension alone"),
    }  # fmt: skip


@cache
def _measured(grades: str, both: bool) -> Importance:
    matrices = [read_shipped(one) for one in (CODERS if both else CODERS[:1])]
    return measure_importance(matrices, settings_for(matrices[0], GRADE_SETS[grades], replicates=REPLICATES))


def show_ranking(request: HttpRequest) -> HttpResponse:
    """The ranking of the coding that ships with the model."""
    grades = request.GET.get("grades", "")
    grades = grades if grades in GRADE_SETS else "explicit_structural"
    both = request.GET.get("coders") == "both"
    found = _measured(grades, both)
    labels = {one.id: one.label.get(language()) for one in load_scheme().indicators}
    rows = tell_indicators(found, labels)
    top = len(rows)
    for row in rows:
        row["left"], row["width"] = _share(row["rank_low"], top), _share(row["rank_high"] - row["rank_low"] + 1, top, 0)
        row["at"] = _share(row["rank"], top) + 50 / top
    chosen = request.GET.get("indicator", "")
    context = {
        "rows": rows, "grades": grades, "choices": grade_words().items(), "both": both, "found": found,
        "sources": len(found.matrix.sources), "curve": _curve(found), "left_out": tell_left_out(found)[:5],
        "replicates": REPLICATES, "chosen": chosen if chosen in labels else "", "named": _named(chosen),
        "chosen_label": labels.get(chosen, ""), "met": int(found.saturation.read[-1]), "first": rows[0],
        "second": rows[1], "trail": [(_("Evidence"), "evidence:home"), (_("Ranking"), "")],
        "new_at_end": found.saturation.new_at_end,
    }  # fmt: skip
    return render(request, "web/evidence/ranking.html", context)


def _share(value: float, top: int, less: int = 1) -> float:
    return round(100 * (value - less) / top, 3)


def _curve(found: Importance) -> dict[str, str]:
    """The saturation curve with its band as SVG points in a box of 300 x 120."""
    curve = found.saturation
    count, most = len(curve.read), max(1.0, float(curve.high.max()))

    def points(values: object) -> list[str]:
        return [
            f"{300 * index / max(1, count - 1):.1f},{120 - 115 * float(one) / most:.1f}"
            for index, one in enumerate(values)
        ]

    band = points(curve.high) + points(curve.low)[::-1]
    return {"read": " ".join(points(curve.read)), "mean": " ".join(points(curve.mean)), "band": " ".join(band)}


def _named(indicator: str) -> list[dict[str, object]]:
    """Who names an indicator, where, and in other words."""
    titles = dict(shipped_table("sources").select("source", "citation").iter_rows())
    rows = shipped_table("coder1").filter(shipped_table("coder1")["indicator"] == indicator)
    return [row | {"title": titles[row["source"]]} for row in rows.iter_rows(named=True)]
