"""Fifty readers and five writers at once for a minute, on SQLite and on PostgreSQL, over a served register.

A reader opens a page, reads for a few seconds (exponential, five in the mean), opens the next. A writer fills in a
form, looks at what it would change and saves it, every few seconds too. A write is lost when the server said that it
was saved and the register does not hold it. The people share the cores with the server, so they do as little as they
can: they ask for compressed pages, as browsers do, and look only into forms.
"""

from __future__ import annotations

import html
import http.client
import json
import os
import random
import re
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

from figures import REPO, show

READERS, WRITERS, SECONDS, THINK = 50, 5, 60.0, 5.0
PAGES = (
    "/en/", "/en/place/gn:745044/", "/tr/place/gn:745044/", "/fa/place/gn:2988507/", "/en/network/nw:UBC/",
    "/en/list/places/", "/en/list/agreements/?page=3", "/en/search/?q=Istan", "/en/search/suggest/?q=Par",
    "/en/sources/", "/en/model/", "/en/write/", "/en/country/TR/",
)  # fmt: skip
CITIES = ("gn:745044", "gn:2886242", "gn:3099434", "gn:2944388", "gn:418863", "gn:2988507", "gn:2643743", "gn:3169070")
_HIDDEN = re.compile(r'<input type="hidden" name="([^"]*)" value="([^"]*)">')
_LOAD = "import proxeny.api as api; api.init(); api.load_atlas()"
_KEPT = """
import json, proxeny; proxeny.open_register()
from proxeny.register.models import Claim
print(json.dumps(list(Claim.objects.filter(property="note", state="accepted").values_list("value", flat=True))))
"""


@dataclass
class Seen:
    """What the people saw: seconds of each request, what went wrong, and what was saved."""

    reading: list[float] = field(default_factory=list)
    writing: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    saved: list[str] = field(default_factory=list)


class Person:
    """One browser with its cookies."""

    def __init__(self, port: int, seen: Seen, seed: int) -> None:
        self.port, self.seen, self.random = port, seen, random.Random(seed)
        self.cookie = ""

    def ask(
        self, times: list[float], method: str, address: str, body: str = "", *, form: bool = False
    ) -> tuple[int, str, str]:
        """One request: status, text, where it leads. ``form``: its text will be read."""
        headers = {"Cookie": self.cookie, "Connection": "close", "Host": f"127.0.0.1:{self.port}"}
        if method == "GET" and not form:  # as browsers do; nobody here looks into it
            headers["Accept-Encoding"] = "gzip"
        if method == "POST":
            headers |= {"Content-Type": "application/x-www-form-urlencoded", "Origin": f"http://127.0.0.1:{self.port}"}
        started = time.perf_counter()
        try:
            connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
            connection.request(method, address, body or None, headers)
            answer = connection.getresponse()
            sent = answer.read()
            text = sent.decode("utf-8", "replace") if form else ""
            connection.close()
        except (OSError, http.client.HTTPException) as error:
            self.seen.errors.append(f"{method} {address}: {error!r}")
            return 0, "", ""
        times.append(time.perf_counter() - started)
        if found := answer.getheader("Set-Cookie"):
            self.cookie = found.split(";")[0]
        if answer.status >= 400:
            self.seen.errors.append(f"{method} {address}: {answer.status}")
        return answer.status, text, answer.getheader("Location") or ""

    def think(self, end: float) -> None:
        """Read, or write, for a while."""
        time.sleep(max(0.0, min(self.random.expovariate(1 / THINK), end - time.monotonic())))

    def read(self, end: float) -> None:
        """Open pages until the end."""
        self.think(end)
        while time.monotonic() < end:
            self.ask(self.seen.reading, "GET", self.random.choice(PAGES))
            self.think(end)

    def write(self, end: float, who: int) -> None:
        """Fill in forms until the end."""
        number = 0
        while time.monotonic() < end:
            number += 1
            self._save(f"writer {who} note {number}", who, number)
            self.think(end)

    def _save(self, note: str, who: int, number: int) -> None:
        one, other = self.random.sample(CITIES, 2)
        address = "/en/write/new/agreement/"
        _, text, _ = self.ask(self.seen.writing, "GET", f"{address}?party={one}&party={other}", form=True)
        fields = [
            *_hidden(text),
            *_parties(text),
            ("note", note),
            ("source_title", f"Source of {who}"),
            ("step", "look"),
        ]
        fields += [("kind", "protocol"), ("reference", f"R-{who}-{number}")]
        _, text, _ = self.ask(self.seen.writing, "POST", address, urlencode(fields), form=True)
        status, text, where = self.ask(
            self.seen.writing, "POST", address, urlencode([*_hidden(text), ("step", "save")])
        )
        if status == 302 and "/changes/" in where:
            self.seen.saved.append(note)
        else:
            self.seen.errors.append(f"not saved: {status} {where}")


def _hidden(text: str) -> list[tuple[str, str]]:
    """The hidden fields of the last form of a page, but for those of names."""
    found = [(html.unescape(name), html.unescape(value)) for name, value in _HIDDEN.findall(text)]
    return [pair for pair in found if not pair[0].startswith("party_") or "versions" in text]


def _parties(text: str) -> list[tuple[str, str]]:
    """The names and ids that the form holds already."""
    names = re.findall(r'name="party" value="([^"]*)"', text)
    ids = re.findall(r'name="party_id" value="([^"]*)"', text)
    pairs = [[("party", html.unescape(name)), ("party_id", one), ("party_label", html.unescape(name))]
             for name, one in zip(names, ids, strict=True)]  # fmt: skip
    return [pair for group in pairs for pair in group]


@contextmanager
def serve(environment: dict[str, str]) -> Iterator[int]:
    """Load the atlas and serve it; the port."""
    import socket

    subprocess.run([sys.executable, "-c", _LOAD], env=environment, check=True, capture_output=True)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    command = [sys.executable, "-m", "proxeny.cli.main", "serve", "--port", str(port)]
    log = Path(environment["PROXENY_HOME"]) / "log"
    with log.open("w") as out:
        server = subprocess.Popen(command, env=environment, stdout=out, stderr=out, stdin=subprocess.DEVNULL)
    try:
        warm = Person(port, Seen(), 0)
        end = time.monotonic() + 300
        while warm.ask([], "GET", "/en/")[0] != 200:
            if time.monotonic() > end or server.poll() is not None:
                sys.exit(f"the server did not start\n{log.read_text()[-2000:]}")
            time.sleep(0.3)
        for _ in range(4):  # every process of the server has read what is read once
            for page in PAGES:
                warm.ask([], "GET", page)
        yield port
    finally:
        server.send_signal(signal.SIGINT)
        server.wait(30)


def measure(engine: str, environment: dict[str, str]) -> None:
    """One minute on one database."""
    seen = Seen()
    with serve(environment) as port:
        end = time.monotonic() + SECONDS
        people = [threading.Thread(target=Person(port, seen, n).read, args=(end,)) for n in range(READERS)]
        people += [threading.Thread(target=Person(port, seen, 99 + n).write, args=(end, n)) for n in range(WRITERS)]
        for person in people:
            person.start()
        for person in people:
            person.join()
    kept = set(
        json.loads(
            subprocess.run([sys.executable, "-c", _KEPT], env=environment, check=True, capture_output=True).stdout
        )
    )
    show("processes that wanted to run on this machine meanwhile (a quiet one: below 2)", os.getloadavg()[0], "")
    show(f"errors of {len(seen.reading) + len(seen.writing)} requests, {engine}", len(seen.errors), "", 0)
    show(f"lost of {len(seen.saved)} writes, {engine}", len([one for one in seen.saved if one not in kept]), "", 0)
    for name, times in (("reading", seen.reading), ("writing", seen.writing)):
        show(f"{name}, median, {engine}", 1000 * statistics.median(times), "ms")
        show(f"{name}, 95 of 100 are faster than, {engine}", 1000 * statistics.quantiles(times, n=20)[-1], "ms", 500)
    for error in seen.errors[:5]:
        print("  ", error)


def main(*engines: str) -> None:
    """Measure on SQLite, then on PostgreSQL where there is one; ``engines``: only these (sqlite, postgresql)."""
    sys.path.insert(0, str(REPO / "tools"))
    import test_services

    with ExitStack() as stack:
        home = stack.enter_context(tempfile.TemporaryDirectory())
        plain = {**os.environ, "PYTHONPATH": str(REPO / "src"), "PROXENY_HOME": home, "PROXENY_PROCESSES": "2"}
        plain.pop("PROXENY_DATABASE_URL", None)
        if not engines or "sqlite" in engines:
            measure("SQLite", plain)
        if engines and "postgresql" not in engines:
            return
        try:
            url = stack.enter_context(test_services.postgres())
        except test_services.Missing as reason:
            print(f"not measured on PostgreSQL: {reason}", file=sys.stderr)
            return
        import psycopg

        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute("DROP DATABASE IF EXISTS proxeny_load WITH (FORCE)")
            connection.execute("CREATE DATABASE proxeny_load")
        address = url.rsplit("/", 1)[0] + "/proxeny_load" if "?" not in url else url
        other = stack.enter_context(tempfile.TemporaryDirectory())
        measure("PostgreSQL", {**plain, "PROXENY_HOME": other, "PROXENY_DATABASE_URL": address})


if __name__ == "__main__":
    main()
