"""What changed between two versions of a scheme."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from proxeny.scheme.content import plain
from proxeny.scheme.model import Scheme

ChangeKind = Literal[
    "added", "removed", "renamed", "relabelled", "moved", "redefined", "recoded", "measured", "weighed", "changed"
]
Thing = Literal["node", "dimension", "indicator", "weighting"]
Fields = dict[str, dict[str, object]]  # id -> the fields of an item


@dataclass(frozen=True, slots=True)
class Change:
    """One difference: what kind of thing changed, how, under which id, in which field, from what to what.

    A renamed thing has the old id in ``old`` and the new one in ``id`` and ``new``.
    """

    kind: ChangeKind
    thing: Thing
    id: str
    field: str = ""
    old: object = None
    new: object = None


# The fields whose change has a name of its own; every other field of an item is simply "changed".
_KINDS: Mapping[str, ChangeKind] = {
    "label": "relabelled",
    "parent": "moved",
    "dimension": "moved",
    "sub_dimension": "moved",
    "definition": "redefined",
    "text": "redefined",
    "coding": "recoded",
    "measure": "measured",
    "tier": "weighed",
    "points": "weighed",
    "evidence": "weighed",
    "basis": "weighed",
}


def compare_schemes(old: Scheme, new: Scheme) -> list[Change]:
    """All changes from ``old`` to ``new``: nodes, dimensions, indicators, weightings, each in the order of the schemes.

    An id that went and an id that came are one renaming when their English labels are the same; what only follows its
    renamed parent has not moved.
    """
    views: tuple[tuple[Thing, Callable[[Scheme], Fields]], ...] = (
        ("node", _nodes),
        ("dimension", lambda scheme: {one.id: plain(one) for one in scheme.dimensions}),
        ("indicator", lambda scheme: {one.id: plain(one) for one in scheme.indicators}),
        ("weighting", lambda scheme: {one.id: plain(one) for one in scheme.weightings}),
    )
    parents: dict[str, str] = {}
    changes = []
    for thing, view in views:
        before, after = view(old), view(new)
        renamed = _renamed(before, after)
        parents |= renamed  # nodes are parents of nodes, dimensions of indicators
        changes += [
            change
            for change in _compare(thing, before, after, renamed)
            if not (change.field in ("parent", "dimension") and parents.get(str(change.new)) == change.old)
        ]
    return changes


def _nodes(scheme: Scheme) -> Fields:
    """Nodes as fields, with the id of the parent in place of the children."""
    found: Fields = {}
    for level in scheme.levels:
        for node in level.walk():
            found.setdefault(node.id, {}).update({**plain(node), "children": None})
            for child in node.children:
                found[child.id] = {"parent": node.id}
    return found


def _compare(thing: Thing, old: Fields, new: Fields, renamed: Mapping[str, str]) -> Iterator[Change]:
    for name in old:
        if name not in new and name not in renamed.values():
            yield Change("removed", thing, name)
    for name, fields in new.items():
        before = renamed.get(name, name)
        if before not in old:
            yield Change("added", thing, name)
            continue
        if before != name:
            yield Change("renamed", thing, name, "id", before, name)
        for field in sorted((old[before].keys() | fields.keys()) - {"id"}):
            was, now = old[before].get(field), fields.get(field)
            if was != now:
                yield Change(_KINDS.get(field, "changed"), thing, name, field, was, now)


def _renamed(old: Fields, new: Fields) -> dict[str, str]:
    """New id -> old id, of things that keep their English label under another id."""
    gone = {_english(fields): name for name, fields in old.items() if name not in new and _english(fields)}
    came = [(name, _english(fields)) for name, fields in new.items() if name not in old]
    return {name: gone.pop(label) for name, label in came if label in gone}


def _english(fields: Mapping[str, object]) -> str:
    label = fields.get("label")
    return str(label.get("en", "")) if isinstance(label, dict) else ""
