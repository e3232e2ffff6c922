"""One question, two ways to answer it: words alone, or words and nearness in meaning together."""

from __future__ import annotations

from proxeny.errors import FaultyInput
from proxeny.evidence.suggestion.lexical import Suggestion, suggest_lexical
from proxeny.evidence.suggestion.profile import build_profiles
from proxeny.evidence.suggestion.tokens import detect_language
from proxeny.scheme.model import Scheme

MAX_TEXT = 20_000
_RANKS = 8.0  # how fast the worth of a place in a list falls


def suggest(
    text: str, *, scheme: Scheme | None = None, embeddings: bool = False, language: str = "", limit: int = 10
) -> list[Suggestion]:
    """Indicators for a passage, best first, with the words that speak for each. Raises `FaultyInput`, `Unavailable`.

    With ``embeddings`` the two lists are merged by reciprocal rank (Cormack, Clarke and Buettcher 2009), and each
    suggestion has both parts: ``words`` and ``meaning``. Nothing is ever applied: a person decides.
    """
    if not text.strip():
        raise FaultyInput.of("suggest-empty")
    if len(text) > MAX_TEXT:
        raise FaultyInput.of("suggest-long", limit=MAX_TEXT)
    found = suggest_lexical(text, scheme=scheme, language=language)
    return (_merge(text, found, scheme, language) if embeddings else found)[:limit]


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
