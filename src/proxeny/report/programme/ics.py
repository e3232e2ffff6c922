"""A programme as a calendar (RFC 5545): every step that is not done is an event on the day by which it is due."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from hashlib import blake2b
from pathlib import Path

from django.utils import translation
from django.utils.translation import gettext as _

from proxeny.advise.programme.critical import find_critical
from proxeny.advise.programme.model import Goal, Programme, Step
from proxeny.io.writing import replacing
from proxeny.report.programme.words import say_day, say_goal, say_horizon, say_step
from proxeny.text import clean

_LINE = 75  # octets of a line without its end (section 3.1)
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f]")
_REMIND_DAYS = 7
_FIRST, _USUAL = 1, 5  # priorities (section 3.8.1.9): 1 is the highest, 5 the middle


def write_ics(programme: Programme, out: Path, language: str, today: date) -> None:
    """Write a programme as iCalendar. Raises `Unavailable` where the file cannot be written."""
    with replacing(out) as made:
        made.write_bytes(make_ics(programme, language, today))


def make_ics(programme: Programme, language: str, today: date) -> bytes:
    """The bytes of the calendar; the same programme on the same day gives the same bytes.

    The UID of an event is a hash of city, goal and step, so that a calendar that reads it again changes what it has.
    """
    with translation.override(language):
        lines = list(_calendar(programme, language, today))
    return b"".join(fold_line(line) + b"\r\n" for line in lines)


def _calendar(programme: Programme, language: str, today: date) -> Iterator[str]:
    name = _("Programme of city diplomacy: {name}").format(name=clean(programme.name, 200))
    yield from (
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Proxeny//Programme//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
    )
    yield f"X-WR-CALNAME:{escape_text(name)}"
    for goal in programme.goals:
        for step in goal.steps:
            if not step.done:
                yield from _event(programme, goal, step, language, today)
    yield "END:VCALENDAR"


def _event(programme: Programme, goal: Goal, step: Step, language: str, today: date) -> Iterator[str]:
    words, about = say_step(goal, step), say_goal(goal)
    notes = [about, f"{say_day(step.begins)} – {say_day(step.due)}"]
    notes += [_("Responsible: {name}").format(name=clean(step.responsible, 200))] if step.responsible else []
    critical = step in find_critical(goal)
    notes += [_("A day lost here is a day lost for the goal.")] if critical else []
    before = [say_step(goal, one) for one in goal.steps if one.key in step.after]
    notes += [_("After: {steps}").format(steps="; ".join(before))] if before else []
    yield "BEGIN:VEVENT"
    yield f"UID:{make_uid(programme.city, goal.number, step.key)}"
    yield f"DTSTAMP:{today:%Y%m%d}T000000Z"
    yield f"DTSTART;VALUE=DATE:{step.due:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{step.due + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY;LANGUAGE={language}:{escape_text(f'{words} – {about}')}"
    yield f"DESCRIPTION;LANGUAGE={language}:{escape_text(chr(10).join(notes))}"
    yield f"CATEGORIES;LANGUAGE={language}:{escape_text(say_horizon(goal.horizon))}"
    yield f"PRIORITY:{_FIRST if critical else _USUAL}"
    for key in step.after:
        yield f"RELATED-TO;RELTYPE=PARENT:{make_uid(programme.city, goal.number, key)}"
    yield "TRANSP:TRANSPARENT"
    yield from (
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        f"TRIGGER:-P{_REMIND_DAYS}D",
        f"DESCRIPTION:{escape_text(words)}",
        "END:VALARM",
    )
    yield "END:VEVENT"


def make_uid(city: str, goal: int, step: str) -> str:
    """The same for the same step, on any day."""
    return blake2b(f"{city}\n{goal}\n{step}".encode(), digest_size=12).hexdigest() + "@proxeny"


def escape_text(text: str) -> str:
    r"""A value of type TEXT (section 3.3.11): backslash, semicolon, comma and line ends escaped, controls left out.

    >>> escape_text("a;b, c\\d\ne\x07")
    'a\\;b\\, c\\\\d\\ne'
    """
    plain = _CONTROL.sub("", text.replace("\r\n", "\n"))
    for mark in ("\\", ";", ","):
        plain = plain.replace(mark, "\\" + mark)
    return plain.replace("\n", "\\n")


def fold_line(line: str) -> bytes:
    """A content line in parts of at most 75 octets, never within a character; the next begins with a space (3.1).

    >>> fold_line("A" * 80) == b"A" * 75 + b"\\r\\n " + b"A" * 5
    True
    """
    parts: list[bytes] = []
    held = b""
    for letter in line:
        octets = letter.encode()
        if len(held) + len(octets) > _LINE - bool(parts):
            parts.append(held)
            held = b""
        held += octets
    return b"\r\n ".join([*parts, held])
