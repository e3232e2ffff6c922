"""The fields of a form as a page draws them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from proxeny.errors import Fault
from proxeny.io.forms import Field, Form
from proxeny.io.forms_filled import YEAR, Filled, faults_of
from proxeny.report.labels import country, label
from proxeny.report.order import sort_key
from proxeny.report.values import Value
from proxeny.report.words import explain_fault, language
from proxeny.web.rooms.write.entry import Entry, Slot
from proxeny.web.rooms.write.suggesting import read_words
from proxeny.web.rooms.write.words import GROUPS, HINTS, MOVES, field_label

_FEW = 12  # codes that are shown at once


@dataclass(frozen=True, slots=True)
class Other:
    """What other sources say of a field."""

    value: Value
    sources: tuple[str, ...]  # titles
    stands: bool = False


@dataclass(slots=True)
class Drawn:
    """One field: its words, what is in it, what is wrong with it, how it is understood, and what others say."""

    field: Field
    name: str
    label: str
    hint: str = ""
    values: tuple[str, ...] = ()
    options: tuple[tuple[str, str, bool], ...] = ()  # code, words, chosen
    slots: tuple[Slot, ...] = ()
    faults: tuple[str, ...] = ()
    understood: str = ""
    others: tuple[Other, ...] = ()

    @property
    def id(self) -> str:
        """Its id in the page."""
        return f"f-{self.name.replace('@', '-')}"

    @property
    def value(self) -> str:
        """The one value in it."""
        return self.values[0] if self.values else ""

    @property
    def widget(self) -> str:
        """How it is drawn: record, choice, choices, date, country, text or note."""
        if self.field.type == "record":
            return "record"
        if self.field.type == "code":
            return "choices" if self.field.many else "choice"
        if self.field.type in ("date", "country"):
            return self.field.type
        return "note" if self.field.property == "note" else "text"

    @property
    def folded(self) -> bool:
        """Whether its choices are so many that they stand behind a line."""
        return len(self.options) > _FEW

    @property
    def chosen(self) -> int:
        """How many choices are made."""
        return sum(chosen for _, _, chosen in self.options)


@dataclass(slots=True)
class Group:
    """Fields that belong together."""

    name: str
    title: str
    fields: list[Drawn] = field(default_factory=list)


def draw_form(
    form: Form, entry: Entry, filled: Filled | None = None, *, more: str = "",
    others: Mapping[str, Sequence[Other]] | None = None, editing: bool = False,
) -> list[Group]:  # fmt: skip
    """The groups of a form. ``more``: the record field that gets one more line."""
    groups = []
    for name, fields in form.groups:
        group = Group(name, str(GROUPS[name]))
        for one in fields:
            group.fields.append(_draw(one, entry, filled, more, (others or {}).get(one.name, ()), editing))
            if one.name == "population":
                group.fields.append(_draw_year(entry, filled))
        groups.append(group)
    return groups


def _draw(one: Field, entry: Entry, filled: Filled | None, more: str, others: Sequence[Other], editing: bool) -> Drawn:
    values = tuple(entry.typed.get(one.name, ()))
    wrong = faults_of(filled.faults, one.name) if filled else []
    drawn = Drawn(one, one.name, field_label(one.name), _hint(one), values, others=tuple(others))
    drawn.faults = tuple(_say(fault) for fault in wrong)
    if editing and one.end:
        drawn.hint = str(MOVES)
    if one.type == "code":
        here = language()
        pairs = [(code, label(one.code_list, code, here)) for code in one.codes]
        drawn.options = tuple((code, words, code in values) for code, words in pairs)
    elif one.type == "record":
        drawn.slots = tuple(_slots(one, entry, more))
        if any(slot.open for slot in drawn.slots):
            drawn.faults = tuple(_say(slot.fault) for slot in drawn.slots if slot.fault and slot.open)
    elif one.type == "date" and values:
        drawn.understood = read_words(values[0]).get("words", "")
    return drawn


def _draw_year(entry: Entry, filled: Filled | None) -> Drawn:
    wrong = faults_of(filled.faults, YEAR) if filled else []
    values = tuple(entry.typed.get(YEAR, ()))
    return Drawn(
        Field(YEAR, YEAR, "date"), YEAR, field_label(YEAR), str(HINTS["date"]), values,
        faults=tuple(_say(fault) for fault in wrong),
        understood=read_words(values[0]).get("words", "") if values else "",
    )  # fmt: skip


def _say(fault: Fault) -> str:
    """A fault without the name of its field, which stands above it."""
    return explain_fault(Fault(fault.code, params=fault.params))


def _hint(one: Field) -> str:
    found = HINTS.get(one.name) or (None if one.name in ("to", "dissolved") else HINTS.get(one.type))
    return str(found) if found else ""


def _slots(one: Field, entry: Entry, more: str) -> list[Slot]:
    there = [Slot(slot.text, slot.id, slot.candidates, slot.fault) for slot in entry.slots.get(one.name, ())]
    least = one.least if one.required else 1
    blank = max(least - len(there), 0) if one.many else (0 if there else 1)
    if one.many and more == one.name:
        blank += 1
    return [*there, *(Slot() for _ in range(blank))]


def country_names() -> list[str]:
    """The names of all countries in the reader's language and order, for a list to choose from."""
    from babel import Locale

    here = language()
    codes = [code for code in Locale(here).territories if len(code) == 2 and code.isalpha() and code not in _NO_COUNTRY]
    return sorted((country(code, here) for code in codes), key=lambda name: sort_key(name, here))


_NO_COUNTRY = frozenset({"EU", "EZ", "UN", "XA", "XB", "ZZ", "QO", "CQ", "AC", "CP", "DG", "EA", "IC", "TA"})
