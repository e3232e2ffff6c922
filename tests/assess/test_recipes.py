"""A recipe is checked as a whole: every fault at once, each with its line."""

from __future__ import annotations

import pytest

from proxeny.assess.recipe.default import default_recipe
from proxeny.assess.recipe.reading import parse_recipe
from proxeny.errors import FaultyInput
from proxeny.scheme.coding import count_sources
from proxeny.scheme.loader import load_scheme
from tests.assess.recipes import HEAD, STEPS, VARIED, recipe


def faults_of(text):
    """The faults of a recipe as (code, line)."""
    with pytest.raises(FaultyInput) as caught:
        parse_recipe(text.encode(), "small.yaml")
    return [(fault.code, fault.where.line) for fault in caught.value.faults], str(caught.value)


def test_a_sound_recipe_has_no_fault_and_a_hash_of_its_content():
    made = recipe(HEAD + STEPS + VARIED)
    assert len(made.indicators) == 3
    assert made.hash == recipe("# a comment\n" + HEAD + STEPS + VARIED).hash
    assert made.hash != recipe(HEAD.replace("high: 10", "high: 11") + STEPS + VARIED).hash


@pytest.mark.parametrize(
    ("old", "new", "code", "line"),
    [
        ("{id: left, parent: index}", "{id: left, parent: indx}", "assess-parent-unknown", 5),
        ("{id: left, parent: index}", "{id: left}", "assess-roots-many", 5),
        ("{id: index}", "{id: index, parent: left}", "assess-hierarchy-cycle", 4),
        ("{id: a, parent: left, ", "{id: a, ", "assess-parent-missing", 8),
        ("{id: b,", "{id: a,", "scheme-id-twice", 9),
        ("parent: right, low: 0, high: 10", "parent: right, weight: 0, low: 0, high: 10", "assess-weights-zero", 10),
        ("{id: b, parent: left, low: 0, high: 10", "{id: b, parent: left", "assess-goalposts-missing", 9),
        ("b, parent: left, low: 0, high: 10", "b, parent: left, low: 3, high: 3", "assess-goalposts-equal", 9),
        ("low: 0, high: 10, frequency: 2", "scale: log, low: 0, high: 10", "assess-goalposts-log", 9),
        ("low: 0, high: 10, frequency: 2", "low: inf, high: 10", "assess-number-wrong", 9),
        ("low: 0, high: 10, frequency: 2", "low: 0, hihg: 10", "scheme-key-unknown", 9),
        ("method: goalposts", "method: minmaxx", "scheme-word-unknown", 12),
        ("method: goalposts, low: 0", "method: goalposts, lo: 0", "scheme-key-unknown", 12),
        ("  - {step: normalise, method: goalposts, low: 0, high: 100}\n", "", "assess-step-missing", 11),
        ("method: arithmetic}", "method: arithmetic, levels: {'7': geometric}}", "assess-level-unknown-far", 13),
        ("method: arithmetic}", "method: arithmetic}\n  - {step: impute, method: mean}", "assess-step-order", 14),
        ("method: arithmetic}", "method: arithmetic}\n  - {step: aggregate}", "assess-step-twice", 14),
        ("steps:", "scheme: {id: city-diplomacy-32, version: '0.9'}\nsteps:", "assess-scheme-version", 11),
        ("steps:", "scheme: {id: other, version: '1.0'}\nsteps:", "assess-scheme-other", 11),
        ("- {step: agg", "- {step: impute, method: mean, group: land}\n  - {step: agg", "assess-group-unknown-far", 13),
    ],
)  # fmt: skip
def test_each_fault_has_its_code_and_line(old, new, code, line):
    text = HEAD + STEPS
    assert old in text
    found, _ = faults_of(text.replace(old, new, 1))
    assert (code, line) in found


def test_all_faults_come_at_once_with_file_line_and_what_to_do():
    text = (
        (HEAD + STEPS)
        .replace("parent: index", "parent: indx", 1)
        .replace("{id: b,", "{id: a,")
        .replace("goalposts", "goalpost")
    )
    found, words = faults_of(text)
    assert {"assess-parent-unknown", "scheme-id-twice", "scheme-word-unknown"} <= {code for code, _ in found}
    assert "small.yaml:5: 'left' stands below 'indx', which is no group of the recipe. Did you mean 'index'?" in words


@pytest.mark.parametrize(
    ("choice", "code"),
    [
        ("{id: x, step: treat, options: [none]}", "assess-choice-step"),
        ("{id: x, step: aggregate, noise: 0.1}", "assess-choice-weights"),
        ("{id: x, step: aggregate}", "assess-choice-empty"),
        ("{id: x, step: weigh, sets: {file: ../../etc/passwd}}", "assess-sets-path"),
        ("{id: x, step: aggregate, options: [{method: arithmetic, probability: 0}]}", "assess-weights-zero"),
    ],
)
def test_a_choice_that_makes_no_sense_is_a_fault(choice, code):
    found, _ = faults_of(HEAD + STEPS + f"uncertainty:\n  choices:\n    - {choice}\n")
    assert code in [one for one, _ in found]


def test_an_unknown_indicator_of_the_scheme_names_the_nearest():
    text = (
        "id: x\nscheme: {id: city-diplomacy-32, version: '1.0'}\nindicators:\n  - {id: NET-11, low: 0, high: 1}\n"
        + STEPS
    )
    found, words = faults_of(text)
    assert ("assess-indicator-unknown", 4) in found
    assert "Did you mean 'NET-1'?" in words


@pytest.mark.parametrize("text", ["", "[]", "id: [", "a: &x 1\nb: *x\n", "id: !!python/object:os.system x\n"])
def test_what_is_no_recipe_is_a_fault_and_no_traceback(text):
    faults_of(text)


def test_the_shipped_recipe_covers_the_scheme_with_fixed_goalposts_and_the_counts_of_both_coders():
    made, scheme = default_recipe(), load_scheme()
    assert [one.id for one in made.indicators] == [one.id for one in scheme.indicators]
    assert {one.id: one.frequency for one in made.indicators} == {
        one.id: count_sources("explicit_structural").get(one.id, 0.0) for one in scheme.indicators
    }
    assert made.step("normalise").method == "goalposts"
    assert made.step("weigh").method == "frequency"
    assert made.step("aggregate").method == "arithmetic"
    assert made.step("impute") is None
