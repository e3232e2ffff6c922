"""Noun phrases of titles and abstracts: by the little words that cannot be part of one; plain n-grams otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

import polars as pl

from proxeny.text import script

_LONGEST = 3
_SENTENCE = re.compile(r"[.;:!?()\[\]\"“”«»،؛؟,\n]+")
_WORD = re.compile(r"[^\W\d_][\w\-’'\u200c]*")
_TURKISH = re.compile(r"[ğışİ]")


def build_phrases(corpus: pl.DataFrame) -> pl.DataFrame:
    """``document`` and ``wording``: the phrases of each work's title and abstract, each once per work.

    English: runs of words between function words, verbs of reporting and punctuation, shortened from the left to three
    words, whose last word is no adverb or participle; the head of a longer phrase counts as well. Turkish and Persian:
    runs of one to three words between function words, for their nouns take endings that would need a parser.
    """
    rows: list[tuple[int, str]] = []
    for number, (title, abstract) in enumerate(corpus.select("title", "abstract").iter_rows()):
        text = f"{title or ''}. {abstract or ''}"
        rows.extend((number, phrase) for phrase in dict.fromkeys(find_phrases(text)))
    return pl.DataFrame(rows, schema={"document": pl.UInt32, "wording": pl.String}, orient="row")


def find_phrases(text: str) -> Iterator[str]:
    """The phrases of ``text``, in lower case.

    >>> list(find_phrases("The sister cities of Istanbul foster public diplomacy."))
    ['sister cities', 'istanbul foster public diplomacy', 'foster public diplomacy']
    """
    language = "fa" if script(text) == "arabic" else "tr" if _TURKISH.search(text) else "en"
    stop = read_stop_words(language)
    for sentence in _SENTENCE.split(text.lower()):
        run: list[str] = []
        for word in [*_WORD.findall(sentence), ""]:
            if word and word not in stop and len(word) > 1:
                run.append(word)
                continue
            yield from _cut(run, language)
            run = []


def _cut(run: list[str], language: str) -> Iterator[str]:
    if language != "en":
        for length in range(1, _LONGEST + 1):
            for at in range(len(run) - length + 1):
                yield " ".join(run[at : at + length])
        return
    while run and (run[-1].endswith("ly") or (run[-1].endswith("ed") and len(run) > 1)):
        run = run[:-1]
    if not run:
        return
    if len(run) <= _LONGEST + 1:
        yield " ".join(run)
    if len(run) > _LONGEST:
        yield " ".join(run[-_LONGEST:])


@cache
def read_stop_words(language: str) -> frozenset[str]:
    """Words that stand in no phrase: en, tr or fa."""
    text = files("proxeny.literature").joinpath("data", f"stop_words_{language}.txt").read_text(encoding="utf-8")
    return frozenset(word for word in text.split() if not word.startswith("#"))
