"""Words of codes: every code list in the three languages, as data."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from babel import Locale

from proxeny.scheme.loader import load_scheme
from proxeny.yaml_text import read_yaml

Words = Mapping[str, str]

LANGUAGES = ("en", "tr", "fa")
SCHEME_LISTS = frozenset({"dimension", "form", "organ"})
NAMED_BY_POLICY: Mapping[str, Words] = {  # short neutral names; see the page "about" for the policy
    "PS": {"en": "Palestine", "tr": "Filistin", "fa": "فلسطین"},
    "TW": {"en": "Taiwan", "tr": "Tayvan", "fa": "تایوان"},
    "XK": {"en": "Kosovo", "tr": "Kosova", "fa": "کوزوو"},
    "HK": {"en": "Hong Kong", "tr": "Hong Kong", "fa": "هنگ‌کنگ"},
    "MO": {"en": "Macao", "tr": "Makao", "fa": "ماکائو"},
}


@cache
def labels() -> Mapping[str, Mapping[str, Words]]:
    """Code list -> code -> language -> words, from ``report/labels.yaml``."""
    found: Mapping[str, Mapping[str, Words]] = read_yaml(
        files("proxeny.report").joinpath("labels.yaml").read_text(encoding="utf-8")
    )
    return found


@cache
def _scheme_labels() -> Mapping[str, Words]:
    scheme = load_scheme()
    named = [*scheme.nodes(), *scheme.dimensions, *scheme.indicators]
    return {one.id: dict(one.label.items()) for one in named}


def label(codes: str, code: str, language: str) -> str:
    """The words of ``code`` in list ``codes``; an unknown code shows itself.

    >>> label("place_kind", "district", "tr")
    'ilçe'
    """
    words = _scheme_labels().get(code) if codes in SCHEME_LISTS else labels().get(codes, {}).get(code)
    return (words or {}).get(language) or (words or {}).get("en") or code


def country(code: str, language: str) -> str:
    """The name of an ISO 3166-1 alpha-2 country (CLDR, but for the short names of `NAMED_BY_POLICY`)."""
    chosen = NAMED_BY_POLICY.get(code)
    return chosen[language] if chosen else _territories(language).get(code, code)


@cache
def _territories(language: str) -> Words:
    named: Words = Locale(language).territories
    return named
