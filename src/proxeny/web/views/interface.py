"""What programs can ask: the OpenAPI document as a page of ours, without a script."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as say

from proxeny.web.api.routes import BASE, make_document


@dataclass(frozen=True, slots=True)
class Parameter:
    """One thing that a request may say."""

    name: str
    needed: bool
    about: str
    values: str


@dataclass(frozen=True, slots=True)
class Operation:
    """One thing that a program can ask or do."""

    id: str
    method: str
    address: str
    summary: str
    parameters: tuple[Parameter, ...]


def show_interface(request: HttpRequest) -> HttpResponse:
    """Every operation with its parameters; what may be read first, then what may be written."""
    operations = [
        _operation(method, address, told)
        for address, methods in make_document()["paths"].items()
        for method, told in methods.items()
    ]
    context = {
        "reads": [one for one in operations if one.method == "GET"],
        "writes": [one for one in operations if one.method != "GET"],
        "base": request.build_absolute_uri(BASE),
        "document": f"{BASE}openapi.json",
    }
    return render(request, "web/interface.html", context)


def _operation(method: str, address: str, told: dict[str, Any]) -> Operation:
    parameters = tuple(_parameter(one) for one in told.get("parameters", ()))
    return Operation(told["operationId"], method.upper(), address, say(told["summary"]), parameters)


def _parameter(told: dict[str, Any]) -> Parameter:
    schema = told["schema"]
    about = told.get("description") or schema.get("description") or ""
    return Parameter(told["name"], bool(told.get("required")), say(about) if about else "", _values(schema))


def _values(schema: dict[str, Any]) -> str:
    """Which values are allowed, as the document says it."""
    own = next((one for one in schema.get("anyOf", ()) if one.get("type") != "null"), schema)
    if "enum" in own:
        return ", ".join(str(one) for one in own["enum"])
    if "const" in own:
        return str(own["const"])
    limits = [str(own[name]) for name in ("minimum", "maximum") if name in own]
    if limits:
        return "–".join(limits)
    if own.get("format") == "date":
        return "2026-01-31"
    return ", ".join(str(one) for one in own.get("examples", ()))
