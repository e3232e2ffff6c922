"""A merge moves everything that names the merged record, and nothing else; parting moves it back."""

from __future__ import annotations

from pathlib import Path

import pytest

from proxeny.io.snapshot import hash_tables
from proxeny.register.freeze import freeze_tables
from proxeny.register.models import Activity, Agreement, Membership, Place, Tie
from proxeny.register.operations.deciding import decide, revoke
from proxeny.register.queries.claims import read_assignments
from tests.register.worlds import MEMBERS, TIES, store, write

pytestmark = pytest.mark.django_db
GDANSK, BREMEN, TURKU, COLOGNE = "gn:3099434", "gn:2944388", "gn:633679", "gn:2886242"
VISITS = """city,city_country,type,title,partners,from,source
Bremen,Germany,visit,To Turku,Turku (FI),2019,City hall
Gdańsk,Poland,festival,Baltic days,Bremen (DE),2020,City hall
"""


def load(folder: Path) -> None:
    """Ties, members and visits."""
    for name, text in (("agreements", TIES), ("memberships", MEMBERS), ("activities", VISITS)):
        store(write(folder, f"{name}.csv", text), name)


def records() -> object:
    """The records as they stand: the hash of everything but the decisions."""
    return hash_tables({name: table for name, table in freeze_tables().items() if name != "decisions"})["hash"]


def test_agreements_memberships_visits_and_parts_follow_a_merge_and_come_back(tmp_path: Path) -> None:
    load(tmp_path)
    before = records()
    Place.objects.filter(pk=COLOGNE).update(parent="")
    decision = decide(TURKU, BREMEN, "same")
    assert not Place.objects.filter(pk=TURKU).exists()
    assert set(Membership.objects.values_list("member", flat=True)) >= {BREMEN, GDANSK}
    visit = Activity.objects.get(title="To Turku")
    assert (visit.organiser, visit.partners) == (BREMEN, [BREMEN])
    assert Tie.objects.filter(a=BREMEN, b=GDANSK).count() == 1
    assert TURKU not in {party for parties in Agreement.objects.values_list("parties", flat=True) for party in parties}
    revoke(decision.pk)
    assert records() == before


def test_merges_of_merges_part_one_by_one(tmp_path: Path) -> None:
    load(tmp_path)
    before = records()
    first = decide(TURKU, BREMEN, "same")
    middle = records()
    second = decide(BREMEN, COLOGNE, "same")
    assert set(read_assignments([COLOGNE])["subject"]) >= {TURKU, BREMEN, COLOGNE}
    revoke(second.pk)
    assert records() == middle
    revoke(first.pk)
    assert records() == before


def test_only_what_names_the_pair_is_read(tmp_path: Path) -> None:
    from proxeny.register.operations.merging import read_joined

    load(tmp_path)
    far = Agreement.objects.get(parties=sorted(["gn:745044", COLOGNE]))
    assert far.pk not in read_joined({TURKU, BREMEN})
