"""How a record is called on a page: its title, its parties, its kind."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from proxeny.register.queries.pages import Entity, RecordRow
from proxeny.report.labels import label
from proxeny.report.names import name_in
from proxeny.report.words import language
from proxeny.text import clean

_CODES: Mapping[str, str] = {
    "agreements": "agreement_kind", "ties": "agreement_kind", "memberships": "form", "activities": "activity_type",
    "places": "place_kind", "organisations": "organisation_kind",
}  # fmt: skip


def show_name(named: Entity) -> SafeString:
    """A name isolated from the direction of the text around it."""
    text, lang = name_in(named, language())
    return format_html('<bdi lang="{}">{}</bdi>', lang, text) if lang else format_html("<bdi>{}</bdi>", text)


def plain_name(named: Entity) -> str:
    """A name as plain text."""
    return name_in(named, language())[0]


def entity_of(row: RecordRow) -> Entity:
    """The place or organisation that a row is."""
    names = ("id", "kind", "name", "name_en", "name_tr", "name_fa", "country")
    return Entity(table=row.table, **{name: str(row.row[name] or "") for name in names})


def show_row(row: RecordRow) -> SafeString:
    """What a record is called: its name or title, else its parties."""
    if row.is_entity:
        return show_name(entity_of(row))
    title = clean(str(row.row.get("title") or ""), 300)
    if title:
        return format_html("<bdi>{}</bdi>", title)
    if row.parties:
        return format_html_join(" – ", "{}", ((show_name(one),) for one in row.parties))
    return format_html("{}", row.id)


def plain_row(row: RecordRow) -> str:
    """What a record is called, as plain text."""
    if row.is_entity:
        return plain_name(entity_of(row))
    title = clean(str(row.row.get("title") or ""), 300)
    return title or " – ".join(plain_name(one) for one in row.parties) or row.id


def show_parties(row: RecordRow) -> SafeString:
    """The parties in a sentence: ``Istanbul and Cologne``."""
    return _joined([show_name(one) for one in row.parties] or [format_html("{}", row.id)])


def plain_parties(row: RecordRow) -> str:
    """The parties in a sentence, as plain text."""
    names = [plain_name(one) for one in row.parties] or [row.id]
    head = _(", ").join(names[:-1])
    return _("%(first)s and %(last)s") % {"first": head, "last": names[-1]} if head else names[-1]


def _joined(names: list[SafeString]) -> SafeString:
    head = format_html_join(_(", "), "{}", ((one,) for one in names[:-1]))
    if not head:
        return names[-1]
    first, last = _("%(first)s and %(last)s").split("%(first)s")[1].split("%(last)s")
    return format_html("{}{}{}{}", head, first, names[-1], last)


def kinds_of(row: RecordRow) -> str:
    """The kinds of a record in words; a membership without a stated form by the network's own word."""
    words = [label(_CODES[row.table], code, language()) for code in row.codes if row.table in _CODES]
    if not words and row.table == "memberships":
        words = [clean(str(row.row.get("category") or ""), 100)]
    if not words and row.table == "projects":
        words = [label("record_kind", "project", language())]
    return _(", ").join(word for word in words if word)
