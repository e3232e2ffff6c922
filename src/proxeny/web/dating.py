"""The day that a page is asked about: ``?on=2020-01-01``, also ``۱۳۹۸/۱۰/۱۱``."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest

from proxeny.dates import parse_date
from proxeny.errors import FaultyInput
from proxeny.report.words import explain_fault
from proxeny.text import clean


@dataclass(frozen=True, slots=True)
class Asked:
    """The day, what was typed, and what is wrong with it (then the day is today)."""

    day: date
    typed: str = ""
    fault: str = ""

    @property
    def query(self) -> str:
        """The query that keeps the day on another page; empty for today."""
        return f"?on={self.day.isoformat()}" if self.typed and not self.fault else ""


def read_day(request: HttpRequest) -> Asked:
    """The day in the query, in any style and calendar that we read; today where there is none."""
    typed = clean(request.GET.get("on", ""), 60)
    if not typed:
        return Asked(date.today())
    try:
        return Asked(parse_date(typed).start, typed)
    except FaultyInput as error:
        return Asked(date.today(), typed, explain_fault(error.faults[0]))
