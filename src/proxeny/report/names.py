"""Names of places and organisations as a reader of each language knows them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from proxeny.report.labels import LANGUAGES
from proxeny.text import clean, script


class Named(Protocol):
    """Anything with a main name and one for each language."""

    @property
    def name(self) -> str: ...
    @property
    def name_en(self) -> str: ...
    @property
    def name_tr(self) -> str: ...
    @property
    def name_fa(self) -> str: ...


def name_in(named: Named, language: str) -> tuple[str, str]:
    """The best name for a reader and the language it is in (empty where nobody said).

    A reader of Latin script is given a Latin name before one in another script.
    """
    own = {"en": named.name_en, "tr": named.name_tr, "fa": named.name_fa}
    name, of = choose_name(named.name, own, language)
    return clean(name, 200), of


def choose_name(name: str, own: Mapping[str, str], language: str) -> tuple[str, str]:
    """The choice of `name_in` among a main name and one of each language, as they stand in the register."""
    if own[language]:
        return own[language], language
    wanted = "arabic" if language == "fa" else "latin"
    if name and (name.isascii() or script(name) in (wanted, "latin")):
        return name, ""
    for other in LANGUAGES:
        if own[other] and (language == "fa" or other != "fa"):
            return own[other], other
    return name or own["fa"], ""
