"""Other programs can read what the scheme writes."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, RdfFormat, Store

from proxeny.errors import UnknownName
from proxeny.scheme.content import plain
from proxeny.scheme.export import write_scheme
from proxeny.scheme.loader import load_scheme

Writer = Callable[..., Path]
SKOS = "http://www.w3.org/2004/02/skos/core#"
BASE = "urn:proxeny:scheme:city-diplomacy-32"


@pytest.fixture(scope="module")
def store() -> Store:
    """The Turtle of the shipped scheme, read by another program's parser."""
    store = Store()
    store.load(write_scheme(load_scheme(), "skos").encode(), format=RdfFormat.TURTLE)
    return store


def pairs(store: Store, predicate: str) -> set[tuple[str, str]]:
    return {
        (str(quad.subject.value), str(quad.object.value))
        for quad in store.quads_for_pattern(None, NamedNode(SKOS + predicate), None)
    }


def test_every_level_dimension_and_indicator_is_a_concept(store: Store) -> None:
    scheme = load_scheme()
    wanted = {one.id for one in (*scheme.nodes(), *scheme.dimensions, *scheme.indicators)}
    wanted |= {f"{one.id}.{part.id}" for one in scheme.dimensions for part in one.sub_dimensions}
    assert {notation for _, notation in pairs(store, "notation")} == wanted


def test_labels_survive_in_three_languages(store: Store) -> None:
    for indicator in load_scheme().indicators:
        found = store.quads_for_pattern(NamedNode(f"{BASE}:{indicator.id}"), NamedNode(SKOS + "prefLabel"), None)
        assert {(one.object.language, one.object.value) for one in found} == set(indicator.label.items())


def test_narrower_is_the_inverse_of_broader_and_there_is_no_circle(store: Store) -> None:
    broader = pairs(store, "broader")
    assert {(above, below) for below, above in broader} == pairs(store, "narrower")
    parents: dict[str, set[str]] = {}
    for below, above in broader:
        parents.setdefault(below, set()).add(above)
    for start in parents:
        seen, rest = set(), [start]
        while rest:
            for above in parents.get(rest.pop(), ()):
                assert above != start
                rest += [above] if above not in seen else []
                seen.add(above)


def test_only_the_five_levels_are_top_concepts(store: Store) -> None:
    tops = {name for _, name in pairs(store, "hasTopConcept")}
    assert tops == {f"{BASE}:L{number}" for number in range(1, 6)}
    assert {name for name, _ in pairs(store, "topConceptOf")} == tops


def test_every_indicator_has_a_definition_and_a_source(store: Store) -> None:
    source = NamedNode("http://purl.org/dc/terms/source")
    for indicator in load_scheme().indicators:
        subject = NamedNode(f"{BASE}:{indicator.id}")
        assert len(list(store.quads_for_pattern(subject, NamedNode(SKOS + "definition"), None))) == 3
        cited = [one.object for one in store.quads_for_pattern(subject, source, None)]
        assert cited and all(isinstance(one, Literal) and len(one.value) > 40 for one in cited)


def test_quotes_backslashes_and_odd_ids_stay_what_they_are(write_scheme_folder: Writer, tiny: dict[str, str]) -> None:
    nasty = 'a "b" \\ <c> \u2028 \U0001f600'
    text = tiny["indicators/reach.yaml"].replace("{en: Reach,", "{en: " + json.dumps(nasty, ensure_ascii=False) + ",")
    text = text.replace("reach.twin_count", '"reach > x {y}"')
    scheme = load_scheme(write_scheme_folder({"indicators/reach.yaml": text}))
    store = Store()
    store.load(write_scheme(scheme, "skos").encode(), format=RdfFormat.TURTLE)
    [one] = scheme.indicators
    assert ("urn:proxeny:scheme:tiny:reach%20%3E%20x%20%7By%7D", one.label.en) in pairs(store, "prefLabel")


def test_the_csv_has_a_row_per_indicator_with_all_its_words() -> None:
    rows = list(csv.DictReader(io.StringIO(write_scheme(load_scheme(), "csv"))))
    assert [row["id"] for row in rows] == [one.id for one in load_scheme().indicators]
    for row, indicator in zip(rows, load_scheme().indicators, strict=True):
        assert indicator.measure is not None
        assert (row["label_fa"], row["definition_tr"]) == (indicator.label.fa, indicator.definition.tr)
        assert json.loads(row["measure_parts"]) == plain(indicator.measure.parts)


def test_a_cell_that_a_spreadsheet_would_run_is_escaped(write_scheme_folder: Writer, tiny: dict[str, str]) -> None:
    text = tiny["indicators/reach.yaml"].replace("{en: Reach,", "{en: \"=cmd|' /C calc'!A0\",")
    scheme = load_scheme(write_scheme_folder({"indicators/reach.yaml": text}))
    [row] = csv.DictReader(io.StringIO(write_scheme(scheme, "csv")))
    assert row["label_en"].startswith("'=")


def test_the_json_is_the_whole_scheme() -> None:
    assert json.loads(write_scheme(load_scheme(), "json")) == json.loads(json.dumps(plain(load_scheme())))
    assert json.loads(write_scheme(load_scheme(), "json"))["hash"] == load_scheme().hash


def test_an_unknown_format_is_answered_with_the_known_ones() -> None:
    with pytest.raises(UnknownName, match="skos, csv, json"):
        write_scheme(load_scheme(), "xml")
