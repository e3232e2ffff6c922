"""BibTeX, as Scopus, Web of Science and reference managers write it. Repeated fields: the first is kept, and told."""

from __future__ import annotations

import re

from proxeny.errors import Fault
from proxeny.literature.parsing.bibtex import Entry, read_entries
from proxeny.literature.parsing.latex import read_latex
from proxeny.literature.parsing.rows import Row, build_read
from proxeny.literature.parsing.values import read_count, read_countries, read_doi, read_year, split_list
from proxeny.literature.readers import READERS, Format, Read
from proxeny.literature.source import Source


def sniff(source: Source) -> float:
    """An entry with a key or a field."""
    found = re.search(r"^\s*@\s*[A-Za-z]+\s*[{(]\s*[^\s,=]*\s*(,|$|[A-Za-z]+\s*=)", source.head, re.MULTILINE)
    return 0.9 if found else 0.0


def read(source: Source) -> Read:
    """Read the entries; one that is cut off keeps the fields that it has."""
    faults: list[Fault] = []
    rows = []
    for entry in read_entries(source.text):
        again = sorted(set(entry.repeated))
        if again:
            faults.append(
                source.warn("bib-field-repeated", entry.line, key=entry.key[:80], fields=", ".join(again)[:200])
            )
        if not entry.whole:
            faults.append(source.warn("bib-record-cut", entry.line))
        rows.append(_row(entry))
    return build_read(source, "bibtex", rows, faults)


def _row(entry: Entry) -> Row:
    def text(*names: str) -> str:
        return next((read_latex(value) for name in names if (value := entry.fields.get(name, "").strip())), "")

    ours = "author_keywords" in entry.fields  # Scopus: then "keywords" are the database's own
    index = text("keywords-plus") or (text("keywords") if ours else "")
    cited = text("times-cited") or text("citations") or _cited(text("note"))
    places = entry.fields.get("affiliations", "") or entry.fields.get("affiliation", "")
    return {
        "line": entry.line,
        "key": text("unique-id", "eid") or entry.key,
        "title": text("title"),
        "year": read_year(text("year") or text("date")),
        "kind": text("document_type", "type") or entry.kind,
        "source": text("journal", "journaltitle", "booktitle", "series"),
        "doi": read_doi(text("doi") or text("url")),
        "url": text("url"),
        "language": text("language"),
        "abstract": text("abstract"),
        "cited_by": read_count(cited),
        "authors": [
            read_latex(name) for name in re.split(r"\s+and\s+", entry.fields.get("author", "")) if name.strip()
        ],
        "countries": read_countries(read_latex(place) for place in re.split(r";|\.\s*\n", places)),
        "keywords": _split_keywords(text("author_keywords") if ours else text("keywords")),
        "index_keywords": _split_keywords(index),
        "references": _references(entry),
    }


def _cited(note: str) -> str:
    found = re.search(r"cited by:?\s*(\d+)", note, re.IGNORECASE)
    return found[1] if found else ""


def _split_keywords(text: str) -> list[str]:
    return split_list(text, ";" if ";" in text else ",")


def _references(entry: Entry) -> list[str]:
    of_wos = entry.fields.get("cited-references", "")
    if of_wos:
        return [read_latex(one).rstrip(".") for one in re.split(r"\.\s*\n", of_wos) if one.strip(" {}\n")]
    return [read_latex(one) for one in entry.fields.get("references", "").split("; ") if one.strip()]


READERS.add("bibtex")(Format("BibTeX", sniff, read))
