"""Activity: a visit, exchange, conference, festival, act of aid... folded from claims."""

from __future__ import annotations

from django.db import models

from proxeny.register.models.fields import Dated, codes, interval_constraint, record_id, text


class Activity(Dated):
    """Columns as in ``proxeny.tables.ACTIVITIES``."""

    id = record_id(primary_key=True)
    type = text(max_length=32)
    title = text()
    organiser = record_id(blank=True, default="")
    partners = codes()
    partner_kinds = codes()
    place = record_id(blank=True, default="")
    topics = codes()
    direction = text(max_length=16)
    participants = models.BigIntegerField(null=True)
    citizen_participants = models.BigIntegerField(null=True)
    days = models.FloatField(null=True)
    amount = models.FloatField(null=True)
    currency = text()

    class Meta:
        constraints = [interval_constraint("activity_ends_after_it_starts")]

    def __str__(self) -> str:
        return self.title or str(self.id)
