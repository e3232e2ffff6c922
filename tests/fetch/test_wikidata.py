"""What is fetched is what the small world says, worked out by hand."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest

from proxeny.errors import FaultyInput, UnknownName
from proxeny.io.assemble import assemble_claims
from proxeny.io.claims import digest, place_id
from proxeny.io.fetch.settings import ClientSettings
from proxeny.io.fetch.wikidata import Wanted, fetch_wikidata
from proxeny.io.fold import assign_records, fold_claims


@pytest.fixture
def fetch(endpoint, clock, tmp_path):
    def run(what, country="", **settings):
        return fetch_wikidata(Wanted(what, country, endpoint.url), tmp_path, ClientSettings(**settings), clock)

    return run


def named(reading):
    """Drafts as (record, property, value) with mention keys replaced by item ids."""
    items = dict(reading.mentions.select("mention", "wikidata").iter_rows())
    rows = reading.drafts.select("record", "property", pl.coalesce("value_mention", "value"), "locator").iter_rows()
    return {(items.get(record, record), name, items.get(value, value), at) for record, name, value, at in rows}


def test_twinnings_of_a_country_are_those_with_either_end_in_it(fetch):
    reading = fetch("twinnings", "TR")
    agreements = reading.drafts.filter(pl.col("kind") == "agreement").drop("kind")
    told = {(at, name, value) for _, name, value, at in named(reading) if at in set(agreements["locator"])}
    assert {fact for fact in told if fact[1] in {"party", "kind", "signed", "from", "to"} and "-k" not in fact[0]} == {
        ("Q365$t1", "party", "Q365"), ("Q365$t1", "party", "Q406"), ("Q365$t1", "kind", "twinning"),
        ("Q365$t1", "from", "1997-03-15"),
        ("Q406$t1", "party", "Q365"), ("Q406$t1", "party", "Q406"), ("Q406$t1", "kind", "twinning"),
        ("Q406$t1", "from", "1997"),
        ("Q406$t3", "party", "Q406"), ("Q406$t3", "party", "Q64"), ("Q406$t3", "kind", "twinning"),
        ("Q406$t3", "signed", "1989-11"), ("Q406$t3", "to", "2010"),
        ("Q64$t1", "party", "Q64"), ("Q64$t1", "party", "Q9010"), ("Q64$t1", "kind", "twinning"),
        ("Q64$t1", "from", "1980~"),
    }  # fmt: skip


def test_mentions_carry_what_resolution_needs(fetch):
    mentions = fetch("twinnings", "TR").mentions.drop("mention").rows()
    assert mentions == [
        ("place", "Cologne", "DE", "", "city", None, None, None, "Q365"),
        ("place", "Istanbul", "TR", "", "city", 41.013611, 28.955, 745044, "Q406"),
        ("place", "Berlin", "DE", "", "city", None, None, None, "Q64"),
        ("place", "Kadıköy", "TR", "", "district", None, None, None, "Q9010"),
    ]


def test_a_mention_key_is_the_digest_of_its_columns(fetch):
    for row in fetch("twinnings", "TR").mentions.iter_rows():
        assert row[0] == digest(*("" if value is None else str(value) for value in row[1:]))


def test_a_twinning_told_from_both_ends_becomes_one_agreement(fetch):
    reading = fetch("twinnings", "TR")
    known = reading.mentions.select("mention", "wikidata").rows()
    records = {mention: place_id(mention, wikidata=qid) for mention, qid in known}
    assembled = assemble_claims(reading.drafts, records, file="Wikidata", today="2026-11-22", state="proposed")
    claims = assign_records(assembled.claims, {})
    agreements = fold_claims(claims, reading.sources.select(source="key", rank="rank"), {}).tables["agreements"]
    assert assembled.faults == []
    assert sorted(agreements.select("parties", "valid_from", "valid_from_precision", "valid_to").rows()) == [
        (["wd:Q365", "wd:Q406"], "1997-03-15", "day", None),
        (["wd:Q406", "wd:Q64"], "1989-11-01", "month", "2011-01-01"),
        (["wd:Q64", "wd:Q9010"], "1980-01-01", "circa", None),
    ]
    assert reading.links.height == 3
    assert reading.links.filter(pl.col("mention_a") >= pl.col("mention_b")).is_empty()


def test_unknown_values_and_coarse_dates_are_told_and_left_out(fetch):
    reading = fetch("twinnings")
    faults = {(str(fault.where), fault.params["value"], fault.severity) for fault in reading.faults}
    moon = "<http://www.wikidata.org/entity/Q405> Point(29.03 40.98)"
    assert faults == {
        ("Wikidata Q406$t4, 'target'", "", "warning"),  # twinned with somebody, not said with whom
        ("Wikidata Q64$t2, 'start'", "1800-01-01T00:00:00Z", "warning"),  # "in the 19th century"
        ("Wikidata Q9010$xy, 'coordinates'", moon, "warning"),
    }
    assert ("Q64$t2", "party", "Q3616") in {(at, name, value) for _, name, value, at in named(reading)}


def test_names_are_told_in_each_language(fetch):
    drafts = fetch("twinnings").drafts.filter((pl.col("property") == "name") & (pl.col("kind") == "place"))
    assert set(drafts.select("language", "value", "locator").rows()) == {
        ("en", "Istanbul", "Q406"), ("tr", "İstanbul", "Q406"), ("fa", "استانبول", "Q406"),
        ("en", "Cologne", "Q365"), ("tr", "Köln", "Q365"), ("fa", "کلن", "Q365"),
        ("", "Berlin", "Q64"), ("tr", "Kadıköy", "Q9010"), ("en", "Tehran", "Q3616"),
    }  # fmt: skip


def test_memberships_are_of_places_not_of_persons_or_states(fetch):
    reading = fetch("memberships")
    memberships = {fact for fact in named(reading) if fact[0].endswith("#membership")}
    assert {(at, name, value) for _, name, value, at in memberships} == {
        ("Q365$m1", "member", "Q365"), ("Q365$m1", "network", "Q9001"), ("Q365$m1", "note", "member in 2020-12-31"),
        ("Q406$m1", "member", "Q406"), ("Q406$m1", "network", "Q9001"), ("Q406$m1", "from", "1980~"),
        ("Q406$m1", "to", "2010"),
    }  # fmt: skip
    assert [(fault.code, fault.params["count"]) for fault in reading.faults] == [("fetch-countries-left-out", 1)]


def test_a_network_has_its_years_and_its_seats_in_time(fetch):
    reading = fetch("memberships", "TR")
    network = reading.mentions.filter(pl.col("wikidata") == "Q9001")
    assert network.select("kind", "name").rows() == [("network", "Network of Harbours")]
    drafts = reading.drafts.filter((pl.col("record") == network["mention"][0]) & (pl.col("kind") == "organisation"))
    values = dict(drafts.filter(pl.col("property").is_in(["founded", "dissolved"])).select("property", "value").rows())
    assert values == {"founded": "1850", "dissolved": "2020-12-31"}
    places = dict(reading.mentions.select("mention", "wikidata").rows())
    seats = drafts.filter(pl.col("property") == "seat").sort("locator")
    assert [places[mention] for mention in seats["value_mention"]] == ["Q365", "Q1492"]
    assert seats.select("valid_from", "valid_from_precision", "valid_to", "valid_to_precision").rows() == [
        ("", "", "2001-01-01", "year"),
        ("2000-01-01", "year", "", ""),
    ]


def test_places_have_the_inhabitants_of_each_year_but_no_deprecated_number(fetch):
    reading = fetch("places", "TR")
    assert reading.mentions["wikidata"].to_list() == ["Q406", "Q43", "Q9010"]
    people = reading.drafts.filter(pl.col("property") == "population").sort("locator")
    assert people.select("value", "valid_from", "valid_from_precision", "valid_to", "locator").rows() == [
        ("8803468", "2000-01-01", "year", "", "Q406$n1"),
        ("15462452", "2020-12-31", "day", "", "Q406$n2"),
        ("481983", "", "", "", "Q9010$n"),
    ]


def test_every_draft_names_its_source_and_statement(fetch):
    reading = fetch("places")
    assert set(reading.drafts["source"]) == {"wikidata"}
    assert "" not in set(reading.drafts["locator"])
    told = {(value, name): at for item, name, value, at in named(reading) if item == "Q406"}
    assert told["TR", "country"] == "Q406$c2"
    assert told["41.01361,28.95500", "coordinates"] == "Q406$xy"
    assert told["745044", "geonameid"] == "Q406$g"
    assert told["city", "kind"] == "Q406$k"
    assert reading.sources.select("key", "licence", "retrieved").rows() == [("wikidata", "CC0-1.0", "2026-11-22")]


def test_rows_are_numbered_from_one_without_gaps(fetch):
    reading = fetch("memberships")
    assert sorted(set(reading.drafts["row"])) == list(range(1, reading.rows + 1))


@pytest.mark.parametrize("what", ["twinnings", "memberships", "places"])
@pytest.mark.parametrize("country", ["", "TR"])
def test_small_pages_bring_the_same_as_large_ones(endpoint, clock, tmp_path, what, country):
    wanted = Wanted(what, country, endpoint.url)
    whole = fetch_wikidata(wanted, tmp_path / "large", ClientSettings(), clock)
    paged = fetch_wikidata(wanted, tmp_path / "small", ClientSettings(page=2, batch=2), clock)
    assert paged.drafts.rows() == whole.drafts.rows()
    assert paged.mentions.rows() == whole.mentions.rows()
    assert paged.faults == whole.faults


def test_nothing_found_is_an_empty_reading(fetch):
    reading = fetch("places", "IR")
    assert (reading.rows, reading.drafts.height, reading.mentions.height, reading.faults) == (0, 0, 0, [])
    assert reading.sources["retrieved"].to_list() == [date(2026, 11, 22).isoformat()]


def test_a_country_that_does_not_exist_is_refused_before_anything_is_asked(endpoint):
    for country, near in {"ZZ": "TR", "tr": "TR", "Germany": "DE", '"': "TR", "Atlantis": "TR"}.items():
        with pytest.raises(FaultyInput, match=f"ISO 3166-1, such as {near}"):
            Wanted("places", country, endpoint.url)
    assert endpoint.queries == []


def test_an_unknown_list_is_answered_with_the_nearest_one():
    with pytest.raises(UnknownName, match="twinnings"):
        Wanted("twining")
