"""What is known of each indicator in words: label, lexicon, definition and rule of coding, in three languages."""

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


def build_profiles(scheme: Scheme | None = None) -> tuple[Profile, ...]:
    """Profiles of all indicators in all languages; the lexicon belongs to the built-in scheme and to its ids."""
    lexicon = _lexicon()
    made = []
    for one in (scheme or load_scheme()).indicators:
        for language in LANGUAGES:
            label = one.label.get(language)
            parts = [one.definition.get(language), one.coding.get(language)]
            terms = lexicon.get((one.id, language), ())
            made.append(Profile(one.id, language, label, terms, " ".join(part for part in parts if part)))
    return tuple(made)


def _lexicon() -> Mapping[tuple[str, str], tuple[str, ...]]:
    rows = shipped_table("lexicon").iter_rows(named=True)
    return {(row["indicator"], row["language"]): tuple(one.strip() for one in row["terms"].split(";")) for row in rows}
