"""Advice: what somebody decided on a suggestion: it is in the programme of a city, or nobody wants to see it again."""

from __future__ import annotations

from django.db import models

from proxeny.register.models.fields import codes, record_id, text

ADVICE_KINDS = ("partner", "network", "union")
ADVICE_STATES = ("accepted", "declined")
HORIZONS = ("short", "medium", "long")


class Advice(models.Model):
    """One decision of a city on one suggestion; taken back, never deleted. An accepted one is a goal.

    ``subject`` is the record that is suggested (a place, an organisation), for a union a hash of its ``members``.
    ``indicators`` and ``expected`` are what the goal is to change, as it was computed when it was accepted.
    """

    city = record_id(db_index=True)
    kind = models.CharField(max_length=8)
    subject = record_id()
    members = codes()
    title = text()
    state = models.CharField(max_length=8)
    horizon = models.CharField(max_length=6, default="medium")
    indicators = codes()
    expected = models.JSONField(default=dict, blank=True)
    begins = models.DateField(null=True)
    by = text(max_length=200)
    at = models.DateTimeField()
    reason = text()
    revoked = models.DateTimeField(null=True)
    revoked_by = text(max_length=200)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(kind__in=ADVICE_KINDS), name="advice_kind_is_known"),
            models.CheckConstraint(condition=models.Q(state__in=ADVICE_STATES), name="advice_state_is_known"),
            models.CheckConstraint(condition=models.Q(horizon__in=HORIZONS), name="advice_horizon_is_known"),
            models.UniqueConstraint(
                fields=("city", "kind", "subject"),
                condition=models.Q(revoked__isnull=True),
                name="advice_one_standing_per_suggestion",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.city} {self.state} {self.kind} {self.subject}"
