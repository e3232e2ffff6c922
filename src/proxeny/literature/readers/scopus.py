"""Scopus, CSV: the columns of the older export and of the newer one, matched by name."""

from __future__ import annotations

from proxeny.literature.parsing.columns import Columns, pattern
from proxeny.literature.parsing.delimited import Slack
from proxeny.literature.readers import READERS, Format

SCOPUS = Columns(
    database="scopus",
    names={
        "key": ("eid",),
        "title": ("title", "document title"),
        "year": ("year",),
        "kind": ("document type",),
        "source": ("source title",),
        "doi": ("doi",),
        "url": ("link",),
        "language": ("language of original document",),
        "abstract": ("abstract",),
        "cited_by": ("cited by",),
        "authors": ("authors",),
        "author_ids": ("author(s) id", "author ids", "author(s) id(s)"),
        "countries": ("affiliations", "authors with affiliations"),
        "keywords": ("author keywords",),
        "index_keywords": ("index keywords",),
        "references": ("references",),
    },
    separators={"authors": ";", "references": "; "},
    signs=frozenset(
        {"authors", "title", "year", "source title", "eid", "cited by", "document type", "author keywords"}
    ),
    least=4,
    # a header names as many "Funding Text" columns as its first record has; later records may have more
    slack=Slack("funding text", pattern(r"^2-s2\.0-\d+")),
)

READERS.add("scopus")(Format("Scopus (CSV)", SCOPUS.sniff, SCOPUS.read))
