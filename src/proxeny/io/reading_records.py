"""From rows and mentions to claim drafts: one for each thing a row says of a record."""

from __future__ import annotations

from collections.abc import Mapping as Dict

import polars as pl

from proxeny.dates import parse_date
from proxeny.io.mapping_parse import wide_pattern
from proxeny.io.mapping_rules import PropertyRule, RecordRule
from proxeny.io.reading_cells import VALID, Sheet
from proxeny.io.reading_mentions import Mentioned
from proxeny.io.reading_values import Cleaned, Wanted
from proxeny.io.vocabulary import CODES, KINDS, Property

_BY_NAME = {"wikidata": "wikidata", "geonameid": "geonameid"}
_SAID = {
    "row": pl.Int64, "property": pl.String, "value": pl.String, "value_mention": pl.String, "wording": pl.String,
    "language": pl.String, **dict.fromkeys(VALID, pl.String),
}  # fmt: skip


def build_record(sheet: Sheet, rule: RecordRule, mentioned: Dict[str, Mentioned]) -> pl.DataFrame:
    """Drafts of one record rule, as `proxeny.io.reading.DRAFTS` but for source and locator."""
    rows = sheet.frame.filter(sheet.holds(rule.when), ~sheet.holds(rule.unless, when_none=False)).select("row")
    keys = _record_keys(rule, rows, mentioned)
    default_valid = sheet.valid(rule.valid)
    said = [_say(sheet, rule, each, mentioned, default_valid) for each in rule.properties]
    table = pl.concat([part.select(list(_SAID)) for part in said]) if said else pl.DataFrame(schema=_SAID)
    _check_dates(sheet, table, keys)
    _check_parties(sheet, rule, table, keys)
    drafts = table.join(keys, on="row", how="inner", maintain_order="left")
    return drafts.join(_identity(sheet, rule), on="row", how="left", maintain_order="left").with_columns(
        kind=pl.lit(rule.kind)
    )


def _record_keys(rule: RecordRule, rows: pl.DataFrame, mentioned: Dict[str, Mentioned]) -> pl.DataFrame:
    """Row and record: the mention it is about, or ``ROW#NAME``."""
    if not rule.of:
        return rows.with_columns(record=pl.format("{}#{}", "row", pl.lit(rule.name)))
    about = mentioned[rule.of]
    is_place = pl.col("kind") == "place"
    right = about.table.filter(is_place if rule.kind == "place" else ~is_place).select("mention")
    found = about.rows.join(right, on="mention", how="semi", maintain_order="left")
    return rows.join(found, on="row", how="inner", maintain_order="left").rename({"mention": "record"})


def _say(
    sheet: Sheet, rule: RecordRule, each: PropertyRule, mentioned: Dict[str, Mentioned], default_valid: pl.DataFrame
) -> pl.DataFrame:
    """Row, property, value ... of one property, before the record is known."""
    kept = KINDS[rule.kind][each.property]
    if each.mention:
        values = _mention_values(sheet, each, mentioned[each.mention])
    else:
        wanted = Wanted(_BY_NAME.get(each.property, kept.type), CODES.get(kept.codes, ()))
        values = _wide_values(sheet, each) if each.wide else _cell_values(sheet, each, kept, wanted)
    if not each.wide:
        valid = sheet.valid(each.valid) if each.valid else default_valid if kept.dated else sheet.valid(None)
        values = values.join(valid, on="row", how="left", maintain_order="left")
    return values.with_columns(property=pl.lit(each.property), language=pl.lit(each.cell.language))


def _mention_values(sheet: Sheet, each: PropertyRule, about: Mentioned) -> pl.DataFrame:
    kept = sheet.frame.filter(sheet.holds(each.cell.when), ~sheet.holds(each.cell.unless, when_none=False))
    named = about.rows.join(kept.select("row"), on="row", how="semi", maintain_order="left")
    names = about.table.select("mention", wording="name")
    return named.join(names, on="mention", how="left", maintain_order="left").with_columns(
        value=pl.lit(""), value_mention="mention"
    )


def _cell_values(sheet: Sheet, each: PropertyRule, kept: Property, wanted: Wanted) -> pl.DataFrame:
    values = sheet.values(each.cell, wanted).filter(pl.col("value") != "")
    if not kept.many:
        values = values.unique("row", keep="first", maintain_order=True)
    if each.series:
        values = values.with_columns(value=pl.format("{}={}", pl.lit(each.series), "value"))
    return values.with_columns(
        wording=pl.when((pl.col("raw") != pl.col("value")) & pl.lit(not each.series and not each.cell.constant))
        .then("raw")
        .otherwise(pl.lit("")),
        value_mention=pl.lit(None, dtype=pl.String),
    )


def _wide_values(sheet: Sheet, each: PropertyRule) -> pl.DataFrame:
    """A dated value for each column of the pattern: ``hdi_1990`` is hdi, true during 1990."""
    pattern = wide_pattern(each.wide)
    years = {name: found[1] for name in sheet.frame.columns if (found := pattern.fullmatch(name))}
    parts = []
    for name, year in years.items():
        raw = sheet.frame.select("row", pl.col(name).alias("raw")).drop_nulls()
        values = sheet.cleaned(raw, each.cell, Wanted("number"), column=name).filter(pl.col("value") != "")
        parts.append(
            values.select(
                "row",
                value=pl.format("{}={}", pl.lit(each.series or each.wide), "value"),
                value_mention=pl.lit(None, dtype=pl.String),
                wording=pl.lit(""),
                valid_from=pl.lit(f"{year}-01-01"),
                valid_from_precision=pl.lit("year"),
                valid_to=pl.lit(f"{int(year) + 1}-01-01"),
                valid_to_precision=pl.lit("year"),
            )
        )
    return pl.concat(parts) if parts else pl.DataFrame(schema=_SAID)


def _identity(sheet: Sheet, rule: RecordRule) -> pl.DataFrame:
    """Row and the words that tell two records apart; null where the row has none of them."""
    columns = [name for name in rule.identity if name in sheet.frame.columns]
    if not columns:
        return pl.DataFrame(schema={"row": pl.Int64, "identity": pl.String})
    joined = pl.concat_str([pl.col(name).fill_null("") for name in columns], separator=" | ")
    some = pl.any_horizontal(pl.col(name).is_not_null() for name in columns)
    return sheet.frame.select("row", identity=pl.when(some).then(joined))


def _check_dates(sheet: Sheet, table: pl.DataFrame, keys: pl.DataFrame) -> None:
    """An end before the beginning is an error."""
    dated = table.join(keys.select("row").unique(), on="row", how="semi")
    begin = dated.filter(pl.col("property") == "from").select("row", begin="value")
    both = dated.filter(pl.col("property") == "to").select("row", "wording", end="value").join(begin, on="row")
    reversed_rows = [row for row, _, end, start in both.iter_rows() if parse_date(end).end <= parse_date(start).start]
    if reversed_rows:
        wrong = Cleaned(code="dates-reversed", params={"value": "from, to"})
        sheet.drop_rows(pl.Series("row", reversed_rows, dtype=pl.Int64), "", wrong)


def _check_parties(sheet: Sheet, rule: RecordRule, table: pl.DataFrame, keys: pl.DataFrame) -> None:
    """An agreement of a place with itself says nothing: the row is left out, and a warning says so."""
    if rule.kind != "agreement":
        return
    parties = table.filter(pl.col("property") == "party").join(keys.select("row"), on="row", how="semi")
    alone = parties.group_by("row", maintain_order=True).agg(
        pl.len().alias("said"), pl.col("value_mention").n_unique().alias("distinct")
    )
    same = alone.filter(pl.col("distinct") < 2, pl.col("said") > 1).get_column("row")
    if len(same):
        sheet.drop_rows(same, "", Cleaned(code="party-same", severity="warning"))
