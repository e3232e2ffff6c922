"""The levels of a profile: the scheme's nodes measured, with their networks, and what no node counts shown apart."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from proxeny.assess.evidence import Evidence
from proxeny.assess.figure import Figure
from proxeny.assess.measure import measure_rule
from proxeny.assess.model import NO_WORDS, Item, Level
from proxeny.scheme.labels import Label
from proxeny.scheme.measures import Count, Measure, Part
from proxeny.scheme.model import Node, Scheme

_APART = ("network.scale", "form")
"""Fields of a membership by which sibling nodes divide: what none of the siblings names is shown apart."""
COUNTRIES = Part("ties", Count("distinct", ("partner.country",)))


@dataclass(frozen=True, slots=True)
class _Ground:
    """What every item is measured on and named by."""

    evidence: Evidence
    names: Mapping[str, Label]
    networks: dict[str, Item] = field(default_factory=dict)  # each measured once, for many items list it

    def measure(self, name: str, *parts: Part, unit: str = "memberships") -> Figure:
        return measure_rule(name, Measure(NO_WORDS, parts), self.evidence, unit)


def build_levels(scheme: Scheme, evidence: Evidence, names: Mapping[str, Label]) -> tuple[Level, ...]:
    """Measure every node of every level; levels that hold dimensions or indicators come without items."""
    ground = _Ground(evidence, names)
    return tuple(
        Level(level.id, level.label, () if level.holds else _build_items(level, ground), level.holds)
        for level in scheme.levels
    )


def _build_items(parent: Node, ground: _Ground) -> tuple[Item, ...]:
    own = tuple(_build_item(node, ground) for node in parent.children)
    return own + _remainders(parent, ground)


def _build_item(node: Node, ground: _Ground) -> Item:
    below = _build_items(node, ground)
    if node.measure is None and below:
        return Item(node.id, "node", None, node.label, children=below)
    tables = {part.table for part in node.measure.parts} if node.measure else set()
    unit = next(iter(tables)) if len(tables) == 1 else "records"
    figure = measure_rule(node.id, node.measure, ground.evidence, unit)
    item = Item(node.id, "node", figure, node.label, how=node.measure.words if node.measure else NO_WORDS)
    if below:
        return replace(item, children=below)
    if tables == {"memberships"}:
        return replace(item, children=_list_networks(figure, ground))
    if tables and tables <= {"ties", "agreements"}:
        countries = ground.measure(f"{node.id}.countries", COUNTRIES, unit="countries")
        return replace(item, children=(Item(countries.id, "countries", countries, code="label-countries"),))
    return item


def _list_networks(figure: Figure, ground: _Ground) -> tuple[Item, ...]:
    """The networks behind a figure of memberships, each as an item of its own."""
    rows = {entry.id: entry for entry in ground.evidence.tables["memberships"]}
    behind = sorted({str(rows[record].row["network"]) for record in figure.records.get("memberships", ())})
    for network in behind:
        if network not in ground.networks:
            counted = ground.measure(network, Part("memberships", where={"network": (network,)}))
            ground.networks[network] = Item(network, "network", counted, ground.names.get(network, Label(en=network)))
    return tuple(ground.networks[network] for network in behind)


def _remainders(parent: Node, ground: _Ground) -> tuple[Item, ...]:
    """Memberships that no child counts because their scale or form is another one or is not stated."""
    found: list[Item] = []
    for name in _APART:
        parts = [part for node in parent.children for part in _membership_parts(node) if name in part.where]
        if parts:
            named = frozenset(value for part in parts for value in part.where[name])
            found += _remainder(parent.id, replace(parts[0], count=Count()), name, named, ground)
    return tuple(found)


def _membership_parts(node: Node) -> tuple[Part, ...]:
    parts = node.measure.parts if node.measure else ()
    return tuple(part for part in parts if part.table == "memberships")


def _remainder(parent: str, like: Part, name: str, named: frozenset[str], ground: _Ground) -> list[Item]:
    stated = {str(value) for entry in ground.evidence.tables["memberships"] for value in entry.values(name)}
    where = {key: values for key, values in like.where.items() if key != name}
    parts = [(value, replace(like, where=where | {name: (value,)})) for value in sorted(stated - named)]
    unless = dict(like.unless) | {name: tuple(sorted(stated | named))}
    parts.append(("not-stated", replace(like, where=where, unless=unless)))
    items = []
    for value, part in parts:
        figure = ground.measure(f"{parent}.{value}", part)
        if figure.count:
            code = f"label-{name.rpartition('.')[2]}-{value}"
            children = _list_networks(figure, ground)
            items.append(Item(figure.id, "remainder", figure, code=code, children=children))
    return items
