"""Words of accounts inside templates: roles, events, moments."""

from __future__ import annotations

from datetime import UTC, date, datetime

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from proxeny.register.accounts.roles import Role
from proxeny.report.calendar import digits, show_date
from proxeny.report.words import language
from proxeny.web.acting import show_person

register = template.Library()
register.filter("person", show_person)


@register.filter
def role_name(role: str) -> str:
    """What a role is called."""
    names = {
        Role.VIEWER: _("viewer"),
        Role.OFFICER: _("officer"),
        Role.RESEARCHER: _("researcher"),
        Role.ADMINISTRATOR: _("administrator"),
    }
    return names.get(role, role)


@register.filter
def role_about(role: str) -> str:
    """What a role may do."""
    words = {
        Role.VIEWER: _("A viewer reads everything."),
        Role.OFFICER: _("An officer reads everything and writes to the register: records, imports, decisions."),
        Role.RESEARCHER: _("A researcher reads everything and keeps analyses, codings and collections."),
        Role.ADMINISTRATOR: _("An administrator does everything, and lets people in and out."),
    }
    return words.get(role, "")


@register.filter
def outcome_name(outcome: str) -> str:
    """What happened at the door."""
    words = {
        "in": _("came in"),
        "out": _("left"),
        "failed": _("gave a wrong password"),
        "locked": _("was locked out for a while"),
    }
    return words.get(outcome, outcome)


@register.filter
def day(when: date | datetime) -> SafeString:
    """A day, as the reader writes it."""
    own = when.astimezone(UTC).date() if isinstance(when, datetime) else when
    shown = show_date(own, "day", language())
    return format_html('<time datetime="{}">{}</time>', shown.machine, shown.words) if shown else SafeString("")


@register.filter
def moment(when: datetime) -> SafeString:
    """A day and the time of it, in UTC, as the reader writes them."""
    own = when.astimezone(UTC)
    shown = show_date(own.date(), "day", language())
    clock = digits(f"{own:%H:%M}", language())
    words = shown.words if shown else ""
    stamp = f"{own:%Y-%m-%dT%H:%MZ}"
    return format_html('<time datetime="{}">{}{}<bdi>{} UTC</bdi></time>', stamp, words, _(", "), clock)
