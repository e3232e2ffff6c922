"""The page that works offline, in a real browser; and the room of the workbench."""

from __future__ import annotations

import json
import re

import numpy as np
import polars as pl
import pytest
from django.test import Client

from proxeny.literature.drawing.page import write_page
from proxeny.literature.drawing.scene import build_scene
from proxeny.literature.drawing.svg import write_svg
from proxeny.literature.mapping import build_map, draw_network
from proxeny.literature.recipe import Recipe
from proxeny.literature.stability import add_stability
from proxeny.literature.views import VIEWS
from tests.literature.test_maps import HOSTILE, field_of_works

LANGUAGES = ("en", "tr", "fa")
MOST_BYTES = 5 * 10**6


def see(browser, tmp_path, html):
    """The page opened from disk; what it asked for, and what it complained of."""
    path = tmp_path / "map.html"
    path.write_text(html, encoding="utf-8")
    page = browser.new_page(viewport={"width": 1000, "height": 700})
    asked, said = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(path.as_uri())
    page.wait_for_selector("html[data-ready=yes]", timeout=20_000)
    return page, asked, said


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_runs_offline_whatever_stands_in_titles(language, browser, tmp_path):
    works = field_of_works().with_columns(title=pl.lit(HOSTILE + '"><img src=x onerror=alert(2)>'))
    drawn = build_map(works, Recipe(minimum=1, starts=1, seed=1))
    page, asked, said = see(browser, tmp_path, write_page(drawn, HOSTILE, language))
    assert len(asked) == 1, asked
    assert said == []
    assert page.evaluate("document.dir") == ("rtl" if language == "fa" else "ltr")
    page.fill("#search", "alert")
    heading = page.text_content("aside h2")
    assert heading == HOSTILE.lower()
    assert page.locator("aside ol li").count() > 0
    assert page.evaluate("document.images.length") == 0
    page.select_option("#colour", "newness")
    page.select_option("#view", "density")
    page.evaluate("() => { const one = document.getElementById('until'); one.value = 2005; one.oninput(); }")
    assert said == []
    page.close()


def test_two_thousand_terms_and_fifty_thousand_links_fit_and_are_soon_there(browser, tmp_path):
    random = np.random.default_rng(0)
    pairs = np.unique(random.integers(0, 2000, (70_000, 2)), axis=0)
    pairs = random.permutation(pairs[pairs[:, 0] < pairs[:, 1]])[:50_000]
    links = pl.DataFrame({"first": pairs[:, 0], "second": pairs[:, 1], "weight": np.ones(len(pairs))}).sort(
        "first", "second"
    )
    terms = pl.DataFrame({"id": range(2000), "label": [f"term number {number}" for number in range(2000)]})
    tiny = draw_network(
        terms.head(3), pl.DataFrame({"first": [0, 1], "second": [1, 2], "weight": [1.0, 1.0]}), Recipe(starts=1)
    )
    places = terms.with_columns(
        x=pl.Series(random.normal(size=2000).round(4)), y=pl.Series(random.normal(size=2000).round(4)),
        cluster=pl.Series(random.integers(1, 9, 2000)), links=pl.lit(50),
        strength=pl.Series(random.integers(1, 99, 2000)),
    )  # fmt: skip
    html = write_page(type(tiny)(places, links, tiny.layout, tiny.clustering, tiny.recipe), "large")
    assert len(html.encode()) <= MOST_BYTES
    page, _, said = see(browser, tmp_path, html)
    assert said == []
    page.close()


def test_the_data_of_the_page_cannot_end_its_element():
    drawn = build_map(field_of_works(), Recipe(minimum=1, starts=1, seed=1))
    html = write_page(drawn, "</title><script>alert(3)</script>")
    assert html.count("<script") == 2
    held = re.search(r'id="data">(.*?)</script>', html, re.DOTALL)
    assert held and HOSTILE.lower() in json.loads(held[1])["labels"]


ADDRESSES = (
    "",
    "?colour=newness",
    "?unit=country",
    "?min=999",
    "?min=x&resolution=-1&unit=zzz",
    "term/1/",
    "practice/",
    "merges/",
    "merges/?unit=phrase",
    "corpora/",
    "?sure=1&colour=newness",
    *(f"view/{name}/" for name in VIEWS),
)


@pytest.mark.django_db
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("address", ADDRESSES)
def test_a_page_of_the_room_answers(address, language):
    answer = Client().get(f"/{language}/literature/{address}")
    assert answer.status_code == 200
    text = answer.content.decode()
    assert text.count("<h1") == 1
    assert "<script>" not in text and " style=" not in text


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["?corpus=nope", "term/9999/", "view/nope/", "file/nope/"])
def test_what_is_not_in_the_room_is_said_to_be_not_there(address):
    assert Client().get(f"/en/literature/{address}").status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["map.txt", "map.json", "map.svg", "terms.csv", "map.gexf", "map.pdf"])
def test_a_file_of_the_map_is_given_to_keep(name):
    answer = Client().get(f"/en/literature/file/{name}/")
    assert answer.status_code == 200
    assert answer["Content-Disposition"] == f'attachment; filename="demo-{name}"'


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["themes", "evolution", "three-fields", "heat"])
def test_a_picture_of_a_view_is_given_to_keep(name):
    answer = Client().get(f"/fa/literature/view/{name}/picture/")
    assert answer["Content-Type"] == "image/svg+xml"
    assert answer["Content-Disposition"] == f'attachment; filename="demo-{name}.svg"'
    assert "<style>" in answer.content.decode()


def test_how_sure_places_are_is_drawn_where_it_is_asked_for(browser, tmp_path):
    drawn = add_stability(build_map(field_of_works(), Recipe(minimum=1, starts=1, seed=1, bootstrap=4)))
    page, _, said = see(browser, tmp_path, write_page(drawn, "field"))
    before = page.evaluate("document.getElementById('map').toDataURL()")
    page.check("#sure")
    page.wait_for_function("before => document.getElementById('map').toDataURL() !== before", arg=before)
    page.fill("#search", "cities")
    assert "±" in page.text_content("aside")
    assert said == []
    page.close()
    rings = build_scene(drawn, sure=True)
    assert rings.ellipses and not rings.lines
    assert build_scene(drawn).ellipses == ()
    assert write_svg(rings, "x").count("<ellipse") == len(rings.ellipses)


@pytest.mark.django_db
def test_the_map_to_move_about_in_runs_only_its_own_script():
    answer = Client().get("/fa/literature/map/")
    policy = answer["Content-Security-Policy"]
    assert "default-src 'none'" in policy and "sha256-" in policy and "unsafe" not in policy
