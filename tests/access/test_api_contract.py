"""A second client, which knows of the API only what its OpenAPI document says, and tries everything."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING
from urllib.request import urlopen

import hypothesis
import pytest
import schemathesis
from schemathesis.checks import not_a_server_error
from schemathesis.core.failures import FailureGroup
from schemathesis.specs.openapi import checks

if TYPE_CHECKING:
    from pytest_django.live_server_helper import LiveServer

DOCUMENT = "/api/v1/openapi.json"
CHECKS = [
    not_a_server_error,
    checks.content_type_conformance,
    checks.negative_data_rejection,
    checks.response_headers_conformance,
    checks.response_schema_conformance,
    checks.status_code_conformance,
    checks.unsupported_method,
    checks.use_after_free,
]
EXAMPLES = 8


@pytest.fixture
def site(transactional_db, live_server: LiveServer):
    """The small world behind a server that answers over HTTP."""
    from ..web.world import build_world

    build_world()
    with urlopen(f"{live_server.url}{DOCUMENT}", timeout=3000) as answer:  # the first answer loads everything
        answer.read()
    return live_server.url


def test_the_document_is_openapi_3_1_and_complete(site):
    schema = schemathesis.openapi.from_url(f"{site}{DOCUMENT}")
    document = schema.raw_schema
    assert document["openapi"].startswith("3.1")
    operations = [one for methods in document["paths"].values() for one in methods.values()]
    assert len(operations) >= 30 and all(one["summary"] and one["operationId"] for one in operations)
    assert len({one["operationId"] for one in operations}) == len(operations)


def test_whatever_a_client_sends_is_answered_as_the_document_says(site):
    failures = []
    schema = schemathesis.openapi.from_url(f"{site}{DOCUMENT}")
    for result in schema.get_all_operations():
        operation = result.ok()
        for mode in ("positive", "negative"):
            failures += try_out(operation, getattr(schemathesis.GenerationMode, mode.upper()))
    assert failures == []


def try_out(operation, mode) -> list[str]:
    """Send what hypothesis makes up; what was answered otherwise than the document says."""
    failures: list[str] = []
    config = hypothesis.settings(
        max_examples=EXAMPLES,
        deadline=None,
        derandomize=True,
        database=None,
        phases=[hypothesis.Phase.explicit, hypothesis.Phase.generate],
        suppress_health_check=list(hypothesis.HealthCheck),
    )

    @config
    @hypothesis.given(case=operation.as_strategy(generation_mode=mode))
    def send(case):
        try:
            case.call_and_validate(checks=CHECKS, timeout=300)
        except FailureGroup as failed:
            failures.append(f"{operation.label}: {failed}: {[str(one) for one in failed.exceptions]}")

    with suppress(hypothesis.errors.Unsatisfiable):  # there is no wrong way to ask what takes no parameter
        send()
    return failures
