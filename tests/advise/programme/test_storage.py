"""Decisions and programmes in the register: kept, taken back, refused whole."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from proxeny.advise.programme.model import Expected, Step
from proxeny.errors import FaultyInput, NotFound

pytestmark = pytest.mark.django_db
DAY = date(2027, 1, 4)
CITY, OTHER, NETWORK = "gn:745044", "gn:2886242", "nw:UBC"


@pytest.fixture
def advising(db):
    """The operations, imported once Django is set up."""
    from proxeny.register.operations import advising as operations

    return operations


@pytest.fixture
def queries(db):
    """The queries."""
    from proxeny.register.queries import advice

    return advice


def network(advising, title=""):
    """A suggestion to join the network."""
    return advising.Suggestion("network", NETWORK, title=title)


def test_what_is_accepted_is_a_goal_with_its_steps(advising, queries):
    expected = Expected({"NET-1": (None, 1.0)}, ((1.0, 2.0), (2.0, 3.0)), ((4, 9), (3, 8)))
    wish = advising.Wish(DAY, "Office", reason="because", country="TR", expected=expected)
    made = advising.accept(CITY, network(advising), wish, by="me")
    found = queries.read_programme(CITY, "Istanbul", DAY)
    [goal] = found.goals
    assert goal.number == made.pk
    assert goal.horizon == "medium"
    assert goal.expected == expected
    assert [step.key for step in goal.steps][:4] == ["conditions", "budget", "council", "permission"]
    assert (goal.reason, goal.by, goal.steps[0].responsible) == ("because", "me", "Office")
    assert queries.read_states(CITY, "network") == {NETWORK: (made.pk, "accepted")}


def test_only_one_decision_stands_and_the_others_are_kept(advising, queries):
    from proxeny.register.models import Advice

    advising.accept(CITY, network(advising), advising.Wish(DAY))
    declined = advising.decline(CITY, network(advising), by="you", reason="too dear")
    assert queries.read_declined(CITY, "network") == {NETWORK}
    assert queries.read_programme(CITY, "Istanbul", DAY).goals == ()
    advising.withdraw(declined.pk, by="me")
    assert queries.read_declined(CITY) == frozenset()
    assert Advice.objects.count() == 2
    kept = Advice.objects.get(pk=declined.pk)
    assert (kept.by, kept.reason, kept.revoked_by) == ("you", "too dear", "me")
    with pytest.raises(NotFound, match="no standing decision"):
        advising.withdraw(declined.pk)


def test_a_union_is_the_same_whatever_the_order_of_its_cities(advising):
    one, two = (advising.Suggestion("union", members=names) for names in ((CITY, OTHER), (OTHER, CITY, OTHER)))
    assert one.key == two.key
    made = advising.accept(CITY, one, advising.Wish(DAY))
    assert made.members == sorted([CITY, OTHER])


@pytest.mark.parametrize(
    ("kind", "subject", "members", "words"),
    [
        ("marriage", OTHER, (), "no advice of the kind"),
        ("network", "", (), "nothing is named"),
        ("partner", CITY, (), "own partner"),
        ("union", "", (CITY,), "1 cities are no union"),
    ],
)
def test_what_makes_no_sense_is_refused(advising, queries, kind, subject, members, words):
    with pytest.raises(FaultyInput, match=words):
        advising.accept(CITY, advising.Suggestion(kind, subject, members), advising.Wish(DAY))
    assert queries.read_cities() == []


def test_a_step_is_changed_added_and_taken_out(advising, queries):
    number = advising.accept(CITY, network(advising), advising.Wish(DAY)).pk
    steps = {step.key: step for step in queries.read_programme(CITY, "", DAY).goals[0].steps}
    advising.put_step(number, replace(steps["conditions"], responsible="Ayşe", done=DAY), by="me")
    last = steps["take-part"].due
    advising.put_step(number, Step("own-1", last, last + timedelta(days=9), title="Party", after=("take-part",)))
    advising.drop_step(number, "budget")
    after = {step.key: step for step in queries.read_programme(CITY, "", DAY).goals[0].steps}
    assert after["conditions"].responsible == "Ayşe"
    assert after["conditions"].done == DAY
    assert after["own-1"].title == "Party"
    assert "budget" not in after
    assert after["council"].after == ("conditions",), "it waits for what the dropped step waited for"


def test_a_circle_is_refused_and_leaves_the_goal_as_it_was(advising, queries):
    number = advising.accept(CITY, network(advising), advising.Wish(DAY)).pk
    before = queries.read_programme(CITY, "", DAY)
    council = next(step for step in before.goals[0].steps if step.key == "council")
    with pytest.raises(FaultyInput, match="circle"):
        advising.put_step(number, replace(council, after=("apply",)))
    with pytest.raises(FaultyInput, match="before it begins"):
        advising.put_step(number, replace(council, due=council.begins - timedelta(days=1)))
    with pytest.raises(FaultyInput, match="no words"):
        advising.put_step(number, Step("own-1", DAY, DAY))
    with pytest.raises(NotFound):
        advising.drop_step(number, "party")
    with pytest.raises(FaultyInput, match="horizons are: short, medium, long"):
        advising.set_horizon(number, "never")
    assert queries.read_programme(CITY, "", DAY) == before


def test_the_register_proves_a_step(advising, queries):
    from proxeny.register.models import Membership

    advising.accept(CITY, network(advising), advising.Wish(DAY))
    Membership.objects.create(id="me:1", member=CITY, network=NETWORK, state="active", valid_from=DAY)
    [goal] = queries.read_programme(CITY, "", DAY + timedelta(days=5)).goals
    assert {step.key for step in goal.steps if step.proven} == {"conditions", "budget", "council", "apply", "member"}


def test_a_decision_of_one_city_is_not_that_of_another(advising, queries):
    advising.decline(CITY, network(advising))
    assert queries.read_declined(OTHER) == frozenset()
    assert queries.read_decisions(OTHER) == []
