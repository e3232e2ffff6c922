"""CodingEvent: one thing a coder did in a document. Rows are only added: the log is the truth."""

from __future__ import annotations

from django.db import models

from proxeny.register.models.coder import Coder
from proxeny.register.models.evidence_document import EvidenceDocument

EVENT_KINDS = ("code", "uncode", "memo", "grade", "move", "undo", "redo")


class CodingEvent(models.Model):
    """The ``sequence`` of a coder in a document has no two events of one number, whoever saves at once."""

    coder = models.ForeignKey(Coder, on_delete=models.PROTECT, related_name="events")
    document = models.ForeignKey(EvidenceDocument, on_delete=models.PROTECT, related_name="events")
    sequence = models.PositiveIntegerField()
    kind = models.CharField(max_length=8)
    coding = models.CharField(max_length=36, blank=True, default="")
    data = models.JSONField(default=dict)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=("document", "coder", "sequence"), name="coding_event_sequence_is_one"),
            models.CheckConstraint(condition=models.Q(kind__in=EVENT_KINDS), name="coding_event_kind_is_known"),
        ]

    def __str__(self) -> str:
        return f"{self.coder_id} {self.sequence} {self.kind}"
