"""What holds of any place: bounds, order, unrelated records, and dates before everything."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from proxeny.assess.facts import Facts
from proxeny.assess.profile import build_profile, profile_to_json
from proxeny.scheme.model import Scheme

Rows = list[dict[str, object]]
Build = Callable[..., Facts]
World = dict[str, Rows]

QUICK = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
DATES = st.dates(date(1950, 1, 1), date(2030, 1, 1))
DAYS = DATES.map(date.isoformat)
PRECISIONS = st.sampled_from(["day", "month", "year", "circa", "unknown", None])
TOPICS = st.lists(st.sampled_from(["health", "sustainable_development", "culture"]), max_size=2, unique=True)
AMOUNTS = st.one_of(st.none(), st.integers(0, 1000).map(float))


def _valid() -> dict[str, st.SearchStrategy[object]]:
    return {
        "valid_from": st.one_of(st.none(), DAYS),
        "valid_from_precision": PRECISIONS,
        "valid_to": st.one_of(st.none(), DAYS),
        "valid_to_precision": PRECISIONS,
    }


def _rows(table: str, **fields: st.SearchStrategy[object]) -> st.SearchStrategy[Rows]:
    rows = st.lists(st.fixed_dictionaries({**fields, **_valid()}), max_size=6)
    return rows.map(lambda found: [{"id": f"{table}:{number}", **row} for number, row in enumerate(found)])


def _choose(*values: object) -> st.SearchStrategy[object]:
    return st.sampled_from(values)


@st.composite
def worlds(draw: st.DrawFn) -> World:
    """Records of any dates, precisions and states, each listed by some source on some day."""
    world: World = {
        "agreements": draw(
            _rows(
                "ag",
                parties=_choose(["gn:1", "gn:2"], ["gn:1", "gn:3"]),
                topics=TOPICS,
                state=_choose(None, "draft", "signed", "in_force", "ended"),
            )
        ),
        "memberships": draw(
            _rows(
                "me",
                member=_choose("gn:1"),
                network=_choose("nw:G", "nw:N"),
                form=_choose(None, "L3.MEM.ACT"),
                state=_choose(None, "active", "former", "applied"),
            )
        ),
        "activities": draw(
            _rows(
                "ac",
                type=_choose("study_visit", "festival", "trade_mission"),
                organiser=_choose("gn:1"),
                participants=st.one_of(st.none(), st.integers(0, 50)),
                days=AMOUNTS,
            )
        ),
        "projects": draw(
            _rows(
                "pr",
                lead=_choose("gn:1"),
                state=_choose("idea", "granted", "running", "closed"),
                amount=AMOUNTS,
                currency=_choose("EUR", "USD", None),
                topics=TOPICS,
            )
        ),
    }
    world["ties"] = [
        {"id": f"ti:{row['id']}", "a": "gn:1", "b": "gn:2", "agreements": [row["id"]]} for row in world["agreements"]
    ]
    records = [row["id"] for rows in world.values() for row in rows]
    states = _choose("accepted", "proposed", "rejected")
    world["support"] = [
        {"record": record, "source": source, "last_seen": draw(DAYS), "retrieved": None, "state": draw(states)}
        for record in records
        for source in draw(_choose((), ("web",), ("office", "web")))  # type: ignore[attr-defined]
    ]
    return world


def _text(facts: Facts, scheme: Scheme, on: date) -> str:
    return json.dumps(profile_to_json(build_profile(facts, scheme, on), scheme), allow_nan=False, ensure_ascii=False)


@QUICK
@given(world=worlds(), on=DATES)
def test_a_value_lies_within_its_bounds_and_is_none_without_records(
    world: World, on: date, remade: Build, scheme: Scheme
) -> None:
    for figure in build_profile(remade(**world), scheme, on).figures():
        assert (figure.low is None) == (figure.high is None)
        if figure.value is not None:
            assert figure.low is not None and figure.high is not None
            assert figure.low <= figure.value <= figure.high
            assert figure.count > 0
        assert 0 <= figure.undated <= figure.count
        assert set(figure.proposed) <= {one for ids in figure.records.values() for one in ids}
        assert bool(figure.why) == (figure.value is None)
        assert figure.oldest <= figure.newest


@QUICK
@given(world=worlds(), on=DATES, seed=st.integers(0, 99))
def test_the_order_of_rows_changes_nothing(world: World, on: date, seed: int, remade: Build, scheme: Scheme) -> None:
    shuffled = {name: random.Random(seed).sample(rows, len(rows)) for name, rows in world.items()}
    assert _text(remade(**world), scheme, on) == _text(remade(**shuffled), scheme, on)


@QUICK
@given(world=worlds(), on=DATES)
def test_a_record_of_other_places_changes_nothing(world: World, on: date, remade: Build, scheme: Scheme) -> None:
    others: World = {
        "agreements": [{"id": "ag:x", "parties": ["gn:2", "gn:3"], "topics": ["health"], "valid_from": "1960-01-01"}],
        "ties": [{"id": "ti:x", "a": "gn:2", "b": "gn:3", "agreements": ["ag:x"]}],
        "memberships": [{"id": "me:x", "member": "gn:2", "network": "nw:G"}],
        "activities": [{"id": "ac:x", "type": "festival", "organiser": "gn:3"}],
        "projects": [{"id": "pr:x", "lead": "gn:2", "state": "running", "amount": 5.0, "currency": "EUR"}],
        "support": [{"record": "ag:x", "source": "late", "last_seen": "2000-01-01", "state": "accepted"}],
    }
    more = {name: rows + others.get(name, []) for name, rows in world.items()}
    assert _text(remade(**world), scheme, on) == _text(remade(**more), scheme, on)


@QUICK
@given(world=worlds())
def test_before_everything_there_is_no_data(world: World, remade: Build, scheme: Scheme) -> None:
    profile = build_profile(remade(**world), scheme, date(1900, 1, 1))
    assert all(figure.value is None and not figure.low for figure in profile.figures())
    assert all(figure.status != "measured" for figure in profile.figures())
