"""A SPARQL endpoint on this machine, over HTTP, that can be told to misbehave; and a clock that does not wait."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs

import pyoxigraph
import pytest

Reply = Callable[["Handler", bytes], None]


class FakeClock:
    """Time that passes only by sleeping; ``slept`` are the waits asked for."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self.slept: list[float] = []

    def now(self) -> datetime:
        return datetime(2026, 11, 22, 12, tzinfo=UTC) + timedelta(seconds=self.seconds)

    def monotonic(self) -> float:
        return self.seconds

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.seconds += seconds


@dataclass
class Endpoint:
    """What the tests see of the server: what it was asked, and the troubles it will make next, in order."""

    store: pyoxigraph.Store
    url: str = ""
    clock: FakeClock = field(default_factory=FakeClock)
    queries: list[str] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    times: list[float] = field(default_factory=list)
    troubles: list[Reply | None] = field(default_factory=list)
    released: threading.Event = field(default_factory=threading.Event)

    def answer(self, query: str) -> bytes:
        results = self.store.query(query)
        return results.serialize(format=pyoxigraph.QueryResultsFormat.JSON)

    def then(self, *troubles: Reply | None) -> None:
        """Queue troubles for the next requests; None is a request that is answered well."""
        self.troubles.extend(troubles)

    def status(self, code: int, body: bytes = b"", **headers: str) -> Reply:
        return lambda handler, _: handler.reply(code, body, {k.replace("_", "-"): v for k, v in headers.items()})

    def body(self, change: Callable[[bytes], bytes]) -> Reply:
        """Status 200 with another body, of which the length is stated truly."""
        return lambda handler, good: handler.reply(200, change(good), {})

    def cut(self) -> Reply:
        """Cut the connection in the middle of the body: the stated length is never reached."""
        return lambda handler, good: handler.reply(200, good[: len(good) // 2], {"Content-Length": str(len(good))})

    def slow(self) -> Reply:
        """No answer until the test is over."""
        return lambda handler, good: self.released.wait(30) and handler.reply(200, good, {})


class Handler(BaseHTTPRequestHandler):
    endpoint: Endpoint

    def do_POST(self) -> None:
        form = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        query = form["query"][0]
        self.endpoint.queries.append(query)
        self.endpoint.headers.append(dict(self.headers))
        self.endpoint.times.append(self.endpoint.clock.monotonic())
        trouble = self.endpoint.troubles.pop(0) if self.endpoint.troubles else None
        good = self.endpoint.answer(query)
        if trouble is None:
            self.reply(200, good, {})
        else:
            trouble(self, good)

    def reply(self, code: int, body: bytes, headers: dict[str, str]) -> None:
        self.send_response(code)
        for name, value in {"Content-Length": str(len(body)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Be quiet."""


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def endpoint(clock: FakeClock) -> Iterator[Endpoint]:
    """The world of ``world.ttl`` behind http://127.0.0.1:PORT/sparql."""
    store = pyoxigraph.Store()
    store.load(path=str(Path(__file__).with_name("world.ttl")), format=pyoxigraph.RdfFormat.TURTLE)
    made = Endpoint(store, clock=clock)
    handler = type("OneHandler", (Handler,), {"endpoint": made})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    server.block_on_close = False
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    made.url = f"http://127.0.0.1:{server.server_address[1]}/sparql"
    yield made
    made.released.set()
    server.shutdown()
    server.server_close()


@pytest.fixture
def many_rows() -> bytes:
    """A well-formed answer of about a megabyte."""
    row = {"x": {"type": "literal", "value": "y" * 1000}}
    return json.dumps({"head": {"vars": ["x"]}, "results": {"bindings": [row] * 1000}}).encode()
