"""Facts made ready for measuring on one date: plain rows, joined and judged once, because rules ask them often."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from proxeny.assess.facts import TABLES, Facts
from proxeny.assess.validity import Row, Validity, measure_validity
from proxeny.scheme.measures import OWNERS, When
from proxeny.tables import ORGANISATIONS, PLACES, conform

_WHENS: tuple[When, When] = ("on", "until")
_PARTNER = ("country", "kind")
_NOT_LOCAL = frozenset({"country", "other", None})
_PARTNER_KINDS: Mapping[object, str] = {  # kind of an organisation -> what it is as a partner
    "municipality": "city",
    "network": "network",
    "union": "network",
    "un_agency": "international_organisation",
    "international_organisation": "international_organisation",
    "university": "university",
    "company": "company",
    "ngo": "ngo",
    "ministry": "ministry",
}


@dataclass(frozen=True, slots=True)
class Support:
    """What stands behind one record: its sources, how fresh they are, and whether anybody accepted it."""

    sources: tuple[str, ...] = ()
    seen: tuple[str, ...] = ()  # ISO dates on which a source listed it, sorted
    proposed: bool = False
    rejected: bool = False

    @property
    def first(self) -> str:
        """The first date on which a source is known to list the record, or empty."""
        return self.seen[0] if self.seen else ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One record of the place: its row with joined fields (``network.scale``, ``partner.country``) and its validity."""

    table: str
    id: str
    row: Row
    support: Support
    validity: Mapping[When, Validity]

    def values(self, name: str) -> list[object]:
        """The values of a field, empty where it is not stated."""
        value = self.row.get(name)
        if isinstance(value, list):
            return [one for one in value if one not in (None, "")]
        return [] if value in (None, "") else [value]

    def has(self, name: str, wanted: tuple[str, ...]) -> bool:
        """Whether a field has one of the ``wanted`` values; an empty one has none."""
        value = self.row.get(name)
        if isinstance(value, list):
            return any(one in wanted for one in value)
        return value in wanted


@dataclass(frozen=True, slots=True)
class Evidence:
    """The entries of one place on one date, by table and sorted by id; rejected records are not among them."""

    on: str
    ids: frozenset[str]
    tables: Mapping[str, tuple[Entry, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Others:
    """The places and organisations that records may be joined with, and the ids of the place itself."""

    ids: frozenset[str]
    places: Mapping[str, Row]
    organisations: Mapping[str, Row]

    def kinds(self, partners: Iterable[str]) -> set[str]:
        """What partners are that have records of their own, in the words of ``partner_kinds``."""
        local = {"city" for one in partners if self.places.get(one, {}).get("kind") not in _NOT_LOCAL}
        known = {_PARTNER_KINDS.get(self.organisations[one]["kind"]) for one in partners if one in self.organisations}
        return local | {kind for kind in known if kind}


@dataclass(frozen=True, slots=True)
class Ground:
    """What the records of any place are joined with and supported by; made once where many places are measured."""

    networks: Mapping[str, Row]
    places: Mapping[str, Row]
    supports: Mapping[str, Support]
    agreements: frozenset[str]  # every agreement that is known, whether or not somebody accepted it


def build_ground(facts: Facts) -> Ground:
    """Read what records are joined with from ``facts``, which may be those of one place or of all."""
    return Ground(
        networks={str(row["id"]): row for row in conform(facts.networks, ORGANISATIONS).to_dicts()},
        places={str(row["id"]): row for row in conform(facts.places, PLACES).to_dicts()},
        supports=_supports(facts),
        agreements=frozenset(facts.agreements["id"].to_list()),
    )


def build_evidence(facts: Facts, on: str) -> Evidence:
    """Join and judge the records of ``facts`` on the ISO date ``on``; records of other places are left out."""
    return gather_evidence({table: facts.rows(table) for table in TABLES}, facts.ids, build_ground(facts), on)


def gather_evidence(records: Mapping[str, Sequence[Row]], ids: frozenset[str], ground: Ground, on: str) -> Evidence:
    """The evidence of the place with these ``ids`` from rows of the record tables, of which others are left out."""
    others = _Others(ids, ground.places, ground.networks)
    tables: dict[str, tuple[Entry, ...]] = {}
    for table in TABLES:
        rows = (row for row in records.get(table, ()) if _takes_part(table, row, ids))
        joined = [
            _join_network(row, ground.networks) if table == "memberships" else _join(table, row, others) for row in rows
        ]
        ready = (_entry(table, row, ground.supports.get(str(row["id"]), Support()), on) for row in joined)
        tables[table] = tuple(sorted((one for one in ready if not one.support.rejected), key=lambda one: one.id))
    tables["ties"] = _judge_ties(tables["ties"], tables["agreements"], ground.agreements)
    return Evidence(on, ids, tables)


def _supports(facts: Facts) -> dict[str, Support]:
    by_record: dict[str, list[dict[str, object]]] = {}
    for row in facts.support.to_dicts():
        by_record.setdefault(str(row["record"]), []).append(row)
    return {record: _support(rows) for record, rows in by_record.items()}


def _support(rows: list[dict[str, object]]) -> Support:
    live = [row for row in rows if row["state"] not in ("rejected", "superseded")]
    seen = {str(row[name]) for row in live for name in ("last_seen", "retrieved") if row[name]}
    return Support(
        sources=tuple(sorted({str(row["source"]) for row in live})),
        seen=tuple(sorted(seen)),
        proposed=bool(live) and all(row["state"] == "proposed" for row in live),
        rejected=not live,
    )


def _takes_part(table: str, row: Row, ids: frozenset[str]) -> bool:
    return any(not ids.isdisjoint(_listed(row.get(column))) for column in OWNERS[table])


def _listed(value: object) -> list[str]:
    if isinstance(value, list):
        return [str(one) for one in value]
    return [str(value)] if value else []


def _join_network(row: Row, networks: Mapping[str, Row]) -> dict[str, object]:
    network = networks.get(str(row["network"]), {})
    return {**row, **{f"network.{name}": value for name, value in network.items()}}


def _join(table: str, row: Row, others: _Others) -> dict[str, object]:
    columns = [column for column in OWNERS[table] if column != "place"]  # where it was held is no partner
    partners = sorted({one for column in columns for one in _listed(row.get(column))} - others.ids)
    places = [others.places[one] for one in partners if one in others.places]
    joined = {**row, "partner": partners, **{f"partner.{name}": [one[name] for one in places] for name in _PARTNER}}
    if "partner_kinds" in row:
        joined["partner_kinds"] = sorted({*_listed(row["partner_kinds"]), *others.kinds(partners)})
    return joined


def _entry(table: str, row: Row, support: Support, on: str) -> Entry:
    judged = {when: measure_validity(table, row, on, when, support.first) for when in _WHENS}
    return Entry(table, str(row["id"]), row, support, judged)


def _judge_ties(ties: Iterable[Entry], agreements: Iterable[Entry], known: frozenset[str]) -> tuple[Entry, ...]:
    """A tie holds as surely as the surest of its agreements; one whose agreements were all rejected is none."""
    by_id = {entry.id: entry for entry in agreements}
    judged = []
    for tie in ties:
        named = [str(one) for one in tie.values("agreements")]
        own = [by_id[one] for one in named if one in by_id]
        if own:
            judged.append(_of_agreements(tie, own))
        elif not known.intersection(named):
            judged.append(tie)
    return tuple(judged)


def _of_agreements(tie: Entry, agreements: list[Entry]) -> Entry:
    all_supports = [tie.support, *(one.support for one in agreements)]
    support = Support(
        sources=tuple(sorted({source for one in all_supports for source in one.sources})),
        seen=tuple(sorted({date for one in all_supports for date in one.seen})),
        proposed=all(one.support.proposed for one in agreements),
    )
    validity = {when: max(one.validity[when] for one in agreements) for when in _WHENS}
    return Entry(tie.table, tie.id, tie.row, support, validity)
