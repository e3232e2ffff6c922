"""Words, numbers, dates and names inside templates."""

from __future__ import annotations

import re
from typing import Any

from babel import Locale
from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from proxeny.report import calendar, labels
from proxeny.report.names import name_in
from proxeny.report.values import Value
from proxeny.report.words import explain_reason, language
from proxeny.text import clean
from proxeny.web import rows

register = template.Library()
_ROW = re.compile(r"row (\d+)")
register.filter("tidy", lambda text: clean(str(text or "")))
register.filter("reason", explain_reason)
register.filter("name", rows.show_name)
register.filter("named", rows.show_row)
register.filter("kinds", rows.kinds_of)


@register.filter
def number(value: float | None) -> str:
    """A number as the language writes it; nothing for None."""
    return "" if value is None else calendar.number(value, language())


@register.filter
def digits(value: object) -> str:
    """Text with the digits of the language."""
    return calendar.digits(value, language())


@register.filter
def label(code: object, codes: str) -> str:
    """The words of a code of a code list."""
    return labels.label(codes, str(code), language()) if code else ""


@register.filter
def capital(text: str) -> str:
    """First letter large, by the rules of the language (Turkish i becomes İ)."""
    if text[:1] == "i" and language() == "tr":
        return f"İ{text[1:]}"
    return text[:1].upper() + text[1:]


@register.filter
def country(code: str) -> str:
    """The name of a country."""
    return labels.country(code, language()) if code else ""


@register.filter
def words(label_of_scheme: Any) -> str:
    """The words of a scheme label in the reader's language."""
    return str(label_of_scheme.get(language())) if label_of_scheme else ""


@register.filter
def locator(text: object) -> str:
    """Where in a source a claim stands; the row of a table in the reader's words."""
    said = clean(str(text or ""))
    row = _ROW.fullmatch(said)
    return _("row {row}").format(row=calendar.digits(row[1], language())) if row else said


@register.filter
def tongued(said: str | dict[str, str]) -> str:
    """A text that a file gives in several languages, or in one."""
    return said if isinstance(said, str) else said.get(language()) or said["en"]


@register.filter
def address(one: Any) -> str:
    """The address of the page of a place, organisation or other record."""
    return address_of(one.id, one.table)


@register.filter
def link(entity: Any) -> SafeString:
    """The name of a place or organisation, linking to its page."""
    shown = rows.show_name(entity)
    return format_html('<a href="{}">{}</a>', address(entity), shown) if entity.known else shown


@register.filter
def show_value(value: Value, entities: dict[str, Any]) -> SafeString:
    """The value of a claim: a record by its name, an address as an address that is not followed, else text."""
    if value.record:
        entity = entities.get(value.record)
        return link(entity) if entity else format_html("{}", value.record)
    if value.url:
        return format_html('<a href="{0}" rel="noreferrer nofollow external" dir="ltr">{0}</a>', value.url)
    return (
        format_html('<bdi lang="{}">{}</bdi>', value.lang, value.words)
        if value.lang
        else format_html("<bdi>{}</bdi>", value.words)
    )


@register.filter
def name_or(entity: Any, plain: object) -> str:
    """A name, as plain text where the template says so (in a title)."""
    return rows.plain_name(entity) if plain else rows.show_name(entity)


@register.filter
def title_of(row: Any, plain: object) -> str:
    """What a record is called, as plain text where the template says so."""
    return rows.plain_row(row) if plain else rows.show_row(row)


@register.filter
def party_names(row: Any, plain: object) -> str:
    """The parties of a record in a sentence, as plain text where the template says so."""
    return rows.plain_parties(row) if plain else rows.show_parties(row)


@register.filter
def hit_address(hit: Any) -> str:
    """The address of what a search found."""
    return address_of(hit.id, "organisations" if hit.id.startswith(("nw:", "og:")) else "places")


@register.filter
def hit_kind(hit: Any) -> str:
    """The kind of what a search found."""
    codes = "organisation_kind" if hit.id.startswith(("nw:", "og:")) else "place_kind"
    return labels.label(codes, hit.kind, language()) if hit.kind else ""


@register.filter
def also_called(hit: Any) -> SafeString:
    """Its main name, where the reader was shown another one."""
    shown, _lang = name_in(hit, language())
    main = clean(hit.name, 200)
    return format_html(' <span class="note"><bdi>{}</bdi></span>', main) if main and main != shown else SafeString("")


@register.filter
def coordinate(value: float) -> str:
    """Degrees with four decimals."""
    return calendar.digits(f"{value:.4f}", language())


@register.filter
def tongue(code: str) -> str:
    """The name of a language in the reader's language."""
    return str(Locale(language()).languages.get(code.split("-")[0], code))


@register.filter
def unit(code: str, scheme: Any) -> str:
    """The words of a unit, of the scheme or of ours; a currency shows its code."""
    known = scheme.units.get(code)
    return words(known) if known else labels.label("unit", code, language())


@register.filter
def source_title(key: str, sources: list[dict[str, Any]]) -> str:
    """The title of one of some sources; its key where it has none."""
    return next((clean(one["title"]) or key for one in sources if one["key"] == key), key)


@register.filter
def rows_of(line: Any) -> int:
    """How many rows of the table one field takes."""
    return len(line.stands) + len(line.others)


@register.simple_tag
def iso_day(value: Any) -> SafeString:
    """A day given as ISO text; a dash where there is none or it is not a day."""
    try:
        return _time(calendar.show_date(value or None, "day", language())) or SafeString("–")
    except ValueError:
        return format_html("<bdi>{}</bdi>", value)


@register.simple_tag
def last_seen(oldest: str, newest: str) -> SafeString:
    """When the sources of a number were last seen: a day, or the earliest and the latest; nothing if unknown."""
    if not newest:
        return SafeString("")
    if oldest in ("", newest):
        return format_html(_("Sources last seen on {day}."), day=iso_day(newest))
    return format_html(_("Sources last seen between {first} and {last}."), first=iso_day(oldest), last=iso_day(newest))


@register.simple_tag
def day(value: Any, precision: str = "day") -> SafeString:
    """A date by its precision; nothing where it is unknown."""
    return _time(calendar.show_date(value, precision or "day", language()))


@register.simple_tag
def since(row: Any) -> SafeString:
    """When a record began, or that no date is known."""
    return _time(calendar.show_date(*_or_day(row.start), language())) or _undated()


@register.simple_tag
def until(row: Any) -> SafeString:
    """When a record ended; nothing where it did not."""
    return _time(calendar.show_end(*_or_day(row.end), language()))


def _or_day(pair: tuple[Any, str]) -> tuple[Any, str]:
    return pair[0], pair[1] or "day"


def _time(shown: calendar.Shown | None) -> SafeString:
    return format_html('<time datetime="{}">{}</time>', shown.machine, shown.words) if shown else SafeString("")


def _undated() -> SafeString:
    return format_html('<span class="undated">{}</span>', _("no date"))


def address_of(record: str, table: str) -> str:
    """The address of the page of a record of a table."""
    page = {"places": "place", "organisations": "network"}.get(table, "record")
    return reverse(page, args=[record])
