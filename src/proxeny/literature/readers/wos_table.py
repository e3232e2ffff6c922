"""Web of Science, tab-delimited: the two-letter tags are the header."""

from __future__ import annotations

from proxeny.literature.parsing.columns import Columns
from proxeny.literature.readers import READERS, Format

WOS_TABLE = Columns(
    database="wos_table",
    names={
        "key": ("ut", "ut (unique wos id)"),
        "title": ("ti", "article title"),
        "year": ("py", "ea", "publication year"),
        "kind": ("dt", "document type"),
        "source": ("so", "source title"),
        "doi": ("di", "doi"),
        "language": ("la", "language"),
        "abstract": ("ab", "abstract"),
        "cited_by": ("tc", "z9", "times cited, wos core", "times cited, all databases"),
        "authors": ("au", "authors"),
        "countries": ("c1", "addresses"),
        "keywords": ("de", "author keywords"),
        "index_keywords": ("id", "keywords plus"),
        "references": ("cr", "cited references"),
    },
    separators={"references": "; "},
    signs=frozenset({"pt", "au", "ti", "so", "py", "ut", "de", "cr", "article title", "ut (unique wos id)"}),
    least=4,
)

READERS.add("wos_table")(Format("Web of Science (tab-delimited)", WOS_TABLE.sniff, WOS_TABLE.read))
