"""The commands, run as a process: promised forms, JSON, sheets, and errors in words."""

from __future__ import annotations

import pytest

from proxeny.io.snapshot import write_snapshot
from tests.acceptance.command import open_command

from .worlds import tables


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    with open_command(tmp_path_factory.mktemp("home")) as command:
        yield command


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory):
    folder = tmp_path_factory.mktemp("snapshots") / "one"
    made = tables()
    made.pop("evidence")
    write_snapshot(made, folder, {})
    return folder


def test_union_as_json(run, snapshot, tmp_path):
    sheet = tmp_path / "union.pdf"
    asked = ("--area", "Black Sea", "--size", 4, "--min-countries", 4, "--include", "Trabzon", "--pdf", sheet)
    found = run.json("advise", "union", *asked, "--snapshot", snapshot)
    assert (found["area"], found["status"], found["size"], found["gap"]) == ("Black Sea", "optimal", 4, 0.0)
    assert found["bound"] == pytest.approx(found["objective"])
    assert len(found["countries"]) == 4
    first = found["members"][0]
    assert {"place", "geonameid", "wikidata", "country", "why", "swap"} <= set(first)
    assert {"part", "value", "contribution", "sentence"} <= set(first["why"][0])
    assert [price["place"] for price in found["prices"]] == ["Trabzon"]
    assert {"ties", "shared_networks"} <= set(found["within"])
    assert found["evidence"]["sentence"]
    assert {seat["organ"] for seat in found["organs"]["seats"]} >= {"L3.PIL.PRE", "L3.PIL.EXB", "L3.PIL.SEC"}
    assert sheet.read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize("language", ["tr", "fa"])
def test_union_in_other_languages(run, snapshot, language):
    found = run.json("advise", "union", "--area", "Black Sea", "--size", 4, "--lang", language, "--snapshot", snapshot)
    assert found["area"] == {"tr": "Karadeniz", "fa": "دریای سیاه"}[language]
    assert "Black Sea" not in found["answer"]


def test_appraise_as_json(run, snapshot, tmp_path):
    path = tmp_path / "cities.csv"
    path.write_text("city,country\nVarna,Bulgaria\nOdesa,UA\nBatumi,Georgia\nVarna,BG\n")
    found = run.json("advise", "appraise", path, "--pdf", tmp_path / "a.pdf", "--snapshot", snapshot)
    assert found["size"] == 3
    assert found["cohesion"]["ties"] == 2
    assert [one["place"] for one in found["repeated"]] == ["Varna"]
    assert {one["measure"] for one in found["beside_random"]} == {"ties", "shared_pairs", "dimensions"}
    assert (tmp_path / "a.pdf").read_bytes().startswith(b"%PDF")


def test_all_unknown_cities_at_once(run, snapshot, tmp_path):
    path = tmp_path / "cities.csv"
    path.write_text("city\nVarnna\nQqqqqx\n")
    result = run("advise", "appraise", path, "--snapshot", snapshot, code=1)
    assert "row 2" in result.err
    assert "row 3" in result.err


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--area", "Blak See"), "Black Sea"),
        (("--area", "Caspian"), "No city of the register lies in"),
        (("--area", "Black Sea", "--size", 9, "--min-countries", 7), "--min-countries 5"),
        (("--area", "Black Sea", "--include", "Atlantisburgh"), "Atlantisburgh"),
        (("--area", "0,0,0,0"), "not one on the globe"),
        (("--area", "Black Sea", "--theme", "XYZ"), "SEC"),
    ],
)  # fmt: skip
def test_faults_say_what_to_do(run, snapshot, options, said):
    result = run("advise", "union", *options, "--snapshot", snapshot, code=1)
    assert said in result.err


def test_rediscover_names_what_is_absent(run, snapshot):
    result = run("advise", "rediscover", "--snapshot", snapshot, code=1)
    assert "nw:UBC" in result.err


def test_any_network_of_the_data_is_looked_for_again(run, snapshot):
    found = run.json("advise", "rediscover", "--network", "ports", "--snapshot", snapshot)
    (one,) = found["unions"]
    assert (one["network"], one["size"], one["members"]) == ("nw:ports", 3, 3)
    assert {"better", "equal", "worse", "gain", "low", "high"} == set(found["record"])
    assert "Import" in run("advise", "rediscover", "--network", "nobody", "--snapshot", snapshot, code=1).err


def test_a_region_among_countries_and_what_the_random_sets_are(run, snapshot, tmp_path):
    asked = ("--area", "South Caucasus, Bulgaria", "--size", 2, "--time-limit", 2, "--snapshot", snapshot)
    assert {one["country"] for one in run.json("advise", "union", *asked)["members"]} == {"BG", "GE"}
    path = tmp_path / "cities.csv"
    path.write_text("city,country\nVarna,BG\nOdesa,UA\n")
    told = run.json("advise", "appraise", path, "--snapshot", snapshot)
    assert "as many cities of each country" in told["fairness"]
    assert told["cohesion"]["expected_by_activity"] > 0
