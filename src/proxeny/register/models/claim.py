"""Claim: the atom of the register."""

from __future__ import annotations

from django.db import models

from proxeny.register.models.batch import Batch
from proxeny.register.models.fields import record_id, text
from proxeny.register.models.source import Source


class Claim(models.Model):
    """A source says that a subject's property has a value; columns as in ``proxeny.tables.CLAIMS``.

    ``subject`` is what the claim was made of and never changes; ``record`` is the record it is folded into now, which
    a merge may change.
    """

    key = models.CharField(max_length=32, unique=True)
    subject = record_id()
    record = record_id(db_index=True)
    kind = models.CharField(max_length=16)
    property = models.CharField(max_length=32)
    value = text()
    wording = text()
    language = text(max_length=16)
    valid_from = text(max_length=10)
    valid_from_precision = text(max_length=8)
    valid_to = text(max_length=10)
    valid_to_precision = text(max_length=8)
    source = models.ForeignKey(Source, on_delete=models.PROTECT, db_index=False)  # begins the index below
    locator = text()
    first_seen = models.CharField(max_length=10)
    last_seen = models.CharField(max_length=10)
    state = models.CharField(max_length=12)
    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, related_name="claims")
    superseded_by = models.ForeignKey(Batch, on_delete=models.PROTECT, null=True, related_name="superseded")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=("proposed", "accepted", "rejected", "superseded")),
                name="claim_state_is_known",
            )
        ]
        indexes = [
            models.Index(fields=["source", "kind", "record", "state"], name="claim_by_source"),
            models.Index(fields=["record"], condition=models.Q(state="proposed"), name="claim_proposed"),
        ]

    def __str__(self) -> str:
        return f"{self.subject} {self.property} = {self.value}"
