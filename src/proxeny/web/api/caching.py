"""The same question of the same register is answered once: ETag by the register's revision."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.views.decorators.http import condition

from proxeny.home import product_version
from proxeny.io.claims import digest
from proxeny.register.queries.revision import read_revision
from proxeny.report.words import language
from proxeny.web.api.paging import wants_csv

Run = Callable[..., HttpResponseBase]


def find_tag(request: HttpRequest, **_: Any) -> str:
    """Changes with the register, the product, the day, the question and the language of the answer."""
    day = datetime.now(UTC).date().isoformat()  # today is the default of many questions
    parts = (read_revision(), product_version(), day, language(), request.get_full_path(), str(wants_csv(request)))
    return f'"{digest(*parts, size=16)}"'


def revalidated(run: Run) -> Run:
    """Answer 304 where the asker has the answer already; nothing is computed then."""
    conditional = condition(etag_func=find_tag)(run)

    @wraps(run)
    def answer(request: HttpRequest, **arguments: Any) -> HttpResponseBase:
        response = conditional(request, **arguments)
        if response.status_code >= 400 and response.has_header("ETag"):
            del response["ETag"]
        patch_cache_control(response, private=True, no_cache=True)
        patch_vary_headers(response, ("Accept",))
        return response

    return answer
