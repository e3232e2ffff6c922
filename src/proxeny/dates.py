"""Dates as sources write them: with a precision, in several calendars, scripts and styles."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal

import jdatetime

from proxeny.errors import FaultyInput
from proxeny.text import fold, fold_key

Precision = Literal["day", "month", "year", "circa", "unknown"]
Order = Literal["", "dmy", "mdy"]

JALALI_YEARS = range(1200, 1501)
_YEARS = range(1000, 3000)
_EXCEL_DAYS = range(10_000, 80_000)  # 1927 to 2119: as a bare number nothing else has five digits
_EXCEL_ZERO = date(1899, 12, 30)
_DIGITS = str.maketrans("۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩–—−‐‑⁄٫", "01234567890123456789-----/.")

_GREGORIAN_NAMES = (
    "january jan ocak oca ژانویه", "february feb subat sub فوریه", "march mar mart مارس", "april apr nisan nis آوریل",
    "may mayis مه می", "june jun haziran haz ژوئن", "july jul temmuz tem ژوئیه جولای",
    "august aug agustos agu اوت آگوست", "september sep sept eylul eyl سپتامبر", "october oct ekim eki اکتبر",
    "november nov kasim kas نوامبر", "december dec aralik ara دسامبر",
)  # fmt: skip
_JALALI_NAMES = (
    "فروردین farvardin", "اردیبهشت ordibehesht", "خرداد khordad", "تیر tir", "مرداد امرداد mordad",
    "شهریور shahrivar", "مهر mehr", "آبان aban", "آذر azar", "دی dey", "بهمن bahman", "اسفند esfand",
)  # fmt: skip
_GREGORIAN: Mapping[str, int] = {
    fold(word): number for number, words in enumerate(_GREGORIAN_NAMES, 1) for word in words.split()
}
_JALALI: Mapping[str, int] = {
    fold(word): number for number, words in enumerate(_JALALI_NAMES, 1) for word in words.split()
}
_CIRCA = re.compile(
    r"^(?:circa|ca\.?|c\.?|approx\.?|about|around|yaklaşık(?: olarak)?|takriben|حدود(?: سال)?|~)\s*(?=\S)", re.I
)
_CIRCA_AFTER = re.compile(r"(?<=\d)\s*(?:\?|~|circa|ca\.|civarı|dolayları)$", re.I)
_CLOCK = re.compile(r"[T ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?\s*(?:Z|UTC|[+-]\d{2}:?\d{2})?$")
_YEAR = re.compile(r"(\d{4})(?:\.0+)?")
_NUMBER = re.compile(r"(\d{5})(?:\.\d+)?")
_YMD = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})")
_DMY = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4})\.?")
_YM = re.compile(r"(\d{4})[-/.](\d{1,2})")
_MY = re.compile(r"(\d{1,2})[-/.](\d{4})")
_STATED_DAYS = re.compile(r"(\d{4}-\d\d-\d\d)~?/(\d{4}-\d\d-\d\d)~?")
_ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th)\b", re.I)
_SINCE = re.compile(r"^(?:since|from|as of|از|seit|depuis)\s+(.+)$|^(.+?)(?:['’]?(?:den|dan|ten|tan) beri)$", re.I)
_UNTIL = re.compile(r"^(?:until|till|to|up to|تا)\s+(.+)$", re.I)
_RANGE = re.compile(r"^\s*(\d{4})\s*(?:-|/|\bto\b|تا)\s*(\d{4})?(?:\s*$|\s+\D.*$|\s*[-,;(]\D.*$)")
_SPAN = re.compile(r"^(\S.*?\S)\s+(?:-|to|until|تا)\s+(\S.*)$", re.I)
_OPEN_ENDS = frozenset({"present", "today", "now", "ongoing", "devam ediyor", "halen", "اکنون", "کنون"})


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A stated period: its first day, the day after its last, and how exactly the source knows it."""

    start: date
    end: date
    precision: Precision

    def __str__(self) -> str:
        """Canonical text, EDTF (ISO 8601-2): ``1997-02-07``, ``1997-02``, ``1997``, ``1997~`` for circa.

        A month or year of another calendar is written by its days (``1993-03-21/1994-03-20``). `parse_date` reads all.
        """
        text = self._period()
        return f"{text.replace('/', '~/')}~" if self.precision == "circa" else text

    def _period(self) -> str:
        if self.end == self.start + timedelta(days=1):
            return self.start.isoformat()
        if self == _year(self.start.year, self.precision):
            return f"{self.start.year:04d}"
        if self.start.day == 1 and self.end == _month_after(self.start):
            return f"{self.start.year:04d}-{self.start.month:02d}"
        return f"{self.start.isoformat()}/{(self.end - timedelta(days=1)).isoformat()}"


def _year(year: int, precision: Precision = "year") -> PartialDate:
    return PartialDate(date(year, 1, 1), date(year + 1, 1, 1), precision)


def _month_after(first: date) -> date:
    return date(first.year + first.month // 12, first.month % 12 + 1, 1)


def _build(year: int, month: int | None = None, day: int | None = None) -> PartialDate:
    """A date of given parts; a year from 1200 to 1500 is Jalali. Raises ValueError for a day that never was."""
    first, last = (1, 12) if month is None else (month, month)
    if year in JALALI_YEARS:
        start = jdatetime.date(year, first, day or 1).togregorian()
        after = jdatetime.date(year + last // 12, last % 12 + 1, 1).togregorian()
    elif year in _YEARS:
        start = date(year, first, day or 1)
        after = _month_after(date(year, last, 1))
    else:
        raise ValueError(year)
    if day is not None:
        return PartialDate(start, start + timedelta(days=1), "day")
    return PartialDate(start, after, "year" if month is None else "month")


def _ordered(first: int, second: int, year: int, separator: str, order: Order) -> PartialDate | None:
    """Read two small numbers and a year; None when both orders are possible and nothing settles it.

    Dots and the Jalali calendar are always day first.
    """
    if separator == "." or year in JALALI_YEARS or order == "dmy" or first > 12:
        return _build(year, second, first)
    if order == "mdy" or second > 12:
        return _build(year, first, second)
    return _build(year, second, first) if first == second else None


def _read_words(text: str) -> PartialDate | None:
    """Read a date with the name of a month; None when there is none in it."""
    words = fold(_ORDINAL.sub("", text)).split()
    numbers = [word for word in words if word.isascii() and word.isdigit()]
    years = [int(word) for word in numbers if len(word) == 4]
    days = [int(word) for word in numbers if len(word) <= 2]
    if len(years) != 1 or len(days) > 1 or len(words) != len(years) + len(days) + 1:
        return None
    names = _JALALI if years[0] in JALALI_YEARS else _GREGORIAN
    months = [names[word] for word in words if word in names]
    return _build(years[0], months[0], days[0] if days else None) if months else None


def _read_plain(text: str, order: Order) -> PartialDate | Literal["ambiguous"] | None:
    if found := _YEAR.fullmatch(text):
        return _build(int(found[1]))
    if found := _YMD.fullmatch(text):
        return _build(int(found[1]), int(found[3]), int(found[4]))
    if found := _DMY.fullmatch(text):
        return _ordered(int(found[1]), int(found[3]), int(found[4]), found[2], order) or "ambiguous"
    if found := _YM.fullmatch(text):
        return _build(int(found[1]), int(found[2]))
    if found := _MY.fullmatch(text):
        return _build(int(found[2]), int(found[1]))
    if (found := _NUMBER.fullmatch(text)) and int(found[1]) in _EXCEL_DAYS:
        start = _EXCEL_ZERO + timedelta(days=int(found[1]))
        return PartialDate(start, start + timedelta(days=1), "day")
    if found := _STATED_DAYS.fullmatch(text):
        return _from_days(date.fromisoformat(found[1]), date.fromisoformat(found[2]))
    return _read_words(text)


def _from_days(first: date, last: date) -> PartialDate | None:
    """A month or year of another calendar, written by its first and last day; None for any other span."""
    days = (last - first).days + 1
    after = last + timedelta(days=1)
    if 28 <= days <= 31:
        return PartialDate(first, after, "month")
    return PartialDate(first, after, "year") if 353 <= days <= 366 else None


def tidy_date(text: str) -> str:
    """Digits, dashes and spaces in one form; the time of day dropped."""
    return _CLOCK.sub("", " ".join(text.translate(_DIGITS).split()).lstrip("+"))


@lru_cache(maxsize=100_000)
def parse_date(text: str, order: Order = "") -> PartialDate:
    """Read one date in any style we know.

    ``order`` settles ``03/04/1999``. Raises `FaultyInput` with ``date-unreadable`` or ``date-ambiguous``.

    >>> str(parse_date("07.02.1997")), str(parse_date("1372/08/22")), parse_date("c. 1990").precision
    ('1997-02-07', '1993-11-13', 'circa')
    """
    plain = tidy_date(text)
    bare = _CIRCA_AFTER.sub("", _CIRCA.sub("", plain))
    try:
        found = _read_plain(bare, order)
    except (ValueError, OverflowError):
        found = None
    if found is None or found == "ambiguous":
        raise FaultyInput.of("date-ambiguous" if found else "date-unreadable", value=text)
    return PartialDate(found.start, found.end, "circa") if bare != plain else found


def detect_order(values: Iterable[str]) -> Order:
    """The order that the unambiguous ``D/M/Y`` values of a column agree on; empty when none or both occur."""
    seen: set[Order] = set()
    for value in values:
        found = _DMY.fullmatch(tidy_date(value))
        if found is None or found[2] == "." or int(found[4]) in JALALI_YEARS:
            continue
        if 12 < int(found[1]) <= 31 and int(found[3]) <= 12:
            seen.add("dmy")
        elif 12 < int(found[3]) <= 31 and int(found[1]) <= 12:
            seen.add("mdy")
    return seen.pop() if len(seen) == 1 else ""


def parse_interval(text: str, order: Order = "") -> tuple[PartialDate | None, PartialDate | None]:
    """Read from and to of ``2008-2012 - CIVITAS PLUS``, ``since 1998``, ``until 2001``; a plain date is its from.

    Raises `FaultyInput` as `parse_date`, and ``dates-reversed`` when the end comes before the beginning.
    """
    plain = tidy_date(text)
    if found := _RANGE.match(plain):
        ends = (found[1], found[2])
    elif found := _SINCE.match(plain):
        ends = (found[1] or found[2], None)
    elif found := _UNTIL.match(plain):
        ends = (None, found[1])
    elif (found := _SPAN.match(plain)) and not _STATED_DAYS.fullmatch(plain):
        ends = (found[1], None if fold_key(found[2]) in {fold_key(word) for word in _OPEN_ENDS} else found[2])
    else:
        return parse_date(text, order), None
    begin, finish = (parse_date(end, order) if end else None for end in ends)
    if begin and finish and finish.end <= begin.start:
        raise FaultyInput.of("dates-reversed", value=text)
    return begin, finish
