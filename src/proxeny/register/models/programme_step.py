"""ProgrammeStep: one thing to do for a goal of a programme."""

from __future__ import annotations

from django.db import models

from proxeny.register.models.advice import Advice
from proxeny.register.models.fields import codes, text


class ProgrammeStep(models.Model):
    """``key`` names it within its goal, ``after`` the keys of what must be done before; ``done`` is a person's word.

    ``kind`` is the code of a shipped step, whose words are in three languages; a step of one's own has a ``title``.
    What the register itself proves (a membership, an agreement) is never written here.
    """

    goal = models.ForeignKey(Advice, on_delete=models.CASCADE, related_name="steps")
    position = models.PositiveIntegerField()
    key = models.CharField(max_length=40)
    kind = text(max_length=40)
    title = text()
    responsible = text(max_length=200)
    begins = models.DateField()
    due = models.DateField()
    after = codes()
    done = models.DateField(null=True)
    done_by = text(max_length=200)
    dropped = models.BooleanField(default=False)

    class Meta:
        ordering = ("goal_id", "position")
        constraints = [
            models.UniqueConstraint(fields=("goal", "key"), name="programme_step_key_is_one"),
            models.CheckConstraint(
                condition=models.Q(due__gte=models.F("begins")), name="programme_step_ends_after_it_begins"
            ),
            models.CheckConstraint(condition=~models.Q(kind="") | ~models.Q(title=""), name="programme_step_has_words"),
        ]

    def __str__(self) -> str:
        return f"{self.goal_id} {self.key}"
