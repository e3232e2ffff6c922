"""Keep the record of advice beside the models, for the page that shows it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from proxeny.errors import Unavailable
from proxeny.home import home
from proxeny.io.writing import replacing

_FILE = "record.json"


def write_record(told: Mapping[str, Any]) -> None:
    """Keep the last record; a home that cannot be written keeps none."""
    path = home() / "advice" / _FILE
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with replacing(path) as made:
            made.write_text(json.dumps(told), encoding="utf-8")
    except (OSError, Unavailable):
        return


def read_record() -> dict[str, Any] | None:
    """The last record, or None."""
    path = home() / "advice" / _FILE
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return found if isinstance(found, dict) and "trials" in found else None
