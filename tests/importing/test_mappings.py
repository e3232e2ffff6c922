"""Mapping files: every name in them checked, every fault named with its line, all at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from proxeny.errors import FaultyInput, NotFound, UnknownName
from proxeny.io.importers import read_table
from proxeny.io.mapping import detect_mapping, load_mapping, mapping_names, match_columns, parse_mapping
from proxeny.io.mapping_rules import Mapping
from proxeny.io.templates import template_columns, template_names

SMALL = """\
about: A list of twins.
columns: [city, partner, signed]
source: {title: A list, kind: list}
mentions:
  a: {kind: place, name: city, required: yes}
  b: {kind: place, name: partner, required: yes}
records:
  - kind: agreement
    properties:
      party: [{mention: a}, {mention: b}]
      signed: signed
"""


def build(text: str) -> Mapping:
    return parse_mapping(text, "mine", "mine.yaml")


def faults(text: str) -> list[str]:
    with pytest.raises(FaultyInput) as problem:
        build(text)
    return [str(fault) for fault in problem.value.faults]


@pytest.mark.parametrize("name", mapping_names())
def test_every_mapping_of_ours_loads_and_says_what_it_is(name: str) -> None:
    mapping = load_mapping(name)
    assert mapping.about
    assert mapping.refuse or (mapping.mentions and mapping.source.cells["title"])


@pytest.mark.parametrize("name", template_names())
def test_a_template_has_exactly_the_columns_of_its_mapping(name: str) -> None:
    mapping = load_mapping(name)
    assert {column.name for column in template_columns(name)} == {*mapping.columns, *mapping.optional}


def test_a_small_mapping_needs_no_code() -> None:
    mapping = build(SMALL)
    assert [mention.name for mention in mapping.mentions] == ["a", "b"]
    assert [rule.property for rule in mapping.records[0].properties] == ["party", "party", "signed"]


@pytest.mark.parametrize(
    ("wrong", "right", "fault"),
    [
        ("signed: signed", "singed: signed", "mine.yaml:11: There is no property 'singed'"),
        ("name: city", "name: citty", "mine.yaml:5: 'citty' is none of the columns in"),
        ("kind: agreement", "kind: agreemnt", "mine.yaml:8: 'agreemnt' is not possible here."),
        ("mention: b", "mention: c", "mine.yaml:10: There is no mention 'c'. Did you mean: a, b?"),
        ("records:", "recrods:", "mine.yaml:7: Unknown key 'recrods'. Did you mean: records"),
        ("kind: place, name: partner", "kind: plaec, name: partner", "mine.yaml:6: 'plaec' is no code of this list."),
        ("signed: signed", "state: {constant: endd}", "mine.yaml:11: 'endd' is no code of this list."),
        ("signed: signed", "party: city", "mine.yaml:11: The key 'party' stands twice"),
        ("signed: signed", "signed: {mention: a}", "mine.yaml:11: The property 'signed' holds a date."),
        ("title: A list, ", "", "mine.yaml:3: 'title' is missing."),
        ("about: A list of twins.", "about: [", "mine.yaml:3: This is no YAML"),
        ("about: A list of twins.", "about: &a x\ncomment: *a", "mine.yaml:2: A mapping file may not use YAML aliases"),
        ("signed: signed", "signed: signed\n    valid: {from: {constant: soon}}", "mine.yaml:12: 'soon' is not"),
    ],
)  # fmt: skip
def test_a_wrong_name_is_a_fault_at_its_line_with_the_nearest_right_one(wrong: str, right: str, fault: str) -> None:
    assert any(found.startswith(fault) for found in faults(SMALL.replace(wrong, right, 1)))


@pytest.mark.parametrize(
    ("wrong", "right", "near"),
    [("signed: signed", "singed: signed", "signed"), ("kind: agreement", "kind: agreemnt", "agreement")],
)
def test_the_nearest_right_word_comes_first(wrong: str, right: str, near: str) -> None:
    assert any(f"Did you mean: {near}" in fault for fault in faults(SMALL.replace(wrong, right, 1)))


def test_all_faults_of_a_mapping_come_together() -> None:
    text = SMALL.replace("name: city", "name: citty").replace("signed: signed", "singed: sined")
    assert len(faults(text)) == 3


def test_norway_is_a_country_and_yes_is_a_word() -> None:
    text = SMALL.replace("kind: place, name: city", "kind: place, name: city, country: {constant: NO}")
    assert build(text).mentions[0].cells["country"].constant == "NO"


def test_a_mapping_of_ones_own_is_read_from_its_file(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(SMALL, encoding="utf-8")
    assert load_mapping(path) == load_mapping(str(path)) == build(SMALL)
    path.write_bytes("about: Köln".encode("utf-16"))
    with pytest.raises(FaultyInput, match="no valid utf-8"):
        load_mapping(path)


def test_an_unknown_mapping_answers_with_the_nearest() -> None:
    with pytest.raises(UnknownName, match="agreements"):
        load_mapping("agrements")
    with pytest.raises(NotFound):
        load_mapping("none.yaml")


def test_headings_match_in_any_case_and_by_their_aliases() -> None:
    found = match_columns(load_mapping("agreements"), ("City", "Partner", "İmza Tarihi", "Ülke", "council decision"))
    assert found == {"city": "City", "partner": "Partner", "signed": "İmza Tarihi", "partner_country": "Ülke",
                     "council_decision": "council decision"}  # fmt: skip


def test_a_layout_is_recognised_by_its_columns(tmp_path: Path) -> None:
    def detect(header: str) -> str | None:
        path = tmp_path / "a.csv"
        path.write_text(f"{header}\n{','.join('x' for _ in header.split(','))}\n", encoding="utf-8")
        return detect_mapping(read_table(path))

    assert detect("city,partner,signed") == "agreements"
    assert detect("city,network,from") == "memberships"
    assert detect("city,partner,phone number") is None
    assert detect("a_qid,b_qid,a_name,b_name") == "wikidata_2016_ties_directed"
    assert detect("nothing,known") is None
