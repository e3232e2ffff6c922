"""A client of services that answer GET with JSON."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any, ClassVar

from proxeny.io.fetch.failure import Failure
from proxeny.io.fetch.polite import PoliteClient

Params = Mapping[str, str]
Ask = Callable[[int], Params]


class RestClient(PoliteClient):
    """A service of works; its refusals have words of their own."""

    words: ClassVar[Mapping[str, str]] = {
        "fetch-refused": "fetch-works-refused",
        "fetch-timeout": "fetch-works-slow",
        "fetch-too-large": "fetch-works-large",
    }

    def get(self, ask: Ask, size: int) -> tuple[dict[str, Any], int]:
        """The JSON object that ``ask(size)`` brings, and the size that worked; halved where an answer was too much."""
        return self.keep_trying(lambda own: _read_object(self._get(ask(own))), size)

    def _get(self, params: Params) -> bytes:
        return self.send("GET", again=False, params=dict(params) or None)


def _read_object(body: bytes) -> dict[str, Any]:
    try:
        answer = json.loads(body)
    except (ValueError, RecursionError) as error:
        html = body.lstrip()[:1] not in (b"{", b"[", b"")
        raise Failure("fetch-works-odd", final=True) if html else Failure("fetch-cut", shrink=True) from error
    if not isinstance(answer, dict):
        raise Failure("fetch-works-odd", final=True)
    return answer
