"""The answer of each view in a sentence."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import polars as pl
from django.utils.translation import gettext as _

from proxeny.literature.mapping import FieldMap
from proxeny.report.calendar import decimal, digits
from proxeny.report.words import language


def tell(name: str, table: pl.DataFrame, drawn: FieldMap) -> str:
    """What the table of the view ``name`` answers; empty where it holds nothing."""
    return _SENTENCES[name](table, drawn) if table.height else ""


def tell_nothing(name: str) -> tuple[str, str]:
    """What it means that the view ``name`` holds nothing, and what to do."""
    said = {
        "bursts": (
            _("No term bursts"),
            _("No term is for some years in a greater share of works than its own usual share would let expect. "
              "A larger corpus, or more frequent terms, may show some."),
        ),
        "countries": (
            _("No work says from which country it is"),
            _("Countries are read from the affiliations of authors. Export full records from the database, and bring "
              "them in."),
        ),
    }  # fmt: skip
    usual = (
        _("Nothing to show yet"),
        _("The works of this corpus do not say what this view needs. Bring in full records."),
    )
    return said.get(name, usual)


def _number(value: object) -> str:
    return digits(value, language())


def _frequencies(table: pl.DataFrame, _drawn: FieldMap) -> str:
    often = table.row(0, named=True)
    rising = table.filter(pl.col("occurrences") >= 3).sort(["trend", "label"], descending=[True, False]).head(1)
    said = _("“{term}” is in {count} of {works} works.").format(
        term=often["label"], count=_number(often["occurrences"]), works=_number(_drawn.works.height)
    )
    if not rising.height or rising["trend"][0] <= 0:
        return said
    grows = _("The share of “{term}” grows fastest, by {points} percentage points a year.")
    return f"{said} {grows.format(term=rising['label'][0], points=decimal(rising['trend'][0], language(), 2))}"


def _themes(table: pl.DataFrame, _drawn: FieldMap) -> str:
    motor = table.filter(pl.col("quadrant") == "motor").sort("centrality", descending=True)
    if not motor.height:
        return _("No theme is both central and dense.")
    return _("The field is driven by: {themes}.").format(themes=" · ".join(motor["label"].head(3)))


def _evolution(table: pl.DataFrame, _drawn: FieldMap) -> str:
    kept = table.drop_nulls(["theme", "next_theme"]).sort(["shared", "theme"], descending=[True, False])
    if not kept.height:
        return _("No theme of one period shares a term with one of the next.")
    row = kept.row(0, named=True)
    said = _("The strongest thread: “{theme}” of {period} shares {count} terms with “{next}” of {later}.")
    return said.format(
        theme=row["theme"], period=_number(row["period"]), count=_number(row["shared"]), next=row["next_theme"],
        later=_number(row["next_period"]),
    )  # fmt: skip


def _heat(table: pl.DataFrame, _drawn: FieldMap) -> str:
    means = table.group_by("label").agg(
        ((pl.col("year") * pl.col("works")).sum() / pl.col("works").sum()).alias("mean"), pl.col("works").sum()
    )
    often = means.sort(["works", "label"], descending=[True, False]).head(24).sort(["mean", "label"])
    said = _("Of the frequent terms the earliest is “{first}” (mean year {early}), the latest “{last}” ({late}).")
    early, late = often.row(0, named=True), often.row(-1, named=True)
    return said.format(
        first=early["label"], early=_number(round(early["mean"])), last=late["label"], late=_number(round(late["mean"]))
    )


def _bursts(table: pl.DataFrame, _drawn: FieldMap) -> str:
    row = table.row(0, named=True)
    said = _("The strongest burst is that of “{term}”, from {since} to {until}.")
    return said.format(term=row["label"], since=_number(row["since"]), until=_number(row["until"]))


def _fields(table: pl.DataFrame, _drawn: FieldMap) -> str:
    row = table.sort(["works", "left", "right"], descending=[True, False, False]).row(0, named=True)
    said = _("The most works join “{left}” and “{right}”: {count}.")
    return said.format(left=row["left"], right=row["right"], count=_number(row["works"]))


def _cited(table: pl.DataFrame, _drawn: FieldMap) -> str:
    row = table.row(0, named=True)
    if row["cited_by"] is not None:
        said, count = _("The database counts {count} citations of “{title}”."), row["cited_by"]
    else:
        row = table.sort(["cited_here", "id"], descending=[True, False]).row(0, named=True)
        if not row["cited_here"]:
            return _("The files of this corpus say neither how often its works are cited nor what they cite.")
        said, count = _("{count} works of this corpus cite “{title}”."), row["cited_here"]
    return said.format(title=row["title"] or row["id"], count=_number(count))


def _countries(table: pl.DataFrame, _drawn: FieldMap) -> str:
    row = table.row(0, named=True)
    said = _("{country} has most works: {count}, of which {shared} with other countries.")
    return said.format(country=row["country"], count=_number(row["works"]), shared=_number(row["shared"]))


_SENTENCES: Mapping[str, Callable[[pl.DataFrame, FieldMap], str]] = {
    "frequencies": _frequencies, "themes": _themes, "evolution": _evolution, "heat": _heat, "bursts": _bursts,
    "three-fields": _fields, "most-cited": _cited, "countries": _countries,
}  # fmt: skip
