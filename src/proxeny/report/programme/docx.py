"""A programme as a document: horizons, goals with what they are expected to change, and their steps in a table."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from django.utils import translation
from django.utils.translation import gettext as _

from proxeny.advise.programme.model import HORIZONS, Goal, Programme
from proxeny.io.writing import replacing
from proxeny.report.programme.words import (
    say_critical,
    say_day,
    say_expected,
    say_goal,
    say_horizon,
    say_kind,
    say_progress,
    say_state,
    say_step,
)  # fmt: skip
from proxeny.report.wordml import Document
from proxeny.text import clean

_WIDTHS = (34, 20, 16, 16, 14)


def write_docx(programme: Programme, out: Path, language: str, today: date) -> None:
    """Write a programme as DOCX in a language; the same programme on the same day gives the same bytes.

    Raises `Unavailable` where the file cannot be written.
    """
    with replacing(out) as made:
        made.write_bytes(make_docx(programme, language, today))


def make_docx(programme: Programme, language: str, today: date) -> bytes:
    """The bytes of the document."""
    with translation.override(language):
        name = clean(programme.name, 200)
        title = _("Programme of city diplomacy: {name}").format(name=name)
        document = Document(title, language, rtl=language == "fa")
        document.heading(title, 0)
        document.paragraph(
            _("As of {day}.").format(day=say_day(today)) + " " + say_progress(programme.steps_done, programme.steps)
        )
        for horizon in HORIZONS:
            goals = programme.of(horizon)
            if goals:
                document.heading(say_horizon(horizon), 1)
            for goal in goals:
                _write_goal(document, goal, today)
        document.paragraph(
            _("Expected changes follow from the records that a goal would bring, measured by the rules of the scheme; "
              "intervals are those of the assessment. They are expectations, not promises."), "Quiet",
        )  # fmt: skip
        return document.to_bytes()


def _write_goal(document: Document, goal: Goal, today: date) -> None:
    document.heading(say_goal(goal), 2)
    facts = [say_kind(goal.kind), f"{say_day(goal.begins)} – {say_day(goal.due)}"]
    document.paragraph(" · ".join(facts), "Quiet")
    if goal.reason:
        document.paragraph(clean(goal.reason, 2_000))
    if goal.expected.indicators:
        document.heading(_("Expected to change"), 3)
        for line in say_expected(goal):
            document.paragraph(line, "Bullet")
    document.heading(_("Steps"), 3)
    rows = [
        (say_step(goal, step), clean(step.responsible, 200) or "–", say_day(step.begins), say_day(step.due),
         say_state(goal.state(step, today)))
        for step in goal.steps
    ]  # fmt: skip
    if critical := say_critical(goal):
        document.paragraph(critical, "Quiet")
    document.table((_("Step"), _("Responsible"), _("From"), _("Until"), _("State")), rows, _WIDTHS)
