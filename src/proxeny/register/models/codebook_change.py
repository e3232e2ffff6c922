"""CodebookChange: one event of the codebook, with its reason; merges and splits are the merge ledger."""

from __future__ import annotations

from django.db import models

from proxeny.register.models.fields import codes, text

CHANGE_KINDS = ("add", "rename", "merge", "split", "undo")


class CodebookChange(models.Model):
    """``indicators`` are those it takes, ``into`` those it makes; an undo names the change it takes back."""

    kind = models.CharField(max_length=8)
    indicators = codes()
    into = codes()
    label = text()
    reason = text()
    undoes = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="undone_by")
    by = text(max_length=200)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(kind__in=CHANGE_KINDS), name="codebook_change_kind_is_known"),
            models.UniqueConstraint(
                fields=("undoes",), condition=models.Q(undoes__isnull=False), name="codebook_change_undone_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.indicators}"
