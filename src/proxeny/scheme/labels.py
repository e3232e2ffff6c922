"""Words in the three languages of the product."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

LANGUAGES = ("en", "fa", "tr")


@dataclass(frozen=True, slots=True)
class Label:
    """The same words in English, Persian and Turkish."""

    en: str = ""
    fa: str = ""
    tr: str = ""

    def get(self, language: str) -> str:
        """The words in ``language`` (``tr``, ``tr-TR``...), in English where there are none."""
        words = {"en": self.en, "fa": self.fa, "tr": self.tr}
        return words.get(language.split("-")[0].lower(), "") or self.en

    def items(self) -> Iterator[tuple[str, str]]:
        """Pairs (language, words) of the languages that have words."""
        return ((language, words) for language in LANGUAGES if (words := getattr(self, language)))

    def __bool__(self) -> bool:
        return bool(self.en or self.fa or self.tr)

    def __str__(self) -> str:
        return self.en


NO_WORDS = Label()
