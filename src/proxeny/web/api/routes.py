"""The API as a whole: its document, its addresses, and what each needs."""

from __future__ import annotations

from functools import cache
from typing import Any

from django.http import HttpRequest, JsonResponse
from django.urls import include, path
from ninja import NinjaAPI

from proxeny.home import product_version
from proxeny.web.access.needs import Need, Needs, Route
from proxeny.web.api import finding, records, writing
from proxeny.web.api.asked import CSV
from proxeny.web.api.errors import explain_errors
from proxeny.web.api.shapes import Faults

BASE = "/api/v1/"
_ABOUT = (
    "The register as JSON, by the same queries as the pages. Lists are paged with `page` and `size` and say their "
    "`total`; they come as a table with `format=csv` or `Accept: text/csv`. Answers carry an `ETag` that changes with "
    "the register; send it as `If-None-Match`. Errors say where, what and what to do, in the language of "
    "`Accept-Language` (en, tr, fa). Where the pages need an account, send a token of yours: "
    "`Authorization: Bearer TOKEN`."
)
_READS = Needs(Need.READ, Need.NOBODY)
_WRITES = Needs(Need.WRITE, Need.WRITE)
_REFUSALS: dict[str, str] = {
    "400": "The request has faults.", "401": "No account, or a token that does not hold.",
    "403": "The role does not allow it.", "404": "There is no such thing.",
    "503": "The database does not answer.",
}  # fmt: skip
_WRITE_REFUSALS = {"409": "Somebody else changed the register meanwhile.", "413": "The request is too large."}


@cache
def make_api() -> NinjaAPI:
    """The API with all its operations."""
    api = NinjaAPI(
        title="Proxeny", version="1", description=_ABOUT, docs_url=None, openapi_url=None, urls_namespace="api"
    )
    for router in (records.router, finding.router, writing.router):
        api.add_router("", router)
    explain_errors(api)
    return api


@cache
def make_document() -> dict[str, Any]:
    """The OpenAPI 3.1 document: what ninja knows, with refusals, tags and tokens."""
    document = make_api().get_openapi_schema(path_prefix=BASE)
    document["info"]["version"] = product_version()
    document["info"]["license"] = {"name": "Apache-2.0", "identifier": "Apache-2.0"}
    document["servers"] = [{"url": "/"}]
    schemas = document["components"]["schemas"]
    shape = Faults.model_json_schema(ref_template="#/components/schemas/{model}")
    schemas |= shape.pop("$defs") | {"Faults": shape}
    body = {"application/json": {"schema": {"$ref": "#/components/schemas/Faults"}}}
    document["components"]["responses"] = {
        code: {"description": words, "content": body} for code, words in (_REFUSALS | _WRITE_REFUSALS).items()
    }
    document["components"]["securitySchemes"] = {
        "token": {"type": "http", "scheme": "bearer", "description": "A token of the account page."}
    }
    for operations in document["paths"].values():
        for method, operation in operations.items():
            _complete(operation, writes=method != "get")
            if any(one.get("name") == "format" for one in operation.get("parameters", ())):
                _offer_csv(operation)
    return dict(document)


def _complete(operation: dict[str, Any], *, writes: bool) -> None:
    """The answers that every operation may give, and that it may need a token."""
    refusals = _REFUSALS | (_WRITE_REFUSALS if writes else {})
    told = {code: {"$ref": f"#/components/responses/{code}"} for code in refusals}
    fresh = {} if writes else {"304": {"description": "You have the answer already."}}
    answers = {str(code): answer for code, answer in operation["responses"].items()}
    operation["responses"] = {**answers, **fresh, **told}
    operation["security"] = [{"token": []}, {}]


def _offer_csv(operation: dict[str, Any]) -> None:
    """A list is also a table."""
    answer = operation["responses"]["200"]
    answer["content"][CSV] = {"schema": {"type": "string", "description": "The rows of this page."}}
    answer["headers"] = {
        "X-Total": {"description": "Of a table: rows on all pages.", "schema": {"type": "integer", "minimum": 0}}
    }


def show_document(request: HttpRequest) -> JsonResponse:
    """The OpenAPI document."""
    return JsonResponse(make_document())


show_document.needs = Needs(Need.ANYBODY, Need.NOBODY)


def api_routes() -> list[Route]:
    """The addresses of the API; what may be written needs the permission to write."""
    routes, _, namespace = make_api().urls
    own = [route for route in routes if route.name != "api-root"]
    sending = {
        operation_path
        for operation_path, operations in make_document()["paths"].items()
        if any(method != "get" for method in operations)
    }
    for route in own:
        address = f"{BASE}{route.pattern}"
        writes = any(_same(address, path_) for path_ in sending)
        route.callback.needs = _WRITES if writes else _READS
        route.callback.takes = "POST" if writes else "GET"
    document = path("openapi.json", show_document, name="document")
    return [path(BASE.lstrip("/"), include(([document, *own], namespace)))]


def _same(route: str, path_: str) -> bool:
    """Whether a Django route and a path of the document are the same address."""
    return [_part(one) for one in route.split("/")] == [_part(one) for one in path_.split("/")]


def _part(text: str) -> str:
    return "*" if text[:1] in ("<", "{") else text
