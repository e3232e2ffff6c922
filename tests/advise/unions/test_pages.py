"""The pages on unions over a small register."""

from __future__ import annotations

import pytest
from django.test import Client

LANGUAGES = ("en", "tr", "fa")


@pytest.fixture
def world(db: None):
    """Four cities, five agreements, two networks."""
    from tests.web.world import build_world

    return build_world()


def get(address: str, status: int = 200) -> str:
    """The text of a page; nothing inline."""
    response = Client().get(address)
    assert response.status_code == status, address
    text = response.content.decode()
    assert " style=" not in text
    assert "<script>" not in text
    return text


@pytest.mark.parametrize("here", LANGUAGES)
def test_a_union_of_countries(world, here):
    text = get(f"/{here}/advise/union/?area=TR,DE,PL,IR&size=3")
    assert 'id="union-map"' in text
    assert "/place/gn:745044/" in text


@pytest.mark.parametrize("here", LANGUAGES)
def test_an_appraisal(world, here):
    text = get(f"/{here}/advise/union/appraise/?cities=Istanbul%0D%0AIsfahan%0D%0ACologne")
    assert "/place/gn:418863/" in text


@pytest.mark.parametrize("page", ["union/", "union/appraise/"])
def test_without_a_question_the_form_is_shown(world, page):
    assert "<form" in get(f"/en/advise/{page}")


def test_faults_are_shown_in_the_page(world):
    assert "Black Sea" in get("/en/advise/union/?area=Blak+See", 400)
    assert "No city of the register" in get("/en/advise/union/?area=Red+Sea", 400)
    assert "Qqqq" in get("/en/advise/union/appraise/?cities=Qqqqxyz%0D%0AIstanbul", 400)
    assert "relax" in get("/en/advise/union/?area=TR,DE&size=20&min_countries=9", 400).lower()


def test_a_hostile_area_is_escaped(world):
    assert "<img" not in get("/en/advise/union/?area=%3Cimg+src%3Dx%3E", 400)


def test_sheets_and_lists_can_be_downloaded(world):
    for page in ("union/sheet.pdf?area=TR,DE,PL&size=2", "union/appraise/sheet.pdf?cities=Istanbul;Cologne"):
        response = Client().get(f"/fa/advise/{page}")
        assert response["Content-Type"] == "application/pdf"
        assert response.content.startswith(b"%PDF")
    table = Client().get("/en/advise/union/?area=TR,DE,PL&size=2&m-as=csv")
    assert table["Content-Type"].startswith("text/csv")


def test_disputed_places_are_listed_by_the_policy():
    import polars as pl

    from proxeny.io.advising.attribution import attribute_places

    gazetteer = pl.DataFrame({"geonameid": [1, 2], "country": ["UA", "TR"], "lat": [44.5, 41.0], "lon": [34.2, 29.0]})
    places = pl.DataFrame({
        "id": ["yalta", "near", "istanbul", "moscow"], "geonameid": [1, None, 2, None],
        "country": ["RU", "RU", "TR", "RU"],
        "lat": [44.5, 44.52, 41.0, 55.75], "lon": [34.2, 34.21, 29.0, 37.6],
    })  # fmt: skip
    found = attribute_places(places, gazetteer)
    assert found["country"].to_list() == ["UA", "UA", "TR", "RU"]
    assert found["said"].to_list() == ["RU", "RU", None, None]
