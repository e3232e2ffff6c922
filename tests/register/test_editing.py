"""Forms saved as claims: conflicts seen before, other people's changes noticed, everything can be taken back."""

from __future__ import annotations

from pathlib import Path

import pytest

from proxeny.errors import Conflict, FaultyInput
from proxeny.io.forms import load_forms
from proxeny.io.forms_filled import fill_form
from proxeny.io.forms_reading import Speaker
from proxeny.register.models import Agreement, Batch, Claim, Membership, Place, Tie
from proxeny.register.operations.editing import Edit, preview_edit, save_edit
from proxeny.register.operations.rollback import roll_back
from proxeny.register.queries.editing import read_own, read_token
from proxeny.register.queries.history import read_history
from proxeny.register.queries.provenance import explain_record
from tests.register.worlds import TIES, store, write

pytestmark = pytest.mark.django_db

GDANSK, BREMEN, ISTANBUL, COLOGNE = "gn:3099434", "gn:2944388", "gn:745044", "gn:2886242"
CITY_HALL = Speaker("Register of the city hall", "https://hall.example/")


def edit(kind: str, record: str = "", speaker: Speaker = CITY_HALL, /, **typed: str | list[str]) -> Edit:
    """A filled form."""
    lists = {name.replace("__", "@"): [value] if isinstance(value, str) else value for name, value in typed.items()}
    return Edit(
        load_forms()[kind],
        fill_form(load_forms()[kind], lists, editing=bool(record)),
        speaker,
        record,
        "officer",
        "because",
    )


def save(one: Edit) -> tuple[int | None, str]:
    """Look, then save."""
    return save_edit(one, preview_edit(one).token)


def test_a_form_makes_the_record_that_a_file_saying_the_same_would_make(tmp_path: Path) -> None:
    batch, record = save(edit("agreement", party=[GDANSK, BREMEN], signed="12.04.1976", kind="twinning"))
    assert batch is not None
    assert (Agreement.objects.get().pk, Agreement.objects.get().signed) == (record, "1976-04-12")
    assert Claim.objects.get(property="signed").wording == "12.04.1976"
    assert {place.name_en or place.name for place in Place.objects.all()} == {"Gdańsk", "Bremen"}
    store(write(tmp_path, "ties.csv", TIES), "agreements")
    assert Tie.objects.get(a=BREMEN, b=GDANSK).agreements == [record]


@pytest.mark.parametrize(
    ("typed", "start", "precision"),
    [
        ("1997", "1997-01-01", "year"),
        ("circa 1990", "1990-01-01", "circa"),
        ("12.03.1998", "1998-03-12", "day"),
        ("1372/08/22", "1993-11-13", "day"),
        ("۱۳۷۲/۰۸/۲۲", "1993-11-13", "day"),
        ("1372", "1993-03-21", "year"),
    ],
)
def test_partial_dates_are_taken_as_typed(typed: str, start: str, precision: str) -> None:
    save(edit("agreement", party=[GDANSK, BREMEN], signed=typed))
    agreement = Agreement.objects.get()
    assert (agreement.signed, agreement.signed_precision) == (start, precision)


def test_conflicts_with_other_sources_are_seen_before_saving(tmp_path: Path) -> None:
    store(write(tmp_path, "ties.csv", TIES), "agreements")
    record = Tie.objects.get(a=BREMEN, b=GDANSK).agreements[0]
    outlook = preview_edit(edit("agreement", record, signed="1975"))
    signed = next(one for one in outlook.disputes if one.field == "signed")
    assert {(one.value, one.mine, one.stands) for one in signed.versions} == {
        ("1976-04-12", False, True),
        ("1975", True, False),
        ("1976", False, False),
    }
    assert (signed.reason, signed.was, outlook.exists) == ("more-precise", ("1976-04-12",), True)
    assert Claim.objects.filter(value="1975").count() == 0


def test_an_edit_supersedes_what_the_same_source_said_and_undo_raises_it_again() -> None:
    _, record = save(edit("agreement", party=[GDANSK, BREMEN], signed="1976", topic=["culture", "sport"], note="Old"))
    second, _ = save(edit("agreement", record, signed="1977", topic=["culture"]))
    assert second is not None
    agreement = Agreement.objects.get(pk=record)
    assert (agreement.signed, agreement.topics) == ("1977-01-01", ["culture"])
    assert Claim.objects.filter(state="superseded", superseded_by=second).count() == 3
    roll_back(second, by="officer", reason="a slip")
    agreement.refresh_from_db()
    assert (agreement.signed, agreement.topics) == ("1976-01-01", ["culture", "sport"])


def test_what_was_withdrawn_can_be_said_again_and_that_can_be_undone_too() -> None:
    _, record = save(edit("agreement", party=[GDANSK, BREMEN], signed="1976", note="Kept"))
    save(edit("agreement", record, signed="1976"))
    third, _ = save(edit("agreement", record, signed="1976", note="Kept"))
    assert Claim.objects.get(property="note").state == "accepted"
    assert third is not None
    roll_back(third)
    assert Claim.objects.get(property="note").state == "superseded"


def test_saving_what_is_there_already_changes_nothing() -> None:
    one = edit("agreement", party=[GDANSK, BREMEN], signed="1976")
    save(one)
    assert not preview_edit(one).changes
    assert save(one)[0] is None
    assert Batch.objects.count() == 1


def test_a_change_of_somebody_else_is_noticed_and_nothing_is_stored() -> None:
    _, record = save(edit("agreement", party=[GDANSK, BREMEN], signed="1976"))
    token = read_token(record)
    save(edit("agreement", record, signed="1977"))
    with pytest.raises(Conflict):
        save_edit(edit("agreement", record, signed="1978"), token)
    assert not Claim.objects.filter(value="1978").exists()


def test_a_source_of_the_atlas_cannot_be_spoken_for(tmp_path: Path) -> None:
    save(edit("agreement", party=[GDANSK, BREMEN]))
    with pytest.raises(FaultyInput, match="not a source of yours"):
        save(edit("agreement", "", Speaker("GeoNames", key="geonames"), party=[GDANSK, ISTANBUL]))


def test_the_form_of_a_record_holds_what_its_source_said_as_it_was_typed() -> None:
    _, record = save(edit("agreement", party=[GDANSK, BREMEN], signed="12.04.1976", topic=["culture"]))
    own = read_own(load_forms()["agreement"], record, CITY_HALL.id)
    assert (own.typed["signed"], own.typed["topic"]) == (("12.04.1976",), ("culture",))
    assert set(own.typed["party"]) == {GDANSK, BREMEN}


def test_history_tells_who_when_what_and_why_also_of_what_was_taken_back() -> None:
    first, record = save(edit("agreement", party=[GDANSK, BREMEN], signed="1976"))
    second, _ = save(edit("agreement", record, signed="1977"))
    assert second is not None
    roll_back(second, by="chief", reason="wrong file")
    latest, earliest = read_history(record)
    assert (latest.batch, latest.undone_by, latest.undone_why) == (second, "chief", "wrong file")
    assert (earliest.batch, earliest.by, earliest.why) == (first, "officer", "because")
    assert {claim["property"] for claim in earliest.said} == {"party", "signed"}


def test_the_forms_of_every_kind_store_a_record() -> None:
    assert save(
        edit("place", name="Yeni Kasaba", country="Türkiye", kind="city", population="12.000", population_year="2020")
    )
    place = Place.objects.get(name="Yeni Kasaba")
    assert (place.country, place.population, place.population_year) == ("TR", 12000, 2020)
    _, network = save(edit("network", name="Cities of the Test", acronym="COTT", founded="1990"))
    assert network == "nw:CITIESOFTHETEST"
    _, membership = save(edit("membership", member=GDANSK, network=network, form="L3.MEM.ACT", **{"from": "1991"}))
    assert membership.startswith("me:")
    _, visit = save(edit("activity", organiser=GDANSK, type="study_visit", title="To Bremen", partner=[BREMEN]))
    assert visit.startswith("ac:")
    _, project = save(edit("project", lead=GDANSK, title="Clean water", partner=[BREMEN, place.pk], amount="1.000,50"))
    assert project.startswith("pj:")
    assert {story.field for story in explain_record(project)} >= {"lead", "partner", "amount"}
    _, organisation = save(edit("organisation", name="A university", kind="university"))
    assert organisation.startswith("og:")


def test_names_with_marks_and_markup_are_kept_harmless_and_long_ones_refused() -> None:
    save(edit("place", name="<b>A</b>\u202eB", country="DE", kind="city"))
    assert Place.objects.get(country="DE").name == "<b>A</b>B"
    long = edit("place", name="x" * 10_000, country="DE", kind="city")
    assert [fault.code for _, fault in long.filled.faults] == ["cell-too-long"]
    with pytest.raises(FaultyInput):
        preview_edit(long)


def test_a_forged_record_id_is_refused() -> None:
    forged = edit("agreement", party=["gn:1 OR 1=1", "../../etc"])
    assert {fault.code for _, fault in forged.filled.faults} == {"record-unknown"}


def test_other_parties_move_what_the_source_says_and_undo_restores_it() -> None:
    _, record = save(edit("agreement", party=[GDANSK, BREMEN], signed="1976", topic=["culture"]))
    outlook = preview_edit(edit("agreement", record, party=[GDANSK, COLOGNE], signed="1976", topic=["culture"]))
    assert outlook.left == record != outlook.record
    second, moved = save(edit("agreement", record, party=[GDANSK, COLOGNE], signed="1976", topic=["culture"]))
    assert second is not None
    agreement = Agreement.objects.get()  # nobody else spoke of the old one
    assert (agreement.pk, agreement.parties, agreement.signed) == (moved, [COLOGNE, GDANSK], "1976-01-01")
    assert [(tie.a, tie.b) for tie in Tie.objects.all()] == [(COLOGNE, GDANSK)]
    assert {event.batch for event in read_history(record)} >= {second}
    roll_back(second, by="officer", reason="a slip")
    agreement = Agreement.objects.get()
    assert (agreement.pk, agreement.parties, agreement.topics) == (record, [BREMEN, GDANSK], ["culture"])


def test_what_other_sources_say_of_the_old_parties_stays_with_them(tmp_path: Path) -> None:
    _, record = save(edit("agreement", party=[GDANSK, BREMEN], signed="1976"))
    store(write(tmp_path, "ties.csv", TIES), "agreements")
    before = Agreement.objects.count()
    _, moved = save(edit("agreement", record, party=[GDANSK, ISTANBUL], signed="1976"))
    assert Agreement.objects.count() == before + 1
    assert Agreement.objects.get(pk=record).parties == [BREMEN, GDANSK]
    assert Agreement.objects.get(pk=moved).signed == "1976-01-01"
    assert not Claim.objects.filter(record=record, source=CITY_HALL.id, state="accepted").exists()


def test_a_membership_moves_to_another_network_with_its_category() -> None:
    _, first = save(edit("network", "", name="Network of Ports"))
    _, other = save(edit("network", "", name="Network of Hills"))
    _, record = save(edit("membership", member=GDANSK, network=first, category="founder", **{"from": "1991"}))
    _, moved = save(edit("membership", record, network=other, category="founder", **{"from": "1991"}))
    held = Membership.objects.get()
    assert (held.pk, held.member, held.network, held.category) == (moved, GDANSK, other, "founder")


def test_one_party_alone_is_told() -> None:
    _, record = save(edit("agreement", party=[GDANSK, BREMEN]))
    with pytest.raises(FaultyInput):
        preview_edit(edit("agreement", record, party=[GDANSK]))


def test_a_change_of_the_record_moved_to_is_noticed() -> None:
    _, record = save(edit("agreement", party=[GDANSK, BREMEN], signed="1976"))
    change = edit("agreement", record, party=[GDANSK, COLOGNE], signed="1976")
    token = preview_edit(change).token
    save(edit("agreement", "", Speaker("Another"), party=[GDANSK, COLOGNE], signed="1980"))
    with pytest.raises(Conflict):
        save_edit(change, token)
