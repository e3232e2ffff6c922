"""Place: a city, district, province, region or country, folded from claims."""

from __future__ import annotations

from django.db import models

from proxeny.register.models.fields import Named, record_id, text


class Place(Named):
    """Columns as in ``proxeny.tables.PLACES``."""

    id = record_id(primary_key=True)
    kind = text(max_length=16)
    country = text(max_length=2, db_index=True)
    lat = models.FloatField(null=True)
    lon = models.FloatField(null=True)
    population = models.BigIntegerField(null=True)
    population_year = models.IntegerField(null=True)
    geonameid = models.BigIntegerField(null=True)
    wikidata = text(db_index=True)
    parent = record_id(blank=True, default="", db_index=True)
    area_km2 = models.FloatField(null=True)
