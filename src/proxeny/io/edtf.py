"""Partial dates inside tables: EDTF text (``1997``, ``1997-02``, ``1997-02-07``, ``1990~``) as Polars expressions.

Source: Library of Congress, Extended Date/Time Format (ISO 8601-2:2019), levels 0 and 1 (year, month, day, ``~``).
"""

from __future__ import annotations

import polars as pl

_PATTERN = r"^(?:circa )?(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(~?)$"  # "circa 1990" is how our own files write "1990~"

_SPAN = r"^(\d{4}-\d{2}-\d{2})~?/(\d{4}-\d{2}-\d{2})~?$"  # a month or year of another calendar, by its days


def _span(text: pl.Expr, group: int) -> pl.Expr:
    return text.str.extract(_SPAN, group).str.to_date("%Y-%m-%d", strict=False)


def _part(text: pl.Expr, group: int) -> pl.Expr:
    return text.str.extract(_PATTERN, group)


def start_of(text: pl.Expr) -> pl.Expr:
    """First day of the stated period as a date; null where the text is no EDTF date."""
    iso = pl.concat_str([_part(text, 1), _part(text, 2).fill_null("01"), _part(text, 3).fill_null("01")], separator="-")
    return pl.coalesce(_span(text, 1), iso.str.to_date("%Y-%m-%d", strict=False))


def after(text: pl.Expr) -> pl.Expr:
    """The day after the last day of the stated period: the end of a half-open interval."""
    start = start_of(text)
    return (
        pl.when(_span(text, 2).is_not_null())
        .then(_span(text, 2).dt.offset_by("1d"))
        .when(_part(text, 3).is_not_null())
        .then(start.dt.offset_by("1d"))
        .when(_part(text, 2).is_not_null())
        .then(start.dt.offset_by("1mo"))
        .otherwise(start.dt.offset_by("1y"))
    )


def precision_of(text: pl.Expr) -> pl.Expr:
    """``day``, ``month``, ``year`` or ``circa``; null where the text is no EDTF date."""
    return (
        pl.when(_span(text, 1).is_not_null())
        .then(
            pl.when(text.str.ends_with("~"))
            .then(pl.lit("circa"))
            .when((_span(text, 2) - _span(text, 1)).dt.total_days() < 31)
            .then(pl.lit("month"))
            .otherwise(pl.lit("year"))
        )
        .when(_part(text, 1).is_null())
        .then(None)
        .when((_part(text, 4) == "~") | text.str.starts_with("circa"))
        .then(pl.lit("circa"))
        .when(_part(text, 3).is_not_null())
        .then(pl.lit("day"))
        .when(_part(text, 2).is_not_null())
        .then(pl.lit("month"))
        .otherwise(pl.lit("year"))
    )
