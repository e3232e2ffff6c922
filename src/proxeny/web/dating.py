"""The days that a page is asked about: ``?on=2020-01-01`` (true then), ``?known_at=2024-05-01`` (known then).

Solar dates are read too: ``?on=۱۳۹۸/۱۰/۱۱``. A page that is asked about a day leads to other pages on that day.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import wraps
from html import escape
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern

from proxeny.dates import parse_date
from proxeny.errors import FaultyInput
from proxeny.report.calendar import show_date
from proxeny.report.words import explain_fault, language
from proxeny.text import clean

View = Callable[..., HttpResponse]
_DAYS = ("on", "known_at")
_LINK = re.compile(
    r'href="(?P<path>/(?:en|tr|fa)/(?:(?:place|network|record|source|country|list)/[^"?#]*|sources/)?)'
    r'(?:\?(?P<query>[^"#]*))?(?P<part>#[^"]*)?"'
)


@dataclass(frozen=True, slots=True)
class Asked:
    """The day, what was typed, and what is wrong with it (then the day is today); as known when, None for now."""

    day: date
    typed: str = ""
    fault: str = ""
    known: date | None = None
    known_typed: str = ""
    kept: tuple[tuple[str, str], ...] = ()  # what else the address asks for, to be handed on by the form

    @property
    def on(self) -> date | None:
        """The day where one was asked for, None where the page is of today or of all days."""
        return self.day if self.typed and not self.fault else None

    @property
    def query(self) -> str:
        """The query that keeps the days on another page; empty for today."""
        days = (("on", self.on), ("known_at", self.known))
        told = "&".join(f"{name}={day.isoformat()}" for name, day in days if day)
        return f"?{told}" if told else ""

    @property
    def on_day(self) -> str:
        """The day in words."""
        return _say(self.day)

    @property
    def known_day(self) -> str:
        """The day of knowing in words."""
        return _say(self.known) if self.known else ""


def read_day(request: HttpRequest) -> Asked:
    """The days in the query, in any style and calendar that we read; today, as known now, where there are none."""
    (typed, day, fault), (known_typed, known, more) = (_read(request, name) for name in _DAYS)
    kept = tuple((name, value) for name, value in request.GET.items() if name not in (*_DAYS, "page"))
    return Asked(day or date.today(), typed, fault or more, None if more else known, known_typed, kept)


def _say(day: date) -> str:
    told = show_date(day, "day", language())
    return told.words if told else day.isoformat()


def _read(request: HttpRequest, name: str) -> tuple[str, date | None, str]:
    typed = clean(request.GET.get(name, ""), 60)
    if not typed:
        return "", None, ""
    try:
        return typed, parse_date(typed).start, ""
    except FaultyInput as error:
        return typed, None, explain_fault(error.faults[0])


def carry_days(routes: Iterable[URLPattern]) -> list[URLPattern]:
    """Let the pages of routes that are asked about a day lead to other pages on that day."""
    listed = list(routes)
    for route in listed:
        route.callback = _carried(route.callback)
    return listed


def _carried(run: View) -> View:
    @wraps(run)
    def answer(request: HttpRequest, *args: Any, **named: Any) -> HttpResponse:
        response = run(request, *args, **named)
        if not any(request.GET.get(name) for name in _DAYS) or response.streaming:
            return response
        asked = read_day(request)
        if asked.query and response.headers["Content-Type"].startswith("text/html"):
            response.content = _LINK.sub(lambda found: _lead(found, asked), response.content.decode()).encode()
        return response

    return answer


def _lead(found: re.Match[str], asked: Asked) -> str:
    """A link with the days in its query, unless it names days of its own."""
    query = found["query"] or ""
    if re.search(r"(?:^|;|&)(?:on|known_at)=", query):
        return found[0]
    days = escape(asked.query[1:])
    return f'href="{found["path"]}?{f"{query}&amp;{days}" if query else days}{found["part"] or ""}"'
