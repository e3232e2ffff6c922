"""Web of Science, tagged ("plain text"): two-letter tags, continuation lines indented by three spaces."""

from __future__ import annotations

import re

from proxeny.errors import Fault
from proxeny.literature.parsing.rows import Row, build_read
from proxeny.literature.parsing.tagged import TaggedRecord, numbered
from proxeny.literature.parsing.values import read_count, read_countries, read_doi, read_year, split_list
from proxeny.literature.readers import READERS, Format, Read
from proxeny.literature.source import Source

_TAG = re.compile(r"[A-Z][A-Z0-9](?= |$|[A-Z][a-z])")
_BY_LINE = frozenset({"AU", "AF", "BA", "BF", "CR", "C1", "BE", "ED"})
_BRACKETS = re.compile(r"\[[^\]]*\]")
_REFERENCE = re.compile(r"[^\[]*?, (?:1[5-9]|20)\d\d, \S")


def sniff(source: Source) -> float:
    """A file header, or records that begin with PT and end with ER."""
    head = source.head.lstrip()
    if head.startswith("FN ") and re.search(r"^PT [A-Z]", head, re.MULTILINE):
        return 1.0
    opened = len(re.findall(r"^PT [A-Z]$", head, re.MULTILINE))
    return 0.9 if opened and re.search(r"^(AU|TI|SO) ", head, re.MULTILINE) else 0.0


def read(source: Source) -> Read:
    """Read the records; a file may end without ``EF``, a record without ``ER``: both are told."""
    faults: list[Fault] = []
    records: list[TaggedRecord] = []
    current: TaggedRecord | None = None
    ended = False
    for number, line in numbered(source.text):
        match = _TAG.match(line)
        tag = match[0] if match else ""
        if tag == "EF":
            ended = True
        elif tag == "PT":
            if current is not None and not current.ended:
                faults.append(source.warn("bib-record-open", current.line, end="ER"))
            current = TaggedRecord(number)
            records.append(current)
            current.add(tag, line[3:].strip())
        elif tag == "ER" and current is not None:
            current.ended = True
        elif current is not None and not current.ended:
            _take(source, current, number, line, faults)
        elif current is not None and tag and tag not in {"FN", "VR", "ER"}:
            faults.append(source.warn("bib-line-loose", number))
    if current is not None and not current.ended:
        faults.append(source.warn("bib-record-cut", current.line))
    elif not ended:
        faults.append(source.warn("bib-end-missing", end="EF"))
    return build_read(source, "wos", [_row(record) for record in records], faults)


def _take(source: Source, record: TaggedRecord, number: int, line: str, faults: list[Fault]) -> None:
    match = _TAG.match(line)
    if match:
        if line[2:3] not in {"", " "}:
            faults.append(source.warn("bib-tag-glued", number, tag=match[0]))
        record.add(match[0], line[2:].strip())
    elif line.startswith("  ") and line.strip():
        if record.last == "C1" and _REFERENCE.match(line.strip()):  # the line that should begin with CR does not
            faults.append(source.warn("bib-references-untagged", number))
            record.add("CR", line.strip())
        elif record.last in _BY_LINE:
            record.add(record.last, line.strip())
        else:
            record.extend(line.strip())
    elif line.strip():
        faults.append(source.warn("bib-line-loose", number))


def _row(record: TaggedRecord) -> Row:
    places = [_BRACKETS.sub("", place) for place in record.all("C1")] or record.all("RP")
    return {
        "line": record.line,
        "key": record.first("UT"),
        "title": record.first("TI", "BT"),
        "year": read_year(record.first("PY", "EA", "PD")),
        "kind": record.first("DT"),
        "source": record.first("SO", "SE", "BS"),
        "doi": read_doi(record.first("DI", "D2")),
        "language": record.first("LA"),
        "abstract": record.first("AB"),
        "cited_by": read_count(record.first("TC", "Z9")),
        "authors": record.all("AU", "BA", "AF"),
        "countries": read_countries(places),
        "keywords": split_list(" ".join(record.all("DE"))),
        "index_keywords": split_list(" ".join(record.all("ID"))),
        "references": record.all("CR"),
    }


READERS.add("wos")(Format("Web of Science (tagged)", sniff, read))
