"""Files in, batches kept and taken back: on the database the whole run uses."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from proxeny.errors import FaultyInput, NotFound, Unavailable
from proxeny.io.reading import read_claims
from proxeny.io.snapshot import hash_tables
from proxeny.register.freeze import freeze_tables
from proxeny.register.models import Agreement, Batch, Claim, Membership, Mention, Organisation, Source, Tie
from proxeny.register.operations.apply import Origin, store_reading
from proxeny.register.operations.deciding import decide, revoke
from proxeny.register.operations.refold import refold
from proxeny.register.operations.rollback import roll_back
from proxeny.register.queries.claims import read_all_claims
from proxeny.register.queries.provenance import explain_record
from proxeny.register.queries.search import search
from proxeny.register.queries.status import read_status
from tests.register.worlds import MEMBERS, TIES, plan, store, write

pytestmark = pytest.mark.django_db

GDANSK, BREMEN, TURKU, ISTANBUL = "gn:3099434", "gn:2944388", "gn:633679", "gn:745044"


def _hash() -> object:
    return hash_tables(freeze_tables())["hash"]


def test_a_pair_listed_from_both_ends_by_two_sources_is_one_tie_with_both_sources(tmp_path: Path) -> None:
    store(write(tmp_path, "ties.csv", TIES), "agreements")
    tie = Tie.objects.get(a=BREMEN, b=GDANSK)
    assert Tie.objects.count() == 3
    sources = Claim.objects.filter(record__in=tie.agreements, property="party").values_list("source_id", flat=True)
    assert len(set(sources)) == 2


def test_a_disagreement_is_kept_and_the_record_says_which_won_and_why(tmp_path: Path) -> None:
    store(write(tmp_path, "ties.csv", TIES), "agreements")
    agreement = Agreement.objects.get(id=Tie.objects.get(a=BREMEN, b=GDANSK).agreements[0])
    assert (agreement.signed, agreement.signed_precision) == ("1976-04-12", "day")
    story = next(one for one in explain_record(agreement.pk) if one.field == "signed")
    assert (story.value, story.reason) == ("1976-04-12", "more-precise")
    assert [claim["value"] for claim in story.others] == ["1976"]


def test_nothing_is_stored_by_a_preview(tmp_path: Path) -> None:
    previewed = plan(write(tmp_path, "ties.csv", TIES), "agreements")
    assert previewed.count("new") == 4
    assert (Claim.objects.count(), Batch.objects.count(), Mention.objects.count(), Source.objects.count()) == (
        0,
        0,
        0,
        0,
    )


def test_importing_the_same_file_again_changes_nothing(tmp_path: Path) -> None:
    path = write(tmp_path, "ties.csv", TIES)
    first, batch = store(path, "agreements")
    before = _hash()
    again, none = store(path, "agreements")
    assert batch is not None
    assert (again.new_claims.height, again.superseded.height, none) == (0, 0, None)
    assert again.same.height == first.new_claims.height
    assert _hash() == before
    assert Batch.objects.count() == 1


def test_a_batch_rolls_back_as_one(tmp_path: Path) -> None:
    store(write(tmp_path, "ties.csv", TIES), "agreements")
    before = _hash()
    _, batch = store(write(tmp_path, "members.csv", MEMBERS), "memberships")
    assert _hash() != before
    assert batch is not None
    roll_back(batch)
    assert _hash() == before
    with pytest.raises(NotFound):
        roll_back(batch)


def test_what_another_batch_also_says_survives_the_rollback_of_the_first(tmp_path: Path) -> None:
    _, first = store(write(tmp_path, "ties.csv", TIES), "agreements")
    lines = TIES.splitlines(keepends=True)
    _, second = store(write(tmp_path, "part.csv", "".join(lines[:2])), "agreements")
    assert first is not None
    assert second is not None
    roll_back(first)
    assert list(Tie.objects.values_list("a", "b")) == [(BREMEN, GDANSK)]
    roll_back(second)
    assert read_status() == dict.fromkeys(read_status(), 0)


def test_a_source_that_changes_its_mind_supersedes_itself_and_the_rollback_restores_it(tmp_path: Path) -> None:
    store(write(tmp_path, "ties.csv", TIES), "agreements")
    changed = TIES.replace("1987,culture", "1988,culture")
    path = write(tmp_path, "ties2.csv", changed)
    assert plan(path, "agreements").count("changed") == 1
    _, batch = store(path, "agreements")
    agreement = Agreement.objects.get(id=Tie.objects.get(a=GDANSK, b=TURKU).agreements[0])
    assert agreement.signed == "1988-01-01"
    assert Claim.objects.filter(state="superseded").count() == 1
    assert batch is not None
    roll_back(batch)
    assert Agreement.objects.get(id=agreement.pk).signed == "1987-01-01"


def test_an_error_stores_nothing_and_names_every_faulty_row(tmp_path: Path) -> None:
    bad = TIES.replace("1997,,Istanbul", "31.02.1997,,Istanbul").replace("1987,culture", "soon,culture")
    with pytest.raises(FaultyInput) as caught:
        store(write(tmp_path, "bad.csv", bad), "agreements")
    assert sorted(fault.where.row or 0 for fault in caught.value.faults) == [3, 4]
    assert read_status() == dict.fromkeys(read_status(), 0)


def test_memberships_of_one_network_under_two_names_meet_in_one_network(tmp_path: Path) -> None:
    store(write(tmp_path, "members.csv", MEMBERS), "memberships")
    assert set(Membership.objects.filter(member__in=[GDANSK, TURKU]).values_list("network", flat=True)) == {"nw:UBC"}
    assert Membership.objects.get(member=GDANSK).organs == ["L3.PIL.SEC"]


def test_merging_two_records_moves_their_ties_and_parting_them_restores_everything(tmp_path: Path) -> None:
    store(write(tmp_path, "ties.csv", TIES), "agreements")
    odd = TIES.splitlines()[0] + "\nGedanumburg,Poland,Bremen,Germany,twinning,1980,,Old list,https://old.example/\n"
    store(write(tmp_path, "odd.csv", odd), "agreements")
    stranger = Mention.objects.get(name="Gedanumburg").record
    assert stranger.startswith("pl:")
    before = _hash()
    decision = decide(stranger, GDANSK, "same", by="tests", reason="the same city")
    assert not Tie.objects.filter(a=BREMEN, b=stranger).exists()
    tie = Tie.objects.get(a=BREMEN, b=GDANSK)
    assert len(tie.agreements) == 1
    sources = set(Claim.objects.filter(record=tie.agreements[0]).values_list("source_id", flat=True))
    assert len(sources) == 3
    revoke(decision.pk)
    assert _hash() == before


def test_folding_everything_anew_gives_the_records_that_are_there(tmp_path: Path) -> None:
    store(write(tmp_path, "ties.csv", TIES), "agreements")
    store(write(tmp_path, "members.csv", MEMBERS), "memberships")
    before = freeze_tables()
    refold(set(Claim.objects.values_list("record", flat=True)))
    after = freeze_tables()
    assert all(after[name].equals(before[name]) for name in before)


def test_the_order_of_two_imports_does_not_change_the_register(tmp_path: Path) -> None:
    ties, members = write(tmp_path, "ties.csv", TIES), write(tmp_path, "members.csv", MEMBERS)
    _, first = store(ties, "agreements")
    _, second = store(members, "memberships")
    one = _hash()
    assert first is not None
    assert second is not None
    roll_back(second)
    roll_back(first)
    store(members, "memberships")
    store(ties, "agreements")
    assert _hash() == one


def test_a_place_known_to_geonames_carries_its_facts_with_that_source(tmp_path: Path) -> None:
    store(write(tmp_path, "ties.csv", TIES), "agreements")
    stories = {story.field: story for story in explain_record(ISTANBUL)}
    assert stories["population"].winners[0]["source"] == "geonames"
    assert pl.DataFrame(stories["coordinates"].winners)["value"][0].startswith("41.01")


@pytest.mark.parametrize("text", ["Union of the Baltic Cities", "ubc", "اتحادیه شهرهای بالتیک"])
def test_a_network_is_found_by_its_acronym_and_by_its_names(tmp_path: Path, text: str) -> None:
    head = "acronym,name,name_fa,kind,source,source_url"
    rows = f"{head}\nUBC,Union of the Baltic Cities,اتحادیهٔ شهرهای بالتیک,network,UBC,https://u.example/\n"
    store(write(tmp_path, "organisations.csv", rows), "organisations")
    assert [hit.id for hit in search(text)] == ["nw:UBC"]


@pytest.mark.parametrize("text", ["Gdańsk", "gdansk", "GDAŃSK", "Danzig", "گدانسک"])
def test_a_place_is_found_by_any_of_its_names_in_any_script(tmp_path: Path, text: str) -> None:
    store(write(tmp_path, "ties.csv", TIES), "agreements")
    assert search(text)[0].id == GDANSK


def test_a_place_that_the_register_lacks_is_found_in_the_gazetteer_and_said_to_be_so() -> None:
    found = search("می‌بد")[0]
    assert (found.id, found.in_register) == ("gn:124193", False)


def test_words_of_any_length_fit_on_either_database(tmp_path: Path) -> None:
    head = "acronym,name,kind,note,source,source_url"
    long, longer = "Ü" * 480, "word " * 700
    store(
        write(tmp_path, "organisations.csv", f"{head}\n{long},Long name,network,{longer},x,https://x.example/\n"),
        "organisations",
    )
    assert Organisation.objects.get().acronym == long
    assert len(Claim.objects.get(property="note").value) > 3000


def test_a_value_the_database_refuses_ends_in_words_and_stores_nothing(tmp_path: Path) -> None:
    reading = read_claims(write(tmp_path, "ties.csv", TIES), "agreements")
    with pytest.raises(Unavailable, match="Nothing was stored"):
        store_reading(reading, Origin("import", "agreements", "ties.csv", claim_state="nonsense"))
    assert Claim.objects.count() == 0


def test_claims_are_read_whole_even_if_a_text_holds_the_separator(tmp_path: Path) -> None:
    store(write(tmp_path, "ties.csv", TIES), "agreements")
    plain = read_all_claims().sort("key")
    claim = Claim.objects.get(property="signed", value="1987")
    Claim.objects.filter(pk=claim.pk).update(wording="19\x1f87")
    odd = read_all_claims().sort("key")
    assert odd.filter(pl.col("key") == claim.key)["wording"].to_list() == ["19\x1f87"]
    assert odd.drop("wording").equals(plain.drop("wording"))
