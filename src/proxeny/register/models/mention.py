"""Mention: one way a source names one thing, and the record it stands for."""

from __future__ import annotations

from django.db import models

from proxeny.register.models.batch import Batch
from proxeny.register.models.fields import record_id, text


class Mention(models.Model):
    """Columns as in ``proxeny.tables.MENTIONS`` and ``RESOLUTIONS``; kept so that the same words resolve the same."""

    mention = models.CharField(max_length=32, primary_key=True)
    kind = models.CharField(max_length=16)
    name = text()
    country = text(max_length=2)
    country_wording = text()
    place_kind = text(max_length=32)
    lat = models.FloatField(null=True)
    lon = models.FloatField(null=True)
    geonameid = models.BigIntegerField(null=True)
    wikidata = text()
    state = models.CharField(max_length=10, db_index=True)
    record = record_id(db_index=True)
    reason = text(max_length=64)
    candidates = models.TextField(default="[]")
    batch = models.ForeignKey(Batch, on_delete=models.PROTECT)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=("sure", "doubtful", "none")), name="mention_state_is_known"
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.country})"
