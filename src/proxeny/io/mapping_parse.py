"""From the nodes of a mapping file to its rules, every name checked against columns, mentions and vocabulary."""

from __future__ import annotations

import re
from collections import abc
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import cast

from proxeny.dates import parse_date
from proxeny.errors import FaultyInput
from proxeny.io.mapping_rules import (
    MENTION_CELLS,
    SOURCE_CELLS,
    Cell,
    Condition,
    Mapping,
    MentionRule,
    PropertyRule,
    RecordRule,
    SourceRule,
    Unknown,
    Valid,
)
from proxeny.io.mapping_yaml import Checker, Node
from proxeny.io.vocabulary import CODES, KINDS, Property

_TOP = (
    "about", "columns", "optional", "aliases", "date_order", "comment", "locator", "refuse", "source", "skip_if",
    "mentions", "records",
)  # fmt: skip
_CELL = (
    "column", "else", "constant", "split", "codes", "default", "unknown", "empty", "reject", "when", "unless", "part",
    "prefix", "language",
)  # fmt: skip
_MENTION = (*MENTION_CELLS, "required", "claims", "language")
_RECORD = ("kind", "name", "of", "properties", "identity", "valid", "when", "unless")
_SOURCE = (*SOURCE_CELLS, "key", "rank")
_MENTION_CODES = {
    "kind": ("place", "network", "organisation"),
    "place_kind": CODES["place_kind"],
    "organisation_kind": CODES["organisation_kind"],
}
_SOURCE_KINDS = ("list", "register", "document", "website", "dataset", "person")


@dataclass(slots=True)
class Parser:
    """Builds one `Mapping`; its checker keeps what is wrong."""

    checker: Checker
    columns: tuple[str, ...] = ()
    mentions: tuple[str, ...] = ()
    wide: list[str] = field(default_factory=list)

    def build(self, name: str, root: Node) -> Mapping:
        """Read the whole file. The faults are in ``checker.faults``."""
        check = self.checker
        top = check.entries(root, _TOP)
        must, may = check.texts(top.get("columns")), check.texts(top.get("optional"))
        self.columns = (*must, *may)
        if not must:
            check.fault("mapping-missing", root.line, name="columns")
        if "source" not in top and "refuse" not in top:
            check.fault("mapping-missing", root.line, name="source")
        named = check.entries(top["mentions"]) if "mentions" in top else {}
        self.mentions = tuple(named)
        aliases = check.entries(top["aliases"]) if "aliases" in top else {}
        for alias, node in aliases.items():
            self.column(alias, node.line)
        return Mapping(
            name=name,
            about=check.text(top.get("about")).strip(),
            source=self.source(name, top.get("source")),
            columns=must,
            optional=may,
            aliases={alias: check.texts(node) for alias, node in aliases.items()},
            date_order=check.choice(top.get("date_order"), ("", "dmy", "mdy"), ""),  # type: ignore[arg-type]
            comment=check.text(top.get("comment")),
            locator=self.named(top.get("locator")),
            refuse=check.text(top.get("refuse")).strip(),
            skip_if=self.conditions(top.get("skip_if")),
            mentions=tuple(self.mention(key, node) for key, node in named.items()),
            records=tuple(self.record(node) for node in (check.items(top["records"]) if "records" in top else ())),
        )

    def column(self, name: str, line: int) -> str:
        """A column that the file says it has."""
        if name and name not in self.columns:
            self.checker.unknown("mapping-column", name, self.columns, line)
        return name

    def named(self, node: Node | None) -> str:
        """A scalar that is a column."""
        return self.column(self.checker.text(node), node.line) if node else ""

    def source(self, name: str, node: Node | None) -> SourceRule:
        """The source: plain values are constants here, ``{column: ...}`` differs by row."""
        if node is None:
            return SourceRule(name, {})
        entries = self.checker.entries(node, _SOURCE)
        cells = {
            key: self.cell(entry, ())
            if isinstance(entry.value, abc.Mapping)
            else Cell(constant=self.checker.text(entry))
            for key, entry in entries.items()
            if key in SOURCE_CELLS
        }
        if "title" not in cells:
            self.checker.fault("mapping-missing", node.line, name="title")
        kind = cells.get("kind", Cell())
        self.codes((kind.constant,), _SOURCE_KINDS, node.line)
        rank = self.checker.text(entries.get("rank")) or "50"
        if not rank.isdecimal():
            self.checker.fault("mapping-shape", entries["rank"].line, expected="a whole number")
        return SourceRule(self.checker.text(entries.get("key")) or name, cells, int(rank) if rank.isdecimal() else 50)

    def conditions(self, node: Node | None) -> tuple[Condition, ...]:
        """``{column: [values]}``."""
        entries = self.checker.entries(node) if node else {}
        return tuple(
            Condition(self.column(name, entry.line), self.checker.texts(entry)) for name, entry in entries.items()
        )

    def cell(self, node: Node, codes: Iterable[str], extra: tuple[str, ...] = ()) -> Cell:
        """A cell: the name of a column alone, or keys. ``codes``: what its words must come to, if that is fixed."""
        check = self.checker
        if not isinstance(node.value, abc.Mapping):
            return Cell(column=self.named(node))
        entries = check.entries(node, (*_CELL, *extra))
        if not {"column", "constant", *extra} & set(entries):
            check.fault("mapping-missing", node.line, name="column")
        cell = Cell(
            column=self.named(entries.get("column")),
            otherwise=self.named(entries.get("else")),
            constant=check.text(entries.get("constant")),
            split=check.text(entries.get("split")),
            codes=check.words(entries.get("codes")),
            default=check.text(entries.get("default")),
            unknown=cast(Unknown, check.choice(entries.get("unknown"), ("fault", "warn", "ignore"), "fault")),
            empty=check.texts(entries.get("empty")),
            reject=check.texts(entries.get("reject")),
            when=self.conditions(entries.get("when")),
            unless=self.conditions(entries.get("unless")),
            part=check.choice(entries.get("part"), ("", "from", "to"), ""),  # type: ignore[arg-type]
            prefix=check.text(entries.get("prefix")),
            language=check.text(entries.get("language")),
        )
        for key, entry in (check.entries(entries["codes"]) if "codes" in entries else {}).items():
            self.codes((cell.codes[key],), codes, entry.line)
        self.codes((cell.constant, cell.default), codes, node.line)
        return cell

    def codes(self, words: Iterable[str], known: Iterable[str], line: int) -> None:
        """Check words against a code list, where there is one."""
        allowed = list(known)
        for word in words:
            if word and allowed and word not in allowed:
                self.checker.unknown("mapping-code", word, allowed, line)

    def mention(self, name: str, node: Node) -> MentionRule:
        """One named mention."""
        entries = self.checker.entries(node, _MENTION)
        cells = {key: self.mention_cell(key, entry) for key, entry in entries.items() if key in MENTION_CELLS}
        for key in ("kind", "name"):
            if key not in cells:
                self.checker.fault("mapping-missing", node.line, name=key)
        return MentionRule(
            name=name,
            cells=cells,
            required=self.checker.flag(entries.get("required"), False),
            claims=self.checker.flag(entries.get("claims"), True),
            language=self.checker.text(entries.get("language")),
        )

    def mention_cell(self, key: str, node: Node) -> Cell:
        """A cell of a mention; a word alone is a column, but of the three kinds it is the kind itself."""
        known = _MENTION_CODES.get(key, ())
        if key in _MENTION_CODES and isinstance(node.value, str):
            self.codes((node.value,), known, node.line)
            return Cell(constant=node.value)
        return self.cell(node, known)

    def record(self, node: Node) -> RecordRule:
        """One record rule with its properties."""
        check = self.checker
        entries = check.entries(node, _RECORD)
        kind = check.choice(entries.get("kind"), tuple(KINDS), "")
        if "kind" not in entries:
            check.fault("mapping-missing", node.line, name="kind")
        of = check.text(entries.get("of"))
        if kind in {"place", "organisation"} and not of:
            check.fault("mapping-missing", node.line, name="of")
        self.mention_name(of, node.line)
        properties = check.entries(entries["properties"]) if "properties" in entries else {}
        rules = [self.rule(kind, name, item) for name, entry in properties.items() for item in check.items(entry)]
        identity = entries.get("identity")
        for column in check.texts(identity):
            self.column(column, identity.line if identity else node.line)
        return RecordRule(
            kind=kind,
            name=check.text(entries.get("name")) or kind,
            of=of,
            properties=tuple(rules),
            identity=check.texts(identity),
            valid=self.valid(entries.get("valid")),
            when=self.conditions(entries.get("when")),
            unless=self.conditions(entries.get("unless")),
        )

    def mention_name(self, name: str, line: int) -> None:
        """A mention that the file defines."""
        if name and name not in self.mentions:
            self.checker.unknown("mapping-mention", name, self.mentions, line)

    def rule(self, kind: str, name: str, node: Node) -> PropertyRule:
        """One property: known to the vocabulary, records by mention, codes from their list."""
        known = KINDS.get(kind, {})
        if kind and name not in known:
            self.checker.unknown("mapping-property", name, known, node.line)
        kept = known.get(name, Property("text"))
        extra = ("mention", "wide", "series", "valid")
        cell = self.cell(node, CODES.get(kept.codes, ()), extra)
        entries = self.checker.entries(node) if isinstance(node.value, abc.Mapping) else {}
        mention, wide = self.checker.text(entries.get("mention")), self.checker.text(entries.get("wide"))
        self.mention_name(mention, node.line)
        if bool(mention) != (kept.type == "record"):
            self.checker.fault("mapping-record", node.line, name=name, type=kept.type)
        if wide:
            self.pattern(wide, node.line)
        return PropertyRule(
            property=name,
            cell=cell,
            mention=mention,
            wide=wide,
            series=self.checker.text(entries.get("series")),
            valid=self.valid(entries.get("valid")),
        )

    def pattern(self, wide: str, line: int) -> None:
        """A pattern of columns by year; at least one column that must be there has to fit it."""
        if wide.count("{year}") != 1:
            self.checker.fault("mapping-wide", line, name=wide)
        elif not any(wide_pattern(wide).fullmatch(name) for name in self.columns):
            self.checker.unknown("mapping-column", wide, self.columns, line)

    def valid(self, node: Node | None) -> Valid | None:
        """When it is true: ``{from: CELL, to: CELL}`` or ``{at: CELL}``; constant dates are read here already."""
        if node is None:
            return None
        entries = self.checker.entries(node, ("from", "to", "at"))
        cells = {key: self.cell(entry, ()) for key, entry in entries.items()}
        for key, cell in cells.items():
            try:
                parse_date(cell.constant or "2000")
            except FaultyInput:
                self.checker.fault("mapping-date", entries[key].line, name=cell.constant)
        return Valid(cells.get("from"), cells.get("to"), cells.get("at"))


def wide_pattern(wide: str) -> re.Pattern[str]:
    """The regular expression of ``hdi_{year}``; group 1 is the year."""
    head, _, tail = wide.partition("{year}")
    return re.compile(f"{re.escape(head)}([12][0-9]{{3}}){re.escape(tail)}")
