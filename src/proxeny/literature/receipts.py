"""The receipt of a map: all that is needed to make it again, and to see what it rests on."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import blake2b
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from proxeny.errors import FaultyInput
from proxeny.literature.mapping import FieldMap
from proxeny.literature.recipe import Recipe
from proxeny.literature.source import Source
from proxeny.literature.thesaurus import Thesaurus

FORMAT = "proxeny-map-1"
_PARTS = ("proxeny", "numpy", "numba", "scipy", "polars", "typst")


@dataclass(frozen=True, slots=True)
class Origin:
    """What a map was made from: ``kind`` corpus or network, the file's path and checksum; for a network its labels."""

    kind: str
    path: str
    checksum: str
    labels: str = ""
    labels_checksum: str = ""


@dataclass(frozen=True, slots=True)
class Order:
    """A map to be made: origin, recipe, thesaurus and language."""

    origin: Origin
    recipe: Recipe
    thesaurus: Thesaurus = field(default_factory=Thesaurus)
    language: str = "en"


def write_receipt(order: Order, drawn: FieldMap, outputs: Mapping[str, bytes]) -> str:
    """The receipt as JSON: order, figures, gap of each start, rejected records, versions, checksums of all files."""
    best = drawn.layout.q_star
    receipt = {
        "format": FORMAT,
        "input": {name: getattr(order.origin, name) for name in Origin.__dataclass_fields__},
        "recipe": order.recipe.as_dict(),
        "language": order.language,
        "thesaurus": {"checksum": order.thesaurus.checksum, "entries": dict(sorted(order.thesaurus.entries.items()))},
        "figures": {
            **drawn.summary(),
            "works": drawn.works.height,
            "terms_before_minimum": drawn.total,
            "layout_steps": drawn.layout.steps,
            "layout_starts": [round(value, 6) for value in drawn.layout.reached],
            "layout_gaps": [round((value - best) / abs(best), 9) if best else 0.0 for value in drawn.layout.reached],
            "cluster_starts": [round(value, 9) for value in drawn.clustering.qualities],
        },
        "definitions": {
            "association": "2m w_ij / (k_i k_j)",
            "layout": "Q* = -R^2 / (2A), A = sum a_ij d_ij^2, R = sum d_ij; 0.01 sum d_ij^2 added to A if disconnected",
            "clustering": "(sum of 2 a_ij within clusters - gamma sum of squared cluster sizes) / (2 sum a_ij)",
        },
        "told": [str(fault) for fault in drawn.faults],
        "versions": read_versions(),
        "files": {name: blake2b(data, digest_size=16).hexdigest() for name, data in sorted(outputs.items())},
    }
    return json.dumps(receipt, ensure_ascii=False, indent=1) + "\n"


def read_versions() -> dict[str, str]:
    """The versions of the product and of the parts that a map depends on."""
    found = {}
    for name in _PARTS:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            found[name] = ""
    return found


def read_receipt(source: Source) -> tuple[Order, dict[str, str]]:
    """The order in a receipt, and the checksums of the files it made. Raises `FaultyInput` if it is no receipt."""
    try:
        receipt: dict[str, Any] = json.loads(source.text)
        if receipt["format"] != FORMAT:
            raise ValueError(receipt["format"])
        origin = Origin(**receipt["input"])
        entries = {str(label): str(by) for label, by in receipt["thesaurus"]["entries"].items()}
        order = Order(origin, Recipe.of(receipt["recipe"]), Thesaurus(entries), str(receipt.get("language", "en")))
        files = {str(name): str(checksum) for name, checksum in receipt["files"].items()}
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as problem:
        raise FaultyInput(source.fault("receipt-odd", reason=str(problem)[:120])) from problem
    return order, files
