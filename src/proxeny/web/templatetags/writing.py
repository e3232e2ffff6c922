"""Words of the room where people write."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import template
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy

from proxeny.register.queries.pages import RecordRow
from proxeny.report import calendar
from proxeny.report.words import language
from proxeny.web.rooms.write import words
from proxeny.web.rooms.write.columns import column_label
from proxeny.web.rooms.write.reasons import explain
from proxeny.web.rooms.write.suggesting import note
from proxeny.web.rows import show_row
from proxeny.web.templatetags.proxeny import address, link

register = template.Library()
register.filter("hit_note", note)
register.filter("field_label", words.field_label)


@register.filter
def add_words(name: str) -> str:
    """What the form of a kind adds."""
    return str(words.ADD[name])


@register.filter
def form_lead(name: str) -> str:
    """What the form of a kind is for."""
    return str(words.LEADS[name])


@register.filter
def standing(line: Any) -> list[Any]:
    """The versions of a field that would stand."""
    found = {side.value.words: side for side in (*line.mine, *line.others) if side.stands}
    return list(found.values())


@register.filter
def entity_link(one: str, entities: dict[str, Any]) -> SafeString:
    """A place or organisation by its name, or an id that nobody bears any more."""
    entity = entities.get(one)
    return link(entity) if entity and entity.known else format_html("<code>{}</code>", one)


@register.filter
def record_link(one: str, records: dict[str, RecordRow]) -> SafeString:
    """A record by what it is called, linking to its page; its id where it is gone."""
    row = records.get(one)
    return (
        format_html('<a href="{}">{}</a>', address(row), show_row(row)) if row else format_html("<code>{}</code>", one)
    )


@register.filter
def look_up(table: dict[Any, Any], key: Any) -> Any:
    """The entry of a table."""
    return table.get(key)


@register.simple_tag
def moment(at: datetime | None) -> SafeString:
    """A day and the time of it."""
    if at is None:
        return SafeString("")
    here = language()
    local = timezone.localtime(at)
    day = calendar.show_date(local.date(), "day", here)
    clock = calendar.digits(f"{local:%H:%M}", here)
    return format_html('<time datetime="{}">{} {}</time>', local.isoformat(timespec="minutes"), day.words, clock)


_STATES = {
    "error": gettext_lazy("error"),
    "doubtful": gettext_lazy("doubtful"),
    "changed": gettext_lazy("changed"),
    "new": gettext_lazy("new"),
    "same": gettext_lazy("same"),
}
_JOBS = {
    "waiting": gettext_lazy("waits"),
    "running": gettext_lazy("runs"),
    "done": gettext_lazy("done"),
    "failed": gettext_lazy("failed"),
    "cancelled": gettext_lazy("stopped"),
}
_JUDGEMENTS = {
    "same": gettext_lazy("the same as"),
    "different": gettext_lazy("different from"),
    "unsure": gettext_lazy("not to be told from"),
}


@register.filter
def row_state(code: str) -> str:
    """The state of a row before an import."""
    return str(_STATES[code])


@register.filter
def job_state(code: str) -> str:
    """The state of long work."""
    return str(_JOBS[code])


@register.filter
def judgement(code: str) -> str:
    """What a decision says of two records."""
    return str(_JUDGEMENTS[code])


@register.filter
def column_words(name: str, base: str) -> str:
    """What a column of a template holds."""
    return column_label(base, name)


@register.filter
def candidate_reason(code: str) -> str:
    """Why a name is doubtful."""
    return explain(code)
