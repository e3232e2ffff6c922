"""Items of Wikidata as rows of an answer tell of them: labels and statements, and what kind of thing each is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from proxeny.io.fetch.queries import ONTOLOGY
from proxeny.io.fetch.sparql import Row
from proxeny.io.fetch.values import read_qid, read_statement_id
from proxeny.text import clean
from proxeny.yaml_text import read_yaml

_PREFERRED = f"{ONTOLOGY}PreferredRank"
_NAME_ORDER = ("en", "mul", "tr", "fa")
_LONGEST_NAME = 300


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement about an item: its id, rank, value, and the times its row carries."""

    id: str
    preferred: bool
    row: Row

    @property
    def value(self) -> str:
        """The value as the answer wrote it."""
        return self.row["value"]


@dataclass(frozen=True, slots=True)
class Entity:
    """One item: labels by language, statements by property (``P17``)."""

    qid: str
    labels: dict[str, str] = field(default_factory=dict)
    statements: dict[str, dict[str, Statement]] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """English label, else the one for all languages, else Turkish, else Persian, else the id."""
        return next((self.labels[language] for language in _NAME_ORDER if language in self.labels), self.qid)

    def all(self, name: str) -> list[Statement]:
        """The statements of a property that are not deprecated, by id."""
        return [statement for _, statement in sorted(self.statements.get(name, {}).items())]

    def best(self, name: str) -> list[Statement]:
        """The preferred statements of a property; where none is preferred, all."""
        found = self.all(name)
        return [statement for statement in found if statement.preferred] or found

    def countries(self) -> list[Statement]:
        """Statements of the countries (P17) the item is in now that have an ISO code."""
        return [statement for statement in self.best("P17") if "end" not in statement.row and "iso" in statement.row]

    def classes(self) -> list[str]:
        """Ids of the classes (P31) the item is of."""
        return [qid for statement in self.best("P31") if (qid := read_qid(statement.value))]


def read_entities(rows: Iterable[Row]) -> dict[str, Entity]:
    """Gather rows of the question `ask_items` by item; a statement told twice (two dates of one kind) counts once."""
    found: dict[str, Entity] = {}
    for row in rows:
        qid = read_qid(row.get("item", ""))
        if not qid or "value" not in row or "property" not in row:
            continue
        entity = found.setdefault(qid, Entity(qid))
        if row["property"] == "label":
            label = clean(row["value"], _LONGEST_NAME)
            if label:
                entity.labels[row.get("language", "")] = label
        elif statement := read_statement_id(row.get("statement", "")):
            known = entity.statements.setdefault(row["property"], {})
            fresh = Statement(statement, row.get("rank") == _PREFERRED, row)
            known[statement] = min(known.get(statement, fresh), fresh, key=lambda one: sorted(one.row.items()))
    return dict(sorted(found.items()))


@dataclass(frozen=True, slots=True)
class Kind:
    """What a root class makes of an item: ``is`` place or organisation, and the code of the kind or empty."""

    root: str
    thing: str
    code: str


@cache
def kinds() -> tuple[Kind, ...]:
    """The root classes of ``kinds.yaml``, most telling first."""
    told = read_yaml(files(__package__).joinpath("kinds.yaml").read_text(encoding="utf-8"))
    return tuple(Kind(entry["class"], entry["is"], entry["kind"]) for entry in told)


@dataclass(frozen=True, slots=True)
class Taxonomy:
    """Which root classes each class lies under."""

    roots: Mapping[str, frozenset[str]]

    @classmethod
    def read(cls, rows: Iterable[Row]) -> Taxonomy:
        """Gather rows of the question `ask_classes`."""
        found: dict[str, set[str]] = {}
        for row in rows:
            found.setdefault(read_qid(row.get("class", "")), set()).add(read_qid(row.get("root", "")))
        return cls({name: frozenset(roots) for name, roots in found.items()})

    def kind(self, entity: Entity, thing: str = "") -> tuple[Kind, Statement] | None:
        """The most telling kind of an item and the statement that says so; only kinds of ``thing`` where given."""
        for kind in kinds():
            for statement in entity.best("P31") if not thing or kind.thing == thing else []:
                if kind.root in self.roots.get(read_qid(statement.value), frozenset()):
                    return kind, statement
        return None
