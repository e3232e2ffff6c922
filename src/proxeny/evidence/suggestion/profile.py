"""What is known of each indicator in words: label, lexicon, examples, definition and rule, in three languages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from proxeny.evidence.importance.shipped import shipped_table
from proxeny.scheme.loader import load_scheme
from proxeny.scheme.model import Scheme

LANGUAGES = ("en", "tr", "fa")


@dataclass(frozen=True, slots=True)
class Profile:
    """The words of one indicator in one language."""

    indicator: str
    language: str
    label: str
    terms: tuple[str, ...]
    text: str  # definition and rule of coding
    examples: tuple[str, ...] = ()  # sentences of ours, as a text would speak of it


def build_profiles(scheme: Scheme | None = None) -> tuple[Profile, ...]:
    """Profiles of all indicators in all languages; lexicon and examples belong to the ids of the built-in scheme."""
    lexicon, examples = _lexicon(), read_examples()
    made = []
    for one in (scheme or load_scheme()).indicators:
        for language in LANGUAGES:
            label = one.label.get(language)
            parts = [one.definition.get(language), one.coding.get(language)]
            terms = lexicon.get((one.id, language), ())
            text = " ".join(part for part in parts if part)
            made.append(Profile(one.id, language, label, terms, text, examples.get((one.id, language), ())))
    return tuple(made)


def read_examples() -> Mapping[tuple[str, str], tuple[str, ...]]:
    """By indicator and language: sentences of ours, written as charters, studies and offices would speak of it."""
    found: dict[tuple[str, str], list[str]] = {}
    for row in shipped_table("examples").iter_rows(named=True):
        found.setdefault((row["indicator"], row["language"]), []).append(row["text"])
    return {key: tuple(texts) for key, texts in found.items()}


def _lexicon() -> Mapping[tuple[str, str], tuple[str, ...]]:
    rows = shipped_table("lexicon").iter_rows(named=True)
    return {(row["indicator"], row["language"]): tuple(one.strip() for one in row["terms"].split(";")) for row in rows}
