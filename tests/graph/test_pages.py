"""The pages of the graph over a small register: answers, tables, empty states, three languages."""

from __future__ import annotations

import json

import pytest
from django.test import Client

LANGUAGES = ("en", "tr", "fa")
PAGES = ("", "world/", "networks/", "chance/?measure=clustering&draws=3")


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
@pytest.mark.parametrize("page", PAGES)
def test_every_page_in_every_language(world, here, page):
    text = get(f"/{here}/graph/{page}")
    assert f'lang="{here}"' in text


@pytest.mark.parametrize("page", ["", "world/", "networks/", "chance/"])
def test_an_empty_register_teaches_the_next_step(db, page):
    assert "proxeny template" in get(f"/en/graph/{page}")


def places() -> list[dict]:
    """The cities of the picture's data."""
    made = json.loads(Client().get("/en/graph/world/data.json").content)
    return [{"id": one, "name": name, "country": made["codes"][code] if code >= 0 else ""}
            for one, name, code in zip(made["ids"], made["names"], made["country"], strict=True)]  # fmt: skip


def test_the_data_of_the_picture_fits_together(world):
    made = json.loads(Client().get("/fa/graph/world/data.json").content)
    assert {len(made[name]) for name in ("ids", "names", "lon", "lat", "country", "community")} == {len(made["ids"])}
    assert {len(made[name]) for name in ("a", "b", "year", "end")} == {len(made["a"])}
    assert len(made["force"][0]) == len(made["ids"])
    packed = Client().get("/en/graph/world/data.json", headers={"accept-encoding": "gzip"})
    assert packed["Content-Encoding"] == "gzip"


@pytest.mark.parametrize("here", LANGUAGES)
def test_where_a_city_stands(world, here):
    one = places()[0]
    text = get(f"/{here}/graph/city/{one['id']}/")
    assert f"/{here}/place/{one['id']}/" in text
    assert "<table" in text


def test_a_city_beside_random_graphs(world):
    text = get(f"/en/graph/city/{places()[0]['id']}/?chance=1")
    assert "Country-pair-preserving" in text


def test_a_city_is_found_by_its_name(world):
    one = places()[0]
    response = Client().get("/en/graph/city/", {"q": one["name"]})
    assert response.status_code == 302
    assert response["Location"].startswith("/en/graph/city/")
    get("/en/graph/city/?q=Nowhere-at-all", 404)
    get("/en/graph/city/pl:nothing/", 404)


def test_a_country(world):
    code = next(one["country"] for one in places() if one["country"])
    assert "<table" in get(f"/en/graph/country/{code}/")
    assert Client().get("/en/graph/country/", {"code": code}).status_code == 302
    get("/en/graph/country/XX/", 404)


def test_lists_are_exported(world):
    assert Client().get("/en/graph/?format=csv").status_code == 200


def test_the_world_in_a_browser(world, live_server, browser):
    """The picture is drawn, filters and follows a choice, with no fault in the console."""
    if Client().get("/static/proxeny/built/world.js").status_code != 200:
        pytest.skip("the scripts of the pages were not bundled here; run: make frontend")
    page, faults = browser.new_page(), []
    page.on("pageerror", lambda fault: faults.append(str(fault)))
    page.on("console", lambda told: faults.append(told.text) if told.type == "error" else None)
    page.goto(f"{live_server.url}/en/graph/world/")
    page.wait_for_selector("#world[data-ready]")
    assert "ties" in page.inner_text("#world-status")
    page.select_option("#w-view", "force")
    page.select_option("#w-colour", "continent")
    page.select_option("#w-country", index=1)
    assert page.inner_text("#world-status")
    assert faults == []
