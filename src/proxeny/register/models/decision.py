"""Decision: a person's word that two things are the same, different, or not to be told."""

from __future__ import annotations

from django.db import models

from proxeny.register.models.fields import record_id, text


class Decision(models.Model):
    """Judgement on a pair: a mention or record (``left``) and a record (``right``); revoked, never deleted."""

    left = models.CharField(max_length=64, db_index=True)
    right = record_id(db_index=True)
    judgement = models.CharField(max_length=10)
    by = text(max_length=200)
    at = models.DateTimeField()
    reason = text()
    revoked = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(judgement__in=("same", "different", "unsure")), name="decision_judgement_is_known"
            ),
            models.UniqueConstraint(
                fields=("left", "right"),
                condition=models.Q(revoked__isnull=True),
                name="decision_one_standing_per_pair",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.left} {self.judgement} {self.right}"
