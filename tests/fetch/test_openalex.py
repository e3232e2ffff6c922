"""Works of OpenAlex, from a server on this machine that pages by cursor and misbehaves when told to."""

from __future__ import annotations

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import pytest

from proxeny.errors import FaultyInput, Unavailable
from proxeny.io.fetch.openalex import Search, fetch_openalex
from proxeny.io.fetch.settings import ClientSettings

WORKS = [{"id": f"https://openalex.org/W{n}", "display_name": f"Work {n}", "publication_year": 2000} for n in range(7)]


class Handler(BaseHTTPRequestHandler):
    """Seven works; the cursor is the number of the next one."""

    def do_GET(self):
        asked = {name: values[0] for name, values in parse_qs(urlsplit(self.path).query).items()}
        self.server.asked.append(asked)
        trouble = self.server.troubles.pop(0) if self.server.troubles else None
        if trouble:
            self.reply(*trouble)
            return
        at, size = int(asked["cursor"].replace("*", "0")), int(asked["per-page"])
        onward = str(at + size) if at + size < len(WORKS) else None
        page = {"meta": {"count": len(WORKS), "next_cursor": onward}, "results": WORKS[at : at + size]}
        self.reply(200, json.dumps(page).encode(), {})

    def reply(self, status, body, headers):
        self.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format, *args):
        """Be quiet."""


@pytest.fixture
def server():
    made = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    made.asked, made.troubles = [], []
    thread = threading.Thread(target=made.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    yield made
    made.shutdown()
    made.server_close()


@pytest.fixture
def fetch(server, tmp_path, clock):
    """Fetch into a file; gives the works in it."""

    def run(page=3, **search):
        url = f"http://127.0.0.1:{server.server_address[1]}/works"
        out = tmp_path / "works.jsonl"
        wanted = Search("city diplomacy", endpoint=url, **search)
        settings = ClientSettings(page=page, attempts=3, contact="a@b.org")
        fetch_openalex(wanted, out, tmp_path / "kept", settings, clock=clock)
        return [json.loads(line) for line in out.read_text().splitlines()]

    return run


def test_all_pages_come_in_order(fetch, server):
    assert fetch() == WORKS
    assert [asked["cursor"] for asked in server.asked] == ["*", "3", "6"]
    assert server.asked[0]["filter"] == "title_and_abstract.search:city diplomacy"
    assert server.asked[0]["mailto"] == "a@b.org"


def test_it_waits_its_turn(fetch, clock):
    fetch()
    assert len(clock.slept) >= 2


def test_no_more_come_than_wanted(fetch):
    assert len(fetch(most=4)) == 4


def test_a_fetch_that_broke_off_goes_on_after_the_last_page(fetch, server, tmp_path):
    server.troubles = [None, (500, b"", {}), (500, b"", {}), (500, b"", {})]
    with pytest.raises(Unavailable):
        fetch()
    assert not (tmp_path / "works.jsonl").exists()
    server.asked.clear()
    assert fetch() == WORKS
    assert server.asked[0]["cursor"] == "3"


@pytest.mark.parametrize(
    "trouble",
    [(429, b"", {"Retry-After": "7"}), (503, b"", {}), (200, b'{"meta": {', {}), (504, b"", {})],
    ids=["busy", "away", "cut", "slow"],
)
def test_what_passes_is_tried_again(trouble, fetch, server):
    server.troubles = [trouble]
    assert fetch() == WORKS


def test_a_wait_that_was_asked_for_is_kept(fetch, server, clock):
    server.troubles = [(429, b"", {"Retry-After": "41"})]
    fetch()
    assert max(clock.slept) >= 41


@pytest.mark.parametrize(
    ("trouble", "code"),
    [
        ((403, b"", {}), "fetch-forbidden"),
        ((400, b"", {}), "fetch-works-refused"),
        ((200, b"<html>", {}), "fetch-works-odd"),
        ((200, b"[1]", {}), "fetch-works-odd"),
        ((200, b'{"results": 1}', {}), "fetch-works-odd"),
        ((302, b"", {"Location": "ftp://x"}), "fetch-redirects"),
    ],
)
def test_what_does_not_pass_is_told(trouble, code, fetch, server):
    server.troubles = [trouble]
    with pytest.raises(Unavailable) as caught:
        fetch()
    assert [fault.code for fault in caught.value.faults] == [code]


def test_empty_words_are_refused():
    with pytest.raises(FaultyInput):
        Search("  ")
