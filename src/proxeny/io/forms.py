"""Forms as data: which fields a person fills in for each kind of record, read from ``io/data/forms.yaml``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from proxeny.io.vocabulary import CODES, KINDS, Type
from proxeny.yaml_text import read_yaml

REFERS: Mapping[str, str] = {
    "parent": "place", "seat": "place", "place": "place", "party": "place", "network": "network",
    "member": "any", "organiser": "any", "lead": "any", "partner": "any",
}  # fmt: skip
"""Record property -> what it may name: a ``place``, a ``network``, or ``any`` place or organisation."""


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a form. ``name`` is the property, with ``@language`` for a name in a language."""

    name: str
    property: str
    type: Type
    language: str = ""
    code_list: str = ""
    codes: tuple[str, ...] = ()
    many: bool = False
    required: bool = False
    end: bool = False  # whom the record joins
    refers: str = ""
    least: int = 1  # how many values a required field needs


@dataclass(frozen=True, slots=True)
class Form:
    """The form of one kind: groups of fields. ``is_kind`` is the value of ``kind`` that the form itself says."""

    name: str
    kind: str
    groups: tuple[tuple[str, tuple[Field, ...]], ...]
    is_kind: str = ""

    @property
    def fields(self) -> tuple[Field, ...]:
        """All its fields in order."""
        return tuple(field for _, group in self.groups for field in group)

    def field(self, name: str) -> Field | None:
        """A field by its name."""
        return next((field for field in self.fields if field.name == name), None)


@cache
def load_forms() -> Mapping[str, Form]:
    """Every form by its name: place, network, organisation, agreement, membership, activity, project."""
    text = files("proxeny.io").joinpath("data", "forms.yaml").read_text(encoding="utf-8")
    return {name: _form(name, entry) for name, entry in read_yaml(text).items()}


def _form(name: str, entry: Mapping[str, object]) -> Form:
    groups = entry["groups"]
    assert isinstance(groups, dict)
    built = tuple((group, tuple(_field(one, entry) for one in names)) for group, names in groups.items())
    return Form(name, str(entry["kind"]), built, str(entry.get("is", "")))


def _field(name: str, entry: Mapping[str, object]) -> Field:
    own, _, language = name.partition("@")
    known = KINDS[str(entry["kind"])][own]
    least = entry.get("least")
    return Field(
        name=name,
        property=own,
        type=known.type,
        language=language,
        code_list=known.codes,
        codes=CODES.get(known.codes, ()),
        many=known.many and known.type != "name",
        required=name in _listed(entry, "required"),
        end=name in _listed(entry, "ends"),
        refers=REFERS.get(own, "") if known.type == "record" else "",
        least=least.get(name, 1) if isinstance(least, dict) else 1,
    )


def _listed(entry: Mapping[str, object], key: str) -> tuple[str, ...]:
    found = entry.get(key)
    return tuple(found) if isinstance(found, list) else ()


def form_of(kind: str, record: str) -> str:
    """The name of the form for a record of a kind: a network's is its own.

    >>> form_of("organisation", "nw:UBC"), form_of("organisation", "og:1"), form_of("agreement", "ag:1")
    ('network', 'organisation', 'agreement')
    """
    return "network" if kind == "organisation" and record.startswith("nw:") else kind
