"""Addresses of endpoints: only http and https, and no credentials in what is shown."""

from __future__ import annotations

from ipaddress import ip_address
from urllib.parse import SplitResult, urljoin, urlsplit, urlunsplit

from proxeny.errors import Fault, FaultyInput
from proxeny.io.fetch.failure import Failure
from proxeny.text import clean


def _split(url: str) -> SplitResult | None:
    """The parts of an http(s) address with a host; None for everything else."""
    try:
        parts = urlsplit(url)
        usable = parts.scheme in {"http", "https"} and bool(parts.hostname) and (parts.port or 1) > 0
    except ValueError:
        return None
    return parts if usable and url.isprintable() and " " not in url else None


def check_endpoint(url: str) -> str:
    """Give ``url`` back if it can be asked; raises `FaultyInput` otherwise."""
    stripped = url.strip()
    if _split(stripped) is None:
        raise FaultyInput(Fault("fetch-endpoint-invalid", params={"endpoint": clean(url, 200)}))
    return stripped


def shown(url: str) -> str:
    """The address without user, password and query."""
    parts = urlsplit(url)
    return urlunsplit((parts.scheme, parts.netloc.rpartition("@")[2], parts.path, "", ""))


def is_local(url: str) -> bool:
    """Whether the endpoint runs on this machine; such a one is never asked through a proxy."""
    host = urlsplit(url).hostname or ""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def next_endpoint(url: str, location: str) -> str:
    """Where a redirect leads; neither away from http(s) nor from https down to http."""
    try:
        target = urljoin(url, location)
    except ValueError as error:
        raise Failure("fetch-redirects", final=True) from error
    parts = _split(target)
    if not location or parts is None or (url.startswith("https:") and parts.scheme == "http"):
        raise Failure("fetch-redirects", final=True)
    return target
