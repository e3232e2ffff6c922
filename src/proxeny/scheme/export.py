"""Write a scheme for other programs: SKOS (Turtle), CSV (a row per indicator), JSON (everything)."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Mapping

from proxeny.errors import UnknownName
from proxeny.scheme.content import plain
from proxeny.scheme.labels import LANGUAGES, Label
from proxeny.scheme.model import Indicator, Scheme
from proxeny.scheme.skos import write_skos
from proxeny.text import safe_cell


def write_scheme(scheme: Scheme, format: str) -> str:
    """The scheme as text in ``skos``, ``csv`` or ``json``; raises `UnknownName` for another format."""
    if format not in WRITERS:
        raise UnknownName.of("scheme-format-unknown", word=format, known=", ".join(WRITERS))
    return WRITERS[format](scheme)


def write_json(scheme: Scheme) -> str:
    """The whole scheme with its hash; what is empty is left out."""
    return json.dumps(plain(scheme), ensure_ascii=False, indent=2) + "\n"


def write_csv(scheme: Scheme) -> str:
    """One row per indicator, texts in three columns each; a cell that a spreadsheet would run begins with ``'``."""
    rows = [_row(indicator) for indicator in scheme.indicators]
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, fieldnames=list(rows[0]) if rows else ["id"])
    writer.writeheader()
    writer.writerows({name: safe_cell(value) for name, value in row.items()} for row in rows)
    return out.getvalue()


def _row(indicator: Indicator) -> dict[str, str]:
    measure = indicator.measure
    frequency = indicator.frequency
    return {
        "id": indicator.id,
        "dimension": indicator.dimension,
        "sub_dimension": indicator.sub_dimension,
        **_columns("label", indicator.label),
        **_columns("definition", indicator.definition),
        "unit": indicator.unit,
        "status": indicator.status,
        "dimension_status": indicator.dimension_status,
        "tier": str(indicator.tier),
        "tier_status": indicator.tier_status,
        **_columns("coding", indicator.coding),
        **_columns("measure", measure.words if measure else Label()),
        "measure_parts": json.dumps(plain(measure.parts), ensure_ascii=False) if measure else "",
        "external": measure.external if measure else "",
        "explicit": str(frequency.explicit),
        "explicit_structural": str(frequency.explicit_structural),
        "plus_implicit": str(frequency.plus_implicit),
        "n_documents": str(frequency.n_documents),
        "sources": "; ".join(f"{one.cite}, {one.where}" for one in indicator.provenance),
    }


def _columns(name: str, label: Label) -> dict[str, str]:
    return {f"{name}_{language}": getattr(label, language) for language in LANGUAGES}


WRITERS: Mapping[str, Callable[[Scheme], str]] = {"skos": write_skos, "csv": write_csv, "json": write_json}
