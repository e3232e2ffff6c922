"""OpenAlex, CSV as its web page gives it: lists are parted by bars. Its keywords are machine-assigned."""

from __future__ import annotations

from proxeny.literature.parsing.columns import Columns
from proxeny.literature.readers import READERS, Format

OPENALEX_TABLE = Columns(
    database="openalex_table",
    names={
        "key": ("id",),
        "title": ("display_name", "title"),
        "year": ("publication_year", "publication_date"),
        "kind": ("type",),
        "source": ("primary_location.source.display_name", "primary_location_source_display_name"),
        "doi": ("doi", "ids.doi"),
        "url": ("id",),
        "language": ("language",),
        "abstract": ("abstract",),
        "cited_by": ("cited_by_count",),
        "authors": ("authorships.author.display_name", "authorships_author_display_name", "author_names"),
        "author_ids": ("authorships.author.id",),
        "countries": ("authorships.countries", "authorships_countries"),
        "keywords": ("keywords.display_name", "keywords_display_name", "keywords"),
        "index_keywords": ("topics.display_name", "topics_display_name", "concepts.display_name"),
        "references": ("referenced_works",),
    },
    separators=dict.fromkeys(("authors", "author_ids", "countries", "keywords", "index_keywords", "references"), "|"),
    signs=frozenset(
        {"id", "doi", "display_name", "publication_year", "cited_by_count", "authorships.author.display_name"}
    ),
    least=4,
    affiliations=False,
)

READERS.add("openalex_table")(Format("OpenAlex (CSV)", OPENALEX_TABLE.sniff, OPENALEX_TABLE.read))
