"""Lists sort, filter, page and export; in the browser they do so in place."""

from __future__ import annotations

import csv
from io import BytesIO, StringIO

import openpyxl
import pytest
from django.utils import translation

from proxeny.web.charts import Happening, draw_years
from proxeny.web.listing import Column, Facet, Table
from proxeny.web.listing.rows import Held

from .page import read_page
from .world import HOSTILE, ISTANBUL, METROPOLIS, World

ROWS = ({"name": "Çorum", "ties": 2}, {"name": "Cizre", "ties": None}, {"name": "Düzce", "ties": 7})
TABLE = Table(
    (
        Column("name", "Name", lambda row: row["name"]),
        Column("ties", "Ties", lambda row: row["ties"], kind="number"),
    ),
    "Cities",
    facets=(Facet("initial", "Initial", lambda row: row["name"][0]),),
)


def names(rows) -> list[str]:
    """The names of rows, in their order."""
    return [row["name"] for row in rows]


def test_text_sorts_by_the_alphabet_of_the_reader():
    with translation.override("tr"):
        assert names(Held(ROWS, TABLE).cut("name", 0, None)) == ["Cizre", "Çorum", "Düzce"]


@pytest.mark.parametrize("sort", ["ties", "-ties"])
def test_no_data_comes_last_whichever_way_one_sorts(sort):
    assert names(Held(ROWS, TABLE).cut(sort, 0, None))[-1] == "Cizre"


def test_a_text_is_found_without_its_accents_and_a_choice_narrows():
    held = Held(ROWS, TABLE)
    assert names(held.narrow("corum", {}).rows) == ["Çorum"]
    assert names(held.narrow("", {"initial": "D"}).rows) == ["Düzce"]
    assert held.choices(TABLE.facets[0]) == [("C", 1), ("D", 1), ("Ç", 1)]


def read_csv(answer) -> list[dict[str, str]]:
    """The rows of a downloaded CSV."""
    return list(csv.DictReader(StringIO(answer.content.decode("utf-8-sig"))))


def test_a_list_is_downloaded_whole_filtered_and_sorted(world, pages):
    rows = read_csv(pages.get(f"/en/place/{ISTANBUL}/?ties-as=csv&ties-sort=-partner"))
    assert [row["partner"] for row in rows] == ["Isfahan", "Gdańsk", "Cologne"]
    assert [row["name"] for row in read_csv(pages.get("/en/list/places/?as=csv&find=koln"))] == ["Cologne"]


@pytest.mark.parametrize("address", ["list/places/", "list/agreements/", "list/countries/", f"place/{ISTANBUL}/"])
def test_a_formula_in_a_name_stays_text_in_what_is_downloaded(world: World, pages, address):
    world.place("gn:1", "=1+1", "DE")
    world.agreement("ag:bad", "gn:1", ISTANBUL, "twinning", title="@cmd")
    world.tie("ti:bad", "gn:1", ISTANBUL, "ag:bad")
    parameter = "ties-as" if "place/gn" in address else "as"
    for line in csv.reader(StringIO(pages.get(f"/en/{address}?{parameter}=csv").content.decode("utf-8-sig"))):
        assert not any(cell[:1] in "=+@" for cell in line if cell), line
    book = openpyxl.load_workbook(BytesIO(pages.get(f"/fa/{address}?{parameter}=xlsx").content))
    assert all(cell.data_type != "f" for sheet in book for row in sheet.iter_rows() for cell in row)
    assert book.worksheets[0].sheet_view.rightToLeft


@pytest.mark.parametrize(
    ("address", "first"),
    [
        ("list/places/?sort=name", "Cologne"),
        ("list/places/?sort=-name", "Kadıköy"),
        ("list/places/?country=TR&sort=name", "Istanbul"),
        ("list/ties/?find=isfahan", "Isfahan – Istanbul"),
        ("list/memberships/?find=metropolis&sort=-since", "Istanbul – Metropolis"),
        ("list/agreements/?find=gdansk&sort=since&kind=twinning", "Cologne – Gdańsk"),
        ("list/countries/?sort=country", "Germany"),
    ],
)
def test_a_list_of_the_database_sorts_and_narrows(world, pages, address, first):
    text = read_page(pages.get(f"/en/{address}")).text
    assert text.index(first) > 0
    assert f"Sources {first}" in text or f"Memberships {first}" in text


def test_nonsense_in_the_address_of_a_list_is_harmless(world: World, pages):
    world.place("gn:1", HOSTILE, "XX")
    for query in ("sort=;drop", "sort=-", "country=%00", "find=%27%22%3C", "page=99999", "as=exe", f"kind={HOSTILE}"):
        assert pages.get(f"/tr/list/places/?{query}").status_code in (200, 400), query


def test_the_chosen_filter_can_be_taken_back(world, pages):
    page = read_page(pages.get(f"/en/network/{METROPOLIS}/?country=TR"))
    assert "1 of 2" in page.text and "?#members" in page.links


def test_a_line_of_years_runs_the_way_the_page_reads():
    events = [Happening(2000, 0, "one"), Happening(2020, 0, "other")]
    places = {}
    for language in ("en", "fa"):
        with translation.override(language):
            drawn = draw_years(events, 2020, "years")
        places[language] = [float(part.split('"')[0]) for part in drawn.split('cx="')[1:]]
    assert places["en"] == [960 - place for place in places["fa"]] and places["en"][0] < places["en"][1]
