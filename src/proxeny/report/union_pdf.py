"""The appraisal sheet of a union as PDF, set by Typst with the fonts of the package."""

from __future__ import annotations

import json
from importlib.resources import as_file, files
from typing import Any

from django.utils.translation import gettext as _

from proxeny.report.calendar import decimal, percent
from proxeny.report.union_map import draw_union
from proxeny.report.unions_words import part_title, say_union, tell_most
from proxeny.report.words import language

Plain = dict[str, Any]
_PARTS_SHOWN = 10


def union_to_pdf(told: Plain) -> bytes:
    """A union or an appraised set on A4, from right to left in Persian; the same values give the same bytes."""
    import typst

    source = files("proxeny.report").joinpath("union.typ").read_bytes()
    data = json.dumps(_sheet(told), ensure_ascii=False)
    with as_file(files("proxeny.report").joinpath("fonts")) as fonts:
        made = typst.compile(
            input=source, format="pdf", font_paths=[str(fonts)], ignore_system_fonts=True,
            sys_inputs={"sheet": data}, timestamp=0,
        )  # fmt: skip
    return bytes(made)


def _number(value: float | None, places: int = 2) -> str:
    return "–" if value is None else decimal(value, language(), places)


def _percent(share: float) -> str:
    return percent(share, language())


def _range(one: Plain) -> str:
    return f"{_number(one['mean'], 1)} ({_number(one['low'], 0)}–{_number(one['high'], 0)})"


def _sheet(told: Plain) -> Plain:
    """What the sheet shows, all of it words."""
    union = "area" in told
    title = told["area"] if union else _("Would these cities make a union?")
    return {
        "language": language(),
        "kind": _("Which cities could form a union here?") if union else _("Appraisal of a set of cities"),
        "title": title,
        "answer": say_union(told) if union else told["answer"],
        "thin": told["evidence"]["thin"],
        "evidence": told["evidence"]["sentence"],
        "countries": _(", ").join(f"{one['name']} {_number(one['members'], 0)}" for one in told["countries"]),
        "map": draw_union(told) if union else None,
        "sections": [part for part in (_members(told, union), *_middle(told, union), *_later(told)) if part["rows"]],
        "computed": _computed(told, union),
        "notes": [
            *told["notes"], _("Plausible, not predicted: a union comes to be by decisions of councils, not by a sum.")
        ],
    }  # fmt: skip


def _members(told: Plain, union: bool) -> Plain:
    """Members; of a set that was given, nobody stands in the place of another."""
    heads = [_("City"), _("Country"), _("Brings"), _("Why")]
    heads += [_("Best instead"), _("Loss without it")] if union else []
    rows = []
    for one in told["members"]:
        why = one.get("why", ())
        row = [one["place"], one.get("country_name", one["country"]), _number(one.get("brings")), tell_most(why, 2)]
        if union:
            row.append(one["swap"]["place"] if one["swap"] else "–")
            row.append(one["without"]["sentence"] if one["without"] else _("must be in"))
        rows.append(row)
    return {"title": _("Members"), "wide": 3, "heads": heads, "rows": rows}


def _middle(told: Plain, union: bool) -> list[Plain]:
    strengths = [
        [one["name"], _number(one["records"], 0), _number(one["members"], 0), _(", ").join(one["strongest"]) or "–"]
        for one in told["complementarity"]
        if any(other["records"] for other in told["complementarity"])
    ]
    found = [{
        "title": _("Who is at work in which dimension"), "wide": 3,
        "heads": [_("Dimension"), _("Records"), _("Members"), _("Strongest")], "rows": strengths,
    }]  # fmt: skip
    if union:
        found.append({
            "title": _("Without one source"), "wide": 3,
            "heads": [_("Source"), _("Records"), _("Members that stay"), _("Those that go")],
            "rows": [[one["title"], _number(one["records"], 0), _percent(one["share"]),
                      _(", ").join(one["gone"]) or "–"]
                     for one in told["stability"]["sources"]],
        })  # fmt: skip
        found.append({
            "title": _("Price of each wish"), "wide": 0,
            "heads": [_("City"), _("With it"), _("Without it"), _("Price")],
            "rows": [
                [one["place"] or _("All together"), *(_number(one[name]) for name in ("with", "without")),
                 one["sentence"]]
                for one in told["prices"]
            ],
        })  # fmt: skip
        return found
    found.append({
        "title": _("Beside random sets of the same countries and sizes"), "wide": 0,
        "heads": [_("Measure"), _("This set"), _("Random sets"), _("p")],
        "rows": [[one["name"], _number(one["value"], 0), _range(one), _number(one["p"], 3)]
                 for one in told["beside_random"]],
    })  # fmt: skip
    found.append({
        "title": _("Beside real unions"), "wide": 0,
        "heads": [_("Union"), _("Cities"), _("Countries"), _("Share of pairs tied"), _("In common")],
        "rows": [[one["acronym"] or one["name"], _number(one["cities"], 0), _number(one["countries"], 0),
                  _percent(one["density"]), _number(one["common"], 0)] for one in told["real_unions"]["closest"]],
    })  # fmt: skip
    return found


def _later(told: Plain) -> list[Plain]:
    return [_organs(told), _forms(told)]


def _organs(told: Plain) -> Plain:
    rows = []
    for one in told["organs"]["seats"]:
        if one["organ"] == "L3.PIL.GC":
            rows.append([one["name"], _("All members")])
            continue
        name = f"{one['name']}: {one['dimension_name']}" if one["dimension"] else one["name"]
        rows.append([name, _(", ").join(place["place"] for place in one["members"])])
    return {
        "title": _("Organs, as the model's cooperation system has them"),
        "wide": 1,
        "heads": [_("Organ"), _("Proposed")],
        "rows": rows,
    }


def _forms(told: Plain) -> Plain:
    rows = []
    for one in told["organs"]["forms"]:
        if one["form"] == "L3.MEM.ACT":
            names = _("All members")
        else:
            names = _(", ").join(who.get("place") or who["acronym"] or who["name"] for who in one["members"]) or "–"
        rows.append([one["name"], names])
    return {"title": _("Forms of membership"), "wide": 1, "heads": [_("Form"), _("Proposed")], "rows": rows}


def _computed(told: Plain, union: bool) -> list[list[str]]:
    rows = []
    if union:
        asked = told["asked"]
        rules = _("{size} cities, at least {countries} countries, at most {cap} of one").format(
            size=_number(asked["size"], 0),
            countries=_number(asked["min_countries"], 0),
            cap=_number(asked["max_per_country"], 0),
        )
        weights = _(", ").join(f"{part_title(part)} {_number(weight)}" for part, weight in asked["weights"].items())
        proof = _("objective {value}, bound {bound}, gap {gap} %").format(
            value=_number(told["objective"]), bound=_number(told["bound"]), gap=_number(100 * told["gap"], 2)
        )
        rows += [[_("Rules"), rules], [_("Proof"), proof], [_("Weights"), weights]]
    return [*rows, [_("Data"), told["input"]], [_("Seed"), str(told["seed"])], [_("Version"), told["version"]]]
