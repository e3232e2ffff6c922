"""The Lens, CSV."""

from __future__ import annotations

from proxeny.literature.parsing.columns import Columns
from proxeny.literature.readers import READERS, Format

LENS = Columns(
    database="lens",
    names={
        "key": ("lens id",),
        "title": ("title",),
        "year": ("publication year", "date published"),
        "kind": ("publication type",),
        "source": ("source title",),
        "doi": ("doi",),
        "url": ("external url", "source urls"),
        "abstract": ("abstract",),
        "cited_by": ("citing works count",),
        "authors": ("author/s",),
        "keywords": ("keywords",),
        "index_keywords": ("fields of study", "mesh terms"),
        "references": ("references",),
    },
    separators={},
    signs=frozenset({"lens id", "title", "publication year", "author/s", "fields of study", "citing works count"}),
    least=3,
)

READERS.add("lens")(Format("Lens (CSV)", LENS.sniff, LENS.read))
