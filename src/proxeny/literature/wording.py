"""Folding wordings into terms: case always; hyphens, accents and plurals where asked."""

from __future__ import annotations

import re
import unicodedata

import polars as pl

from proxeny.text import fold

FOLDS = ("hyphen", "accent", "plural")
_HYPHENS = r"[\-\u2010-\u2015\u2212/_]+"
_KEPT_S = re.compile(r"(ss|us|is|as|os|ics|ies|news|series|species)$")
_LETTERS = str.maketrans({"İ": "i", "ي": "ی", "ى": "ی", "ك": "ک", "\u200e": None, "\u200f": None, "\ufeff": None})


def fold_terms(wordings: pl.Series, folds: frozenset[str]) -> pl.Series:
    """The term of each wording. Case and the two Arabic letters that Persian writes otherwise are always folded.

    hyphen: as a space; accent: letters without marks, dotless as dotted i; plural: English nouns without s.
    """
    terms = wordings.map_elements(_fold_letters, return_dtype=pl.String) if _is_plain(wordings) is False else wordings
    terms = terms.str.to_lowercase()
    if "hyphen" in folds:
        terms = terms.str.replace_all(_HYPHENS, " ")
    if "accent" in folds:
        terms = terms.map_elements(_fold_accents, return_dtype=pl.String)
    terms = terms.str.replace_all(r"\s+", " ").str.strip_chars(" .,;:")
    if "plural" in folds:
        terms = terms.map_elements(fold_plural, return_dtype=pl.String)
    return terms.fill_null("")


def _is_plain(wordings: pl.Series) -> bool:
    return not bool(wordings.str.contains(r"[İيىك\x{200e}\x{200f}\x{feff}]").any())


def _fold_letters(text: str) -> str:
    return text.translate(_LETTERS)


def _fold_accents(text: str) -> str:
    if text.isascii():
        return text
    spread = unicodedata.normalize("NFKD", text.replace("ı", "i"))
    return unicodedata.normalize("NFC", "".join(letter for letter in spread if not unicodedata.combining(letter)))


def fold_plural(term: str) -> str:
    """An English term with its last word in the singular, by its ending alone.

    >>> [fold_plural(word) for word in ("sister cities", "networks", "politics", "crisis", "gps", "boxes")]
    ['sister city', 'network', 'politics', 'crisis', 'gps', 'box']
    """
    if len(term) < 5 or not term.isascii() or not term.endswith("s"):
        return term
    if term.endswith("ies") and term[-4] not in "aeiou" and not term.endswith(("series", "species")):
        return term[:-3] + "y"
    if _KEPT_S.search(term):
        return term
    if term.endswith(("xes", "ches", "shes", "sses")):
        return term[:-2]
    return term[:-1]


def compare_key(term: str) -> str:
    """What two terms have in common that are written otherwise: no case, marks, hyphens, spaces or plural s."""
    return fold_plural(fold(term)).replace(" ", "")
