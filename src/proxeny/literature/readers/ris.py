"""RIS, in the dialects of Scopus, Ovid, Embase, ProQuest, PubMed by Zotero, ScienceDirect, IEEE and Web of Science."""

from __future__ import annotations

import re

from proxeny.errors import Fault
from proxeny.literature.parsing.rows import Row, build_read
from proxeny.literature.parsing.tagged import TaggedRecord, numbered
from proxeny.literature.parsing.values import read_count, read_countries, read_doi, read_year, unique
from proxeny.literature.readers import READERS, Format, Read
from proxeny.literature.source import Source

_TAG = re.compile(r"\s{0,3}([A-Z][A-Z0-9]) {1,2}-(?: (.*)|\s*)$")
_LABELLED = re.compile(r"^\s{0,3}[A-Z][A-Z0-9] {1,2}- ?", re.MULTILINE)
_BETWEEN = re.compile(r"\s*(\d+\.|<\d+>)?\s*")


def sniff(source: Source) -> float:
    """Lines ``TY  - ``; a record without its type is still recognised by its other tags."""
    if re.search(r"^\s{0,3}TY {1,2}-", source.head, re.MULTILINE):
        return 0.95
    lines = [line for line in source.head.split("\n") if line.strip()]
    tagged = len(_LABELLED.findall(source.head))
    return 0.5 if tagged >= 3 and tagged > len(lines) / 2 and "PMID" not in source.head else 0.0


def read(source: Source) -> Read:
    """Read the records from ``TY`` to ``ER``; text between records is let be, a record without end is told."""
    faults: list[Fault] = []
    records: list[TaggedRecord] = []
    current: TaggedRecord | None = None
    for number, line in numbered(source.text):
        match = _TAG.match(line)
        tag, value = (match[1], (match[2] or "").strip()) if match else ("", "")
        if tag == "TY" or (tag and tag != "ER" and not records):
            if current is not None and not current.ended:
                faults.append(source.warn("bib-record-open", current.line, end="ER"))
            current = TaggedRecord(number)
            records.append(current)
            current.add(tag, value)
        elif current is None or current.ended:
            continue  # Ovid and Embase write numbers, notes and links between the records
        elif tag == "ER":
            current.ended = True
        elif tag:
            current.add(tag, value)
        elif line.strip() and not _BETWEEN.fullmatch(line):
            current.extend(line.strip())
    if current is not None and not current.ended:
        faults.append(source.warn("bib-record-cut", current.line))
    return build_read(source, "ris", [_row(record) for record in records], faults)


def _row(record: TaggedRecord) -> Row:
    notes = " ".join(record.every("N1"))
    cited = re.search(r"[Cc]ited [Bb]y:?\s*(\d+)", notes)
    return {
        "line": record.line,
        "key": record.first("AN", "U2", "ID", "UR"),
        "title": record.first("TI", "T1", "CT", "BT", "ST"),
        "year": read_year(record.first("PY", "Y1", "DA", "Y2")),
        "kind": record.first("M3") if record.first("M3").isalpha() else record.first("TY"),
        "source": record.first("T2", "JO", "JF", "JA", "J2", "BT"),
        "doi": next(filter(None, map(read_doi, record.every("DO", "DI", "L3", "M3", "UR", "L2", "LK"))), ""),
        "url": record.first("UR", "L2", "LK"),
        "language": record.first("LA"),
        "abstract": record.first("AB", "N2"),
        "cited_by": read_count(cited[1]) if cited else None,
        "authors": unique(record.all("AU", "A1")),
        "countries": read_countries(record.every("AD")),
        "keywords": [word.lstrip("*") for value in record.every("KW") for word in re.split(r"\s*[;\n]\s*", value)],
        "references": record.all("CR"),
    }


READERS.add("ris")(Format("RIS", sniff, read))
