"""Invitation: a link that lets one person in, once."""

from __future__ import annotations

from django.db import models

from proxeny.register.accounts.models.person import ROLES, Person


class Invitation(models.Model):
    """Either makes an account of a role, or sets the password of ``person`` anew; only the link's hash is kept."""

    hash = models.CharField(max_length=64, unique=True)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, null=True, related_name="invitations")
    username = models.CharField(max_length=40, blank=True, default="")  # empty: whoever comes chooses one
    role = models.CharField(max_length=16, default=ROLES[0])
    by = models.CharField(max_length=200, blank=True, default="")
    made = models.DateTimeField()
    expires = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(role__in=ROLES), name="invitation_has_a_role")]

    def __str__(self) -> str:
        return f"{self.username or self.role} by {self.by}"
