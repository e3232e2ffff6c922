"""Merges of terms that a person may accept, each with its reason: spelling, acronyms, near words."""

from __future__ import annotations

import re

import polars as pl
from rapidfuzz import fuzz, process

from proxeny.literature.wording import compare_key
from proxeny.tables import Schema

_ACRONYM = re.compile(r"^(.{6,80}?)\s*\(([a-z][a-z0-9&-]{1,9})\)$")
_NEAR = 92.0
_MOST = 3000
_SCHEMA: Schema = {
    "label": pl.String,
    "replace_by": pl.String,
    "reason": pl.String,
    "occurrences": pl.Int64,
    "occurrences_by": pl.Int64,
}


def propose_merges(counted: pl.DataFrame) -> pl.DataFrame:
    """label, replace_by, reason (``spelling``, ``acronym``, ``near``), occurrences of both; the rarer is replaced.

    ``counted``: label and occurrences. spelling: equal but for hyphens, accents, spaces and plural; acronym: the long
    form carries the short one in brackets, or its initials are the short one; near: letters differ little (rapidfuzz
    token ratio of at least 92), among the three thousand most frequent. Nothing is merged by itself.
    """
    ranked = counted.sort(["occurrences", "label"], descending=[True, False]).head(_MOST)
    often = dict(ranked.select("label", "occurrences").iter_rows())
    found: dict[str, tuple[str, str]] = {}
    _by_key(often, found)
    _by_acronym(often, found)
    _by_letters(often, found)
    rows = [(label, by, reason, often[label], often.get(by, 0)) for label, (by, reason) in found.items()]
    table = pl.DataFrame(rows, schema=dict(_SCHEMA), orient="row")
    return table.sort(["occurrences", "label"], descending=[True, False])


Found = dict[str, tuple[str, str]]


def _by_key(often: dict[str, int], found: Found) -> None:
    first: dict[str, str] = {}
    for label in often:
        key = compare_key(label)
        if key and first.setdefault(key, label) != label:
            found[label] = (first[key], "spelling")


def _by_acronym(often: dict[str, int], found: Found) -> None:
    initials: dict[str, str] = {}
    for label in often:
        words = re.findall(r"[^\W\d_]+", label)
        if len(words) > 2:
            initials.setdefault("".join(word[0] for word in words), label)
    for label in often:
        match = _ACRONYM.match(label)
        if match and match[1] in often and label not in found:
            found[label] = (match[1], "acronym")
            continue
        long = initials.get(label, "") if 3 <= len(label) <= 6 and label.isalpha() else ""
        if long and label not in found and not _leads_to(long, label, found):
            found[label] = (long, "acronym")


def _leads_to(start: str, end: str, found: Found) -> bool:
    while start in found:
        start = found[start][0]
    return start == end


def _by_letters(often: dict[str, int], found: Found) -> None:
    labels = [label for label in often if label not in found and len(label) > 6]
    for at, label in enumerate(labels[1:], 1):
        near = process.extractOne(label, labels[:at], scorer=fuzz.ratio, score_cutoff=_NEAR)
        if near and _digits(near[0]) == _digits(label):
            found[label] = (near[0], "near")


def _digits(text: str) -> list[str]:
    return re.findall(r"\d+", text)
