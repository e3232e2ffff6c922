"""Which city should we be partners with?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from proxeny.advise.cities import Pool
from proxeny.advise.partners import Advice, Part, Partner, Wish, advise_partners, shorten
from proxeny.errors import FaultyInput, NotFound
from proxeny.io.advising.opening import Opened
from proxeny.io.advising.policy import standing_policy
from proxeny.register.queries.advice import read_declined, read_states
from proxeny.register.queries.advising import hold_adviser
from proxeny.register.queries.merges import read_merges
from proxeny.report.advice import name_city, say_part, say_track, sounds_right
from proxeny.report.calendar import decimal, percent
from proxeny.report.labels import country, label
from proxeny.report.words import explain_fault, language
from proxeny.scheme.loader import load_scheme
from proxeny.text import clean
from proxeny.web.listing import Column, Table
from proxeny.web.rooms.advise.cities import City, read_city
from proxeny.web.rooms.advise.deciding import show_accept
from proxeny.web.rooms.advise.doors import Door, tabs

DOOR = Door(
    order=10,
    title=gettext_lazy("Partners"),
    question=gettext_lazy("Which city should we be partners with?"),
    lead=gettext_lazy("Cities ranked by what cities like this one did, each with its reasons."),
    of_city="advise:partners",
)
_SHOWN = 20
_TOLD = 3
_PARTS = 7  # of the first proposal, drawn above the list


@dataclass(frozen=True, slots=True)
class Asked:
    """What the reader wants: candidates, a dimension, only one country or all but one, how diverse."""

    pool: Pool | None = None
    theme: str = ""
    only: str = ""
    without: str = ""
    diverse: bool = False

    @property
    def wish(self) -> Wish:
        """The same for the adviser."""
        return Wish(
            n=_SHOWN, theme=self.theme, countries=frozenset({self.only} - {""}),
            not_countries=frozenset({self.without} - {""}), diversity=1.0 if self.diverse else 0.0,
        )  # fmt: skip


def show_partners(request: HttpRequest, place_id: str) -> HttpResponse:
    """Twenty proposals with the parts of their scores, and how often such proposals were right."""
    merged = read_merges().get(place_id)
    if merged:
        return redirect("advise:partners", merged)
    city, asked = read_city(place_id), _read(request)
    try:
        opened, row = _open(city, asked)
    except FaultyInput as problem:
        why = explain_fault(problem.faults[0])
        return render(request, "web/advise/partners_none.html", {**_frame(city), "why": why})
    wish = asked.wish
    declined = read_declined(city.id, "partner")
    advice = advise_partners(opened.adviser, row, _without(wish, declined))
    rows = [_row(opened, one) for one in advice.partners]
    states = read_states(city.id, "partner") if request.actor.may_write else {}  # type: ignore[attr-defined]
    table = _table(request, city, advice, states)
    if answer := table.download(request, rows):
        return answer
    first = rows[0] if rows else None
    context = {
        **_frame(city),
        "asked": asked,
        "first": first,
        "parts": _show_parts(shorten(first["partner"].parts, _PARTS)) if first else "",
        "track": say_track(advice.track),
        "cold": advice.ties == 0,
        "ties": advice.ties,
        "table": table.show(request, rows),
        "countries": _countries(opened),
        "themes": [(one.id, label("dimension", one.id, language())) for one in load_scheme().dimensions],
        "declined": len(declined),
        "shipped": opened.adviser.model.origin == "shipped",
        "pool": opened.pool,
        "candidates": int(opened.cities.candidates.sum()),
        "computed": {"input": opened.input, "seed": opened.adviser.model.seed},
    }  # fmt: skip
    return render(request, "web/advise/partners.html", context)


def _frame(city: City) -> dict[str, Any]:
    """What the page has with and without an answer."""
    trail = [(_("Advice"), reverse("advise:home")), (city.name, reverse("advise:city", args=[city.id]))]
    return {"city": city, "trail": [*trail, (_("Partners"), "")], "tabs": tabs(DOOR.name, city.id)}


def _read(request: HttpRequest) -> Asked:
    given = request.GET
    themes = {one.id for one in load_scheme().dimensions}
    theme = clean(given.get("theme", ""), 10)
    only, without = (clean(given.get(name, ""), 2).upper() for name in ("country", "not"))
    pools: dict[str | None, Pool] = {"all": "all", "known": "known"}
    return Asked(
        pools.get(given.get("candidates")), theme if theme in themes else "", only, without, given.get("diverse") == "1"
    )


def _open(city: City, asked: Asked) -> tuple[Opened, int]:
    """The adviser and the row of the city. Raises `NotFound` for a place that is no city."""
    number = city.row["geonameid"][0]
    opened = hold_adviser(asked.pool, () if number is None else (int(number),))
    if city.id not in opened.cities.row:
        raise NotFound.of("advise-city-unknown", text=city.name)
    return opened, opened.cities.row[city.id]


def _without(wish: Wish, declined: frozenset[str]) -> Wish:
    """The wish without what was declined and what the office's policy leaves out."""
    held = standing_policy()
    return replace(wish, not_countries=wish.not_countries | held.countries, declined=declined | held.places)


def _row(opened: Opened, partner: Partner) -> dict[str, Any]:
    about = opened.cities.table.row(partner.row, named=True)
    return {**about, "partner": partner, "shown": name_city(about), "told": _told(partner.parts)}


def _told(parts: Sequence[Part]) -> list[str]:
    """The sentences that speak most for it, of those that sound like it."""
    best = [part for part in parts if part.contribution > 0 and part.feature != "others" and sounds_right(part)]
    return [say_part(part) for part in best[:_TOLD]]


def _countries(opened: Opened) -> list[tuple[str, str]]:
    codes = [code for code in opened.cities.countries if code]
    return sorted(((code, country(code, language())) for code in codes), key=lambda one: one[1])


def _table(request: HttpRequest, city: City, advice: Advice, states: Mapping[str, tuple[int, str]]) -> Table:
    most = max((one.chance for one in advice.partners), default=0.0)

    def why(row: dict[str, Any]) -> SafeString:
        sentences = format_html_join(" ", "<span>{}</span>", ((one,) for one in row["told"]))
        opened = _show_parts(row["partner"].parts)
        return format_html(
            '<p class="why">{}</p><details class="parts"><summary>{}</summary>{}</details>',
            sentences, _("All parts of the score"), opened,
        )  # fmt: skip

    columns = [
        Column("rank", _("Rank"), lambda row: row["partner"].rank, kind="number"),
        Column("city", _("City"), lambda row: row["shown"], _link),
        Column("country", _("Country"), lambda row: country(row["country"], language()) if row["country"] else None),
        Column("why", _("Why"), lambda row: " ".join(row["told"]), why),
        Column("score", _("Score"), lambda row: round(row["partner"].score, 2),
               lambda row: decimal(row["partner"].score, language(), 2), "number"),
        Column(
            "chance", _("Chance of being next, %"), lambda row: round(100 * row["partner"].chance, 2),
            lambda row: _percent(row["partner"].chance, most), "number",
        ),
    ]  # fmt: skip
    if request.actor.may_write:  # type: ignore[attr-defined]
        from proxeny.register.operations.advising import Suggestion

        columns.append(
            Column(
                "decide", _("Your decision"), lambda row: None,
                lambda row: show_accept(request, Suggestion("partner", row["id"]), city.id, states.get(row["id"])),
            )
        )  # fmt: skip
    return Table(tuple(columns), _("Proposed partners"), sort="rank", file="partners", size=_SHOWN)


def _percent(value: float, most: float) -> SafeString:
    from proxeny.web.templatetags.ui import bar

    return bar(100 * value, 100 * most, percent(value, language(), 1))


def _link(row: dict[str, Any]) -> SafeString:
    return format_html('<a href="{}" dir="auto">{}</a>', reverse("place", args=[row["id"]]), row["shown"])


def _show_parts(parts: Sequence[Part]) -> SafeString:
    """Each part as a bar from the middle: to the end of the line what speaks for it, to its beginning what does not."""
    most = max((abs(part.contribution) for part in parts), default=1.0) or 1.0
    lines = []
    for part in parts:
        width = 50 * abs(part.contribution) / most
        sign = "−" if part.contribution < 0 else "+"
        lines.append(
            (
                _(part.title), f"{50 - width if part.contribution < 0 else 50:.2f}", f"{width:.2f}",
                "against" if part.contribution < 0 else "for",
                sign + decimal(abs(part.contribution), language(), 2), say_part(part),
            )
        )  # fmt: skip
    return format_html(
        '<ul class="score-parts">{}</ul>',
        format_html_join(
            "",
            '<li><span class="title">{0}</span><svg aria-hidden="true" viewBox="0 0 100 10" preserveAspectRatio="none">'
            '<rect class="ground" width="100" height="10"/><rect class="fill {3}" x="{1}" width="{2}" height="10"/>'
            '<rect class="mark" x="49.7" width="0.6" height="10"/></svg><span class="value" dir="ltr">{4}</span>'
            '<span class="said">{5}</span></li>',
            lines,
        ),
    )


PAGES = (path("city/<str:place_id>/partners/", show_partners, name="partners"),)
