"""The manners of every client: one thing at a time, in its turn, again after a failure, less after too much."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from random import Random
from types import TracebackType
from typing import Any, ClassVar, Self, TypeVar

import httpx

from proxeny.errors import Fault, Unavailable
from proxeny.io.fetch.clock import Clock, SystemClock
from proxeny.io.fetch.endpoint import check_endpoint, is_local, next_endpoint, shown
from proxeny.io.fetch.failure import Failure, from_status, from_transport
from proxeny.io.fetch.settings import ClientSettings

T = TypeVar("T")
OnWait = Callable[[float], None]
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_CHUNK = 65_536  # bytes


class PoliteClient:
    """One address, asked one thing at a time (``with Client(address, settings) as client``).

    Raises `FaultyInput` for an address that is not http(s), and `Unavailable` when the service still fails after
    ``settings.attempts`` tries, refuses the question, or asks for a longer wait than ``settings.longest_wait``.
    """

    accept: ClassVar[str] = "application/json"
    words: ClassVar[Mapping[str, str]] = {}  # code of a failure -> the code whose words fit this service

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
            headers={"Accept": self.accept, "User-Agent": settings.user_agent()},
            follow_redirects=False,  # followed by hand: a redirected POST must stay a POST
            trust_env=not is_local(self.endpoint),
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._http.close()

    def keep_trying(self, ask: Callable[[int], T], size: int) -> tuple[T, int]:
        """What ``ask(size)`` brings, and the size that worked; halved where the answer was too much."""
        attempt = 0
        while True:
            attempt += 1
            self._wait_turn()
            try:
                return ask(size), size
            except Failure as failure:
                too_long = failure.wait > self.settings.longest_wait
                if failure.final or attempt >= self.settings.attempts or too_long:
                    raise self._give_up(failure, attempt, too_long) from failure
                size = max(1, size // 2) if failure.shrink else size
                self._pause(failure, attempt)

    def send(self, method: str, again: bool = True, **what: Any) -> bytes:
        """The body of an answer, redirects followed; ``again``: what is sent is sent to the next address too."""
        url = self.endpoint
        for _ in range(self.settings.redirects + 1):
            try:
                with self._http.stream(method, url, **what) as response:
                    status, headers, body = response.status_code, response.headers, self._read(response)
            except (httpx.HTTPError, httpx.InvalidURL) as error:
                raise from_transport(error) from error
            if status == 200:
                return body
            if status not in _REDIRECTS:
                raise from_status(status, headers, body, self._clock.now())
            url, what = next_endpoint(url, headers.get("Location", "")), what if again else {}
        raise Failure("fetch-redirects", final=True)

    def _give_up(self, failure: Failure, attempts: int, too_long: bool) -> Unavailable:
        params = {"endpoint": shown(self.endpoint), "attempts": attempts, "wait": round(failure.wait), **failure.params}
        code = "fetch-wait-too-long" if too_long else self.words.get(failure.code, failure.code)
        return Unavailable(Fault(code, params=params))

    def _pause(self, failure: Failure, attempt: int) -> None:
        """Exponential back-off with jitter, never shorter than what the service asked for."""
        grown = self.settings.first_wait * 2.0 ** (attempt - 1) * (1 + self._random.random() / 2)
        seconds = min(max(grown, failure.wait), self.settings.longest_wait)
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

    def _read(self, response: httpx.Response) -> bytes:
        """The body, within the limits of size and of time (a body that drips never runs into the read timeout)."""
        chunks, size, deadline = [], 0, self._clock.monotonic() + 2 * self.settings.timeout
        for chunk in response.iter_bytes(_CHUNK):
            size += len(chunk)
            if size > self.settings.most_bytes:
                raise Failure("fetch-too-large", {"megabytes": self.settings.most_bytes / 2**20}, shrink=True)
            if self._clock.monotonic() > deadline:
                raise Failure("fetch-timeout", shrink=True)
            chunks.append(chunk)
        return b"".join(chunks)
