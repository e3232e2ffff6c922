"""What came in with a form: typed text by field, and for fields that name a record which one is meant."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.http import QueryDict

from proxeny.errors import Fault, Where
from proxeny.io.forms import Field, Form
from proxeny.io.forms_filled import YEAR
from proxeny.io.places.gazetteer import find_gazetteer_place
from proxeny.register.queries.merges import read_merges
from proxeny.register.queries.pages import read_entities
from proxeny.register.queries.search import Hit
from proxeny.report.names import name_in
from proxeny.report.words import language
from proxeny.text import clean, fold_key
from proxeny.web.rooms.write.suggesting import find

_LONGEST = 12_000
_MOST_SLOTS = 40
_SHOWN = 8
OWN = ("source", "source_title", "source_url", "source_kind", "source_date", "reason")


@dataclass(slots=True)
class Slot:
    """One name in a field of records: what is written, which record is meant, and else which it might be."""

    text: str = ""
    id: str = ""
    candidates: list[Hit] = field(default_factory=list)
    fault: Fault | None = None

    @property
    def open(self) -> bool:
        """Whether something is written and nobody knows yet what it means."""
        return bool(self.text) and not self.id


@dataclass(slots=True)
class Entry:
    """A form as typed: ``typed`` by field (record fields hold ids), the slots of record fields, and the source."""

    typed: dict[str, list[str]]
    slots: dict[str, list[Slot]]
    own: dict[str, str]

    @property
    def open(self) -> bool:
        """Whether a name still has to be chosen."""
        return any(slot.open for slots in self.slots.values() for slot in slots)

    def hidden(self) -> list[tuple[str, str]]:
        """Names and values of hidden inputs that bring the same entry in again."""
        pairs = [(name, value) for name, values in self.typed.items() if name not in self.slots for value in values]
        for name, slots in self.slots.items():
            for slot in slots:
                if slot.text:
                    pairs += [(name, slot.text), (f"{name}_id", slot.id), (f"{name}_label", slot.text)]
        return pairs + [(name, value) for name, value in self.own.items() if value]


def read_entry(form: Form, post: QueryDict | Mapping[str, Sequence[str]]) -> Entry:
    """Read what was sent. A name without a chosen record is looked up: one clear match is taken, else it stays open."""
    given = {name: [clean(str(value), _LONGEST) for value in _list(post, name)] for name in _names(form)}
    slots: dict[str, list[Slot]] = {}
    typed: dict[str, list[str]] = {}
    for one in form.fields:
        if one.type == "record":
            slots[one.name] = _read_slots(one, post)
            typed[one.name] = [slot.id for slot in slots[one.name] if slot.id]
        else:
            typed[one.name] = [text for text in given[one.name] if text]
    typed[YEAR] = [text for text in given.get(YEAR, []) if text]
    own = {name: clean(next(iter(_list(post, name)), ""), 2_000) for name in OWN}
    return Entry(typed, slots, own)


def _names(form: Form) -> list[str]:
    return [*(one.name for one in form.fields), YEAR]


def _list(post: QueryDict | Mapping[str, Sequence[str]], name: str) -> list[str]:
    return list(post.getlist(name)) if isinstance(post, QueryDict) else list(post.get(name, ()))


def _read_slots(one: Field, post: QueryDict | Mapping[str, Sequence[str]]) -> list[Slot]:
    texts = [clean(text, 500) for text in _list(post, one.name)][:_MOST_SLOTS]
    ids, labels = _list(post, f"{one.name}_id"), _list(post, f"{one.name}_label")
    slots = []
    for place, text in enumerate(texts):
        picked = next(iter(_list(post, f"{one.name}_pick_{place}")), "")
        given = ids[place] if place < len(ids) else ""
        label = labels[place] if place < len(labels) else ""
        if not text:
            continue
        slots.append(_read_slot(one, text, picked or (given if fold_key(label) == fold_key(text) else "")))
    return slots


def _read_slot(one: Field, text: str, chosen: str) -> Slot:
    if chosen:
        known = read_known([chosen])
        if chosen in known:
            current = read_merges().get(chosen, chosen)
            return Slot(known[chosen], current)
        return Slot(text, fault=Fault("record-unknown", Where(), {"id": chosen[:80]}))
    hits = find(text, one.refers, _SHOWN)
    exact = [hit for hit in hits if hit.why == "exact"]
    if len(exact) == 1:
        return Slot(name_in(exact[0], language())[0], exact[0].id)
    code = "name-several" if hits else "name-nowhere"
    return Slot(text, candidates=hits, fault=Fault(code, Where(), {"text": text[:80]}))


def read_known(ids: Sequence[str]) -> dict[str, str]:
    """Id -> name in the reader's language, of those that the register or the gazetteer has."""
    merged = read_merges()
    wanted = {one: merged.get(one, one) for one in ids}
    entities = read_entities(wanted.values())
    here = language()
    found: dict[str, str] = {}
    for one, current in wanted.items():
        entity = entities.get(current)
        if entity is not None and entity.known:
            found[one] = name_in(entity, here)[0]
        elif current.startswith("gn:") and current[3:].isdecimal() and len(current) < 16:
            place = find_gazetteer_place(int(current[3:]))
            if place is not None:
                found[one] = {"tr": place.name_tr, "fa": place.name_fa}.get(here) or place.name
    return found


def entry_of(form: Form, typed: Mapping[str, Sequence[str]], own: Mapping[str, str]) -> Entry:
    """An entry that holds what a source says already."""
    names = read_known([one for field_ in form.fields if field_.type == "record" for one in typed.get(field_.name, ())])
    slots = {
        one.name: [Slot(names.get(record, record), record) for record in typed.get(one.name, ())]
        for one in form.fields
        if one.type == "record"
    }
    return Entry({name: list(values) for name, values in typed.items()}, slots, dict(own))
