"""What pages of this room say: the questions of forms, the groups of fields, and changes in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from proxeny.register.queries.history import Event
from proxeny.register.queries.pages import Entity, read_entities
from proxeny.report.labels import label
from proxeny.report.values import Value, show_value
from proxeny.report.words import language
from proxeny.web.acting import show_person

QUESTIONS = {
    "place": gettext_lazy("Which place is it?"),
    "network": gettext_lazy("Which network is it?"),
    "organisation": gettext_lazy("Which organisation is it?"),
    "agreement": gettext_lazy("Which cities have agreed on what?"),
    "membership": gettext_lazy("Who belongs to which network?"),
    "activity": gettext_lazy("What has been done together?"),
    "project": gettext_lazy("Which project is it?"),
}
ADD = {
    "place": gettext_lazy("Add a place"),
    "network": gettext_lazy("Add a network"),
    "organisation": gettext_lazy("Add an organisation"),
    "agreement": gettext_lazy("Add an agreement"),
    "membership": gettext_lazy("Add a membership"),
    "activity": gettext_lazy("Add a visit or another activity"),
    "project": gettext_lazy("Add a project"),
}
LEADS = {
    "place": gettext_lazy("A city, district, province or other place that has relations of its own."),
    "network": gettext_lazy("An organisation whose members are cities."),
    "organisation": gettext_lazy("A ministry, university, company or association that cities work with."),
    "agreement": gettext_lazy("Sister cities, friendship protocols, memoranda: paper between two or more cities."),
    "membership": gettext_lazy("A city or organisation that belongs to a network, and since when."),
    "activity": gettext_lazy("Visits, study visits, conferences, festivals, exchanges, aid."),
    "project": gettext_lazy("Work with partners, a programme, money and results."),
}
GROUPS = {
    "who": gettext_lazy("Who"),
    "what": gettext_lazy("What"),
    "when": gettext_lazy("When"),
    "papers": gettext_lazy("By which papers"),
    "size": gettext_lazy("How large"),
    "more": gettext_lazy("More"),
}
MOVES = gettext_lazy(
    "Whom it joins makes the record what it is. Change it, and what your source says moves to the record of those you "
    "name; what others say stays."
)
HINTS = {
    "date": gettext_lazy(
        "1997, 12.03.1998, circa 1990 or, in the solar calendar, 1372/08/22: as your source writes it."
    ),
    "coordinates": gettext_lazy("Latitude and longitude in degrees: 41.0138, 28.9497"),
    "wikidata": gettext_lazy("Such as Q406"),
    "record": gettext_lazy("Begin to write; the name is looked up in the register and the gazetteer."),
    "category": gettext_lazy("The network’s own word"),
    "currency": gettext_lazy("Such as EUR"),
    "council_decision": gettext_lazy("Number and date. Leave it empty if you do not know it; nothing is invented."),
    "ministry_approval": gettext_lazy("Number and date. Leave it empty if you do not know it; nothing is invented."),
    "name": gettext_lazy("As your source writes it"),
    "reference": gettext_lazy("Your file number"),
}
_KINDS = {
    "import": gettext_lazy("brought in a file"),
    "fetch": gettext_lazy("fetched proposals"),
    "atlas": gettext_lazy("loaded the atlas"),
    "edit": gettext_lazy("filled in a form"),
    "accepted": gettext_lazy("accepted proposals"),
    "rejected": gettext_lazy("rejected proposals"),
    "decision": gettext_lazy("brought in a place of the gazetteer"),
    "same": gettext_lazy("said that two records are the same"),
    "different": gettext_lazy("said that two records are different"),
    "unsure": gettext_lazy("said that two records cannot be told apart"),
}


@dataclass(frozen=True, slots=True)
class Said:
    """One claim as a history shows it."""

    field: str
    value: Value
    lang: str
    record: str


@dataclass(frozen=True, slots=True)
class Shown:
    """An event in words."""

    event: Event
    who: str
    did: str | Promise
    undone_by: str
    said: tuple[Said, ...] = ()
    gone: tuple[Said, ...] = ()
    turned: tuple[tuple[Said, str], ...] = ()


def show_changes(events: Iterable[Event]) -> list[Shown]:
    """Events in words."""
    return [
        Shown(
            event,
            show_person(event.by),
            _did(event),
            show_person(event.undone_by) if event.undone_by else "",
            tuple(show_claim(claim) for claim in event.said),
            tuple(show_claim(claim) for claim in event.gone),
            tuple((show_claim(claim), state) for claim, state in event.turned),
        )
        for event in events
    ]


def _did(event: Event) -> str:
    code = event.about if event.kind == "review" else event.kind
    return str(_KINDS.get(code, code))


def show_claim(claim: dict[str, Any]) -> Said:
    """One claim with its value in the reader's language, dates as they are understood."""
    kind, name = str(claim["kind"]), str(claim["property"])
    value = show_value(kind, name, str(claim["value"]), language(), str(claim["language"] or ""))
    return Said(name, value, str(claim["language"] or ""), str(claim["record"]))


def name_all(shown: Iterable[Shown]) -> dict[str, Entity]:
    """The places and organisations that events name."""
    ids = {
        said.value.record
        for one in shown
        for said in (*one.said, *one.gone, *(pair[0] for pair in one.turned))
        if said.value.record
    }
    return read_entities(ids | {one.event.other for one in shown if one.event.decision and one.event.other})


def field_label(name: str) -> str:
    """The words of a field: ``name@fa`` is the Persian name."""
    own, _at, lang = name.partition("@")
    return label("field", f"{own}_{lang}" if lang and own == "name" else own, language())


def not_known() -> str:
    """For a value that nobody gives."""
    return _("not known")
