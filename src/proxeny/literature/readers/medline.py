"""PubMed in MEDLINE layout: tags of four columns and a dash, continuation lines indented by six spaces."""

from __future__ import annotations

import re

from proxeny.errors import Fault
from proxeny.literature.parsing.rows import Row, build_read
from proxeny.literature.parsing.tagged import TaggedRecord, numbered
from proxeny.literature.parsing.values import read_countries, read_doi, read_year, unique
from proxeny.literature.readers import READERS, Format, Read
from proxeny.literature.source import Source

_TAG = re.compile(r"([A-Z][A-Z0-9]{1,3}) *- ?(.*)$")


def sniff(source: Source) -> float:
    """A line ``PMID- `` with a number."""
    return 1.0 if re.search(r"^PMID- *\d+", source.head, re.MULTILINE) else 0.0


def read(source: Source) -> Read:
    """Read the records, each from ``PMID`` to the next."""
    faults: list[Fault] = []
    records: list[TaggedRecord] = []
    for number, line in numbered(source.text):
        match = _TAG.match(line)
        if match and match[1] == "PMID":
            records.append(TaggedRecord(number))
        if not records:
            continue
        if match and not line.startswith(" "):
            records[-1].add(match[1], match[2].strip())
        elif line.startswith("      ") and line.strip():
            records[-1].extend(line.strip())
        elif line.strip():
            faults.append(source.warn("bib-line-loose", number))
    if records and not records[-1].first("SO"):  # PubMed ends every record with its source
        faults.append(source.warn("bib-record-cut", records[-1].line))
    return build_read(source, "medline", [_row(record) for record in records], faults)


def _row(record: TaggedRecord) -> Row:
    numbers = [value for value in record.every("LID", "AID") if value.endswith("[doi]")]
    headings = [heading.replace("*", "") for heading in record.all("MH")]
    return {
        "line": record.line,
        "key": record.first("PMID"),
        "title": record.first("TI", "BTI", "TT"),
        "year": read_year(record.first("DP", "DEP", "EDAT")),
        "kind": "; ".join(record.all("PT")[:3]),
        "source": record.first("JT", "TA"),
        "doi": read_doi(numbers[0]) if numbers else read_doi(record.first("SO")),
        "language": record.first("LA"),
        "abstract": record.first("AB"),
        "authors": record.all("FAU", "AU"),
        "countries": read_countries(re.sub(r"\S+@\S+", "", place).strip(" .") for place in record.every("AD")),
        "keywords": [word.lstrip("*") for word in record.all("OT")],
        "index_keywords": unique(headings),
    }


READERS.add("medline")(Format("PubMed (MEDLINE)", sniff, read))
