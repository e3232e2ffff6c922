"""Values of bibliographic fields, one at a time: years, DOIs, countries, lists."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from urllib.parse import unquote

_DOI = re.compile(r"10\.\d{4,9}/[^\s\"<>]+")
_YEAR = re.compile(r"(?<!\d)(1[5-9]\d\d|20\d\d|2100)(?!\d)")
_CODE = re.compile(r"[A-Z]{2}")
_COUNT = re.compile(r"\d+")
_STATE_OF_USA = re.compile(r"\bUSA?$", re.IGNORECASE)
COUNTRY_NAMES = {
    "usa": "United States", "united states of america": "United States", "us": "United States",
    "u.s.a": "United States",
    "peoples r china": "China", "people's republic of china": "China", "pr china": "China", "p.r. china": "China",
    "england": "United Kingdom", "scotland": "United Kingdom", "wales": "United Kingdom", "uk": "United Kingdom",
    "north ireland": "United Kingdom", "northern ireland": "United Kingdom", "great britain": "United Kingdom",
    "turkey": "Türkiye", "turkiye": "Türkiye", "russia": "Russian Federation", "iran": "Iran",
    "iran (islamic republic of)": "Iran", "islamic republic of iran": "Iran", "korea": "South Korea",
    "republic of korea": "South Korea", "viet nam": "Vietnam", "the netherlands": "Netherlands",
    "czech republic": "Czechia", "u arab emirates": "United Arab Emirates", "fed rep ger": "Germany",
}  # fmt: skip


def read_doi(text: str) -> str:
    """The DOI within ``text``, in lower case; empty where there is none.

    >>> read_doi("https://doi.org/10.1002/CPP.2398"), read_doi("doi=10.1016%2fj.ecolecon.2018.07.016&partnerID=40")
    ('10.1002/cpp.2398', '10.1016/j.ecolecon.2018.07.016')
    """
    plain = text if "10." in text and "%2" not in text else unquote(text)
    found = _DOI.search(plain)
    return found[0].split("&partnerID")[0].rstrip(".,;)]}").lower() if found else ""


def read_year(text: str) -> int | None:
    """The first year of four digits within ``text``.

    >>> read_year("2017 Mar"), read_year("1 Jan.-Feb. 2019"), read_year("in press")
    (2017, 2019, None)
    """
    found = _YEAR.search(text)
    return int(found[1]) if found else None


def read_count(text: str) -> int | None:
    """The first whole number within ``text``: ``cited By 12`` is 12."""
    found = _COUNT.search(text)
    return int(found[0]) if found and len(found[0]) < 10 else None


_OTHERWISE = {"RU": "Russian Federation", "HK": "Hong Kong", "MO": "Macao", "MM": "Myanmar", "PS": "Palestine"}


@cache
def name_country(text: str) -> str:
    """A country under its one name, from a code of two letters (ISO 3166, named as Unicode CLDR does) or a name.

    >>> name_country("DE"), name_country("TR"), name_country("usa"), name_country("Peru")
    ('Germany', 'Türkiye', 'United States', 'Peru')
    """
    if _CODE.fullmatch(text):
        from babel import Locale

        named = _OTHERWISE.get(text) or Locale("en").territories.get(text, text).replace(" & ", " and ")
        return COUNTRY_NAMES.get(named.lower(), named)
    return COUNTRY_NAMES.get(text.lower(), text)


def read_country(affiliation: str) -> str:
    """The country at the end of an affiliation, under one name; empty where its last part is none.

    >>> read_country("Harvard Univ, Sch Publ Hlth, Boston, MA 02115 USA."), read_country("Univ Delhi, Delhi, India")
    ('United States', 'India')
    """
    last = affiliation.rsplit(",", 1)[-1].strip(" .;")
    if _STATE_OF_USA.search(last):
        return "United States"
    known = COUNTRY_NAMES.get(last.lower())
    if known:
        return known
    usable = 2 < len(last) < 40 and not any(letter.isdigit() or letter == "@" for letter in last)
    return (last.title() if last.isupper() else last) if usable else ""


def read_countries(affiliations: Iterable[str]) -> list[str]:
    """Countries of the affiliations, each once, in the order of their first mention."""
    return list(dict.fromkeys(filter(None, map(read_country, affiliations))))


def split_list(text: str, separator: str = ";") -> list[str]:
    """The items of a list in one cell, without empty ones."""
    return [item for part in text.split(separator) if (item := " ".join(part.split()))]


def unique(items: Iterable[str]) -> list[str]:
    """Each item once, in order."""
    return list(dict.fromkeys(items))
