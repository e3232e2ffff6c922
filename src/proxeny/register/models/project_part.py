"""ProjectPart: what a project of another program holds that has no table of its own here; it can go out again."""

from __future__ import annotations

from django.db import models

from proxeny.register.models.fields import text

PART_KINDS = ("note", "set", "code", "link", "place", "rest", "file")


class ProjectPart(models.Model):
    """A note, a set, a code's place in the tree, a note's holder (link), where a coding stood (place).

    Or a variable, case, link or graph (rest), or a file that no source names.

    ``guid``: its name in other programs; of a code its indicator, of a place the coding.
    """

    kind = models.CharField(max_length=6)
    guid = models.CharField(max_length=40)
    name = text()
    data = models.JSONField(default=dict)
    by = text(max_length=200)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=("kind", "guid"), name="project_part_is_one"),
            models.CheckConstraint(condition=models.Q(kind__in=PART_KINDS), name="project_part_kind_is_known"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.name or self.guid}"
