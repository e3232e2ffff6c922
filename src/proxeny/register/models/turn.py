"""Turn: a batch changed the state of a claim that another batch had brought."""

from __future__ import annotations

from django.db import models

from proxeny.register.models.batch import Batch
from proxeny.register.models.claim import Claim


class Turn(models.Model):
    """Accepting, rejecting and saying again what was withdrawn: what a rollback of ``batch`` has to turn back."""

    batch = models.ForeignKey(Batch, on_delete=models.CASCADE, related_name="turns")
    claim = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="turns")
    before = models.CharField(max_length=12)
    after = models.CharField(max_length=12)
    before_by = models.ForeignKey(Batch, on_delete=models.SET_NULL, null=True, related_name="+")  # who superseded it

    class Meta:
        constraints = [models.UniqueConstraint(fields=("batch", "claim"), name="turn_once_per_batch")]

    def __str__(self) -> str:
        return f"{self.claim_id}: {self.before} -> {self.after}"
