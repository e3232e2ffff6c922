"""The words of the scheme: complete, well spelt, and our own."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from proxeny.scheme.content import plain
from proxeny.scheme.loader import load_scheme
from proxeny.text import ZWNJ, fold

LONGEST_COMMON_RUN = 7


def labels(data: object, place: str = "scheme") -> Iterator[tuple[str, dict[str, str]]]:
    """Every label of the scheme with the path to it."""
    if isinstance(data, dict):
        if data.keys() & {"en", "fa", "tr"}:
            yield place, data
            return
        for key, value in data.items():
            yield from labels(value, f"{place}.{key}")
    elif isinstance(data, list):
        for number, value in enumerate(data):
            yield from labels(value, f"{place}[{number}]")


ALL = list(labels(plain(load_scheme())))


def test_every_label_has_words_in_three_languages() -> None:
    assert len(ALL) > 300
    assert [place for place, words in ALL if set(words) != {"en", "fa", "tr"}] == []


def test_persian_uses_persian_letters_and_the_written_ezafe() -> None:
    text = "\n".join(words["fa"] for _, words in ALL)
    assert re.findall("[يكةۀ\u0660-\u0669]", text) == []
    assert re.findall(f"{ZWNJ}[ \n.,]|[ \n]{ZWNJ}|[اآدذرزژو]{ZWNJ}(?:ها|های)\\b", text) == []


def test_persian_plurals_and_prefixes_are_joined_with_the_zero_width_non_joiner() -> None:
    text = "\n".join(words["fa"] for _, words in ALL)
    assert re.findall(r"\b(?:می|نمی) \w+|\w+ (?:ها|های|هایی)\b", text) == []


def test_turkish_keeps_the_spellings_of_the_glossary() -> None:
    text = "\n".join(words["tr"] for _, words in ALL)
    assert re.findall(r"(?i)\bişbirliğ\w*|\bresmi\b|\bhükümet\w*|\bçoktaraflı\b|\byurtdışı\w*", text) == []


def test_english_has_no_persian_or_turkish_left_in_it() -> None:
    assert [words["en"] for _, words in ALL if re.search("[\u0600-\u06ff]", words["en"])] == []


def runs(text: str, length: int) -> set[tuple[str, ...]]:
    words = fold(text).split()
    return {tuple(words[start : start + length]) for start in range(len(words) - length + 1)}


@pytest.fixture(scope="module")
def seed_runs(shared: Path) -> set[tuple[str, ...]]:
    """Every run of words of the two papers that would be copying if it stood in the scheme."""
    texts = [path.read_text(encoding="utf-8") for path in sorted((shared / "seeds").glob("*.txt"))]
    return set().union(*(runs(text, LONGEST_COMMON_RUN + 1) for text in texts))


def test_no_text_shares_a_long_run_of_words_with_the_papers(seed_runs: set[tuple[str, ...]]) -> None:
    copied = [
        (place, " ".join(run))
        for place, words in ALL
        for text in words.values()
        for run in runs(text, LONGEST_COMMON_RUN + 1) & seed_runs
    ]
    assert copied == []


def test_no_paraphrase_is_a_quotation_kept_with_the_model(shared: Path) -> None:
    model = yaml.safe_load((shared / "model/model.yaml").read_text(encoding="utf-8"))
    quotes = {
        fold(one[language]) for item in model["indicators"] for one in item["support"] for language in ("fa", "en")
    }
    ours = {
        fold(words)
        for indicator in load_scheme().indicators
        for one in indicator.provenance
        for _, words in one.paraphrase.items()
    }
    assert ours & quotes == set()
    long = [quote for quote in quotes if len(quote.split()) > 4]
    assert [quote for quote in long for words in ours if quote in words] == []


def test_texts_are_short() -> None:
    assert max(len(text) for _, words in ALL for text in words.values()) < 400


def test_no_text_holds_markup_or_control_characters() -> None:
    assert not re.search(r"[<>\u202a-\u202e]|\\u00[01]", json.dumps(plain(load_scheme()), ensure_ascii=False))
