"""Organisation: a network, union, agency or association, folded from claims."""

from __future__ import annotations

from proxeny.register.models.fields import Named, codes, record_id, text


class Organisation(Named):
    """Columns as in ``proxeny.tables.ORGANISATIONS``."""

    id = record_id(primary_key=True)
    kind = text(max_length=32)
    acronym = text()
    country = text(max_length=2)
    seat = record_id(blank=True, default="")
    scale = text(max_length=16)
    founded = text(max_length=10)
    founded_precision = text(max_length=8)
    dissolved = text(max_length=10)
    website = text()
    wikidata = text()
    theme = text()
    dimensions = codes()
    topics = codes()
    forms = codes()
    organs = codes()
