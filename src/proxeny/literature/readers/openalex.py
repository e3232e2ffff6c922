"""OpenAlex as JSON: an answer of its API, a list of works, or one work a line. Its keywords are machine-assigned."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from proxeny.errors import Fault, FaultyInput
from proxeny.literature.parsing.rows import Row, build_read
from proxeny.literature.parsing.values import name_country, read_doi, unique
from proxeny.literature.readers import READERS, Format, Read
from proxeny.literature.source import Source

Work = dict[str, Any]
_COUNTRIES = re.compile(r"[A-Z]{2}")
_MOST_WORDS = 10_000


def sniff(source: Source) -> float:
    """JSON that speaks of OpenAlex."""
    head = source.head.lstrip()
    if not head.startswith(("{", "[")):
        return 0.0
    return 0.95 if "openalex.org/W" in head or '"authorships"' in head or '"publication_year"' in head else 0.1


def read(source: Source) -> Read:
    """Read the works; a line that is no JSON, or a work that is none, is rejected with its reason."""
    faults: list[Fault] = []
    rejected: list[Fault] = []
    rows = []
    for line, work in _find_works(source, faults, rejected):
        if isinstance(work, dict):
            rows.append(_row(line, work))
        else:
            rejected.append(source.fault("bib-work-odd", line))
    result = build_read(source, "openalex", rows, faults)
    return Read(result.table, result.faults, (*result.rejected, *rejected))


def _find_works(source: Source, faults: list[Fault], rejected: list[Fault]) -> Iterator[tuple[int, object]]:
    text = source.text.strip()
    try:
        whole = json.loads(text)
    except (json.JSONDecodeError, RecursionError) as problem:
        if "\n" in text and text.startswith("{") and "}\n{" in text.replace("}\r\n", "}\n"):
            yield from _find_lines(source, rejected)
            return
        yield from _find_first(source, text, problem, faults)
        return
    works = whole.get("results", whole.get("works", [whole])) if isinstance(whole, dict) else whole
    if not isinstance(works, list):
        raise FaultyInput(source.fault("bib-work-odd"))
    for work in works:
        yield 1, work


def _find_lines(source: Source, rejected: list[Fault]) -> Iterator[tuple[int, object]]:
    for number, line in enumerate(source.text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            yield number, json.loads(line)
        except (json.JSONDecodeError, RecursionError):
            rejected.append(source.fault("bib-json-line", number))


def _find_first(source: Source, text: str, problem: Exception, faults: list[Fault]) -> Iterator[tuple[int, object]]:
    """The works before the place at which a single JSON document breaks off."""
    decoder = json.JSONDecoder()
    start = re.search(r'"(?:results|works)"\s*:\s*\[', text)
    at = start.end() if start else text.find("[") + 1
    found = 0
    while (at := _skip(text, at)) < len(text) and text[at] == "{":
        try:
            work, at = decoder.raw_decode(text, at)
        except (json.JSONDecodeError, RecursionError):
            break
        found += 1
        yield text.count("\n", 0, at) + 1, work
    line = getattr(problem, "lineno", 1)
    if not found:
        raise FaultyInput(source.fault("bib-json-broken", line, reason=getattr(problem, "msg", "too deep")))
    faults.append(source.warn("bib-json-cut", line, count=found))


def _skip(text: str, at: int) -> int:
    while at < len(text) and text[at] in " \n\t,":
        at += 1
    return at


def _row(line: int, work: Work) -> Row:
    people = [one for one in _list(work, "authorships") if isinstance(one, dict)]
    place = _dict(_dict(work, "primary_location"), "source") or _dict(work, "host_venue")
    words = [one.get("display_name") for one in _list(work, "keywords") if isinstance(one, dict)]
    if not words:
        words = [one.get("display_name") for one in _list(work, "concepts") if isinstance(one, dict)]
    key = _short(work.get("id"))
    return {
        "line": line,
        "key": key,
        "title": _text(work.get("display_name") or work.get("title")),
        "year": work["publication_year"] if isinstance(work.get("publication_year"), int) else None,
        "kind": _text(work.get("type")),
        "source": _text(place.get("display_name")),
        "doi": read_doi(_text(work.get("doi"))),
        "url": _text(work.get("id")),
        "language": _text(work.get("language")),
        "abstract": _unfold(work.get("abstract_inverted_index")),
        "cited_by": work["cited_by_count"] if isinstance(work.get("cited_by_count"), int) else None,
        "authors": [_text(_dict(one, "author").get("display_name")) for one in people],
        "author_ids": [_short(_dict(one, "author").get("id")) for one in people],
        "countries": unique(code for one in people for code in _countries(one)),
        "keywords": unique(map(_text, words)),
        "index_keywords": unique(
            _text(one.get("display_name")) for one in _list(work, "topics") if isinstance(one, dict)
        ),
        "references": [_short(one) for one in _list(work, "referenced_works")],
    }


def _countries(person: Work) -> list[str]:
    codes = _list(person, "countries") or [
        one.get("country_code") for one in _list(person, "institutions") if isinstance(one, dict)
    ]
    return [name_country(code) for code in codes if isinstance(code, str) and _COUNTRIES.fullmatch(code)]


def _list(work: Work, name: str) -> list[Any]:
    found = work.get(name)
    return found if isinstance(found, list) else []


def _dict(work: Work, name: str) -> Work:
    found = work.get(name)
    return found if isinstance(found, dict) else {}


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _short(value: object) -> str:
    return _text(value).rsplit("/", 1)[-1]


def _unfold(index: object) -> str:
    """The abstract, which OpenAlex keeps as the places of each word."""
    if not isinstance(index, dict):
        return ""
    places = [
        (at, word) for word, found in index.items() if isinstance(found, list) for at in found if isinstance(at, int)
    ]
    return " ".join(word for _, word in sorted(places)[:_MOST_WORDS])


READERS.add("openalex")(Format("OpenAlex (JSON)", sniff, read))
