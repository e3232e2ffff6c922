"""The pages on partners and on the record, over a small register."""

from __future__ import annotations

import pytest
from django.test import Client

from proxeny.home import home
from proxeny.io.advising.recording import read_record, write_record

LANGUAGES = ("en", "tr", "fa")
FIGURES = {"questions": 400, "mrr": 0.15, "hits_10": 0.22, "low": 0.18, "high": 0.26, "hits_50": 0.35}


@pytest.fixture
def world(db: None):
    """Four cities, five agreements, two networks."""
    from tests.web.world import build_world

    return build_world()


@pytest.fixture
def record():
    """A record that was kept; gone again after the test."""
    methods = [{"method": name, **FIGURES, "hits_10": share} for name, share in (("model", 0.22), ("gravity", 0.05))]
    tracks = [
        {"least": least, "most": most, **FIGURES}
        for least, most in ((0, 0), (1, 2), (3, 9), (10, 1_000_000))
    ]  # fmt: skip
    trial = {
        "ties": 5_000, "hidden": 500, "questions": 400, "candidates": 3_000, "methods": methods, "cold": methods,
        "by_ties": tracks, "calibration": {"first_ten": [{"predicted": 0.1, "observed": 0.12, "count": 40}]},
    }  # fmt: skip
    write_record({"trials": {"known": trial}, "seed": 1, "input": "abc"})
    yield
    (home() / "advice" / "record.json").unlink()


def get(address: str) -> str:
    """The text of a page; nothing inline."""
    response = Client().get(address)
    assert response.status_code == 200, address
    text = response.content.decode()
    assert " style=" not in text
    assert "<script>" not in text
    return text


def first_city() -> str:
    """The id of a city with ties."""
    from proxeny.register.queries.graphs import read_graph_tables

    return str(read_graph_tables()["ties"]["a"][0])


@pytest.mark.parametrize("here", LANGUAGES)
def test_partners_are_shown_with_the_parts_of_their_scores(world, here):
    text = get(f"/{here}/advise/city/{first_city()}/partners/")
    assert 'class="score-parts"' in text
    assert f'lang="{here}"' in text


def test_the_reader_may_narrow_the_countries(world):
    text = get(f"/en/advise/city/{first_city()}/partners/?country=ZZ&theme=CUL&diverse=1")
    assert "No city is left to propose" in text


def test_a_city_that_nobody_knows_is_said_above_the_field_it_was_typed_into(world):
    answer = Client().get("/en/advise/find/", {"q": "Qqxyz<script>alert(1)</script>"})
    text = answer.content.decode()
    assert answer.status_code == 404 and "No city called" in text
    assert "<script>alert" not in text and 'value="Qqxyz&lt;script&gt;' in text


@pytest.mark.parametrize("here", LANGUAGES)
def test_without_any_record_a_city_can_be_asked_for_all_the_same(db, here):
    text = get(f"/{here}/advise/")
    assert 'id="advise-city"' in text and "proxeny demo" in text


@pytest.mark.parametrize("here", LANGUAGES)
def test_a_record_names_the_rival_and_the_interval(world, record, here):
    text = get(f"/{here}/advise/record/")
    assert 'class="interval"' in text
    assert read_record() is not None


def test_without_ties_the_page_of_the_record_says_what_is_lacking(world):
    assert "Too few ties" in get("/en/advise/record/")
