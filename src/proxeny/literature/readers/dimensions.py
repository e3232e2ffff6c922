"""Dimensions, CSV, whose first line speaks of the data and whose second is the header."""

from __future__ import annotations

from proxeny.literature.parsing.columns import Columns
from proxeny.literature.readers import READERS, Format

DIMENSIONS = Columns(
    database="dimensions",
    names={
        "key": ("publication id",),
        "title": ("title",),
        "year": ("pubyear", "publication year", "publication date"),
        "kind": ("publication type", "document type"),
        "source": ("source title", "source title/anthology title", "anthology title", "book title"),
        "doi": ("doi",),
        "url": ("source linkout", "dimensions url"),
        "abstract": ("abstract",),
        "cited_by": ("times cited",),
        "authors": ("authors",),
        "countries": ("country of research organization", "country of standardized research organization"),
        "keywords": ("author keywords", "keywords"),
        "index_keywords": ("mesh terms", "concepts", "fields of research (anzsrc 2020)"),
        "references": ("cited references",),
    },
    separators={},
    signs=frozenset({"publication id", "title", "pubyear", "times cited", "dimensions url", "source linkout", "rank"}),
    least=3,
    affiliations=False,
)

READERS.add("dimensions")(Format("Dimensions (CSV)", DIMENSIONS.sniff, DIMENSIONS.read))
