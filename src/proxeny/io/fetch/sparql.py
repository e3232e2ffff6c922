"""A polite client of SPARQL endpoints: waits its turn, tries again, asks for less when an answer is cut short."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from random import Random
from types import TracebackType
from typing import Self

import httpx

from proxeny.errors import Fault, Unavailable
from proxeny.io.fetch.clock import Clock, SystemClock
from proxeny.io.fetch.endpoint import check_endpoint, is_local, next_endpoint, shown
from proxeny.io.fetch.failure import Failure, from_status, from_transport
from proxeny.io.fetch.settings import ClientSettings

Row = dict[str, str]
Build = Callable[[int], str]
OnWait = Callable[[float], None]

_ACCEPT = "application/sparql-results+json"
_REDIRECTS = frozenset({301, 302, 303, 307, 308})


@dataclass(frozen=True, slots=True)
class Answer:
    """The rows of a SELECT (variable -> its text; unbound variables are absent) and the page size that worked."""

    rows: list[Row]
    size: int


@dataclass(frozen=True, slots=True)
class _Reply:
    status: int
    headers: httpx.Headers
    body: bytes


class SparqlClient:
    """One endpoint, asked one thing at a time (``with SparqlClient(url) as client``).

    Raises `FaultyInput` for an address that is not http(s), and `Unavailable` when the endpoint still fails after
    ``settings.attempts`` tries, refuses the query, or asks for a longer wait than ``settings.longest_wait``.
    """

    def __init__(
        self, endpoint: str, settings: ClientSettings, clock: Clock | None = None, on_wait: OnWait | None = None
    ) -> None:
        self.endpoint = check_endpoint(endpoint)
        self.settings = settings
        self._clock = clock or SystemClock()
        self._on_wait = on_wait
        self._random = Random(settings.seed)
        self._last: float | None = None
        self._http = httpx.Client(
            timeout=settings.timeout,
            headers={"Accept": _ACCEPT, "User-Agent": settings.user_agent()},
            follow_redirects=False,  # followed by hand: a redirected POST must stay a POST
            trust_env=not is_local(self.endpoint),
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._http.close()

    def select(self, build: Build, size: int = 1) -> Answer:
        """Ask ``build(size)``; where the answer was too much for the endpoint, ask again for half as many."""
        attempt = 0
        while True:
            attempt += 1
            self._wait_turn()
            try:
                return Answer(self._ask(build(size)), size)
            except Failure as failure:
                if failure.final or attempt >= self.settings.attempts or self._too_long(failure):
                    raise self._give_up(failure, attempt) from failure
                size = max(1, size // 2) if failure.shrink else size
                self._sleep(self._pause(failure, attempt))

    def _too_long(self, failure: Failure) -> bool:
        return failure.wait > self.settings.longest_wait

    def _give_up(self, failure: Failure, attempts: int) -> Unavailable:
        params = {"endpoint": shown(self.endpoint), "attempts": attempts, "wait": round(failure.wait), **failure.params}
        code = "fetch-wait-too-long" if self._too_long(failure) else failure.code
        return Unavailable(Fault(code, params=params))

    def _pause(self, failure: Failure, attempt: int) -> float:
        """Exponential back-off with jitter, never shorter than what the endpoint asked for."""
        grown = self.settings.first_wait * 2.0 ** (attempt - 1) * (1 + self._random.random() / 2)
        return min(max(grown, failure.wait), self.settings.longest_wait)

    def _sleep(self, seconds: float) -> None:
        if self._on_wait is not None:
            self._on_wait(seconds)
        self._clock.sleep(seconds)

    def _wait_turn(self) -> None:
        """Keep the polite interval between the starts of two requests."""
        if self._last is not None:
            rest = self._last + self.settings.interval - self._clock.monotonic()
            if rest > 0:
                self._clock.sleep(rest)
        self._last = self._clock.monotonic()

    def _ask(self, query: str) -> list[Row]:
        url = self.endpoint
        for _ in range(self.settings.redirects + 1):
            reply = self._post(url, query)
            if reply.status == 200:
                return read_rows(reply.body)
            if reply.status not in _REDIRECTS:
                raise from_status(reply.status, reply.headers, reply.body, self._clock.now())
            url = next_endpoint(url, reply.headers.get("Location", ""))
        raise Failure("fetch-redirects", final=True)

    def _post(self, url: str, query: str) -> _Reply:
        try:
            with self._http.stream("POST", url, data={"query": query}) as response:
                return _Reply(response.status_code, response.headers, self._read(response))
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise from_transport(error) from error

    def _read(self, response: httpx.Response) -> bytes:
        """The body, within the limits of size and of time (a body that drips never runs into the read timeout)."""
        chunks, size, deadline = [], 0, self._clock.monotonic() + 2 * self.settings.timeout
        for chunk in response.iter_bytes(65536):
            size += len(chunk)
            if size > self.settings.most_bytes:
                raise Failure("fetch-too-large", {"megabytes": self.settings.most_bytes / 2**20}, shrink=True)
            if self._clock.monotonic() > deadline:
                raise Failure("fetch-timeout", shrink=True)
            chunks.append(chunk)
        return b"".join(chunks)


def read_rows(body: bytes) -> list[Row]:
    """Read SPARQL 1.1 results in JSON (https://www.w3.org/TR/sparql11-results-json/) as rows of plain text.

    A body that does not parse is an answer cut short: Blazegraph sends status 200 first, and when the query then runs
    out of time it writes the exception's text into the middle of the rows.
    """
    try:
        answer = json.loads(body)
        bindings = answer["results"]["bindings"]
        return [{name: _text(term) for name, term in row.items() if term["type"] != "bnode"} for row in bindings]
    except (ValueError, RecursionError) as error:
        raise _unreadable(body) from error
    except (KeyError, TypeError, AttributeError) as error:
        raise Failure("fetch-not-sparql", final=True) from error


def _text(term: Mapping[str, object]) -> str:
    # half of a surrogate pair, which JSON can hold, is no character at all
    return str(term["value"]).encode("utf-8", "ignore").decode("utf-8")


def _unreadable(body: bytes) -> Failure:
    if b"TimeoutException" in body:
        return Failure("fetch-timeout", shrink=True)
    if body.lstrip()[:1] not in (b"{", b""):
        return Failure("fetch-not-sparql", final=True)
    return Failure("fetch-cut", shrink=True)
