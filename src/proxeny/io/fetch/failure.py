"""What can go wrong with one request, and whether waiting or asking for less may help."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import httpx

_WAIT_WHEN_BUSY = 60.0  # what Wikimedia asks for where a 429 names no time


@dataclass(eq=False)
class Failure(Exception):
    """One failed request: its code in ``messages/fetch.yaml``, and what to do before the next one."""

    code: str
    params: Mapping[str, object] = field(default_factory=dict)
    wait: float = 0.0  # seconds the endpoint asked to be left alone
    shrink: bool = False  # a smaller page may succeed
    final: bool = False  # asking again cannot help


def from_transport(error: Exception) -> Failure:
    """The failure of a request that brought no complete answer."""
    if isinstance(error, httpx.TimeoutException):
        return Failure("fetch-timeout", shrink=True)
    if isinstance(error, httpx.RemoteProtocolError | httpx.ReadError | httpx.DecodingError):
        return Failure("fetch-cut", shrink=True)
    if isinstance(error, httpx.InvalidURL | httpx.UnsupportedProtocol):
        return Failure("fetch-redirects", final=True)
    return Failure("fetch-unreachable", {"reason": str(error) or type(error).__name__})


def from_status(status: int, headers: Mapping[str, str], body: bytes, now: datetime) -> Failure:
    """The failure that an HTTP status tells of."""
    params = {"status": status}
    if status in (429, 503):
        unasked = _WAIT_WHEN_BUSY if status == 429 else 0.0
        return Failure("fetch-busy", params, wait=read_retry_after(headers.get("Retry-After", ""), now, unasked))
    if status == 504 or b"TimeoutException" in body:
        return Failure("fetch-timeout", shrink=True)
    if status == 408 or status >= 500:
        return Failure("fetch-status", params, shrink=status in (408, 500))
    return Failure("fetch-forbidden" if status in (401, 403) else "fetch-refused", params, final=True)


def read_retry_after(value: str, now: datetime, unasked: float = 0.0) -> float:
    """Seconds to wait by a Retry-After header (RFC 9110, 10.2.3): seconds or an HTTP date; else ``unasked``.

    >>> read_retry_after("7", datetime(2026, 11, 22, tzinfo=UTC))
    7.0
    >>> read_retry_after("Sun, 22 Nov 2026 00:00:30 GMT", datetime(2026, 11, 22, tzinfo=UTC))
    30.0
    """
    text = value.strip()
    if text.isascii() and text.isdigit():
        return float(text[:9])
    try:
        until = parsedate_to_datetime(text)
    except (ValueError, IndexError):
        return unasked
    until = until if until.tzinfo else until.replace(tzinfo=UTC)
    return max(0.0, (until - now).total_seconds())
