"""Project: joint work with foreign partners, folded from claims."""

from __future__ import annotations

from django.db import models

from proxeny.register.models.fields import Dated, codes, interval_constraint, record_id, text


class Project(Dated):
    """Columns as in ``proxeny.tables.PROJECTS``."""

    id = record_id(primary_key=True)
    title = text()
    lead = record_id(blank=True, default="")
    partners = codes()
    partner_kinds = codes()
    topics = codes()
    programme = text()
    state = text(max_length=16)
    amount = models.FloatField(null=True)
    currency = text()
    results = codes()

    class Meta:
        constraints = [interval_constraint("project_ends_after_it_starts")]

    def __str__(self) -> str:
        return self.title or str(self.id)
