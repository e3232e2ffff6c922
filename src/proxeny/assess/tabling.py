"""Measurements from a table of one's own: every fault of the table at once, each with its row and column."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

import numpy as np
import polars as pl
from rapidfuzz.process import extractOne

from proxeny.assess.cells import read_cell
from proxeny.assess.measurements import Cell, Measurements, hash_measurements
from proxeny.assess.methods import Floats
from proxeny.assess.recipe.model import Indicator, Recipe
from proxeny.errors import Fault, FaultyInput, Where
from proxeny.tables import Schema

GIVEN: Schema = {"row": pl.Int64}  # the row a person sees in the file; beside it the file's own columns, as text
_MOST = 1000


@dataclass(slots=True)
class _Tabling:
    """One reading of a table by a recipe; collects the faults."""

    frame: pl.DataFrame
    file: str
    recipe: Recipe
    faults: list[Fault] = field(default_factory=list)
    why: dict[Cell, str] = field(default_factory=dict)

    def note(self, code: str, row: int | None = None, column: str = "", **params: object) -> None:
        self.faults.append(Fault(code, Where(self.file, row=row, column=column), params))

    def need(self, column: str, line: int, code: str) -> bool:
        """Whether the table has a column that the recipe names; if not, that is a fault of the recipe's line."""
        if column in self.frame.columns:
            return True
        known = [name for name in self.frame.columns if name != "row"]
        near = extractOne(column, known)
        where = Where(self.recipe.file, line=line or None)
        self.faults.append(Fault(code, where, {"word": column, "file": self.file, "near": near[0] if near else "-"}))
        return False

    def codes(self) -> list[str]:
        """The code of every row; a row without one, or a second one of the same code, is a fault."""
        column = self.recipe.units.code
        if not self.need(column, 1, "assess-units-column"):
            return []
        cells = self.frame[column].fill_null("").to_list()
        rows = self.frame["row"].to_list()
        times = self.frame[self.recipe.units.time].to_list() if self.recipe.units.time in self.frame.columns else None
        first: dict[tuple[str, object], int] = {}
        for number, code in enumerate(cells):
            key = (code, times[number] if times else None)
            if not code:
                self.note("assess-unit-empty", rows[number], column)
            elif key in first:
                self.note("assess-unit-twice", rows[number], column, unit=code, first=first[key])
            first.setdefault(key, rows[number])
        if len(set(cells) - {""}) < 2:
            self.note("assess-units-few", count=len(set(cells) - {""}))
        return cells

    def column(self, indicator: Indicator, codes: list[str]) -> Floats:
        """The numbers of an indicator's column."""
        name = indicator.column or indicator.id
        if not self.need(name, indicator.line, "assess-column-unknown"):
            return np.full(len(codes), np.nan)
        texts = self.frame[name]
        rows = self.frame["row"]
        made = np.full(len(codes), np.nan)
        seen: dict[str | None, object] = {}
        for number, text in enumerate(texts.to_list()):
            read = read_cell(text, indicator, self.recipe.missing_words)
            if read.fault:
                known = ", ".join(indicator.categories) or "-"
                self.note(read.fault, rows[number], name, value=(text or "")[:60], known=known)
                seen[text] = read.fault
            elif read.value is None:
                self.why[codes[number], indicator.id] = read.why
            else:
                made[number] = read.value
        if np.isnan(made).all() and not seen:
            self.note("assess-column-missing", None, name, indicator=indicator.id)
        return made


def build_measurements(frame: pl.DataFrame, file: str, recipe: Recipe) -> Measurements:
    """The measurements of a table by a recipe.

    ``frame``: Int64 ``row`` and one String column each. A table with a column of time keeps the latest row of every
    unit, and the values before it for ``impute: panel``. Raises `FaultyInput` with all faults: unknown columns, text
    among numbers, infinities, units given twice or having nothing, columns without any value, fewer than two units.
    """
    work = _Tabling(frame, file, recipe)
    codes = work.codes()
    columns = {one.id: work.column(one, codes) for one in recipe.indicators} if codes else {}
    denominators = {
        name: work.column(Indicator(name, "", line=line), codes) for name, line in _denominators(recipe) if codes
    }
    for name in (*recipe.units.groups, recipe.units.name, recipe.units.time):
        if name:
            work.need(name, 1, "assess-column-unknown")
    values = np.column_stack(list(columns.values())) if columns else np.zeros((len(codes), 0))
    _check_zero(work, denominators)
    _check_units(work, codes, values)
    if work.faults:
        raise FaultyInput(*work.faults[:_MOST], total=len(work.faults))
    made = _finish(work, codes, values, denominators)
    return replace(made, hash=hash_measurements(made), notes=tuple(_constants(made, file)))


def _denominators(recipe: Recipe) -> Iterable[tuple[str, int]]:
    own = {one.id for one in recipe.indicators}
    found = {one.denominator: one.line for one in reversed(recipe.indicators) if one.denominator not in ({""} | own)}
    return sorted(found.items())


def _check_zero(work: _Tabling, denominators: Mapping[str, Floats]) -> None:
    rows = work.frame["row"].to_list()
    for name, values in denominators.items():
        for number in np.flatnonzero(values == 0):
            work.note("assess-denominator-zero", rows[number], name)


def _check_units(work: _Tabling, codes: list[str], values: Floats) -> None:
    rows = work.frame["row"].to_list()
    faulty = {fault.where.row for fault in work.faults if fault.where.row}
    empty = np.isnan(values).all(axis=1) if values.shape[1] else np.zeros(len(codes), dtype=bool)
    if empty.all():
        return
    for number in np.flatnonzero(empty):
        if codes[number] and rows[number] not in faulty:
            work.note("assess-unit-nothing", rows[number], unit=codes[number])


def _finish(work: _Tabling, codes: list[str], values: Floats, denominators: Mapping[str, Floats]) -> Measurements:
    columns = work.recipe.units
    times = work.frame[columns.time].fill_null("").to_list() if columns.time else [""] * len(codes)
    latest: dict[str, int] = {}
    for number, code in enumerate(codes):
        if code not in latest or times[number] > times[latest[code]]:
            latest[code] = number
    units = tuple(sorted(latest))
    rows = np.array([latest[unit] for unit in units])
    earlier = _earlier(codes, times, values, units, latest) if len(units) < len(codes) else None
    named = work.frame[columns.name].to_list() if columns.name else []
    return Measurements(
        units=units,
        indicators=tuple(one.id for one in work.recipe.indicators),
        values=values[rows],
        low=values[rows],
        high=values[rows],
        names={unit: {"en": named[latest[unit]]} for unit in units if named and named[latest[unit]]},
        groups={name: tuple(work.frame[name].fill_null("").gather(rows).to_list()) for name in columns.groups},
        denominators={name: of[rows] for name, of in denominators.items()},
        earlier=earlier,
        why=work.why,
        origin=work.file,
    )


def _earlier(
    codes: list[str], times: list[str], values: Floats, units: tuple[str, ...], latest: Mapping[str, int]
) -> Floats:
    """The latest value before the latest row, of every unit and indicator."""
    made = np.full((len(units), values.shape[1]), np.nan)
    place = {unit: number for number, unit in enumerate(units)}
    for number in sorted(range(len(codes)), key=lambda one: times[one]):
        if number != latest[codes[number]]:
            row = place[codes[number]]
            made[row] = np.where(np.isnan(values[number]), made[row], values[number])
    return made


def _constants(data: Measurements, file: str) -> Iterable[Fault]:
    """Warnings of indicators that are the same for every unit: they cannot tell any two apart."""
    for number, name in enumerate(data.indicators):
        present = data.values[~np.isnan(data.values[:, number]), number]
        if len(present) and np.ptp(present) == 0:
            yield Fault("assess-column-constant", Where(file, column=name), {"indicator": name}, severity="warning")
