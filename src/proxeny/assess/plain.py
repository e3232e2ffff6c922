"""A profile as plain data for JSON: the same profile gives the same text, byte for byte."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from proxeny.assess.evidence import Entry
from proxeny.assess.figure import Figure
from proxeny.assess.model import DimensionResult, IndicatorResult, Item, Level, Profile, Row, name_of
from proxeny.errors import message
from proxeny.scheme.labels import Label
from proxeny.scheme.model import Scheme

Plain = dict[str, Any]

_PLACE = (
    "kind", "country", "lat", "lon", "population", "population_year", "geonameid", "wikidata", "parent", "area_km2",
)  # fmt: skip
_DATES = ("signed", "signed_precision", "valid_from", "valid_from_precision", "valid_to", "valid_to_precision")


def profile_to_json(profile: Profile, scheme: Scheme, language: str = "en") -> Plain:
    """The profile as JSON-safe data in a stable order of keys, with labels in ``language``.

    ``records`` holds each record behind any figure once, by id; ``sources`` each of their sources. Words that are not
    the scheme's stand in English beside their code, for the edge to translate.
    """
    words = _Words(scheme, language)
    dimensions = [words.dimension(one) for one in profile.dimensions]
    indicators = [words.indicator(one) for one in profile.indicators]
    held = {"dimensions": dimensions, "indicators": indicators}
    behind = sorted({one for figure in profile.figures() for ids in figure.records.values() for one in ids})
    entries = [profile.entries[record] for record in behind]
    keys = sorted({key for entry in entries for key in entry.support.sources})
    computed = profile.computed
    return {
        "place": _place(profile, language),
        "on": profile.on.isoformat(),
        "standing": {"code": profile.standing.code, "params": dict(profile.standing.params)},
        "levels": [words.level(level, held) for level in profile.levels],
        "dimensions": dimensions,
        "indicators": indicators,
        "records": {entry.id: _record(entry, profile.names, language) for entry in entries},
        "sources": [{"key": key} | dict(profile.sources.get(key, {"title": key})) for key in keys],
        "computed": {
            "scheme": computed.scheme,
            "scheme_version": computed.scheme_version,
            "scheme_hash": computed.scheme_hash,
            "version": computed.version,
            "snapshot": computed.snapshot,
            "seed": computed.seed,
        },
    }


def _place(profile: Profile, language: str) -> Plain:
    place = profile.place
    return {
        "id": place["id"],
        "name": name_of(place).get(language),
        "names": _names(place),
        **{key: place[key] for key in _PLACE},
        "children": [
            {"id": child["id"], "name": name_of(child).get(language), "kind": child["kind"]}
            for child in profile.children
        ],
    }


def _names(place: Row) -> Plain:
    return {"main": place["name"]} | {key: place[f"name_{key}"] for key in ("en", "fa", "tr") if place[f"name_{key}"]}


def _record(entry: Entry, names: Mapping[str, Label], language: str) -> Plain:
    """One record: a line to show it by, its dates and its sources."""
    others = entry.values("network") if entry.table == "memberships" else entry.values("partner")
    shown = [names.get(str(one), Label(en=str(one))).get(language) for one in others]
    return {
        "table": entry.table,
        "title": entry.row.get("title") or "",
        "with": [{"id": one, "name": name} for one, name in zip(others, shown, strict=True)],
        "kind": next((str(entry.row[name]) for name in ("kind", "type", "form") if entry.row.get(name)), ""),
        "state": entry.row.get("state") or "",
        **{key: entry.row.get(key) or "" for key in _DATES},
        "on": entry.validity["on"].name.lower(),
        "until": entry.validity["until"].name.lower(),
        "proposed": entry.support.proposed,
        "sources": list(entry.support.sources),
        "first_seen": entry.support.first,
        "last_seen": entry.support.seen[-1] if entry.support.seen else "",
    }


def _number(value: float | None) -> float | int | None:
    return int(value) if value is not None and value == int(value) else value


class _Words:
    """Turns the parts of a profile into data, with the words of one scheme in one language."""

    def __init__(self, scheme: Scheme, language: str) -> None:
        self.units = scheme.units
        self.language = language

    def level(self, level: Level, held: Mapping[str, list[Plain]]) -> Plain:
        items = held[level.holds] if level.holds else [self.item(item) for item in level.items]
        return {"id": level.id, "label": level.label.get(self.language), "holds": level.holds, "items": items}

    def item(self, item: Item) -> Plain:
        label = item.label.get(self.language) or self.words(item.code)
        return {
            "id": item.id,
            "label": label,
            "label_code": item.code,
            "kind": item.kind,
            **self.figure(item.figure),
            "how": item.how.get(self.language),
            "children": [self.item(child) for child in item.children],
        }

    def words(self, code: str) -> str:
        """English words of a label code; a code nobody worded shows the value at its end."""
        found = message(code).what
        return code.rpartition("-")[2].replace("_", " ") if found == code else found

    def figure(self, figure: Figure | None) -> Plain:
        """The fields of a figure; a heading has the status ``group`` and nothing else."""
        shown = figure or Figure("", "no_data")
        unit = self.units.get(shown.unit)
        return {
            "value": _number(shown.value),
            "low": _number(shown.low),
            "high": _number(shown.high),
            "unit": shown.unit,
            "unit_label": unit.get(self.language) if unit else self.words(f"label-unit-{shown.unit}"),
            "status": shown.status if figure else "group",
            "why": shown.why,
            "external": shown.external,
            "count": shown.count,
            "certain": shown.certain,
            "undated": shown.undated,
            "proposed": len(shown.proposed),
            "missing": shown.missing,
            "records": [record for ids in shown.records.values() for record in ids],
            "sources": list(shown.sources),
            "freshness": {"newest": shown.newest, "oldest": shown.oldest},
            "breakdown": {
                name: {key: _number(value) for key, value in counts.items()} for name, counts in shown.breakdown.items()
            },
        }

    def dimension(self, result: DimensionResult) -> Plain:
        of = len(result.indicators)
        return {
            "id": result.id,
            "label": result.label.get(self.language),
            **self.figure(result.figure),
            "of": of,
            "measured": list(result.measured),
            "indicators": list(result.indicators),
            "share_measured": len(result.measured) / of if of else None,
            "share_records": result.share_records,
            "networks": self.figure(result.networks) if result.networks else None,
            "children": [self.dimension(part) for part in result.parts],
        }

    def indicator(self, result: IndicatorResult) -> Plain:
        return {
            "id": result.id,
            "label": result.label.get(self.language),
            "dimension": result.dimension,
            "sub_dimension": result.sub_dimension,
            "provenance": result.provenance,
            **self.figure(result.figure),
            "definition": result.definition.get(self.language),
            "how": result.how.get(self.language),
            "children": [],
        }
