"""What networks ask and work on: as it ships, as the user adds it, with all faults of a file at once."""

from __future__ import annotations

import polars as pl
import pytest

from proxeny.advise.networks.conditions import Conditions, load_conditions
from proxeny.advise.networks.facts import check_eligibility, may_join, measure_effect
from proxeny.advise.networks.features import ALIKE, COUNTED, JOINED, SIZED
from proxeny.advise.networks.readings import fill_dimensions, load_readings, reading_of
from proxeny.errors import FaultyInput
from proxeny.io.advising.conditions import read_conditions
from proxeny.report.labels import labels
from proxeny.report.networks import say
from proxeny.scheme.loader import load_scheme
from proxeny.tables import ORGANISATIONS, conform

from .small import PAIRS, small_world, tables


def test_a_file_of_the_user_comes_before_what_ships(tmp_path):
    path = tmp_path / "networks.yaml"
    path.write_text("nw:UBC: {fee: none, countries: [NO, Türkiye], source: https://example.org/, as_of: 2026}\n")
    rules = read_conditions(path)
    assert rules["nw:UBC"].fee == "none"
    assert rules["nw:UBC"].countries == {"NO", "TR"}
    assert rules["nw:CITTASLOW"] == load_conditions()["nw:CITTASLOW"]
    assert read_conditions(tmp_path / "none.yaml") == load_conditions()


def test_all_faults_of_a_file_are_told_at_once(tmp_path):
    path = tmp_path / "networks.yaml"
    path.write_text("nw:A: {fee: cheap, lest: 5}\nnw:B: nothing\nnw:C: {least: -1, source: 'javascript:x'}\n")
    with pytest.raises(FaultyInput) as found:
        read_conditions(path)
    codes = [fault.code for fault in found.value.faults]
    assert codes == [
        "networks-conditions-value", "networks-conditions-key", "networks-conditions-entry",
        "networks-conditions-value", "networks-conditions-value",
    ]  # fmt: skip
    assert found.value.faults[1].params["near"] == "least"
    assert found.value.faults[0].where.column == "nw:A"
    assert [fault.where.line for fault in found.value.faults] == [1, 1, 2, 3, 3]


@pytest.mark.parametrize("text", ["[1, 2]", "a: [", "\x00", "a: &a [x]\nnw:B: {countries: *a}", "[" * 5_000])
def test_what_is_no_file_of_conditions_is_refused_whole(tmp_path, text):
    path = tmp_path / "networks.yaml"
    path.write_text(text)
    with pytest.raises(FaultyInput) as found:
        read_conditions(path)
    assert found.value.faults[0].code == "networks-conditions-broken"


def test_a_rule_decides_and_what_only_the_city_knows_stays_open():
    world = small_world()
    french, small = world.cities.row["gn:4"], world.cities.row["gn:5"]

    def answer(city, **told):
        return may_join(check_eligibility(world, city, 1, Conditions(**told)))

    assert answer(french) == "open", "three members tell nothing"
    assert answer(french, countries=frozenset({"FR"})) == "yes"
    assert answer(french, countries=frozenset({"DE"})) == "no"
    assert answer(french, countries=frozenset({"DE"}), loose=True) == "unlikely"
    assert answer(small, least=50_000) == "no"
    assert answer(french, countries=frozenset({"FR"}), needs="port") == "open"
    assert answer(french, needs="capital") == "unlikely"
    assert answer(french, members=frozenset({"associations"})) == "no"
    assert answer(french, members=frozenset({"cities"})) == "yes"


def test_readings_name_dimensions_and_topics_of_the_product_and_a_page():
    dimensions = {one.id for one in load_scheme().dimensions}
    for name, one in load_readings().items():
        assert name.startswith("nw:")
        assert one.dimensions
        assert set(one.dimensions) <= dimensions
        assert set(one.topics) <= set(labels()["topic"]), name
        assert one.source.startswith(("https://", "http://"))


def test_what_the_register_states_wins_over_our_reading():
    rows = pl.DataFrame({"id": ["nw:OWHC", "nw:C40", "nw:X"], "dimensions": [[], ["ECO"], None]})
    filled = fill_dimensions(conform(rows, ORGANISATIONS))
    assert filled["dimensions"].to_list()[:2] == [["CUL"], ["ECO"]]
    assert not filled["dimensions"].to_list()[2]
    assert reading_of("nw:C40", ["ECO"]) is None


def test_a_dimension_in_which_no_network_of_the_city_works_is_new():
    from proxeny.advise.networks.world import build_world

    from .small import GAZETTEER

    known = tables(PAIRS)
    stated = known["organisations"].with_columns(pl.Series("dimensions", [["SEC"], ["SEC", "CUL"], ["ECO"]]))
    world = build_world({**known, "organisations": stated}, GAZETTEER)
    assert measure_effect(world, world.cities.row["gn:2"], 1).new_dimensions == ("CUL",)
    assert measure_effect(world, world.cities.row["gn:1"], 2).new_dimensions == ("ECO",)


@pytest.mark.parametrize("beside", [ALIKE, COUNTED, JOINED, SIZED])
def test_the_words_of_a_part_go_the_way_of_its_contribution(beside):
    assert beside.words(0.2) == beside.more
    assert beside.words(-0.2) == beside.less
    assert beside.words(0.01) == beside.words(-0.01) == beside.level


def test_a_cost_that_is_not_known_is_said_to_be_unknown():
    assert say(Conditions(source="https://example.org/").cost).startswith("What membership costs is not known")
    assert say(Conditions(fee="annual", amount="90 EUR").cost).endswith("90 EUR.")
