"""Suggestions find the indicator, and say by which words. The passages were written before anything was tuned."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pytest

from proxeny.errors import FaultyInput
from proxeny.evidence.suggestion.suggest import suggest

# What was found when the set was written; the lexicon was not changed afterwards.
HONEST = {"en": 0.81, "tr": 0.91, "fa": 0.91}
ROWS = list(csv.DictReader(Path(__file__).with_name("passages.csv").open(encoding="utf-8")))


def test_the_labelled_set_is_large_enough():
    assert len(ROWS) >= 120
    assert len({row["indicator"] for row in ROWS}) >= 8
    assert {row["language"] for row in ROWS} == {"en", "tr", "fa"}


def test_words_alone_find_three_of_four_in_the_held_out_half():
    right, all_ = Counter(), Counter()
    for row in ROWS[1::2]:
        found = [one.indicator for one in suggest(row["passage"])[:3]]
        right[row["language"]] += row["indicator"] in found
        all_[row["language"]] += 1
    assert all(right[one] / all_[one] >= 0.75 for one in all_)


def test_a_set_written_after_the_lexicon_keeps_what_it_was_found_to_have():
    """The honest figure: `make bench ARGS=evidence` prints it beside the other. It may rise, not fall."""
    right, all_ = Counter(), Counter()
    for row in csv.DictReader(Path(__file__).with_name("passages_held_out.csv").open(encoding="utf-8")):
        found = [one.indicator for one in suggest(row["passage"])[:3]]
        right[row["language"]] += row["indicator"] in found
        all_[row["language"]] += 1
    assert all(count >= 20 for count in all_.values())
    assert all(round(right[one] / all_[one], 2) >= least for one, least in HONEST.items())


def test_a_suggestion_names_words_of_the_passage():
    text = "شهرداری در سال ۲۰۱۱ عضو کامل سازمان جهانی شد."
    first = suggest(text)[0]
    assert first.indicator == "NET-1"
    assert all(reason.word in text for reason in first.reasons)
    assert first.score == pytest.approx(sum(reason.points for reason in first.reasons), abs=0.01)


def test_with_and_without_half_space_is_the_same_word():
    one, two = (suggest(f"نشست {word} برگزار شد")[0].indicator for word in ("گفت\u200cوگو", "گفتوگو"))
    assert one == two


@pytest.mark.parametrize("text", ["", "  ", "x" * 20_001])
def test_nothing_or_too_much_is_refused(text):
    with pytest.raises(FaultyInput):
        suggest(text)


def test_words_that_nobody_knows_give_nothing():
    assert suggest("qwxz") == []
