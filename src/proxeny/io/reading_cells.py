"""The rows of a file under a mapping: cells by rule, cleaned once a distinct value, faults by row and column."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Mapping as Dict
from dataclasses import dataclass, field
from datetime import date

import polars as pl

from proxeny.dates import PartialDate, detect_order, parse_date
from proxeny.errors import Fault, Severity, Where
from proxeny.io.mapping_rules import Cell, Condition, Mapping, Valid
from proxeny.io.reading_table import FaultLog
from proxeny.io.reading_values import Cleaned, Wanted, make_cleaner

VALID = ("valid_from", "valid_from_precision", "valid_to", "valid_to_precision")
_VALUES = {"row": pl.Int64, "raw": pl.String, "value": pl.String}


@dataclass(slots=True)
class Sheet:
    """A table whose columns bear the mapping's names. ``bad`` gathers the rows that have an error."""

    file: str
    frame: pl.DataFrame
    headings: Dict[str, str]  # the mapping's column -> the file's heading, for faults
    mapping: Mapping
    log: FaultLog
    bad: list[pl.Series] = field(default_factory=list)
    _told: dict[str, pl.DataFrame] = field(default_factory=dict)

    @property
    def rows(self) -> pl.DataFrame:
        """One column: every row read."""
        return self.frame.select("row")

    def bad_rows(self) -> pl.Series:
        """The rows that have an error, as far as they were read."""
        return pl.concat([pl.Series("row", [], dtype=pl.Int64), *self.bad])

    def where(self, row: int, column: str) -> Where:
        """A cell as the user knows it."""
        return Where(file=self.file, row=row, column=self.headings.get(column, column))

    def fault_rows(self, found: pl.DataFrame, column: str, faults: Dict[str, Cleaned]) -> None:
        """Log a fault for every row of ``found`` (row, raw), by what ``faults`` says of its raw value.

        What is wrong with a cell is told once, however many things are read from it.
        """
        codes = pl.Series("code", [faults[raw].code for raw in found.get_column("raw")], dtype=pl.String)
        found = found.with_columns(codes).unique(maintain_order=True)
        before = self._told.get(column)
        if before is not None:
            found = found.join(before, on=found.columns, how="anti", maintain_order="left")
        self._told[column] = found if before is None else pl.concat([before, found])
        found = found.drop("code")
        room = self.log.limit
        severity: Severity = "error"
        for row, raw in found.head(room).iter_rows():
            cleaned = faults[raw]
            severity = cleaned.severity
            self.log.add(Fault(cleaned.code, self.where(row, column), cleaned.params, severity))
        self.log.count(max(found.height - room, 0), severity)

    def drop_rows(self, rows: pl.Series, column: str, wrong: Cleaned) -> None:
        """Log one and the same fault for some rows, which then say nothing."""
        self.bad.append(rows.cast(pl.Int64))
        self.fault_rows(pl.DataFrame({"row": rows, "raw": [""] * len(rows)}), column, {"": wrong})

    def holds(self, conditions: Sequence[Condition], when_none: bool = True) -> pl.Expr:
        """Whether any of the conditions holds in a row."""
        if not conditions:
            return pl.lit(when_none)
        return pl.any_horizontal(self._holds(condition) for condition in conditions)

    def _holds(self, condition: Condition) -> pl.Expr:
        text = self._column(condition.column).fill_null("")
        plain = [value for value in condition.values if not value.endswith("*")]
        starts = [text.str.starts_with(value[:-1]) for value in condition.values if value.endswith("*")]
        return pl.any_horizontal(text.is_in(plain), *starts)

    def _column(self, name: str) -> pl.Expr:
        return pl.col(name) if name in self.frame.columns else pl.lit(None, dtype=pl.String)

    def raw(self, cell: Cell) -> pl.DataFrame:
        """What stands in a cell: row, raw; rows without are left out, a list gives several."""
        source = pl.lit(cell.constant) if cell.constant else self._column(cell.column)
        if cell.otherwise:
            source = pl.coalesce(source, self._column(cell.otherwise))
        kept = self.frame.filter(self.holds(cell.when), ~self.holds(cell.unless, when_none=False))
        found = kept.select("row", source.alias("raw")).drop_nulls()
        if not cell.split:
            return found
        parts = found.with_columns(pl.col("raw").str.split(cell.split)).explode("raw")
        return parts.with_columns(pl.col("raw").str.strip_chars()).filter(pl.col("raw").str.len_chars() > 0)

    def values(self, cell: Cell, wanted: Wanted) -> pl.DataFrame:
        """Row, raw, value of a cell; value is empty where the words say nothing. Errors go to the log."""
        return self.cleaned(self.raw(cell), cell, wanted)

    def cleaned(self, found: pl.DataFrame, cell: Cell, wanted: Wanted, column: str = "") -> pl.DataFrame:
        """Clean the distinct values of ``found`` (row, raw, maybe more) and log what is wrong with them."""
        distinct = found.get_column("raw").unique(maintain_order=True).to_list()
        if wanted.type == "date":
            wanted = Wanted("date", order=self.mapping.date_order or detect_order(distinct))
        clean = make_cleaner(cell, wanted)
        results = {raw: clean(raw) for raw in distinct}
        table = pl.DataFrame(
            {
                "raw": list(results),
                "value": [result.value for result in results.values()],
                "wrong": [result.severity if result.code else "" for result in results.values()],
            },
            schema={"raw": pl.String, "value": pl.String, "wrong": pl.String},
        )
        joined = found.join(table, on="raw", how="left", maintain_order="left")
        if any(result.code for result in results.values()):
            self._log_wrong(joined, column or cell.column, cell.otherwise, results)
        return joined.filter(pl.col("wrong") != "error").drop("wrong")

    def _log_wrong(self, joined: pl.DataFrame, column: str, otherwise: str, results: Dict[str, Cleaned]) -> None:
        for severity in ("error", "warning"):
            wrong = joined.filter(pl.col("wrong") == severity).select("row", "raw")
            for source, rows in self._read_from(wrong, column, otherwise):
                self.fault_rows(rows, source, results)
            if severity == "error":
                self.bad.append(wrong.get_column("row"))

    def _read_from(self, wrong: pl.DataFrame, column: str, otherwise: str) -> Iterator[tuple[str, pl.DataFrame]]:
        """The rows by the column they were read from: ``column``, or ``otherwise`` where that is empty."""
        if not otherwise:
            yield column, wrong
            return
        own = self.frame.select("row", self._column(column).alias("own")).drop_nulls()
        yield column, wrong.join(own, on="row", how="semi", maintain_order="left")
        yield otherwise, wrong.join(own, on="row", how="anti", maintain_order="left")

    def one(self, cell: Cell | None, wanted: Wanted, name: str) -> pl.DataFrame:
        """Row and one value, under ``name``: of a cell that says several, the first."""
        if cell is None:
            return pl.DataFrame(schema={"row": pl.Int64, name: pl.String})
        values = self.values(cell, wanted).filter(pl.col("value") != "")
        return values.select("row", pl.col("value").alias(name)).unique("row", keep="first", maintain_order=True)

    def valid(self, rule: Valid | None) -> pl.DataFrame:
        """Row and the four columns of valid time, for rows that have any."""
        if rule is None:
            return pl.DataFrame(schema={"row": pl.Int64, **dict.fromkeys(VALID, pl.String)})
        wanted = Wanted("date")
        begin = self.one(rule.at or rule.begin, wanted, "begin")
        end = self.one(rule.at or rule.end, wanted, "end")
        both = begin.join(end, on="row", how="full", coalesce=True, maintain_order="left_right")
        return both.join(date_columns(both.get_column("begin"), "begin", "valid_from"), on="begin", how="left").join(
            date_columns(both.get_column("end"), "end", "valid_to"), on="end", how="left"
        ).select("row", *VALID)  # fmt: skip


def date_columns(texts: pl.Series, key: str, name: str) -> pl.DataFrame:
    """Canonical date texts with the edge of their period (first day for a from, day after for a to) and precision."""
    distinct = texts.drop_nulls().unique(maintain_order=True).to_list()
    dates = [parse_date(text) for text in distinct]
    return pl.DataFrame(
        {
            key: distinct,
            name: [_edge(found, name).isoformat() for found in dates],
            f"{name}_precision": [found.precision for found in dates],
        },
        schema={key: pl.String, name: pl.String, f"{name}_precision": pl.String},
    )


def _edge(found: PartialDate, name: str) -> date:
    return found.end if name == "valid_to" else found.start
