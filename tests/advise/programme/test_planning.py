"""Steps in their order and in time, and what the register proves of them."""

from __future__ import annotations

from datetime import date, timedelta

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from proxeny.advise.programme.critical import find_critical, find_room
from proxeny.advise.programme.model import KINDS, Goal, Programme, Step
from proxeny.advise.programme.order import order_steps
from proxeny.advise.programme.planning import find_horizon, plan_steps
from proxeny.advise.programme.progress import read_progress
from proxeny.advise.programme.shipped import shipped_steps
from proxeny.errors import FaultyInput
from proxeny.tables import ACTIVITIES, AGREEMENTS, MEMBERSHIPS, conform, empty

DAY = date(2027, 1, 4)


def step(key: str, *after: str, begins: int = 0, due: int = 0) -> Step:
    """A step from so many days on, for so many."""
    return Step(key, DAY + timedelta(days=begins), DAY + timedelta(days=due), title=key, after=after)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("country", ["TR", "DE", ""])
def test_the_council_decides_before_anything_is_signed_or_applied_for(kind, country):
    steps = plan_steps(kind, DAY, country, "me")
    keys = [one.key for one in steps]
    final = {"partner": "sign", "network": "apply", "union": "found"}[kind]
    assert keys.index("council") < keys.index(final)
    assert ("permission" in keys) == (country == "TR")
    assert steps[0].begins == DAY
    due = {one.key: one.due for one in steps}
    for one in steps:
        assert one.responsible == "me"
        assert one.begins == max((due[key] for key in one.after), default=DAY)


def test_every_shipped_step_has_words_in_three_languages():
    for steps in shipped_steps().values():
        for one in steps:
            assert set(one.words) == {"en", "tr", "fa"}
            assert all(one.words.values())


def test_a_circle_is_named_and_refused():
    with pytest.raises(FaultyInput, match="in a circle: b → c → b"):
        order_steps([step("a"), step("b", "a", "c"), step("c", "b")])


def test_what_is_missing_or_too_early_is_refused_all_together():
    with pytest.raises(FaultyInput) as problem:
        order_steps([step("a", "x"), step("b", "y")])
    assert [fault.params["before"] for fault in problem.value.faults] == ["x", "y"]
    with pytest.raises(FaultyInput, match=r"would begin on 2027-01-04, before 'a'.*due on 2027-01-14"):
        order_steps([step("a", due=10), step("b", "a", due=20)])


def test_too_many_steps_are_refused():
    with pytest.raises(FaultyInput, match="61 steps"):
        order_steps([step(str(at)) for at in range(61)])


@given(st.lists(st.sets(st.integers(0, 11), max_size=4), min_size=1, max_size=12))
def test_each_step_comes_after_those_it_waits_for(waits):
    steps = [step(f"s{at:02}", *(f"s{one:02}" for one in before if one < at)) for at, before in enumerate(waits)]
    found = [one.key for one in order_steps(list(reversed(steps)))]
    assert sorted(found) == [one.key for one in steps]
    for one in steps:
        assert all(found.index(before) < found.index(one.key) for before in one.after)


@pytest.mark.parametrize(("years", "horizon"), [(0.9, "short"), (1.0, "short"), (2.9, "medium"), (3.5, "long")])
def test_the_horizon_follows_from_how_long_it_takes(years, horizon):
    assert find_horizon(DAY, DAY + timedelta(days=int(365 * years))) == horizon


def tables(**rows: list[dict[str, object]]) -> dict[str, pl.DataFrame]:
    """Tables with some rows."""
    schemas = {"agreements": AGREEMENTS, "memberships": MEMBERSHIPS, "activities": ACTIVITIES}
    return {
        name: conform(pl.DataFrame(rows[name], infer_schema_length=None), schema) if name in rows else empty(schema)
        for name, schema in schemas.items()
    }


def goal(kind: str, subject: str = "x", members: tuple[str, ...] = ()) -> Goal:
    """A goal with its shipped steps."""
    return Goal(1, kind, subject, "It", "medium", plan_steps(kind, DAY), members)


def test_a_membership_proves_that_one_applied_and_the_council_decided():
    held = [{"id": "m", "member": "c", "network": "x", "state": "active", "valid_from": "2026-05-01", "organs": []}]
    found = read_progress(goal("network"), "c", tables(memberships=held), DAY)
    done = {one.key: one.done for one in found.steps if one.done}
    assert set(done) == {"conditions", "budget", "council", "apply", "member"}
    assert set(done.values()) == {date(2026, 5, 1)}
    assert all(one.proven for one in found.steps if one.done)
    assert found.state(found.steps[-1], DAY) == "ready"


@pytest.mark.parametrize("state", ["applied", "former", "suspended"])
def test_who_applied_is_no_member(state):
    held = [{"id": "m", "member": "c", "network": "x", "state": state, "valid_from": "2026-05-01", "organs": []}]
    assert not any(one.done for one in read_progress(goal("network"), "c", tables(memberships=held), DAY).steps)


def test_an_agreement_proves_the_partnership_and_an_undated_one_is_done_by_today():
    held = [{"id": "a", "parties": ["c", "x"], "state": "in_force"}]
    found = read_progress(goal("partner"), "c", tables(agreements=held), DAY)
    assert {one.key: one.done for one in found.steps if one.done}["sign"] == DAY
    draft = [{"id": "a", "parties": ["c", "x"], "state": "draft"}]
    assert not any(one.done for one in read_progress(goal("partner"), "c", tables(agreements=draft), DAY).steps)


def test_a_union_is_founded_when_all_of_its_cities_signed():
    members = ("c", "d", "e")
    some, everyone = ([{"id": "a", "parties": list(who), "state": "signed"}] for who in (("c", "d"), members))
    one = goal("union", "un:1", members)
    assert not any(step.done for step in read_progress(one, "c", tables(agreements=some), DAY).steps)
    assert any(step.done for step in read_progress(one, "c", tables(agreements=everyone), DAY).steps)


def test_what_a_person_said_is_not_said_over():
    steps = plan_steps("network", DAY)
    own = Step(**{name: getattr(steps[0], name) for name in ("key", "begins", "due", "kind")}, done=date(2027, 1, 9))
    said = Goal(1, "network", "x", "It", "medium", (own, *steps[1:]))
    held = [{"id": "m", "member": "c", "network": "x", "state": "", "valid_from": "2026-05-01", "organs": []}]
    found = read_progress(said, "c", tables(memberships=held), DAY)
    assert found.steps[0].done == date(2027, 1, 9)
    assert not found.steps[0].proven


def test_a_programme_counts_its_steps():
    whole = Programme("c", "City", (goal("network"), goal("partner")))
    assert (whole.steps, whole.steps_done) == (12, 0)
    assert [one.kind for one in whole.of("medium")] == ["network", "partner"]
    assert whole.goals[0].state(whole.goals[0].steps[0], DAY + timedelta(days=400)) == "late"


def test_that_a_city_is_a_member_does_not_prove_that_it_was_permitted_to_be():
    held = [{"id": "m", "member": "c", "network": "x", "state": "active", "valid_from": "2026-05-01", "organs": []}]
    turkish = Goal(1, "network", "x", "It", "medium", plan_steps("network", DAY, "TR"))
    done = {one.key for one in read_progress(turkish, "c", tables(memberships=held), DAY).steps if one.done}
    assert done == {"conditions", "budget", "council", "apply", "member"}


@st.composite
def plans(draw):
    """A goal of up to eight steps that wait for earlier ones, with gaps."""
    steps: list[Step] = []
    for at in range(draw(st.integers(1, 8))):
        after = draw(st.lists(st.sampled_from([one.key for one in steps]), unique=True)) if steps else []
        first = max((one.due for one in steps if one.key in after), default=DAY)
        begins = first + timedelta(days=draw(st.integers(0, 9)))
        steps.append(Step(f"s{at}", begins, begins + timedelta(days=draw(st.integers(0, 30))), after=tuple(after)))
    return Goal(1, "network", "x", "It", "medium", tuple(steps))


def delayed(one: Goal, key: str, days: int) -> date:
    """The goal's last day if a step ends later and all that wait begin no sooner."""
    due: dict[str, date] = {}
    for step in one.steps:
        begins = max([step.begins, *(due[before] for before in step.after)])
        due[step.key] = begins + (step.due - step.begins) + timedelta(days=days * (step.key == key))
    return max(due.values())


@given(plans())
def test_a_step_has_as_much_room_as_the_last_day_allows_and_not_a_day_more(one):
    room = find_room(one)
    for key, days in room.items():
        assert delayed(one, key, days) == one.due
        assert delayed(one, key, days + 1) > one.due
    assert {step.key for step in find_critical(one)} == {key for key, days in room.items() if not days}
    assert any(not days for days in room.values())
