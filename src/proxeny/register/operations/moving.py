"""An edit that changes whom a record joins.

An agreement is what it is by its parties, a membership by member and network. What a source says of other parties is
of another record: it is withdrawn from the old one and said of the one that these parties have, in one batch. What
other sources say of the old record stays with it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import polars as pl

from proxeny import tables
from proxeny.io.forms import Form
from proxeny.io.forms_filled import Answer, Filled
from proxeny.io.forms_reading import Speaker, Subject, build_reading, build_subject
from proxeny.io.reading import DRAFTS, Reading
from proxeny.register.queries.editing import read_ends, read_own, read_said
from proxeny.register.queries.merges import read_merges

_ROW = 1


@dataclass(frozen=True, slots=True)
class Target:
    """What an edit says, the record it is about, and the record that its source leaves."""

    reading: Reading
    record: str
    left: str = ""


def aim(form: Form, filled: Filled, speaker: Speaker, record: str) -> Target:
    """What a form says of which record; ``record`` is empty for a new one."""
    if not record:
        subject = build_subject(form, filled)
        found = read_merges().get(subject, subject)
        return Target(build_reading(form, filled, speaker, Subject(subject)), found)
    ends = read_ends(form, record)
    moved = replace(filled, answers={**filled.answers, **_ends_of(filled, ends)})
    if any(set(moved.values(name)) != set(was) for name, was in ends.items()):
        return _move(form, moved, speaker, record)
    own = read_own(form, record, speaker.id)
    rest = {name: answers for name, answers in filled.answers.items() if name not in ends}
    reading = build_reading(form, replace(filled, answers=rest), speaker, Subject(own.subject, own.keys))
    return Target(reading, record)


def _ends_of(filled: Filled, ends: dict[str, tuple[str, ...]]) -> dict[str, tuple[Answer, ...]]:
    """The ends as the form says them; one that it leaves empty stays."""
    return {name: filled.answers.get(name) or tuple(map(Answer, was)) for name, was in ends.items()}


def _move(form: Form, filled: Filled, speaker: Speaker, left: str) -> Target:
    subject = build_subject(form, filled)
    record = read_merges().get(subject, subject)
    said, own = read_said(left, speaker.id), read_own(form, left, speaker.id)
    reading = build_reading(form, filled, speaker, Subject(subject, dict.fromkeys(said["key"], "")))
    ends = [one.property for one in form.fields if one.end]
    dated = said.filter(~pl.col("key").is_in(list(own.keys)) & ~pl.col("property").is_in(ends))
    also = dated.with_columns(pl.lit(_ROW).alias("row"), pl.lit(subject).alias("record"))
    drafts = pl.concat([reading.drafts, tables.conform(also, DRAFTS)])
    return Target(replace(reading, drafts=drafts), record, left)
