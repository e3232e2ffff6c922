"""Coder: who codes; a person, an imported user, or the adjudication that overwrites nobody."""

from __future__ import annotations

from django.db import models

from proxeny.register.models.fields import text


class Coder(models.Model):
    """One coder. ``role``: coder or adjudicator; ``opened``: from when others' codings are shown to this one."""

    guid = models.CharField(max_length=36, unique=True)
    name = models.CharField(max_length=200, unique=True)
    role = models.CharField(max_length=12, default="coder")
    opened = models.DateTimeField(null=True)
    initials = text(max_length=40)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(role__in=("coder", "adjudicator")), name="coder_role_is_known")
        ]

    def __str__(self) -> str:
        return str(self.name)
