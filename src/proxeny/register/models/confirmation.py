"""Confirmation: a later batch said again what a claim already said."""

from __future__ import annotations

from django.db import models

from proxeny.register.models.batch import Batch
from proxeny.register.models.claim import Claim


class Confirmation(models.Model):
    """Keeps a claim alive when the batch that first brought it is rolled back."""

    batch = models.ForeignKey(Batch, on_delete=models.CASCADE)
    claim = models.ForeignKey(Claim, on_delete=models.CASCADE)

    class Meta:
        constraints = [models.UniqueConstraint(fields=("claim", "batch"), name="confirmation_once_per_batch")]

    def __str__(self) -> str:
        return f"{self.batch_id} confirms {self.claim_id}"
