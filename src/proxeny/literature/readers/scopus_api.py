"""Scopus by its interface for programs (as pybliometrics saves it), CSV."""

from __future__ import annotations

from proxeny.literature.parsing.columns import Columns
from proxeny.literature.readers import READERS, Format

SCOPUS_API = Columns(
    database="scopus_api",
    names={
        "key": ("eid",),
        "title": ("title",),
        "year": ("coverdate", "coverdisplaydate"),
        "kind": ("subtypedescription",),
        "source": ("publicationname",),
        "doi": ("doi",),
        "abstract": ("description",),
        "cited_by": ("citedby_count",),
        "authors": ("author_names", "creator"),
        "author_ids": ("author_ids",),
        "countries": ("affiliation_country",),
        "keywords": ("authkeywords",),
    },
    separators={"keywords": " | "},
    signs=frozenset({"eid", "title", "coverdate", "publicationname", "author_names", "authkeywords", "citedby_count"}),
    least=4,
    affiliations=False,
)

READERS.add("scopus_api")(Format("Scopus (API, CSV)", SCOPUS_API.sniff, SCOPUS_API.read))
