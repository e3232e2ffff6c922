"""Every question is one that an ordinary SPARQL 1.1 engine understands."""

from __future__ import annotations

import pytest

from proxeny.io.fetch import queries

QUESTIONS = {
    "twinnings of all": queries.ask_twinnings("", "", 10),
    "twinnings of a country": queries.ask_twinnings("TR", "http://www.wikidata.org/entity/statement/Q1-a", 10),
    "memberships": queries.ask_memberships("TR", "", 10),
    "places": queries.ask_places("TR", 500, "http://www.wikidata.org/entity/Q1", 10),
    "countries": queries.ask_countries("", 1000),
    "items with dates": queries.ask_items(["Q406", "Q365"], ["P17", "P31", "P571"]),
    "classes": queries.ask_classes(["Q515"], ["Q486972"]),
}


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_endpoint_understands_the_question(endpoint, question):
    assert b'"bindings"' in endpoint.answer(QUESTIONS[question])


@pytest.mark.parametrize("question", QUESTIONS)
def test_no_question_uses_what_only_one_engine_knows(question):
    assert not [word for word in ("SERVICE", "hint:", "bd:", "OFFSET") if word in QUESTIONS[question]]


def test_a_key_sent_by_the_endpoint_cannot_change_the_next_question():
    question = queries.ask_places("TR", 500, 'x") } DELETE WHERE { ?s ?p ?o } #\n\\', 10)
    assert 'FILTER(STR(?item) > "x\\") } DELETE WHERE { ?s ?p ?o } #\\n\\\\")' in question
