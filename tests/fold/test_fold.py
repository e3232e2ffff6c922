"""The fold, on worlds folded by hand."""

from __future__ import annotations

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from proxeny.io.claims import agreement_id, membership_id
from proxeny.io.fold import assign_records, build_merge_map, fold_claims, fold_ties
from tests.fold.worlds import claim, claims, ranks

GDANSK, BREMEN, TURKU, GDANSK_AGAIN = "gn:1", "gn:2", "gn:3", "pl:9"
PAIR = agreement_id([GDANSK, BREMEN])
AGAIN = agreement_id([GDANSK_AGAIN, BREMEN])
WORLD = claims(
    claim(GDANSK, "name", "Gdańsk", "s1"),
    claim(GDANSK, "name", "Danzig", "s1", language="de"),
    claim(GDANSK, "name", "گدانسک", "s2", language="fa"),
    claim(GDANSK, "coordinates", "54.35,18.65", "s1"),
    claim(GDANSK, "population", "460000", "s1", valid_from="2010-01-01", valid_from_precision="year"),
    claim(GDANSK, "population", "487000", "s2", valid_from="2023-01-01", valid_from_precision="year"),
    claim(BREMEN, "name", "Bremen", "s1"),
    claim(TURKU, "name", "Turku", "s1"),
    claim(PAIR, "party", GDANSK, "s1"),
    claim(PAIR, "party", BREMEN, "s1"),
    claim(PAIR, "party", GDANSK, "s2"),
    claim(PAIR, "party", BREMEN, "s2"),
    claim(PAIR, "signed", "1976", "s1"),
    claim(PAIR, "signed", "1976-04-12", "s2"),
    claim("nw:UBC", "founded", "1991-09-21", "s1"),
    claim("nw:UBC", "organ", "L3.PIL.PRE", "s1"),
    claim("nw:UBC", "organ", "L3.PIL.EXB", "s2"),
    claim(membership_id(TURKU, "nw:UBC"), "member", TURKU, "s1"),
    claim(membership_id(TURKU, "nw:UBC"), "network", "nw:UBC", "s1"),
    claim(membership_id(TURKU, "nw:UBC"), "from", "1991~", "s1"),
)
EQUAL = ranks(s1=50, s2=50)


def _row(table: pl.DataFrame, record: str) -> dict[str, object]:
    return table.row(by_predicate=pl.col("id") == record, named=True)


def test_a_place_shows_its_plain_name_and_one_per_language() -> None:
    place = _row(fold_claims(WORLD, EQUAL, {}).tables["places"], GDANSK)
    assert (place["name"], place["name_fa"], place["name_tr"]) == ("Gdańsk", "گدانسک", "")
    assert (place["lat"], place["lon"]) == (54.35, 18.65)


def test_of_values_true_at_a_time_the_latest_is_shown() -> None:
    place = _row(fold_claims(WORLD, EQUAL, {}).tables["places"], GDANSK)
    assert (place["population"], place["population_year"]) == (487000, 2023)


def test_of_two_dates_the_more_precise_wins_where_the_sources_rank_alike() -> None:
    folded = fold_claims(WORLD, EQUAL, {})
    assert _row(folded.tables["agreements"], PAIR)["signed"] == "1976-04-12"
    told = folded.provenance.filter((pl.col("record") == PAIR) & (pl.col("field") == "signed"))
    assert told["reason"].unique().to_list() == ["more-precise"]
    assert sorted(told["won"].to_list()) == [False, True]


def test_a_source_of_better_rank_wins_over_a_more_precise_one() -> None:
    folded = fold_claims(WORLD, ranks(s1=10, s2=50), {})
    assert _row(folded.tables["agreements"], PAIR)["signed"] == "1976-01-01"
    assert _row(folded.tables["agreements"], PAIR)["signed_precision"] == "year"
    told = folded.provenance.filter((pl.col("record") == PAIR) & (pl.col("field") == "signed"))
    assert told["reason"].unique().to_list() == ["precedence"]


def test_three_sources_outvote_one_of_equal_rank() -> None:
    world = claims(
        *[claim("nw:X", "founded", year, source) for year, source in (("1998", "a"), ("1999", "b"), ("1999", "c"))]
    )
    folded = fold_claims(world, ranks(a=50, b=50, c=50), {})
    assert folded.tables["organisations"]["founded"].to_list() == ["1999-01-01"]
    assert folded.provenance["reason"].unique().to_list() == ["more-sources"]


def test_rejected_and_superseded_claims_take_no_part() -> None:
    world = claims(claim("nw:X", "founded", "1998", "a", state="rejected"), claim("nw:X", "founded", "1999", "b"))
    assert fold_claims(world, ranks(a=1, b=50), {}).tables["organisations"]["founded"].to_list() == ["1999-01-01"]


def test_a_proposed_claim_yields_to_an_accepted_one() -> None:
    world = claims(claim("nw:X", "founded", "1998", "a", state="proposed"), claim("nw:X", "founded", "1999", "b"))
    folded = fold_claims(world, ranks(a=1, b=50), {})
    assert folded.tables["organisations"]["founded"].to_list() == ["1999-01-01"]
    assert folded.provenance["reason"].unique().to_list() == ["accepted"]


def test_many_valued_properties_keep_what_every_source_says() -> None:
    network = _row(fold_claims(WORLD, EQUAL, {}).tables["organisations"], "nw:UBC")
    assert network["organs"] == ["L3.PIL.EXB", "L3.PIL.PRE"]


def test_a_membership_since_about_1991_starts_with_that_year() -> None:
    membership = fold_claims(WORLD, EQUAL, {}).tables["memberships"].row(0, named=True)
    assert (membership["valid_from"], membership["valid_from_precision"]) == ("1991-01-01", "circa")
    assert (membership["valid_to"], membership["member"]) == (None, TURKU)


def test_an_end_before_the_start_is_not_shown() -> None:
    world = claims(
        claim(PAIR, "party", GDANSK),
        claim(PAIR, "party", BREMEN),
        claim(PAIR, "from", "1999"),
        claim(PAIR, "to", "1998", "s2"),
    )
    agreement = fold_claims(world, EQUAL, {}).tables["agreements"].row(0, named=True)
    assert (agreement["valid_from"], agreement["valid_to"]) == ("1999-01-01", None)


def test_a_pair_listed_by_two_sources_is_one_agreement_and_one_tie() -> None:
    agreements = fold_claims(WORLD, EQUAL, {}).tables["agreements"]
    ties = fold_ties(agreements)
    assert agreements.height == ties.height == 1
    assert (ties["a"][0], ties["b"][0], ties["agreements"].to_list()) == (GDANSK, BREMEN, [[PAIR]])


def test_merging_a_city_moves_its_agreement_onto_the_one_already_there() -> None:
    again = claims(
        claim(AGAIN, "party", GDANSK_AGAIN, "s3"),
        claim(AGAIN, "party", BREMEN, "s3"),
        claim(GDANSK_AGAIN, "name", "Gdansk"),
    )
    merges = build_merge_map([(GDANSK_AGAIN, GDANSK)])
    world = assign_records(pl.concat([WORLD, again]).drop("record"), merges)
    folded = fold_claims(world, ranks(s1=50, s2=50, s3=50), merges)
    assert folded.tables["agreements"]["parties"].to_list() == [[GDANSK, BREMEN]]
    assert GDANSK_AGAIN not in folded.tables["places"]["id"].to_list()
    sources = folded.provenance.filter(pl.col("record") == PAIR).join(world, left_on="claim", right_on="key")["source"]
    assert sorted(sources.unique().to_list()) == ["s1", "s2", "s3"]


def test_chains_of_merges_are_followed_and_cycles_end() -> None:
    assert build_merge_map([("a", "b"), ("b", "c")]) == {"a": "c", "b": "c"}
    assert build_merge_map([("a", "b"), ("b", "a")]) == {"a": "b"}


def test_a_tie_ends_with_its_last_agreement_and_is_open_while_one_is() -> None:
    ends = [("ag:1", "1990-01-01", "2001-01-01"), ("ag:2", "1995-01-01", "2011-01-01")]
    both = pl.DataFrame(
        [{"id": i, "parties": [GDANSK, BREMEN], "state": "", "valid_from": f, "valid_to": t} for i, f, t in ends]
    )
    assert fold_ties(both).select("valid_from", "valid_to").row(0) == ("1990-01-01", "2011-01-01")
    opened = both.with_columns(
        pl.when(pl.col("id") == "ag:1").then(None).otherwise(pl.col("valid_to")).alias("valid_to")
    )
    assert fold_ties(opened)["valid_to"].to_list() == [None]


def test_an_agreement_of_three_cities_ties_every_pair_once() -> None:
    three = pl.DataFrame(
        [{"id": "ag:1", "parties": [GDANSK, BREMEN, TURKU], "state": "", "valid_from": None, "valid_to": None}]
    )
    ties = fold_ties(three.with_columns(pl.col("valid_from", "valid_to").cast(pl.String)))
    assert sorted(ties.select("a", "b").rows()) == [(GDANSK, BREMEN), (GDANSK, TURKU), (BREMEN, TURKU)]


@settings(max_examples=25, deadline=None)
@given(st.permutations(range(WORLD.height)))
def test_the_order_in_which_claims_arrive_changes_nothing(order: list[int]) -> None:
    shuffled = fold_claims(WORLD[order], EQUAL, {})
    plain = fold_claims(WORLD, EQUAL, {})
    assert all(shuffled.tables[name].equals(plain.tables[name]) for name in plain.tables)
    assert shuffled.provenance.equals(plain.provenance)


def test_every_live_claim_stands_in_the_provenance_once() -> None:
    provenance = fold_claims(WORLD, EQUAL, {}).provenance
    assert sorted(provenance["claim"].to_list()) == sorted(WORLD["key"].to_list())


def test_a_record_of_which_only_lists_are_known_is_still_a_record() -> None:
    world = claims(claim(PAIR, "party", GDANSK), claim(PAIR, "party", BREMEN))
    assert fold_claims(world, EQUAL, {}).tables["agreements"]["id"].to_list() == [PAIR]
