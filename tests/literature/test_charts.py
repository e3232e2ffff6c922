"""The charts of the views: they hold what the table holds, stay on their sheet, and turn with the reading direction."""

from __future__ import annotations

import re
from importlib.resources import files

import polars as pl
import pytest
import yaml
from lxml import etree

from proxeny.io.maps import write_views
from proxeny.literature.charts import CHARTS, NARROW, WIDE, draw_chart
from proxeny.literature.corpus import as_corpus
from proxeny.literature.drawing.flows import Column, draw_flows
from proxeny.literature.drawing.scene import text_width
from proxeny.literature.drawing.sheet import Sheet
from proxeny.literature.mapping import build_map
from proxeny.literature.recipe import Recipe
from proxeny.literature.views import VIEWS
from tests.literature.test_maps import HOSTILE

SVG = "{http://www.w3.org/2000/svg}"
LANGUAGES = ("en", "tr", "fa")


def rich_works(size=90):
    """Works of three themes over thirty years, with countries, sources, citations and references of each other."""
    themes = (["city diplomacy", "networks", "soft power"], ["climate", "energy", HOSTILE], ["شهر", "دیپلماسی شهری"])
    rows = []
    for number in range(size):
        words = [*themes[number * 3 // size], *themes[number % 3][: 1 + number % 2], "cities"]
        rows.append(
            {
                "id": f"w{number}", "title": f"On {HOSTILE} and work {number}", "year": 1990 + number // 3,
                "keywords": words, "countries": [["Türkiye"], ["Iran", "Türkiye"], ["Poland"]][number % 3],
                "source": f"Journal {number % 4}", "cited_by": 500 - 5 * number, "authors": [f"Şahin, {number}"],
                "doi": f"10.1000/{number}", "references": [f"doi 10.1000/{number - 7}"] if number > 7 else [],
            }
        )  # fmt: skip
    return as_corpus(pl.DataFrame(rows))


@pytest.fixture(scope="module")
def drawn():
    return build_map(rich_works(), Recipe(minimum=1, starts=1, seed=3))


@pytest.fixture(scope="module")
def tables(drawn):
    return {name: VIEWS[name](drawn) for name in VIEWS}


def test_every_view_has_a_chart_and_every_chart_a_view():
    assert set(CHARTS) == set(VIEWS)


def test_the_words_of_charts_are_said_in_three_languages():
    text = files("proxeny.literature").joinpath("drawing", "words.yaml").read_text(encoding="utf-8")
    words = yaml.safe_load(text)
    assert {tuple(sorted(entry)) for entry in words.values()} == {("en", "fa", "tr")}
    assert set(CHARTS) <= set(words)
    for key, entry in words.items():
        assert len({tuple(sorted(re.findall(r"\{\w+\}", one))) for one in entry.values()}) == 1, key


@pytest.mark.parametrize("width", [WIDE, NARROW])
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", list(CHARTS))
def test_a_chart_is_a_drawing_that_stays_on_its_sheet(name, language, width, drawn, tables):
    sheet = draw_chart(name, drawn, tables[name], language, width=width)
    root = etree.fromstring(sheet.svg(HOSTILE, alone=True).encode())
    assert not list(root.iter("script", SVG + "script"))
    shapes = [one for one in root.iter() if one.get("class") and one.tag != SVG + "svg"]
    assert len(shapes) > 5
    for one in root.iter(SVG + "rect"):
        left, wide = float(one.get("x", 0)), float(one.get("width"))
        assert left >= -0.6 and left + wide <= sheet.width + 0.6
    for one in root.iter(SVG + "text"):
        assert 0 <= float(one.get("x")) <= sheet.width
        assert 0 <= float(one.get("y")) <= sheet.height
    inside = sheet.svg("what")
    assert " style=" not in inside and "<style" not in inside and "#" not in inside


@pytest.mark.parametrize("name", list(CHARTS))
def test_where_lines_run_from_right_to_left_so_does_the_chart(name, drawn, tables):
    left, right = (draw_chart(name, drawn, tables[name], language) for language in ("en", "fa"))
    first, second = (etree.fromstring(one.svg("x").encode()) for one in (left, right))
    ours = [(float(one.get("x")), float(one.get("width"))) for one in first.iter(SVG + "rect")]
    theirs = [(float(one.get("x")), float(one.get("width"))) for one in second.iter(SVG + "rect")]
    assert len(ours) == len(theirs)
    for (x, wide), (mirrored, same) in zip(ours, theirs, strict=True):
        assert same == pytest.approx(wide)
        assert mirrored == pytest.approx(left.width - x - wide, abs=0.11)


def test_nothing_is_drawn_of_nothing(drawn, tables):
    for name in CHARTS:
        assert draw_chart(name, drawn, tables[name].clear()).is_empty


def test_names_of_themes_do_not_cover_each_other(drawn, tables):
    root = etree.fromstring(draw_chart("themes", drawn, tables["themes"]).svg("x").encode())
    boxes = []
    for one in root.iter(SVG + "text"):
        if one.get("class") == "halo":
            x, y, half = float(one.get("x")), float(one.get("y")), text_width(one.text, 12) / 2
            boxes.append((x - half, x + half, y - 10, y + 2))
    assert boxes
    for at, (a, b, c, d) in enumerate(boxes):
        for e, f, g, h in boxes[at + 1 :]:
            assert b <= e or f <= a or d <= g or h <= c


def test_a_band_is_as_high_as_what_flows():
    # two themes of 3 and 2 terms; 2 and 1 of them go on into one theme of 4
    sheet = Sheet()
    draw_flows(
        sheet, [Column("1", {"a": 3, "b": 2}, "terms_of"), Column("2", {"c": 4}, "terms_of")],
        [(0, "a", "c", 2.0), (0, "b", "c", 1.0)], "shared",
    )  # fmt: skip
    root = etree.fromstring(sheet.svg("x").encode())
    heights = [float(one.get("height")) for one in root.iter(SVG + "rect")]
    unit = heights[2] / 4
    assert heights == pytest.approx([3 * unit, 2 * unit, 4 * unit], abs=0.11)
    for path, size in zip(root.iter(SVG + "path"), (2, 1), strict=True):
        numbers = [float(one) for one in re.findall(r"[\d.]+", path.get("d"))]
        assert numbers[8] - numbers[7] == pytest.approx(size * unit, abs=0.11)


def test_themes_that_end_and_that_begin_are_told(drawn, tables):
    table = tables["evolution"]
    assert table.filter(pl.col("next_theme").is_null())["shared"].sum() == 0
    kept = table.drop_nulls(["theme", "next_theme"])
    assert (kept["shared"] <= kept["terms"]).all() and (kept["shared"] <= kept["next_terms"]).all()
    assert kept["inclusion"].is_between(0, 1).all()


@pytest.mark.parametrize("name", ["evolution", "three-fields"])
def test_names_beside_uprights_end_before_the_next_on_a_telephone(name, drawn, tables):
    root = etree.fromstring(draw_chart(name, drawn, tables[name], width=NARROW).svg("x").encode())
    lefts = sorted({float(one.get("x")) for one in root.iter(SVG + "rect")})
    assert len(lefts) > 1
    named = [one for one in root.iter(SVG + "text") if "halo" in one.get("class", "")]
    assert named
    for one in named:
        x = float(one.get("x"))
        end = min((left for left in lefts if left > x), default=NARROW)
        assert x + text_width(one.text, 10.5) <= end + 12


def test_countries_are_written_as_the_works_write_them(tables):
    assert set(tables["countries"]["country"]) == {"Türkiye", "Iran", "Poland"}


def test_views_are_written_as_tables_and_pictures(tmp_path):
    rows = write_views(rich_works(), Recipe(minimum=1, starts=1, seed=1), tmp_path, "fa")
    assert set(rows) == set(VIEWS)
    assert {path.name for path in tmp_path.iterdir()} == {f"{name}.{end}" for name in VIEWS for end in ("csv", "svg")}
