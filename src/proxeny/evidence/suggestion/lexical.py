"""BM25 over stemmed words with fields: label, lexicon, examples, definition. Every point of a score names its word.

    score = sum_t idf(t) * f(t) (k1 + 1) / (f(t) + k1 (1 - b + b |d| / mean |d|)),  f(t) = sum_fields w_field tf(t,
    field)

Source: Robertson, S. and Zaragoza, H. (2009), The Probabilistic Relevance Framework: BM25 and Beyond (BM25F).
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from proxeny.evidence.suggestion.profile import Profile, build_profiles
from proxeny.evidence.suggestion.tokens import detect_language, tokens
from proxeny.scheme.model import Scheme

_FIELDS = {"label": 2.0, "terms": 2.0, "examples": 0.6, "text": 0.5}
_K1, _B = 1.2, 0.3


@dataclass(frozen=True, slots=True)
class Reason:
    """A word of the passage that speaks for the indicator, and how much."""

    word: str
    points: float


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An indicator with its score, the parts of it, the words of the passage behind them, and a sentence like it."""

    indicator: str
    score: float
    parts: Mapping[str, float]
    reasons: tuple[Reason, ...]
    like: str = ""  # of our examples the one that is nearest in meaning; only where meaning was asked for


@dataclass(frozen=True, slots=True)
class Index:
    """The indicators of one language, ready to be asked."""

    indicators: tuple[str, ...]
    frequencies: tuple[Mapping[str, float], ...]
    idf: Mapping[str, float]
    scale: tuple[float, ...]


def build_index(profiles: Sequence[Profile], language: str) -> Index:
    """Index the profiles of one language."""
    mine = [one for one in profiles if one.language == language]
    counted = [_weigh(one) for one in mine]
    sizes = [sum(one.values()) for one in counted]
    mean = sum(sizes) / len(sizes) if sizes else 1.0
    seen = Counter(stem for one in counted for stem in one)
    total = len(mine)
    idf = {stem: math.log(1 + (total - count + 0.5) / (count + 0.5)) for stem, count in seen.items()}
    scale = tuple(_K1 * (1 - _B + _B * size / mean) for size in sizes)
    return Index(tuple(one.indicator for one in mine), tuple(counted), idf, scale)


def _weigh(profile: Profile) -> Mapping[str, float]:
    found: dict[str, float] = defaultdict(float)
    examples, terms = " ".join(profile.examples), " ; ".join(profile.terms)
    fields = {"label": profile.label, "terms": terms, "examples": examples, "text": profile.text}
    for name, text in fields.items():
        for token in tokens(text, profile.language):
            found[token.stem] += _FIELDS[name] * token.weight
    return dict(found)


def score_words(index: Index, text: str, language: str) -> list[dict[str, float]]:
    """For each indicator of the index, points by word of the passage."""
    wanted: dict[str, dict[str, float]] = defaultdict(dict)
    for token in tokens(text, language):
        if token.stem in index.idf:
            known = wanted[token.stem]
            known[token.word] = max(known.get(token.word, 0.0), token.weight)
    scores = []
    for frequencies, scale in zip(index.frequencies, index.scale, strict=True):
        points: dict[str, float] = defaultdict(float)
        for stem, words in wanted.items():
            often = frequencies.get(stem, 0.0)
            if often:
                worth = index.idf[stem] * often * (_K1 + 1) / (often + scale)
                for word, weight in words.items():
                    points[word] += worth * weight
        scores.append(dict(points))
    return scores


def suggest_lexical(text: str, *, scheme: Scheme | None = None, language: str = "") -> list[Suggestion]:
    """Indicators for a passage by its words, best first; those without a single word in common are not there.

    >>> suggest_lexical("The twin towns hold a football tournament every June.")[0].indicator
    'CUL-3'
    """
    spoken = language or detect_language(text)
    index = build_index(build_profiles(scheme), spoken)
    found = []
    for indicator, points in zip(index.indicators, score_words(index, text, spoken), strict=True):
        if points:
            reasons = tuple(
                Reason(word, round(worth, 4)) for word, worth in sorted(points.items(), key=lambda one: -one[1])
            )
            score = round(sum(points.values()), 4)
            found.append(Suggestion(indicator, score, {"words": score}, reasons))
    return sorted(found, key=lambda one: (-one.score, one.indicator))
