"""Reference pages of what one writes and reads: mappings, templates, vocabulary, messages."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files

import yaml

from proxeny.io.importers import IMPORTERS
from proxeny.io.mapping import load_mapping, mapping_names
from proxeny.io.mapping_rules import Cell, Mapping
from proxeny.io.reading_table import Limits
from proxeny.io.templates import template_columns, template_names
from proxeny.io.vocabulary import CODES, KINDS, Property
from proxeny.report.labels import LANGUAGES, label
from reference_markdown import cell, code, codes, page, table

_MB = 2**20


def mappings_page() -> str:
    """Formats, limits, and every mapping with what each of its columns becomes."""
    limits = Limits()
    formats = [
        "## Formats", "", f"Files end in {codes(f'.{name}' for name in IMPORTERS)}. At most "
        f"{limits.max_bytes // _MB} MB ({limits.max_json_bytes // _MB} MB of JSON), {limits.max_rows:,} rows and "
        f"{limits.max_columns:,} columns are read, {limits.max_unpacked // _MB} MB of an unpacked workbook, and "
        f"{limits.max_cell:,} characters of a cell.", "",
    ]  # fmt: skip
    about = "Every layout of a source that can be imported without a line of code."
    return page("Formats and mappings", about, formats, *(_mapping(load_mapping(name)) for name in mapping_names()))


def _mapping(mapping: Mapping) -> list[str]:
    lines = [f"## {mapping.name}", "", cell(mapping.about), ""]
    if mapping.refuse:
        return [*lines, f"Refused: {cell(mapping.refuse)}", ""]
    title = mapping.source.cells.get("title", Cell())
    said = f"column {code(title.column)}" if title.column else cell(title.constant)
    licence = mapping.source.cells.get("licence", Cell()).constant
    lines += [f"Source: {said}; rank {mapping.source.rank}{f'; licence {licence}' if licence else ''}.", ""]
    uses = _uses(mapping)
    rows = [
        (code(name), _needed(name, mapping), codes(mapping.aliases.get(name, ())), codes(uses.get(name, ())))
        for name in dict.fromkeys((*mapping.columns, *mapping.optional, *mapping.wide))
    ]
    return [*lines, *table(("column", "needed", "also called", "becomes"), rows)]


def _needed(name: str, mapping: Mapping) -> str:
    if name in mapping.columns:
        return "needed"
    return "" if name in mapping.optional else "one a year"


def _uses(mapping: Mapping) -> dict[str, list[str]]:
    """Column -> what it says, in the order of the mapping."""
    found: dict[str, list[str]] = {}
    for column, use in _all_uses(mapping):
        if column and use not in found.setdefault(column, []):
            found[column].append(use)
    return found


def _all_uses(mapping: Mapping) -> Iterator[tuple[str, str]]:
    for key, one in mapping.source.cells.items():
        yield from _cell_uses(one, f"source.{key}")
    for mention in mapping.mentions:
        for key, one in mention.cells.items():
            yield from _cell_uses(one, f"{mention.name}.{key}")
    for record in mapping.records:
        yield from ((column, f"{record.kind} identity") for column in record.identity)
        for rule in record.properties:
            yield from _cell_uses(rule.cell, f"{record.kind}.{rule.property}")
            yield rule.wide, f"{record.kind}.{rule.property} {rule.series}".strip()
    yield mapping.locator, "locator"
    yield from ((condition.column, "skips rows") for condition in mapping.skip_if)


def _cell_uses(one: Cell, use: str) -> Iterator[tuple[str, str]]:
    yield one.column, use
    yield one.otherwise, use
    yield from ((condition.column, f"decides {use}") for condition in (*one.when, *one.unless))


def templates_page() -> str:
    """Every template with its columns."""
    about = "The columns of the spreadsheets that `proxeny template NAME --out FILE.xlsx` writes."
    return page("Templates", about, *(_template(name) for name in template_names()))


def _template(name: str) -> list[str]:
    rows = [
        (code(one.name), "needed" if one.required else "", cell(one.help["en"]), codes(one.codes))
        for one in template_columns(name)
    ]
    return [f"## {name}", "", *table(("column", "needed", "what to write", "one of"), rows)]


def vocabulary_page() -> str:
    """Kinds of records, their properties, and all codes with their words."""
    about = "The words that claims may use: kinds of records, their properties, and the codes of coded properties."
    kinds = [_kind(kind, properties) for kind, properties in KINDS.items()]
    lists = [_codes(name, values) for name, values in CODES.items()]
    return page("Vocabulary", about, *kinds, *lists)


def _kind(kind: str, properties: object) -> list[str]:
    assert isinstance(properties, dict)
    rows = [(code(name), *_property(one)) for name, one in properties.items()]
    return [f"## Kind: {kind}", "", *table(("property", "type", "several at once", "true for a time", "codes"), rows)]


def _property(one: Property) -> tuple[str, str, str, str]:
    return one.type, "yes" if one.many else "", "yes" if one.dated else "", code(one.codes)


def _codes(name: str, values: tuple[str, ...]) -> list[str]:
    rows = [(code(value), *(cell(label(name, value, language)) for language in LANGUAGES)) for value in values]
    return [f"## Codes: {name}", "", *table(("code", "English", "Türkçe", "فارسی"), rows)]


def messages_page() -> str:
    """Every fault and label that has words, by area."""
    folder = files("proxeny").joinpath("messages")
    parts = [
        _messages(entry.name.removesuffix(".yaml"), yaml.safe_load(entry.read_text(encoding="utf-8")) or {})
        for entry in sorted(folder.iterdir(), key=lambda path: path.name)
        if entry.name.endswith(".yaml")
    ]
    about = "What Proxeny says when something is wrong, and what to do then; words in braces are filled in."
    return page("Messages", about, *parts)


def _messages(area: str, words: dict[str, dict[str, str]]) -> list[str]:
    rows = [(code(name), cell(said["what"]), cell(said.get("do") or "")) for name, said in words.items()]
    return [f"## {area}", "", *table(("code", "what it says", "what to do"), rows)]
