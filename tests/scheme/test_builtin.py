"""The shipped scheme says what the papers and the first coding of the sources say."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
import yaml

from proxeny.errors import UnknownName
from proxeny.io.vocabulary import CODES
from proxeny.scheme.check import check_scheme
from proxeny.scheme.loader import load_scheme
from proxeny.scheme.measures import codes_of

DATA = Path(__file__).resolve().parents[2] / "src/proxeny/scheme/data"
STATED = {"NET-1", "SEC-C1", "ECO-1", "CUL-1", "REP-P1", "DEV-1", "ECO-5"}


def test_the_shipped_scheme_has_neither_faults_nor_warnings() -> None:
    assert [str(fault) for fault in check_scheme(DATA)] == []


def test_it_has_five_levels_seven_dimensions_and_32_indicators() -> None:
    scheme = load_scheme()
    assert (scheme.id, scheme.version) == ("city-diplomacy-32", "1.0")
    assert [level.id for level in scheme.levels] == ["L1", "L2", "L3", "L4", "L5"]
    assert [one.id for one in scheme.dimensions] == ["SEC", "ECO", "CUL", "NET", "REP", "DEV", "RES"]
    assert len(scheme.indicators) == 32


def test_seven_indicators_are_stated_and_25_reconstructed() -> None:
    stated = {one.id for one in load_scheme().indicators if one.status == "stated"}
    assert stated == STATED
    assert {one.status for one in load_scheme().indicators if one.id not in stated} == {"reconstructed"}


def test_four_of_the_stated_indicators_are_stated_with_their_dimension() -> None:
    found = {one.id for one in load_scheme().indicators if one.dimension_status == "stated"}
    assert found == {"NET-1", "SEC-C1", "ECO-1", "CUL-1"}


def test_one_indicator_is_one_file_with_the_name_of_its_id() -> None:
    assert {path.stem for path in (DATA / "indicators").iterdir()} == {one.id for one in load_scheme().indicators}


def test_tier_points_follow_the_order_of_the_paper() -> None:
    points = load_scheme().points("seed_tiers")
    assert points["NET-1"] > points["SEC-C1"] == points["ECO-1"] > points["CUL-1"]
    assert points["CUL-1"] > points["SEC-M2"] > points["REP-P1"] == points["DEV-1"] == points["ECO-5"]
    assert sum(points.values()) == 5 + 4 * 2 + 3 + 2 * 25 + 1 * 3


def test_equal_weighting_gives_one_point_each_and_frequency_gives_the_count() -> None:
    scheme = load_scheme()
    assert set(scheme.points("equal").values()) == {1.0}
    assert scheme.points("frequency_structural")["NET-1"] == 20.0


def test_tiers_and_frequencies_are_those_of_the_ranking(shared: Path) -> None:
    rows = csv.DictReader((shared / "model/ranking.csv").open(encoding="utf-8"))
    scheme = load_scheme()
    read = {
        row["indicator_id"]: (
            row["status"],
            int(row["seed_tier"]),
            int(row["f_explicit"]),
            int(row["f_explicit_structural"]),
            int(row["f_plus_implicit"]),
        )
        for row in rows
    }
    ours = {
        one.id: (
            one.status,
            one.tier,
            one.frequency.explicit,
            one.frequency.explicit_structural,
            one.frequency.plus_implicit,
        )
        for one in scheme.indicators
    }
    assert ours == read


def test_ids_labels_and_order_are_those_of_the_reviewed_model(shared: Path) -> None:
    model = yaml.safe_load((shared / "model/model.yaml").read_text(encoding="utf-8"))
    scheme = load_scheme()
    wanted: dict[str, dict[str, str]] = {}

    def walk(items: list[dict]) -> None:
        for item in items:
            wanted[item["id"]] = item["label"]
            walk(item.get("children", []))

    walk(model["levels"])
    ours = {node.id: dict(node.label.items()) for node in scheme.nodes()}
    for dimension in scheme.dimensions:
        ours[dimension.id] = dict(dimension.label.items())
        ours |= {f"{dimension.id}.{part.id}": dict(part.label.items()) for part in dimension.sub_dimensions}
    assert ours == wanted
    assert [(one.id, dict(one.label.items())) for one in scheme.indicators] == [
        (one["id"], one["label"]) for one in model["indicators"]
    ]


def test_every_indicator_can_be_measured_and_cites_the_paper() -> None:
    for indicator in load_scheme().indicators:
        assert indicator.measure is not None, indicator.id
        assert any(one.cite == "S1" for one in indicator.provenance), indicator.id


def test_every_leaf_of_the_first_three_levels_can_be_measured() -> None:
    leaves = [node for level in load_scheme().levels[:3] for node in level.walk() if not node.children]
    assert [node.id for node in leaves if node.measure is None] == []


LISTS = {
    ("agreements", "kind"): "agreement_kind",
    ("activities", "type"): "activity_type",
    ("memberships", "form"): "form",
    ("memberships", "organs"): "organ",
    ("memberships", "network.kind"): "organisation_kind",
    ("memberships", "network.scale"): "scale",
    ("memberships", "network.topics"): "topic",
    ("projects", "results"): "result_kind",
    **{(table, "topics"): "topic" for table in ("agreements", "activities", "projects")},
    **{(table, "partner_kinds"): "partner_kind" for table in ("activities", "projects")},
}


def test_measures_name_only_codes_of_the_vocabulary() -> None:
    scheme = load_scheme()
    owners = [*scheme.nodes(), *scheme.indicators]
    for owner in owners:
        for table, name, value in codes_of(owner.measure) if owner.measure else ():
            assert value in CODES[LISTS[table, name]], (owner.id, name, value)


def test_the_vocabulary_has_the_dimensions_forms_and_organs_of_the_scheme() -> None:
    scheme = load_scheme()
    assert set(CODES["dimension"]) == {one.id for one in scheme.dimensions}
    assert set(CODES["form"]) == {one.id for one in scheme.node("L3.MEM").children}
    assert set(CODES["organ"]) == {one.id for one in scheme.node("L3.PIL").children}


def test_misprints_of_the_paper_are_corrected_with_a_note_and_a_source() -> None:
    scheme = load_scheme()
    corrected = {one.printed: one.year for one in scheme.history if one.printed.isascii() and one.printed}
    assert corrected == {"1948": 1648, "1976": 1967, "1987": 1978, "1984": 1985}
    assert all(one.note and one.corrected_by for one in scheme.history if one.printed)


def test_the_timeline_is_in_order_and_the_theories_are_four() -> None:
    scheme = load_scheme()
    years = [one.year for one in scheme.history if one.year is not None]
    assert years == sorted(years)
    assert len(scheme.theories) == 4
    assert len(scheme.definitions) == 16


def test_an_id_that_is_nearly_right_is_answered_with_the_right_one() -> None:
    with pytest.raises(UnknownName, match="NET-1"):
        load_scheme().indicator("NET1")


def test_a_second_reading_gives_the_same_hash() -> None:
    assert load_scheme(DATA).hash == load_scheme().hash
    assert len(load_scheme().hash) == 32
