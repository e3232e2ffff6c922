"""The commands on partners, run as a process."""

from __future__ import annotations

import csv

import polars as pl
import pytest

from proxeny.io.snapshot import write_snapshot
from tests.acceptance.command import open_command

from .towns import tables


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    with open_command(tmp_path_factory.mktemp("home")) as command:
        yield command


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory):
    folder = tmp_path_factory.mktemp("snapshots") / "one"
    held = tables()
    places = held["places"]
    ids = {"gn:1": 3247449, "gn:2": 2946447, "gn:7": 750269}  # true ids, so that the real gazetteer knows them
    renamed = places["geonameid"].to_list()
    for one, number in ids.items():
        renamed[places["id"].to_list().index(one)] = number
    write_snapshot({**held, "places": places.with_columns(pl.Series("geonameid", renamed))}, folder, {})
    return folder


def test_partners_of_a_city_come_with_their_parts(run, snapshot):
    found = run.json("advise", "partners", "Bursa", "--n", 3, "--snapshot", snapshot)
    assert [one["rank"] for one in found] == [1, 2, 3]
    for one in found:
        assert {"place", "geonameid", "wikidata", "score", "parts"} <= set(one)
        assert sum(part["contribution"] for part in one["parts"]) == pytest.approx(one["score"], abs=1e-3)
        assert all({"feature", "value", "contribution", "sentence"} <= set(part) for part in one["parts"])


def test_where_the_data_know_few_places_the_whole_gazetteer_is_looked_through(run, tmp_path):
    held = tables()
    few = held["places"].filter(pl.col("id").is_in(["gn:1", "gn:2"]))
    ends = pl.col("a").is_in(few["id"].to_list()) & pl.col("b").is_in(few["id"].to_list())
    named = few.with_columns(pl.Series("geonameid", [{"gn:1": 3247449, "gn:2": 2946447}[one] for one in few["id"]]))
    write_snapshot({**held, "places": named, "ties": held["ties"].filter(ends)}, tmp_path / "few", {})
    city = named["name"][0]
    assert len(run.json("advise", "partners", city, "--n", 3, "--snapshot", tmp_path / "few")) == 3
    found = run.json("advise", "partners", city, "--n", 3, "--candidates", "known", "--snapshot", tmp_path / "few")
    assert len(found) <= 1


def test_a_batch_has_a_row_for_each_city_and_rank(run, snapshot, tmp_path):
    listed, out = tmp_path / "cities.csv", tmp_path / "out.csv"
    listed.write_text("city,geonameid\nBursa,\n,2946447\nNowhereville,\n")
    told = run.json("advise", "partners", "--batch", listed, "--n", 4, "--candidates", "known", "--out", out,
                    "--snapshot", snapshot)  # fmt: skip
    rows = list(csv.DictReader(out.open()))
    assert told["cities"] == 2
    assert told["unknown"] == 1
    assert [row["rank"] for row in rows] == ["1", "2", "3", "4"] * 2
    assert {row["city_name"] for row in rows} == {"Bursa", "Bonn"}
    assert {"place", "geonameid", "wikidata", "score"} <= set(rows[0])


def test_an_unknown_city_is_answered_with_the_nearest(run, snapshot):
    assert "Istanbul" in run("advise", "partners", "Isztanbull", "--snapshot", snapshot, code=1).err


def test_wrong_wishes_are_said_together(run, snapshot):
    wrong = ("--theme", "FUN", "--not", "Atlantis")
    said = run("advise", "partners", "Bursa", *wrong, "--snapshot", snapshot, code=1).err
    assert "FUN" in said
    assert "Atlantis" in said


def test_a_city_that_nothing_is_known_of_is_told_so(run, snapshot):
    assert "Lyon" in run("advise", "partners", "Lyon", "--n", 2, "--json", "--snapshot", snapshot).err


def test_too_few_ties_cannot_be_tried(run, snapshot):
    assert "too few" in run("advise", "backtest", "--json", "--snapshot", snapshot, code=1).err


def test_an_unknown_trial_is_refused_with_those_there_are(run, snapshot):
    said = run("advise", "backtest", "--trial", "moon", "--snapshot", snapshot, code=2).err
    assert "known, all or sources" in said
