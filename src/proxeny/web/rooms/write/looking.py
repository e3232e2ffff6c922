"""What saving a form would do, side by side with what others say; and two versions of one form side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from proxeny.io.forms import Field, Form
from proxeny.register.operations.editing import Edit, Outlook
from proxeny.register.queries.editing import read_titles
from proxeny.register.queries.provenance import explain_record
from proxeny.report.values import Value, show_value
from proxeny.report.words import language
from proxeny.web.rooms.write.entry import Entry, read_known
from proxeny.web.rooms.write.fields import Other
from proxeny.web.rooms.write.words import field_label


@dataclass(frozen=True, slots=True)
class Side:
    """One version of a field: its value, how it was typed where that differs, who says so, and whether it stands."""

    value: Value
    typed: str
    sources: tuple[str, ...]
    mine: bool
    stands: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One field before saving: the form's versions, the others', and why what stands stands."""

    name: str
    label: str
    mine: tuple[Side, ...]
    others: tuple[Side, ...]
    reason: str
    changed: bool
    disputed: bool


@dataclass(frozen=True, slots=True)
class Versions:
    """One field that somebody else changed: when the form was opened, now, and in the form."""

    name: str
    label: str
    opened: str
    theirs: str
    mine: str
    mine_changed: bool


def show_outlook(edit: Edit, outlook: Outlook) -> list[Line]:
    """The fields that the form says something of or takes something back from."""
    keys = sorted({source for one in outlook.fields for version in one.versions for source in version.sources})
    titles = {**read_titles(keys), edit.speaker.id: edit.speaker.title}
    lines = []
    for one in outlook.fields:
        known = edit.form.field(one.field)
        sides = [
            Side(
                _value(edit.form, one.field, version.value),
                _typed(edit, known, version.value) if version.mine else "",
                tuple(titles.get(key, key) for key in version.sources if key != edit.speaker.id),
                version.mine,
                version.stands,
            )
            for version in one.versions
        ]
        mine = tuple(side for side in sides if side.mine)
        others = tuple(side for side in sides if side.sources)
        if mine or one.changed:
            disputed = one.disputed and bool(mine)
            lines.append(Line(one.field, field_label(one.field), mine, others, one.reason, one.changed, disputed))
    return lines


def _value(form: Form, name: str, value: str) -> Value:
    own, _, lang = name.partition("@")
    shown = show_value(form.kind, own, value, language(), lang)
    if shown.record:
        return Value(read_known([value]).get(value, value))
    return shown


def _typed(edit: Edit, known: Field | None, value: str) -> str:
    """How a date or number was typed, to be seen beside how it is understood."""
    if known is None or known.type not in {"date", "integer", "number", "country"}:
        return ""
    return next((one.wording for one in edit.filled.answers.get(known.name, ()) if one.value == value), "")


def read_others(form: Form, record: str, speaker: str) -> dict[str, list[Other]]:
    """By field, what sources other than the form's say, the one that stands first."""
    stories = explain_record(record)
    keys = {str(claim["source"]) for story in stories for claim in (*story.winners, *story.others)}
    titles = read_titles(sorted(keys))
    found: dict[str, list[Other]] = {}
    for story in stories:
        name = story.field.removesuffix("@")
        name = name if form.field(name) else name.partition("@")[0]
        for claims, stands in ((story.winners, True), (story.others, False)):
            by_value: dict[str, list[dict[str, Any]]] = {}
            for claim in claims:
                if claim["source"] != speaker:
                    by_value.setdefault(str(claim["value"]), []).append(claim)
            for value, own in by_value.items():
                shown = _value(form, name, value)
                sources = tuple(sorted({titles.get(str(claim["source"]), "") for claim in own}))
                found.setdefault(name, []).append(Other(shown, sources, stands))
    return found


def compare_versions(
    form: Form, opened: Mapping[str, Sequence[str]], entry: Entry, now: Mapping[str, Sequence[str]]
) -> list[Versions]:
    """The fields that somebody changed for this source since the form was opened, unless the form says the same."""
    lines = []
    for one in form.fields:
        before, theirs = _sorted(opened.get(one.name, ())), _sorted(now.get(one.name, ()))
        mine = _sorted(entry.typed.get(one.name, ()))
        if one.end or theirs in (before, mine):
            continue
        lines.append(
            Versions(
                one.name, field_label(one.name), _words(form, one, before), _words(form, one, theirs),
                _words(form, one, mine), mine != before,
            )
        )  # fmt: skip
    return lines


def _sorted(values: Sequence[str]) -> list[str]:
    return sorted(value for value in values if value)


def _words(form: Form, one: Field, values: Sequence[str]) -> str:
    if one.type in {"record", "code"}:
        return ", ".join(_value(form, one.name, value).words for value in values)
    return ", ".join(values)
