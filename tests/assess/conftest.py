"""A tiny world worked out by hand: Alpha, Beta and Gamma, five agreements, two networks."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl
import pytest

from proxeny.assess.facts import SUPPORT, Facts
from proxeny.scheme.labels import Label
from proxeny.scheme.measures import Count, Measure, Part
from proxeny.scheme.model import Dimension, Frequency, Indicator, Node, Scheme, SubDimension
from proxeny.tables import (
    ACTIVITIES,
    AGREEMENTS,
    MEMBERSHIPS,
    ORGANISATIONS,
    PLACES,
    PROJECTS,
    SOURCES,
    TIES,
    Schema,
)

Rows = list[dict[str, object]]

ALPHA: Rows = [{"id": "gn:1", "kind": "city", "name": "Alpha", "name_tr": "Alfa", "country": "TR", "population": 1000}]
PARTNERS: Rows = [
    {"id": "gn:2", "kind": "city", "name": "Beta", "country": "IR"},
    {"id": "gn:3", "kind": "city", "name": "Gamma", "country": "PL"},
]
AGREED: Rows = [
    # certain from 1997 on: in force, begun in a stated year
    {"id": "ag:1", "kind": "twinning", "parties": ["gn:1", "gn:2"], "topics": ["sustainable_development", "culture"],
     "state": "in_force", "valid_from": "1997-01-01", "valid_from_precision": "year"},
    # ended: counts from 2005 to 2010, not in 2020
    {"id": "ag:2", "kind": "memorandum", "parties": ["gn:1", "gn:2"], "topics": ["health"], "state": "ended",
     "valid_from": "2005-01-01", "valid_from_precision": "year",
     "valid_to": "2011-01-01", "valid_to_precision": "year"},
    # undated, listed on the web in August 2016
    {"id": "ag:3", "kind": "sister_city", "parties": ["gn:1", "gn:3"], "topics": []},
    # circa 2018: from 2013 to 2022 either side is possible
    {"id": "ag:4", "kind": "partnership", "parties": ["gn:1", "gn:3"], "topics": ["sustainable_development"],
     "valid_from": "2018-01-01", "valid_from_precision": "circa"},
    # proposed: begun on 4 May 2015, which nobody accepted yet
    {"id": "ag:5", "kind": "friendship", "parties": ["gn:1", "gn:2"], "topics": [],
     "signed": "2015-05-04", "signed_precision": "day"},
]  # fmt: skip
TIED: Rows = [
    {"id": "ti:12", "a": "gn:1", "b": "gn:2", "agreements": ["ag:1", "ag:2", "ag:5"], "valid_from": "1997-01-01"},
    {"id": "ti:13", "a": "gn:1", "b": "gn:3", "agreements": ["ag:3", "ag:4"]},
]
NETWORKS: Rows = [
    {"id": "nw:G", "kind": "network", "name": "Globe", "scale": "global", "founded": "2005-01-01",
     "topics": ["climate"], "dimensions": ["SEC"]},
    {"id": "nw:N", "kind": "network", "name": "Nowhere", "topics": ["health"], "dimensions": ["SEC"]},
]  # fmt: skip
JOINED: Rows = [
    {"id": "me:1", "member": "gn:1", "network": "nw:G", "form": "L3.MEM.ACT", "state": "active",
     "organs": ["L3.PIL.EXB"], "valid_from": "2010-03-01", "valid_from_precision": "month"},
    # undated, and first listed in 2026
    {"id": "me:2", "member": "gn:1", "network": "nw:N", "organs": []},
]  # fmt: skip
DONE: Rows = [
    {"id": "ac:1", "type": "study_visit", "organiser": "gn:1", "partners": ["gn:2"], "participants": 12, "days": 3.0,
     "valid_from": "2012-05-01", "valid_from_precision": "day", "valid_to": "2012-05-04", "valid_to_precision": "day"},
    {"id": "ac:2", "type": "study_visit", "organiser": "gn:3", "partners": ["gn:1"], "participants": 5,
     "valid_from": "2014-01-01", "valid_from_precision": "year"},
    {"id": "ac:3", "type": "trade_mission", "organiser": "gn:1", "partners": [],
     "valid_from": "2022-01-01", "valid_from_precision": "year"},
]  # fmt: skip
PROJECTED: Rows = [
    {"id": "pr:1", "lead": "gn:1", "state": "closed", "amount": 100.0, "currency": "EUR", "topics": ["health"],
     "valid_from": "2008-01-01", "valid_from_precision": "year"},
    {"id": "pr:2", "lead": "gn:1", "state": "running", "amount": 50.0, "currency": "EUR", "topics": [],
     "valid_from": "2019-01-01", "valid_from_precision": "year"},
    {"id": "pr:3", "lead": "gn:1", "state": "idea", "amount": 999.0, "currency": "EUR", "topics": ["health"]},
    {"id": "pr:4", "lead": "gn:2", "partners": ["gn:1"], "state": "granted", "amount": 70.0, "currency": "USD",
     "topics": [], "valid_from": "2018-01-01", "valid_from_precision": "year"},
]  # fmt: skip
CITED: Rows = [
    {"key": "office", "title": "List of the office", "retrieved": "2019-06-01", "url": "https://example.org/office"},
    {"key": "web", "title": "A page", "retrieved": "2016-08-01"},
    {"key": "late", "title": "A later page", "retrieved": "2026-01-01"},
]


def _support(record: str, source: str, seen: str, state: str = "accepted") -> dict[str, object]:
    return {"record": record, "source": source, "last_seen": seen, "retrieved": seen, "state": state}


SUPPORTED: Rows = [
    _support("ag:1", "office", "2019-06-01"),
    _support("ag:1", "web", "2016-08-01"),
    _support("ag:2", "office", "2019-06-01"),
    _support("ag:3", "web", "2016-08-01"),
    _support("ag:4", "office", "2019-06-01"),
    _support("ag:5", "late", "2026-01-01", "proposed"),
    _support("me:1", "office", "2019-06-01"),
    _support("me:2", "late", "2026-01-01"),
    *[_support(f"ac:{number}", "office", "2019-06-01") for number in (1, 2, 3)],
    *[_support(f"pr:{number}", "office", "2019-06-01") for number in (1, 2, 3, 4)],
]


def table(rows: Rows, schema: Schema) -> pl.DataFrame:
    return pl.DataFrame(rows, schema=dict(schema))


def build_facts(**changed: Rows) -> Facts:
    """The tiny world, with some of its tables replaced."""
    world: Mapping[str, tuple[Rows, Schema]] = {
        "place": (ALPHA, PLACES),
        "agreements": (AGREED, AGREEMENTS),
        "ties": (TIED, TIES),
        "memberships": (JOINED, MEMBERSHIPS),
        "activities": (DONE, ACTIVITIES),
        "projects": (PROJECTED, PROJECTS),
        "networks": (NETWORKS, ORGANISATIONS),
        "places": (PARTNERS, PLACES),
        "children": ([], PLACES),
        "support": (SUPPORTED, SUPPORT),
        "sources": (CITED, SOURCES),
    }
    return Facts(**{name: table(changed.get(name, rows), schema) for name, (rows, schema) in world.items()})


def measure(*parts: Part, external: str = "") -> Measure:
    return Measure(Label(en="so is it measured"), parts, external)


def _node(name: str, *children: Node, rule: Measure | None = None, holds: str = "") -> Node:
    return Node(name, Label(en=name.lower()), "stated", children, measure=rule, holds=holds)  # type: ignore[arg-type]


def _scale(name: str) -> Measure:
    return measure(Part("memberships", where={"network.scale": (name,)}))


def _indicator(name: str, unit: str, rule: Measure | None, part: str = "") -> Indicator:
    words, counts = Label(en=name.lower()), Frequency(0, 0, 0, 49)
    return Indicator(
        name, name.split("-")[0], part, words, words, unit, "stated", "stated", 1, "stated", words, rule, counts, ()
    )


def _levels() -> tuple[Node, ...]:
    twin = _node("L1.BIL.TWIN", rule=measure(Part("ties")))
    form = measure(Part("memberships", where={"form": ("L3.MEM.ACT",)}))
    organ = measure(Part("memberships", where={"organs": ("L3.PIL.EXB",)}))
    return (
        _node(
            "L1",
            _node("L1.BIL", twin),
            _node(
                "L1.MUL",
                _node("L1.MUL.UN", rule=measure(Part("memberships", where={"network.kind": ("un_agency",)}))),
                _node("L1.MUL.GLO", rule=_scale("global")),
                _node("L1.MUL.REG", rule=_scale("regional")),
            ),
        ),
        _node("L2", _node("L2.GLO", rule=_scale("global")), _node("L2.REG", rule=_scale("regional"))),
        _node(
            "L3",
            _node("L3.ACT"),
            _node("L3.MEM", _node("L3.MEM.ACT", rule=form)),
            _node("L3.PIL", _node("L3.PIL.EXB", rule=organ)),
        ),
        _node("L4", holds="dimensions"),
        _node("L5", holds="indicators"),
    )


def _indicators() -> tuple[Indicator, ...]:
    sustainable = Part("agreements", where={"topics": ("sustainable_development",)})
    health = Part("memberships", where={"network.topics": ("health",)})
    healthy = Part("projects", when="until", where={"topics": ("health",)})
    days = Part("activities", Count("sum", ("participants", "days")), "until", {"type": ("study_visit", "training")})
    missions = Part("activities", when="until", where={"type": ("trade_mission",)})
    festivals = Part("activities", when="until", where={"type": ("festival",)})
    funds = Part("projects", Count("sum", ("amount",)), "until", {"state": ("granted", "running", "closed")})
    return (
        _indicator("SEC-C1", "instruments", measure(sustainable), "civil"),
        _indicator("SEC-C5", "records", measure(health, healthy), "civil"),
        _indicator("ECO-1", "person_days", measure(days)),
        _indicator("ECO-3", "missions", measure(missions)),
        _indicator("ECO-4", "visitors", measure(external="inbound_visitors")),
        _indicator("CUL-2", "events", measure(festivals)),
        _indicator("DEV-1", "money", measure(funds)),
        _indicator("RES-1", "outputs", None),
    )


@pytest.fixture(scope="session")
def scheme() -> Scheme:
    civil = SubDimension("civil", Label(en="civil"), "stated")
    parts = {"SEC": (civil,)}
    dimensions = tuple(
        Dimension(name, Label(en=name.lower()), "stated", parts.get(name, ()))
        for name in ("SEC", "ECO", "CUL", "DEV", "RES")
    )
    units = {"person_days": Label(en="person-days", tr="kişi-gün")}
    return Scheme("tiny", "1", Label(en="Tiny"), (), units, dimensions, _indicators(), _levels(), hash="00")


@pytest.fixture
def facts() -> Facts:
    return build_facts()


@pytest.fixture(scope="session")
def remade() -> object:
    """`build_facts`, for tests that change the world."""
    return build_facts
