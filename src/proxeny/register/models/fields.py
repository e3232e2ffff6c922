"""Fields and constraints that several models share."""

from __future__ import annotations

from typing import Any

from django.db import models

PRECISIONS = ("", "day", "month", "year", "circa", "unknown")


def text(**options: Any) -> models.CharField | models.TextField:
    """Text, empty rather than null; of any length unless ``max_length`` is given (only for codes we make ourselves)."""
    field = models.CharField if "max_length" in options else models.TextField
    return field(**{"blank": True, "default": "", **options})


def record_id(**options: Any) -> models.CharField:
    """The id of a record (``gn:745044``, ``ag:...``)."""
    return models.CharField(max_length=64, **options)


def codes() -> models.JSONField:
    """A sorted list of codes or record ids."""
    return models.JSONField(default=list, blank=True)


class Named(models.Model):
    """A record with a name for everybody and one for each of the product's languages."""

    name = text()
    name_en = text()
    name_tr = text()
    name_fa = text()
    search = models.TextField(default="", blank=True, editable=False)  # fold keys of all its names: |key|key|

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return str(self.name)


class Dated(models.Model):
    """A record true for a half-open interval of days, each end with its precision; null means unknown or open."""

    valid_from = models.DateField(null=True, blank=True)
    valid_from_precision = text(max_length=8)
    valid_to = models.DateField(null=True, blank=True)
    valid_to_precision = text(max_length=8)

    class Meta:
        abstract = True


def interval_constraint(name: str) -> models.CheckConstraint:
    """An interval ends after it starts."""
    return models.CheckConstraint(
        condition=models.Q(valid_from__isnull=True)
        | models.Q(valid_to__isnull=True)
        | models.Q(valid_to__gt=models.F("valid_from")),
        name=name,
    )
