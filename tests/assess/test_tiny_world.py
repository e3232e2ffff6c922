"""Every figure of the tiny world of conftest.py, worked out by hand."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date

import pytest

from proxeny.assess.evidence import Evidence, build_evidence
from proxeny.assess.facts import Facts
from proxeny.assess.figure import Figure
from proxeny.assess.measure import measure_rule
from proxeny.assess.profile import build_profile, profile_to_json
from proxeny.errors import NotFound, message
from proxeny.scheme.labels import Label
from proxeny.scheme.measures import Count, Measure, Part
from proxeny.scheme.model import Scheme

ON = date(2020, 1, 1)
AGREEMENTS = Part("agreements")


def measured(facts: Facts, part: Part, on: str = "2020-01-01") -> Figure:
    return measure_rule("x", Measure(Label(), (part,)), build_evidence(facts, on))


def numbers(figure: Figure) -> tuple[float | None, float | None, float | None]:
    return figure.low, figure.value, figure.high


def validities(facts: Facts, on: str) -> dict[str, str]:
    evidence: Evidence = build_evidence(facts, on)
    return {entry.id: entry.validity["on"].name for entry in evidence.tables["agreements"]}


def test_each_agreement_is_certain_likely_possible_or_out(facts: Facts) -> None:
    assert validities(facts, "2020-01-01") == {
        "ag:1": "CERTAIN",  # since 1997, no end
        "ag:2": "OUT",  # ended in 2010
        "ag:3": "LIKELY",  # undated, but listed in 2016
        "ag:4": "LIKELY",  # circa 2018, and 2020 is later than 2018 but by less than five years
        "ag:5": "CERTAIN",  # signed on 4 May 2015
    }
    assert validities(facts, "2010-06-01") == {
        "ag:1": "CERTAIN",
        "ag:2": "CERTAIN",  # its state says ended, its dates say that in 2010 it was not
        "ag:3": "POSSIBLE",  # no source listed it so early
        "ag:4": "OUT",  # 2010 is more than five years before 2018
        "ag:5": "OUT",
    }
    assert validities(facts, "2016-01-01")["ag:4"] == "POSSIBLE"  # within five years, but before 2018
    assert validities(facts, "2023-01-01")["ag:4"] == "CERTAIN"  # five years after 2018


def test_an_interval_is_half_open(facts: Facts) -> None:
    assert validities(facts, "2010-12-31")["ag:2"] == "CERTAIN"  # the last day of the stated year
    assert validities(facts, "2011-01-01")["ag:2"] == "OUT"  # valid_to is the day after
    assert validities(facts, "1997-01-01")["ag:1"] == "CERTAIN"  # the first day of the stated year
    assert validities(facts, "1996-12-31")["ag:1"] == "OUT"


def test_agreements_are_counted_with_bounds(facts: Facts) -> None:
    figure = measured(facts, AGREEMENTS)
    # certain: 1 and 5; likely: 3 and 4; nothing else is possible
    assert numbers(figure) == (2, 4, 4)
    assert (figure.certain, figure.undated, figure.uncertain) == (2, 2, ("ag:3", "ag:4"))
    assert figure.proposed == ("ag:5",)
    assert figure.records == {"agreements": ("ag:1", "ag:3", "ag:4", "ag:5")}
    assert figure.sources == ("late", "office", "web")
    assert (figure.oldest, figure.newest) == ("2016-08-01", "2026-01-01")
    assert figure.breakdown == {"kind": {"friendship": 1, "partnership": 1, "sister_city": 1, "twinning": 1}}
    # in June 2010: 1 and 2 certain, 3 possible
    assert numbers(measured(facts, AGREEMENTS, "2010-06-01")) == (2, 2, 3)


def test_a_tie_holds_as_surely_as_its_surest_agreement(facts: Facts) -> None:
    figure = measured(facts, Part("ties"))
    # Alpha-Beta is certain by ag:1, Alpha-Gamma likely by ag:3 and ag:4
    assert numbers(figure) == (1, 2, 2)
    assert figure.uncertain == ("ti:13",)
    assert figure.proposed == ()  # ag:1 is accepted
    assert figure.breakdown["partner.country"] == {"IR": 1, "PL": 1}
    countries = measured(facts, Part("ties", Count("distinct", ("partner.country",))))
    assert numbers(countries) == (1, 2, 2)


def test_memberships_join_the_network(facts: Facts) -> None:
    everything = measured(facts, Part("memberships"))
    # me:1 is certain; me:2 is undated and was first listed in 2026
    assert numbers(everything) == (1, 1, 2)
    assert numbers(measured(facts, Part("memberships", where={"network.scale": ("global",)}))) == (1, 1, 1)
    regional = measured(facts, Part("memberships", where={"network.scale": ("regional",)}))
    assert (regional.status, regional.why, regional.value) == ("no_data", "no-match", None)


def test_an_undated_membership_cannot_be_older_than_its_network(remade: Callable[..., Facts]) -> None:
    world = remade(memberships=[{"id": "me:9", "member": "gn:1", "network": "nw:G", "organs": []}])
    assert measured(world, Part("memberships"), "2004-12-31").why == "not-on-date"  # founded in 2005
    assert measured(world, Part("memberships"), "2005-01-01").why == "undated-only"


def test_a_state_that_runs_makes_an_undated_record_certain_once_it_was_listed(remade: Callable[..., Facts]) -> None:
    support = [{"record": "ag:9", "source": "web", "retrieved": "2016-08-01", "state": "accepted"}]
    rows = [{"id": "ag:9", "parties": ["gn:1", "gn:2"], "state": "in_force"}]
    world = remade(agreements=rows, support=support)
    assert numbers(measured(world, AGREEMENTS, "2016-08-01")) == (1, 1, 1)
    assert measured(world, AGREEMENTS, "2016-07-31").why == "undated-only"


def test_records_whose_every_source_was_rejected_do_not_count(remade: Callable[..., Facts]) -> None:
    support = [{"record": f"ag:{number}", "source": "web", "state": "rejected"} for number in range(1, 6)]
    world = remade(support=support)
    assert measured(world, AGREEMENTS).why == "no-records"
    assert measured(world, Part("ties")).why == "no-records"  # a tie of rejected agreements is none


def test_a_partner_with_a_record_of_its_own_has_its_kind(facts: Facts) -> None:
    cities = measured(facts, Part("activities", when="until", where={"partner_kinds": ("city",)}))
    # both visits have a city as partner; the trade mission has none
    assert cities.records == {"activities": ("ac:1", "ac:2")}


def test_a_sum_of_products_says_how_many_records_lack_a_factor(facts: Facts, scheme: Scheme) -> None:
    figure = {one.id: one.figure for one in build_profile(facts, scheme, ON).indicators}["ECO-1"]
    assert numbers(figure) == (36, 36, 36)  # 12 people for 3 days; the visit of 2014 does not say how long
    assert (figure.missing, figure.count) == (1, 2)


def test_money_is_never_added_across_currencies(facts: Facts, scheme: Scheme) -> None:
    figure = {one.id: one.figure for one in build_profile(facts, scheme, ON).indicators}["DEV-1"]
    assert (figure.status, figure.why, figure.value) == ("measured", "several-units", None)
    assert figure.breakdown["unit"] == {"EUR": 150, "USD": 70}  # 100 + 50; the mere idea of 999 is left out
    euros = measured(facts, Part("projects", Count("sum", ("amount",)), "until", {"currency": ("EUR",)}))
    assert (numbers(euros), euros.unit) == ((150, 150, 150), "EUR")


def test_the_parts_of_a_rule_are_added_and_a_record_counts_once(facts: Facts, scheme: Scheme) -> None:
    figure = {one.id: one.figure for one in build_profile(facts, scheme, ON).indicators}["SEC-C5"]
    # the membership in Nowhere is possible, the closed project certainly began
    assert numbers(figure) == (1, 1, 2)
    assert figure.records == {"memberships": ("me:2",), "projects": ("pr:1",)}
    twice = Measure(Label(), (AGREEMENTS, Part("agreements", where={"topics": ("culture",)})))
    assert numbers(measure_rule("x", twice, build_evidence(facts, "2020-01-01"))) == (2, 4, 4)


def test_every_indicator_is_measured_or_says_why_not(facts: Facts, scheme: Scheme) -> None:
    found = {one.id: (one.figure.status, one.figure.why) for one in build_profile(facts, scheme, ON).indicators}
    assert found == {
        "SEC-C1": ("measured", ""),  # ag:1 certain, ag:4 likely
        "SEC-C5": ("measured", ""),
        "ECO-1": ("measured", ""),
        "ECO-3": ("no_data", "not-on-date"),  # the mission is of 2022
        "ECO-4": ("not_measurable", "needs-external"),
        "CUL-2": ("no_data", "no-match"),  # there are activities, but no festival
        "DEV-1": ("measured", "several-units"),
        "RES-1": ("not_measurable", "rule-absent"),
    }


def test_a_dimension_says_how_many_of_its_indicators_are_measured(facts: Facts, scheme: Scheme) -> None:
    profile = build_profile(facts, scheme, ON)
    found = {one.id: (one.figure.value, len(one.indicators)) for one in profile.dimensions}
    assert found == {"SEC": (2, 2), "ECO": (1, 3), "CUL": (None, 1), "DEV": (1, 1), "RES": (None, 1)}
    security = profile.dimensions[0]
    # behind SEC: ag:1, ag:4, me:2, pr:1; behind all: these, ac:1, ac:2, pr:2, pr:4
    assert security.share_records == 4 / 8
    assert security.networks is not None and numbers(security.networks) == (1, 1, 2)
    assert [part.id for part in security.parts] == ["SEC.civil"]


def test_the_standing_is_one_sentence_of_numbers(facts: Facts, scheme: Scheme) -> None:
    standing = build_profile(facts, scheme, ON).standing
    assert standing.code == "standing-both"
    assert dict(standing.params) == {
        "on": "2020-01-01", "ties": 2, "countries": 2, "networks": 1, "global": 1, "regional": 0,
        "dimensions": 3, "dimensions_all": 5, "indicators": 4, "indicators_all": 8,
        "undated": 50,  # one tie of two, one membership of two
    }  # fmt: skip
    assert "bilateral ties 2 (partner countries 2)" in message(standing.code).what.format(
        place="Alpha", **standing.params
    )


def test_what_no_level_names_is_shown_apart_not_dropped(facts: Facts, scheme: Scheme) -> None:
    levels = {
        level["id"]: level["items"] for level in profile_to_json(build_profile(facts, scheme, ON), scheme)["levels"]
    }
    multilateral = levels["L1"][1]["children"]
    assert [(item["id"], item["value"], item["high"]) for item in multilateral] == [
        ("L1.MUL.UN", None, None),
        ("L1.MUL.GLO", 1, 1),
        ("L1.MUL.REG", None, None),
        ("L1.MUL.not-stated", None, 1),  # Nowhere states no scale
    ]
    assert multilateral[3]["label"] == "Scale not stated"
    assert [child["label"] for child in levels["L2"][0]["children"]] == ["Globe"]
    assert [item["id"] for item in levels["L3"][1]["children"]] == ["L3.MEM.ACT", "L3.MEM.not-stated"]
    assert levels["L3"][2]["children"][0]["value"] == 1  # a seat on the executive board
    assert levels["L3"][0]["why"] == "rule-absent"
    assert levels["L1"][0]["status"] == "group"
    assert levels["L1"][0]["children"][0]["children"][0]["value"] == 2  # partner countries


def test_the_json_leads_from_each_number_to_records_and_sources(facts: Facts, scheme: Scheme) -> None:
    plain = profile_to_json(build_profile(facts, scheme, ON, snapshot="abc"), scheme, "tr")
    assert plain["place"]["name"] == "Alfa"
    assert plain["indicators"][2]["unit_label"] == "kişi-gün"
    for indicator in plain["indicators"]:
        assert all(record in plain["records"] for record in indicator["records"])
    assert plain["records"]["me:1"]["with"] == [{"id": "nw:G", "name": "Globe"}]
    assert {source["key"] for source in plain["sources"]} == {"office", "web", "late"}
    assert plain["computed"] | {"version": ""} == {
        "scheme": "tiny", "scheme_version": "1", "scheme_hash": "00", "version": "", "snapshot": "abc", "seed": None,
    }  # fmt: skip
    assert [level["id"] for level in plain["levels"]] == ["L1", "L2", "L3", "L4", "L5"]
    again = profile_to_json(build_profile(facts, scheme, ON, snapshot="abc"), scheme, "tr")
    assert json.dumps(plain, allow_nan=False) == json.dumps(again, allow_nan=False)


def test_a_place_without_records_has_no_data_and_no_zero(remade: Callable[..., Facts], scheme: Scheme) -> None:
    bare = Facts(place=remade().place)
    profile = build_profile(bare, scheme, ON)
    assert profile.standing.code == "standing-none"
    assert all(figure.value is None for figure in profile.figures())


def test_no_place_is_an_error_in_words(facts: Facts, scheme: Scheme) -> None:
    with pytest.raises(NotFound, match="no such place"):
        build_profile(Facts(place=facts.place.clear()), scheme, ON)
