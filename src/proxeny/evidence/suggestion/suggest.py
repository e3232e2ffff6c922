"""One question, two ways to answer it: words alone, or words and nearness in meaning together."""

from __future__ import annotations

import math

from proxeny.errors import FaultyInput
from proxeny.evidence.suggestion.lexical import Suggestion, suggest_lexical
from proxeny.evidence.suggestion.meaning import covers, load_layer
from proxeny.evidence.suggestion.profile import build_profiles
from proxeny.evidence.suggestion.tokens import detect_language
from proxeny.scheme.model import Scheme

MAX_TEXT = 20_000
_RANKS = 8.0  # how fast the worth of a place in a list falls
_WORDS = 0.15  # what a point of BM25 is worth in log-probability: cross-validated over our examples


def suggest(
    text: str, *, scheme: Scheme | None = None, embeddings: bool = False, language: str = "", limit: int = 10
) -> list[Suggestion]:
    """Indicators for a passage, best first, with the words that speak for each. Raises `FaultyInput`, `Unavailable`.

    With ``embeddings`` each suggestion has two parts, ``words`` and ``meaning``, and a sentence of ours that it is
    like. For indicators of the built-in scheme the score is a probability, by the shipped layer and the words; for a
    scheme of one's own two lists are merged by reciprocal rank (Cormack, Clarke and Buettcher 2009). Nothing is ever
    applied: a person decides.
    """
    if not text.strip():
        raise FaultyInput.of("suggest-empty")
    if len(text) > MAX_TEXT:
        raise FaultyInput.of("suggest-long", limit=MAX_TEXT)
    found = suggest_lexical(text, scheme=scheme, language=language)
    if embeddings:
        found = (_weigh if covers(scheme) else _merge)(text, found, scheme, language)
    return found[:limit]


def _weigh(text: str, found: list[Suggestion], scheme: Scheme | None, language: str) -> list[Suggestion]:
    """Where the shipped layer knows the scheme: softmax of its log-probability and of the points of the words."""
    from proxeny.evidence.suggestion.embedding import embed_passage

    layer, vectors = load_layer(), embed_passage(text)
    known = dict(zip(layer.indicators, layer.rate(vectors).tolist(), strict=True))
    wanted = [one.id for one in scheme.indicators] if scheme else list(layer.indicators)
    by_words = {one.indicator: one for one in found}
    like = layer.find_like(vectors[0], language or detect_language(text))
    points = {one: math.log(known[one]) + (_WORDS * by_words[one].score if one in by_words else 0.0) for one in wanted}
    most = max(points.values())
    total = sum(math.exp(one - most) for one in points.values())
    merged = []
    for one in wanted:
        word = by_words.get(one)
        parts = {"words": word.score if word else 0.0, "meaning": round(known[one], 4)}
        score = round(math.exp(points[one] - most) / total, 6)
        merged.append(Suggestion(one, score, parts, word.reasons if word else (), like.get(one, "")))
    return sorted(merged, key=lambda one: (-one.score, -points[one.indicator], one.indicator))


def _merge(text: str, found: list[Suggestion], scheme: Scheme | None, language: str) -> list[Suggestion]:
    from proxeny.evidence.suggestion.embedding import measure_nearness

    spoken = language or detect_language(text)
    profiles = [one for one in build_profiles(scheme) if one.language == spoken]
    near = dict(zip((one.indicator for one in profiles), measure_nearness(text, profiles), strict=True))
    by_words = {one.indicator: (place, one) for place, one in enumerate(found, 1)}
    by_meaning = sorted(near, key=lambda one: (-near[one], one))
    merged = []
    for place, indicator in enumerate(by_meaning, 1):
        rank, known = by_words.get(indicator, (0, None))
        score = 1 / (_RANKS + place) + (1 / (_RANKS + rank) if rank else 0.0)
        parts = {"words": known.score if known else 0.0, "meaning": round(float(near[indicator]), 4)}
        merged.append(Suggestion(indicator, round(score, 6), parts, known.reasons if known else ()))
    return sorted(merged, key=lambda one: (-one.score, one.indicator))
