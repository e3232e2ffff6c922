"""Formats with a header: which column is what, by name; the columns become those of the corpus all at once."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

import polars as pl

from proxeny.errors import Fault
from proxeny.literature.corpus import CORPUS, as_corpus
from proxeny.literature.parsing.delimited import Slack, find_delimiter, read_cells
from proxeny.literature.parsing.values import name_country, read_country
from proxeny.literature.readers import Read
from proxeny.literature.source import Source

_CONTROL = r"[\p{Cc}\x{202a}-\x{202e}\x{2066}-\x{2069}]+"
_PLAIN_CONTROL = r"[\x00-\x1f\x7f]"
_LISTS = ("authors", "author_ids", "keywords", "index_keywords", "references", "countries")
_DOI = r"(10\.\d{4,9}/[^\s\"<>]+)"
_FORMATTING = r"</?(?:sup|sub|inf|i|em|b|strong)>"
_ENTITY = r"&(?:amp|lt|gt|quot|apos|#39|nbsp);"
_ENTITIES = {"&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&apos;": "'", "&#39;": "'", "&nbsp;": " "}
_SPACES = (" ", "\u00a0")
_NOBODY = ("[No author name available]", "[No author id available]", "Anonymous")


@dataclass(frozen=True, slots=True)
class Columns:
    """A format with a header. ``names``: for each column of the corpus the names it may have (lower case), best first.

    ``separators``: what parts the items of a list; ``affiliations``: countries are the ends of affiliations;
    ``signs``: names of which at least ``least`` must be there for the format to be recognised.
    """

    database: str
    names: Mapping[str, tuple[str, ...]]
    separators: Mapping[str, str]
    signs: frozenset[str]
    least: int
    slack: Slack | None = None
    affiliations: bool = True
    wanted: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "wanted", frozenset(name for names in self.names.values() for name in names))

    def sniff(self, source: Source) -> float:
        """How sure: the share of the signs that the header holds."""
        delimiter, line = find_delimiter(source, self.signs)
        if not delimiter:
            return 0.0
        header = set(source.head.split("\n")[line].lower().replace('"', "").lstrip("\ufeff").split(delimiter))
        found = len(self.signs & {name.strip() for name in header})
        return 0.0 if found < self.least else 0.6 + 0.4 * found / len(self.signs)

    def read(self, source: Source) -> Read:
        """Read the file. Cells that hold control characters are cleaned, lists taken apart."""
        delimiter, line = find_delimiter(source, self.signs)
        tables, faults, rejected = [], list[Fault](), list[Fault]()
        for cells in read_cells(source, delimiter, line, self.wanted, self.slack):
            table = as_corpus(self._corpus(cells.table, cells.plain))
            nameless = table["title"].is_null() & table["doi"].is_null()
            rejected += cells.rejected
            if nameless.any():
                rejected += [source.fault("bib-record-nameless", at) for at in table.filter(nameless)["line"]]
                table = table.filter(~nameless)
            tables.append(table)
            faults += cells.faults
        if delimiter != "," and self.database in {"scopus", "dimensions", "lens"}:
            faults.append(source.warn("bib-delimiter", 1, delimiter={"\t": "tab"}.get(delimiter, delimiter)))
        return Read(pl.concat(tables, rechunk=False), tuple(faults), tuple(rejected))

    def _corpus(self, cells: pl.DataFrame, plain: bool) -> pl.DataFrame:
        known = {target: [name for name in names if name in cells.columns] for target, names in self.names.items()}
        texts = {target: _first_filled(names) for target, names in known.items() if names}
        table = cells.select(pl.col("line"), *[text.alias(target) for target, text in texts.items()])
        table = table.with_columns(pl.lit(self.database).alias("database"))
        named = [name for name in texts if name != "references"]
        table = _strip(table, named) if plain else _clean(table, named)
        table = _unmark(table, [name for name in ("title", "keywords", "index_keywords", "source") if name in texts])
        missing = {
            name: pl.String for name in (*CORPUS,) if name not in table.columns and name in {"doi", "url", "title"}
        }
        table = table.with_columns([pl.lit(None, dtype=dtype).alias(name) for name, dtype in missing.items()])
        table = table.with_columns(_doi(), *[_whole(name) for name in ("year", "cited_by") if name in table.columns])
        return table.with_columns([self._list(table, name) for name in _LISTS if name in table.columns])

    def _list(self, table: pl.DataFrame, name: str) -> pl.Expr | pl.Series:
        separator = self.separators.get(name, ";")
        if name == "authors" and not bool(table[name].str.contains(separator, literal=True).any()):
            separator = "., " if self.database == "scopus" else separator
        if name == "countries":
            return _countries(table, separator, self.affiliations)
        if separator == "., ":  # "Braun R., Wang W.": the older form of Scopus
            text = pl.col(name).str.replace_all("., ", ".\x1f", literal=True)
            separator = "\x1f"
        else:
            text = pl.col(name)
        items = text.str.split(separator)
        if name == "references":
            return items.alias(name)
        if separator == ";" and _is_tidy(plain := table[name].str.split("; ")):
            return plain
        item = pl.element().str.strip_chars()
        return items.list.eval(item.filter((item != "") & ~item.is_in(_NOBODY))).alias(name)


def _is_tidy(split: pl.Series) -> bool:
    """Whether what was split at ``; `` is just the items: none empty, none with spaces around it, none for nobody."""
    item = pl.col("item")
    loose = [item.str.starts_with(space) | item.str.ends_with(space) for space in _SPACES]
    bad = pl.any_horizontal(*loose, item == "", item.str.contains(";", literal=True), item.is_in(_NOBODY))
    return not bool(split.explode().drop_nulls().to_frame("item").select(bad.any()).item())


def _first_filled(names: list[str]) -> pl.Expr:
    filled = [pl.when(pl.col(name).str.len_bytes() > 0).then(pl.col(name)) for name in names]
    return pl.coalesce(filled) if len(filled) > 1 else filled[0]


def _unmark(table: pl.DataFrame, names: list[str]) -> pl.DataFrame:
    """``S&amp;T`` becomes ``S&T``, ``21<sup>st</sup>`` ``21st``; whatever else looks like markup stays as it is."""
    steps = []
    for name in names:
        text = pl.col(name)
        if _holds(table[name], "<", _FORMATTING):
            text = text.str.replace_all(_FORMATTING, "")
        if _holds(table[name], "&", _ENTITY):
            text = text.str.replace_many(list(_ENTITIES), list(_ENTITIES.values()))
        steps.append(text.alias(name))
    return table.with_columns(steps)


def _holds(texts: pl.Series, sign: str, pattern: str) -> bool:
    """Whether any text matches; those without the ``sign`` that every match begins with are passed over quickly."""
    held = texts.filter(texts.str.contains(sign, literal=True))
    return bool(held.str.contains(pattern).any())


def _strip(table: pl.DataFrame, names: list[str]) -> pl.DataFrame:
    """Without spaces around the cells. Only columns that need it are touched."""
    loose = [
        pl.any_horizontal(
            [pl.col(name).str.starts_with(space) | pl.col(name).str.ends_with(space) for space in _SPACES]
        ).any()
        for name in names
    ]
    found = table.select([one.alias(name) for name, one in zip(names, loose, strict=True)]).row(0, named=True)
    return table.with_columns([pl.col(name).str.strip_chars() for name in names if found[name]])


def _clean(table: pl.DataFrame, names: list[str]) -> pl.DataFrame:
    """Control characters become spaces; letters with marks become one letter. Only columns that need it are touched."""
    steps = []
    for name in names:
        column, text = table[name], pl.col(name)
        plain = column.str.len_bytes().sum() == column.str.len_chars().sum()
        if column.str.contains(_PLAIN_CONTROL if plain else _CONTROL).any():
            text = text.str.replace_all(_CONTROL, " ")
        if not plain and column.str.contains(r"\p{M}").any():
            text = text.str.normalize("NFC")
        steps.append(text.str.strip_chars().alias(name))
    return table.with_columns(steps)


def _doi() -> pl.Expr:
    address = pl.col("url").str.replace_all("%2[fF]", "/").str.extract(r"doi[=./]+(?:org/)?" + _DOI)
    found = pl.coalesce(pl.col("doi").str.extract(_DOI), address.str.replace("&partnerID.*$", ""))
    return found.str.to_lowercase().str.strip_chars_end(".,;)").alias("doi")


def _whole(name: str) -> pl.Expr:
    pattern = r"((?:1[5-9]|20)\d\d)" if name == "year" else r"^\s*(\d{1,9})(?:\.0)?\s*$"
    return pl.col(name).str.extract(pattern).cast(pl.Int64).alias(name)


def _countries(table: pl.DataFrame, separator: str, affiliations: bool) -> pl.Expr:
    items = pl.col("countries").str.replace_all(r"\[[^\]]*\]", "").str.split(separator)
    ends = items.list.eval(pl.element().str.split(",").list.last().str.strip_chars(" .;"))
    distinct = table.select(ends.explode().unique().drop_nulls())["countries"].to_list()
    names = {text: (read_country(text) if affiliations else name_country(text)) for text in distinct}
    named = ends.list.eval(pl.element().replace_strict(names, default="", return_dtype=pl.String))
    return named.list.eval(pl.element().filter(pl.element() != "").unique(maintain_order=True)).alias("countries")


def pattern(text: str) -> re.Pattern[str]:
    """A compiled pattern, for declarations."""
    return re.compile(text)
