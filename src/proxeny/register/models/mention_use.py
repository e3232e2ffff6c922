"""MentionUse: a batch relied on a mention."""

from __future__ import annotations

from django.db import models

from proxeny.register.models.batch import Batch
from proxeny.register.models.mention import Mention


class MentionUse(models.Model):
    """A mention lives as long as one batch uses it."""

    batch = models.ForeignKey(Batch, on_delete=models.CASCADE)
    mention = models.ForeignKey(Mention, on_delete=models.CASCADE)

    class Meta:
        constraints = [models.UniqueConstraint(fields=("mention", "batch"), name="mention_use_once_per_batch")]

    def __str__(self) -> str:
        return f"{self.batch_id} uses {self.mention_id}"
