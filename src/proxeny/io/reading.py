"""From a file and a mapping to claim drafts: the whole way in, without touching the register."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path

import polars as pl

from proxeny import tables
from proxeny.dates import parse_date
from proxeny.errors import Fault, FaultyInput, Where
from proxeny.io.claims import digest
from proxeny.io.importers import read_table
from proxeny.io.mapping import detect_mapping, load_mapping, mapping_names, match_columns
from proxeny.io.mapping_parse import wide_pattern
from proxeny.io.mapping_rules import SOURCE_CELLS, Cell
from proxeny.io.mapping_rules import Mapping as MappingFile
from proxeny.io.mapping_yaml import near
from proxeny.io.reading_cells import Sheet
from proxeny.io.reading_mentions import Mentioned, build_mention_claims, build_mentions
from proxeny.io.reading_records import build_record
from proxeny.io.reading_table import Limits, Table
from proxeny.io.reading_values import Wanted

DRAFTS: tables.Schema = {
    "row": pl.Int64,  # as a person sees it in the file
    "record": pl.String,  # groups the claims of one record: the mention it is about, or "ROW#NAME"
    "kind": pl.String,  # of the record: place organisation agreement membership activity project
    "property": pl.String,
    "value": pl.String,  # canonical; a date is EDTF: 1997-02-07, 1997-02, 1997, 1997~; empty with value_mention
    "value_mention": pl.String,  # the mention that the value is: party, member, network, parent, partner, seat
    "wording": pl.String,  # the source's words where they differ from value
    "language": pl.String,
    "valid_from": pl.String,
    "valid_from_precision": pl.String,
    "valid_to": pl.String,
    "valid_to_precision": pl.String,
    "source": pl.String,
    "locator": pl.String,  # "row 41", or the source's own id of the statement
    "identity": pl.String,  # words that tell two records of the same parties apart, or null
}
LINKS: tables.Schema = {"mention_a": pl.String, "mention_b": pl.String}
_LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file says. Rows with an error say nothing; ``errors`` and ``warnings`` count what ``faults`` shows first.

    ``links``: pairs of mentions that an agreement joins, each once, a < b.
    """

    mapping: str
    rows: int
    skipped: int  # rows that the mapping leaves out
    mentions: pl.DataFrame
    drafts: pl.DataFrame
    sources: pl.DataFrame
    links: pl.DataFrame
    faults: list[Fault]
    errors: int = 0
    warnings: int = 0
    bad_rows: frozenset[int] = frozenset()  # rows with an error, all of them
    chosen: Mapping[str, str] = field(default_factory=dict)  # mention, or record of drafts -> the record a person chose
    withdrawn: frozenset[str] = frozenset()  # keys of claims that their source takes back


def read_claims(path: Path | str, mapping: MappingFile | str | None = None, limits: Limits = _LIMITS) -> Reading:
    """Read a file by a mapping (itself, its name, or None: the one whose columns the file has).

    What is wrong in the file is in ``Reading.faults``. Raises `FaultyInput`, `NotFound` or `UnknownName` when the file
    or the mapping cannot be read at all, or no mapping fits.
    """
    rules = load_mapping(mapping) if isinstance(mapping, str) else mapping
    table = read_table(path, replace(limits, max_rows=min(limits.max_rows, limits.max_records)))
    rules = rules or _detect(table)
    if rules.refuse:
        refused = Fault("mapping-refused", Where(file=table.file), {"reason": rules.refuse})
        return _nothing(rules.name, [refused], 1, 0)
    sheet = _open(table, rules)
    if sheet is None:
        return _nothing(rules.name, table.faults, table.log.errors, table.log.warnings)
    rows = sheet.frame.height + len(table.bad_rows.difference(sheet.frame.get_column("row")))
    kept = sheet.frame.filter(~sheet.holds(rules.skip_if, when_none=False))
    skipped, sheet.frame = sheet.frame.height - kept.height, kept
    return _read(sheet, rows, skipped)


def _detect(table: Table) -> MappingFile:
    name = detect_mapping(table)
    if name is not None:
        return load_mapping(name)
    if table.log.errors:
        raise FaultyInput(*table.faults, total=table.log.errors)
    params = {"columns": ", ".join(table.columns[:20]), "names": ", ".join(mapping_names())}
    raise FaultyInput(Fault("mapping-none", Where(file=table.file), params))


def _nothing(name: str, faults: list[Fault], errors: int, warnings: int) -> Reading:
    empty = tables.empty
    parts = empty(tables.MENTIONS), empty(DRAFTS), empty(tables.SOURCES), empty(LINKS)
    return Reading(name, 0, 0, *parts, faults, errors, warnings)


def _open(table: Table, rules: MappingFile) -> Sheet | None:
    """The table under the mapping's names; None, with faults, when columns are missing or there is no table."""
    found = match_columns(rules, table.columns)
    missing = [name for name in rules.columns if name not in found and name not in rules.constants]
    if table.columns:
        for name in missing:
            hint = near(name, table.columns) or ", ".join(table.columns[:20])
            table.log.add(Fault("column-missing", Where(file=table.file), {"name": name, "near": hint}))
    if missing or table.frame.is_empty():
        return None
    if rules.optional and rules.headings is None:
        for heading in table.columns:
            if heading not in found.values():
                hint = near(heading, (*rules.columns, *rules.optional)) or "-"
                params = {"name": heading, "near": hint}
                table.log.add(Fault("column-unread", Where(file=table.file), params, "warning"))
    frame = table.frame.rename({heading: name for name, heading in found.items() if heading != name}, strict=False)
    frame = _fill(frame, rules)
    if rules.comment:
        first = pl.coalesce(pl.col(frame.columns[1:]))
        frame = frame.filter(~first.str.starts_with(rules.comment).fill_null(False))
    if frame.is_empty():
        table.log.add(Fault("rows-none", Where(file=table.file)))
        return None
    frame = frame.select("row", *(name for name in frame.columns[1:] if _is_read(name, rules)))
    sheet = Sheet(table.file, frame, found, rules, table.log)
    sheet.bad.append(pl.Series("row", sorted(table.bad_rows), dtype=pl.Int64))
    return sheet


def _fill(frame: pl.DataFrame, rules: MappingFile) -> pl.DataFrame:
    """Empty cells, or a column that is not there, say what the mapping says for every row."""
    return frame.with_columns(
        (pl.col(name).fill_null(text) if name in frame.columns else pl.lit(text)).alias(name)
        for name, text in rules.constants.items()
    )


def _is_read(name: str, rules: MappingFile) -> bool:
    patterns = (wide_pattern(wide) for wide in rules.wide)
    return name in rules.columns or name in rules.optional or any(pattern.fullmatch(name) for pattern in patterns)


def _read(sheet: Sheet, rows: int, skipped: int) -> Reading:
    """Clean everything, then leave out the rows that turned out to have an error."""
    rules = sheet.mapping
    mentioned = {rule.name: build_mentions(sheet, rule) for rule in rules.mentions}
    records = [build_record(sheet, rule, mentioned) for rule in rules.records]
    said_by, sources = _sources(sheet)
    bad = pl.concat(sheet.bad).unique()
    good = said_by.filter(~pl.col("row").is_in(bad.implode()))
    claims = [build_mention_claims(each, good) for each in mentioned.values() if each.rule.claims]
    drafts = pl.concat([*claims, *records], how="diagonal").join(good, on="row", how="inner", maintain_order="left")
    drafts = tables.conform(drafts.join(_locators(sheet), on="row", how="left", maintain_order="left"), DRAFTS)
    texts = [name for name in DRAFTS if name not in {"row", "value_mention", "identity"}]
    drafts = drafts.with_columns(pl.col(texts).fill_null("")).sort("row", maintain_order=True)
    said = drafts.unique(subset=[name for name in DRAFTS if name not in {"row", "locator"}], maintain_order=True)
    return Reading(
        mapping=rules.name,
        rows=rows,
        skipped=skipped,
        mentions=_used(mentioned, said),
        drafts=said,
        sources=sources.filter(pl.col("key").is_in(said.get_column("source").unique().implode())),
        links=_links(said),
        faults=sheet.log.faults(),
        errors=sheet.log.errors,
        warnings=sheet.log.warnings,
        bad_rows=frozenset(bad.drop_nulls()),
    )


def _used(mentioned: Mapping[str, Mentioned], drafts: pl.DataFrame) -> pl.DataFrame:
    """The mentions that drafts speak of."""
    every = pl.concat([tables.empty(tables.MENTIONS), *(each.table for each in mentioned.values())])
    used = pl.concat([drafts.get_column("record"), drafts.get_column("value_mention").drop_nulls()]).unique()
    return every.unique("mention", keep="first", maintain_order=True).filter(pl.col("mention").is_in(used.implode()))


def _links(drafts: pl.DataFrame) -> pl.DataFrame:
    party = drafts.filter(pl.col("property") == "party").select("record", "value_mention")
    pairs = party.join(party, on="record", suffix="_b").filter(pl.col("value_mention") < pl.col("value_mention_b"))
    return pairs.select(mention_a="value_mention", mention_b="value_mention_b").unique().sort("mention_a", "mention_b")


def _locators(sheet: Sheet) -> pl.DataFrame:
    name = sheet.mapping.locator
    own = pl.col(name) if name in sheet.frame.columns else pl.lit(None, dtype=pl.String)
    return sheet.frame.select("row", locator=pl.coalesce(own, pl.format("row {}", "row")))


def _sources(sheet: Sheet) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Row and source key; and the sources. A row that names none is vouched for by the file itself."""
    rule = sheet.mapping.source
    constants = {name: rule.cells.get(name, Cell()).constant for name in SOURCE_CELLS}
    if not rule.per_row:
        constants["retrieved"] = _last_day(constants["retrieved"])
        source = pl.DataFrame([{"key": rule.key, **constants, "rank": rule.rank}])
        return sheet.rows.with_columns(source=pl.lit(rule.key)), tables.conform(source, tables.SOURCES)
    frame = sheet.rows
    for name, wanted in _source_cells():
        cell = rule.cells.get(name)
        frame = frame.join(sheet.one(cell, wanted, name), on="row", how="left", maintain_order="left")
    days = {text: _last_day(text) for text in frame.get_column("retrieved").drop_nulls().unique()}
    frame = frame.with_columns(pl.col("retrieved").replace(days))
    unnamed = frame.get_column("title").is_null() & frame.get_column("url").is_null()
    if unnamed.any():
        params = {"count": int(unnamed.sum())}
        sheet.log.add(Fault("source-none", Where(file=sheet.file), params, "warning"))
    title = pl.when(unnamed).then(pl.lit(sheet.file)).otherwise(pl.coalesce("title", "url"))
    frame = frame.with_columns(title=title, url=pl.col("url").fill_null(""))
    distinct = frame.group_by("title", "url", maintain_order=True).agg(
        pl.col("retrieved").max(), pl.col("publisher", "licence", "kind").drop_nulls().first()
    )
    keys = [digest(*pair) for pair in distinct.select("title", "url").iter_rows()]
    distinct = distinct.with_columns(pl.Series("key", keys, dtype=pl.String), rank=pl.lit(rule.rank))
    rows = frame.join(
        distinct.select("title", "url", source="key"), on=["title", "url"], how="left", maintain_order="left"
    )
    sources = tables.conform(distinct, tables.SOURCES).with_columns(pl.col(pl.String).fill_null(""))
    return rows.select("row", "source"), sources


def _last_day(text: str) -> str:
    """A source seen in 2014 is known to say what it says by the last day of 2014."""
    return (parse_date(text).end - timedelta(days=1)).isoformat() if text else ""


def _source_cells() -> Iterator[tuple[str, Wanted]]:
    types = {"url": "url", "retrieved": "date"}
    return ((name, Wanted(types.get(name, "name"))) for name in SOURCE_CELLS)
