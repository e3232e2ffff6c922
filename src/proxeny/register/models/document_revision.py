"""DocumentRevision: the words of a document at one time; written once, never changed."""

from __future__ import annotations

from django.db import models

from proxeny.register.models.evidence_document import EvidenceDocument
from proxeny.register.models.fields import text as words


class DocumentRevision(models.Model):
    """Raw bytes with their SHA-256, canonical text (NFC, LF), pages with quality and repairs, extractor with
    version.
    """

    document = models.ForeignKey(EvidenceDocument, on_delete=models.PROTECT, related_name="revisions")
    number = models.PositiveIntegerField()
    file_name = words()
    kind = words(max_length=10)
    sha256 = models.CharField(max_length=64, db_index=True)
    size = models.PositiveBigIntegerField()
    raw = models.BinaryField()
    extractor = words()
    text = models.TextField()
    pages = models.JSONField(default=list)  # number, start, end, raw, quality, parts, repairs
    left_out = models.JSONField(default=dict)
    quality = models.FloatField()
    by = words(max_length=200)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=("document", "number"), name="revision_number_is_one_of_document"),
            models.CheckConstraint(condition=models.Q(number__gte=1), name="revision_number_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.document_id}/{self.number}"
