"""StandingCoding: what a log comes to today, a row a coding, so that a page need not replay it."""

from __future__ import annotations

from django.db import models

from proxeny.register.models.coder import Coder
from proxeny.register.models.evidence_document import EvidenceDocument
from proxeny.register.models.fields import text


class StandingCoding(models.Model):
    """Folded from `CodingEvent` in the transaction that adds the event; it could be thrown away and folded anew.

    ``sequence``: of the event that made it. ``start`` and ``end`` are empty for a coding of the whole document.
    """

    coder = models.ForeignKey(Coder, on_delete=models.PROTECT, related_name="standing")
    document = models.ForeignKey(EvidenceDocument, on_delete=models.PROTECT, related_name="standing")
    coding = models.CharField(max_length=36)
    sequence = models.PositiveIntegerField()
    indicator = text()
    start = models.PositiveIntegerField(null=True)
    end = models.PositiveIntegerField(null=True)
    words = models.JSONField(default=dict)  # quotation, before, after
    grade = text(max_length=12)
    memo = text()
    certainty = text(max_length=8)
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=("coder", "document", "coding"), name="standing_coding_is_one"),
            models.CheckConstraint(
                condition=models.Q(start__isnull=True, end__isnull=True) | models.Q(end__gt=models.F("start")),
                name="standing_coding_has_a_passage",
            ),
        ]
        indexes = [models.Index(fields=("document", "coder", "start"), name="standing_coding_place")]

    def __str__(self) -> str:
        return f"{self.coder_id} {self.coding}"
