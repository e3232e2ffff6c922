"""SignIn: who came in, who left, who was refused."""

from __future__ import annotations

from django.db import models

from proxeny.register.accounts.models.person import Person

OUTCOMES = ("in", "out", "failed", "locked")


class SignIn(models.Model):
    """One event; the address is that of a network, not of a machine, and everything goes after ninety days."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, null=True, related_name="sign_ins")
    outcome = models.CharField(max_length=8)
    at = models.DateTimeField(db_index=True)
    network = models.CharField(max_length=64, blank=True, default="")  # 192.0.2.0/24, 2001:db8::/48

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(outcome__in=OUTCOMES), name="sign_in_outcome_is_known")
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.outcome} {self.at}"
