"""Pages of advice: dimensions by our reading, conditions of the user, near names, empty registers."""

from __future__ import annotations

from urllib.parse import unquote

import pytest
from django.test import Client

from proxeny.home import home

from ...web.world import build_world


@pytest.fixture
def pages(db: None):
    """A reader over four cities and two networks."""
    build_world()
    return Client()


def first_city() -> str:
    """The id of a city with ties."""
    from proxeny.register.queries.graphs import read_graph_tables

    return str(read_graph_tables()["ties"]["a"][0])


@pytest.mark.parametrize("here", ["en", "tr", "fa"])
def test_networks_can_be_narrowed_to_a_dimension(pages, here):
    address = f"/{here}/advise/city/{first_city()}/networks/"
    whole = pages.get(address)
    assert whole.status_code == 200
    assert "?theme=CUL" in whole.content.decode()
    none = pages.get(f"{address}?theme=RES").content.decode()
    assert 'aria-current="true"' in none or "?theme=" not in none
    assert pages.get(f"{address}?theme=<script>").status_code == 200


def test_faults_of_the_users_file_are_told_on_the_page(pages):
    path = home() / "networks.yaml"
    path.write_text("nw:UBC: {fee: cheap}\n")
    try:
        said = pages.get(f"/en/advise/city/{first_city()}/networks/").content.decode()
    finally:
        path.unlink()
    assert "cannot be" in said
    assert "networks.yaml" in said
    assert "No membership is recorded yet" not in said


def test_a_near_name_leads_on_and_says_so(pages):
    answer = pages.get("/en/advise/find/?q=Trabzan")
    assert answer.status_code == 302
    assert "typed=Trabzan" in unquote(answer["Location"])
    assert "Nothing is called “Trabzan”" in pages.get(answer["Location"]).content.decode()
    unknown = pages.get("/en/advise/find/?q=qqqqzzzzqqqq")
    assert unknown.status_code == 404
    assert "Near: -" not in unknown.content.decode()


def test_an_empty_register_still_answers_and_says_what_to_bring_in(db):
    assert Client().get("/en/advise/city/gn:745044/partners/").status_code == 200
    said = Client().get("/en/advise/city/gn:745044/networks/")
    assert said.status_code == 200
    assert "No membership is recorded yet" in said.content.decode()
