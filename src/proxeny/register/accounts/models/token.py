"""Token: lets a program do what a person may."""

from __future__ import annotations

from django.db import models

from proxeny.register.accounts.models.person import Person


class Token(models.Model):
    """A secret of the JSON API, of which only the hash is kept; it ends on a day, or when it is revoked."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="tokens")
    name = models.CharField(max_length=80)
    hash = models.CharField(max_length=64, unique=True)
    created = models.DateTimeField()
    expires = models.DateField()
    used = models.DateField(null=True)  # the last day on which it was used

    def __str__(self) -> str:
        return f"{self.name} of {self.person}"
