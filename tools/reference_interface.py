"""Reference of the interface for programs: the OpenAPI document, and the same to read."""

from __future__ import annotations

import json
from typing import Any

from reference_markdown import cell, code, page, table

ABOUT = "Every question that a program can ask the register over HTTP, and what it may change with a token."


def _document() -> dict[str, Any]:
    """The document as the product serves it, without the number of the version, which is told elsewhere."""
    from proxeny.starting import start

    start()
    from proxeny.web.api.routes import make_document

    document = json.loads(json.dumps(make_document()))
    document["info"]["version"] = "1"
    return dict(document)


def document_text() -> str:
    """The OpenAPI 3.1 document."""
    return json.dumps(_document(), ensure_ascii=False, indent=1) + "\n"


def interface_page() -> str:
    """Every operation with its parameters."""
    document = _document()
    operations = [
        (method.upper(), address, told)
        for address, methods in document["paths"].items()
        for method, told in methods.items()
    ]
    start = [document["info"]["description"], "", "The same for programs: [openapi.json](openapi.json).", ""]
    return page("Interface for programs", ABOUT, start, *(_operation(*one) for one in operations))


def _operation(method: str, address: str, told: dict[str, Any]) -> list[str]:
    rows = [
        (code(one["name"]), "needed" if one.get("required") else "", cell(_about(one)), cell(_values(one["schema"])))
        for one in told.get("parameters", ())
    ]
    head = ("parameter", "", "meaning", "values")
    words = [cell(told["summary"]) + ".", ""]
    return [f"## {method} {address}", "", *words, *table(head, rows)]


def _about(parameter: dict[str, Any]) -> str:
    return str(parameter.get("description") or parameter["schema"].get("description") or "")


def _values(schema: dict[str, Any]) -> str:
    own = next((one for one in schema.get("anyOf", ()) if one.get("type") != "null"), schema)
    if "enum" in own:
        return ", ".join(str(one) for one in own["enum"])
    limits = [str(own[name]) for name in ("minimum", "maximum") if name in own]
    return " to ".join(limits) or ("date" if own.get("format") == "date" else str(own.get("pattern", "")))
