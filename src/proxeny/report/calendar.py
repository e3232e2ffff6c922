"""Dates and digits as readers of each language write them: Jalali and Persian digits in ``fa``."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import jdatetime
from babel.dates import format_date
from babel.numbers import format_decimal
from django.utils.translation import gettext as _

from proxeny.dates import JALALI_YEARS

_PERSIAN = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")
_JALALI_MONTHS = (
    "فروردین", "اردیبهشت", "خرداد", "تیر", "مرداد", "شهریور", "مهر", "آبان", "آذر", "دی", "بهمن", "اسفند",
)  # fmt: skip
_DAY = timedelta(days=1)
_LEFT_TO_RIGHT = "\u200e"


@dataclass(frozen=True, slots=True)
class Shown:
    """A date in words, and as HTML's ``datetime`` wants it."""

    words: str
    machine: str


def digits(text: object, language: str) -> str:
    """The text with the digits of the language.

    >>> digits("v0.1", "fa")
    'v۰.۱'
    """
    return str(text).translate(_PERSIAN) if language == "fa" else str(text)


def number(value: float, language: str) -> str:
    """A number grouped as the language groups it, with at most one decimal.

    >>> number(15462452, "en"), number(15462452, "tr"), number(1234.56, "fa")
    ('15,462,452', '15.462.452', '۱٬۲۳۴٫۶')
    """
    whole = int(value)
    return _write(f"{whole:,}" if whole == value else format_decimal(value, format="#,##0.#", locale="en"), language)


def decimal(value: float, language: str, places: int = 2) -> str:
    """A number with a fixed number of decimals, as the language writes it.

    >>> decimal(0.375, "en"), decimal(1234.5, "tr", 1), decimal(0.5, "fa")
    ('0.38', '1.234,5', '۰٫۵۰')
    """
    return _write(f"{value:,.{places}f}", language)


def percent(share: float, language: str, places: int = 0) -> str:
    """A share in per cent, the sign where the language has it.

    >>> percent(0.375, "en"), percent(0.375, "tr", 1), percent(0.375, "fa", 1)
    ('38%', '%37,5', '۳۷٫۵٪')
    """
    written = decimal(100 * share, language, places)
    return {"tr": f"%{written}", "fa": f"{written}٪"}.get(language, f"{written}%")


def _write(english: str, language: str) -> str:
    """A number written in English as the language writes it; a Persian minus stays before its digits."""
    if language == "tr":
        return english.translate(str.maketrans(",.", ".,"))
    if language == "fa":
        return english.translate(str.maketrans(",.", "٬٫")).translate(_PERSIAN).replace("-", _LEFT_TO_RIGHT + "−")
    return english


def show_date(start: date | str | None, precision: str, language: str) -> Shown | None:
    """A date by its precision: ``7 February 1997``, ``March 1997``, ``1997``, ``circa 1990``; None when unknown."""
    if not start or precision == "unknown":
        return None
    first = start if isinstance(start, date) else date.fromisoformat(start)
    if precision == "circa":
        return Shown(_("circa %(year)s") % {"year": _bare_year(first, language)}, f"{first.year:04d}")
    if precision == "year":
        return Shown(_year(first, language), f"{first.year:04d}")
    if precision == "month":
        return Shown(_month(first, language), f"{first:%Y-%m}")
    return Shown(_day(first, language), first.isoformat())


def show_end(end: date | str | None, precision: str, language: str) -> Shown | None:
    """The last day of an interval, given the day after it: the end of 2004 is stored as 2005-01-01."""
    if not end:
        return None
    after = end if isinstance(end, date) else date.fromisoformat(end)
    last = after - _DAY
    if precision == "year" and (after.month, after.day) == (1, 1):
        last = date(last.year, 1, 1)
    if precision == "month" and after.day == 1:
        last = last.replace(day=1)
    return show_date(last, precision, language)


def _day(day: date, language: str) -> str:
    if language == "fa":
        solar = jdatetime.date.fromgregorian(date=day)
        return digits(f"{solar.day} {_JALALI_MONTHS[solar.month - 1]} {solar.year}", "fa")
    return format_date(day, "d MMMM y", locale=language)


def _month(first: date, language: str) -> str:
    """A month; one of the other calendar is named by the month that holds most of it, its own name beside it."""
    middle = first + timedelta(days=14)
    solar = jdatetime.date.fromgregorian(date=middle)
    named = digits(f"{_JALALI_MONTHS[solar.month - 1]} {solar.year}", "fa")
    if language != "fa" and first.day != 1:
        return format_date(first, "LLLL", locale=language) + "–" + format_date(middle, "LLLL y", locale=language)
    if language != "fa":
        return format_date(first, "LLLL y", locale=language)
    return f"{named} ({digits(format_date(first, 'LLLL y', locale='fa'), 'fa')})" if first.day == 1 else named


def _year(first: date, language: str) -> str:
    """A year; a solar year spans two others, so both are written."""
    if language != "fa":
        return str(first.year) if (first.month, first.day) == (1, 1) else f"{first.year}–{(first.year + 1) % 100:02d}"
    if (first.month, first.day) == (1, 1):
        return digits(f"{first.year - 621} ({first.year})", "fa")
    return digits(jdatetime.date.fromgregorian(date=first + timedelta(days=1)).year, "fa")


def _bare_year(first: date, language: str) -> str:
    if language != "fa":
        return str(first.year)
    whole = (first.month, first.day) == (1, 1)
    return digits(first.year - 621 if whole else jdatetime.date.fromgregorian(date=first).year, "fa")


def type_date(day: date, language: str) -> str:
    """A date as a reader types it into a form: ``2020-01-01``, in ``fa`` ``۱۳۹۸/۱۰/۱۱`` where that is read as solar."""
    solar = jdatetime.date.fromgregorian(date=day)
    if language != "fa" or solar.year not in JALALI_YEARS:
        return day.isoformat()
    return digits(solar.strftime("%Y/%m/%d"), "fa")
