"""The API answers from the same register as the pages."""

from __future__ import annotations

import csv
from datetime import date
from io import StringIO

import pytest

from ..web.world import COLOGNE, GDANSK, ISTANBUL, METROPOLIS, SIGNED, UBC

API = "/api/v1"
LISTS = ("places", "organisations", "networks", "agreements", "ties", "memberships", "activities", "projects")


def ask(client, path: str, status: int = 200, **headers: str):
    """The JSON of an answer."""
    answer = client.get(f"{API}/{path}", headers=headers)
    assert answer.status_code == status, answer.content
    return answer.json()


def ids(page) -> list[str]:
    """The ids of a page."""
    return [row["id"] for row in page["rows"]]


@pytest.mark.parametrize("table", LISTS)
def test_every_list_says_how_many_there_are_and_from_which_state(world, alone, table):
    page = ask(alone, f"{table}?size=1")
    assert page["total"] >= len(page["rows"]) == 1 and page["page"] == 1
    assert page["revision"] == ask(alone, "status")["revision"]


def test_pages_cut_the_list_without_overlap_and_end(world, alone):
    everything = ids(ask(alone, "places"))
    assert everything == sorted(everything) and len(everything) == 5
    cut = [ids(ask(alone, f"places?size=2&page={page}")) for page in (1, 2, 3, 4)]
    assert [one for page in cut for one in page] == everything and cut[3] == []


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("places?country=TR", ["gn:740264", ISTANBUL]),
        ("places?name=köln", [COLOGNE]),
        (f"places?parent={ISTANBUL}", ["gn:740264"]),
        ("agreements?topic=culture", ["ag:culture", SIGNED]),
        (f"agreements?party={COLOGNE}&kind=sister_city", [SIGNED]),
        ("agreements?state=in_force", [SIGNED]),
        ("networks?scale=global", [METROPOLIS]),
        (f"memberships?network={UBC}", ["me:gdansk"]),
        ("ties?country=PL", ["ti:ended", "ti:other"]),
        ("places?sort=-population&size=1", [ISTANBUL]),
    ],
)
def test_filters_and_order(world, alone, question, found):
    assert sorted(ids(ask(alone, question))) == sorted(found)


def test_on_a_day_only_what_may_hold_then(world, alone):
    from proxeny.register.models import Agreement

    Agreement.objects.filter(id=SIGNED).update(valid_to=date(2010, 1, 1))
    assert SIGNED in ids(ask(alone, "agreements?on=2009-12-31"))
    assert SIGNED not in ids(ask(alone, "agreements?on=2010-01-01"))
    assert SIGNED not in ids(ask(alone, "agreements?on=1996-12-31"))


def test_known_at_a_day_only_what_a_source_had_said(world, alone):
    assert ask(alone, "places?known_at=2025-05-31")["total"] == 0
    assert ask(alone, "places?known_at=2025-06-01")["total"] == 5
    assert ask(alone, f"records/{SIGNED}/claims?known_at=2025-05-31")["total"] == 0
    assert ask(alone, f"places/{ISTANBUL}?known_at=2025-06-01")["name"] == "İstanbul"
    ask(alone, f"places/{ISTANBUL}?known_at=2025-05-31", 404)


def test_a_record_has_its_sources_and_its_claims(world, alone):
    record = ask(alone, f"agreements/{SIGNED}")
    assert record["signed"] == "1997-03-15" and record["sources"] == ["city", "list"]
    claims = ask(alone, f"records/{SIGNED}/claims")
    signed = {row["source"]: row["value"] for row in claims["rows"] if row["property"] == "signed"}
    assert signed == {"city": "1997-03-15", "list": "1998"}


@pytest.mark.parametrize("path", [f"places/{UBC}", "ties/ti:none", "records/xx:1/claims", "sources/none", "nowhere"])
def test_what_is_not_there_is_explained(world, alone, path):
    told = ask(alone, path, 404)
    assert told["errors"] == 1 and told["faults"][0]["what"] and told["faults"][0]["do"]


def test_a_profile_is_in_the_language_of_the_reader(world, alone):
    english = ask(alone, f"profiles/{ISTANBUL}?on=2026-01-01")
    persian = ask(alone, f"profiles/{ISTANBUL}?on=2026-01-01", **{"accept-language": "fa"})
    assert english["on"] == persian["on"] == "2026-01-01"
    assert english["levels"][0]["label"] != persian["levels"][0]["label"]


def test_search_resolve_countries_scheme_sources_batches(world, alone):
    assert ask(alone, "search?q=استانبول")[0]["id"] == ISTANBUL
    assert ask(alone, "resolve?name=Köln&country=Almanya")["geonameid"] == 2886242
    turkey = next(row for row in ask(alone, "countries") if row["code"] == "TR")
    assert turkey["name_fa"] == "ترکیه"
    assert len(ask(alone, "scheme")["indicators"]) == 32
    assert [row["key"] for row in ask(alone, "sources")["rows"]] == ["city", "list"]
    assert ask(alone, "sources/list")["title"] == "List of twin towns"
    assert ask(alone, "batches")["total"] == 1


@pytest.mark.parametrize(("language", "words"), [("en", "is not allowed here"), ("tr", "burada"), ("fa", "مجاز نیست")])
def test_a_faulty_question_says_where_what_and_what_to_do(world, alone, language, words):
    told = ask(alone, "places?size=0&page=x", 400, **{"accept-language": language})
    assert {fault["where"] for fault in told["faults"]} == {"'size'", "'page'"}
    assert all(words in fault["what"] and fault["do"] for fault in told["faults"])


def test_the_same_question_of_the_same_register_is_answered_once(world, alone):
    first = alone.get(f"{API}/places")
    tag = first["ETag"]
    again = alone.get(f"{API}/places", headers={"if-none-match": tag})
    assert again.status_code == 304 and again.content == b"" and again["ETag"] == tag
    assert alone.get(f"{API}/places", headers={"if-none-match": tag, "accept-language": "fa"}).status_code == 200
    assert alone.get(f"{API}/places?size=2", headers={"if-none-match": tag}).status_code == 200
    from proxeny.register.operations.deciding import decide

    decide(COLOGNE, GDANSK, "different")
    assert alone.get(f"{API}/places", headers={"if-none-match": tag}).status_code == 200


def test_a_longer_list_makes_no_more_queries(world, alone, django_assert_max_num_queries):
    for table in LISTS:
        with django_assert_max_num_queries(9):
            ask(alone, table)


@pytest.mark.parametrize("how", ["query", "header"])
def test_a_list_comes_as_a_table_too(world, alone, how):
    query, headers = ("&format=csv", {}) if how == "query" else ("", {"accept": "text/csv"})
    answer = alone.get(f"{API}/agreements?size=2{query}", headers=headers)
    assert answer["Content-Type"] == "text/csv; charset=utf-8" and answer["X-Total"] == "5"
    rows = list(csv.DictReader(StringIO(answer.content.decode())))
    page = ask(alone, "agreements?size=2&format=json")["rows"]
    assert [row["id"] for row in rows] == [row["id"] for row in page]
    assert rows[0]["parties"] == "; ".join(page[0]["parties"]) and list(rows[0]) == list(page[0])
    assert alone.get(f"{API}/agreements?size=2", headers={"if-none-match": answer["ETag"]}).status_code == 200


def test_every_list_has_a_table_even_where_it_is_empty_and_no_cell_is_a_formula(world, alone):
    world.place("gn:9", "=1+1", "TR")
    for path in (*LISTS, "sources", "batches", f"records/{SIGNED}/claims"):
        answer = alone.get(f"{API}/{path}?format=csv&page=9")
        assert answer.status_code == 200 and answer.content.count(b"\n") == 1
    assert b"'=1+1" in alone.get(f"{API}/places?format=csv").content
    assert ask(alone, "places?format=xml", 400)
