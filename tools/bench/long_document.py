"""A document of 300 pages with 5,000 codings: how long the server works on it, and what a coder in Chromium waits."""

from __future__ import annotations

import json
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from figures import REPO

import test_services

_LONG = """
import json, random, statistics, time
from hashlib import sha256
import proxeny; proxeny.open_register()
from django.test import Client
from proxeny.evidence.coding.anchors import build_anchor
from proxeny.evidence.coding.events import tell_anchor
from proxeny.evidence.document import Document, Page, place_pages
from proxeny.register.lock import writing
from proxeny.register.models import EvidenceDocument
from proxeny.register.operations.coding_log import append_all
from proxeny.register.operations.evidence import add_document, find_coder, record

chosen = random.Random(0)
words = "city network joins council charter climate fund partner شهر شبکه عضو 😀 kardeş şehir".split()
line = lambda: " ".join(chosen.choice(words) for _ in range(12))
texts = ["\\n".join(line() for _ in range(40)) for _ in range(300)]
text, pages = place_pages([Page(at + 1, one, one) for at, one in enumerate(texts)])
raw = text.encode()
number, _ = add_document(Document("long.txt", "text", sha256(raw).hexdigest(), len(raw), "bench", text, pages), raw)
coder = find_coder("local").pk
starts = [chosen.randrange(len(text) - 60) for _ in range(5000)]
plain = {"indicator": "NET-1", "memo": "", "grade": "", "revision": 1}
with writing():
    append_all(find_coder("local"), EvidenceDocument.objects.get(pk=number), [
        ("code", str(at), plain | tell_anchor(build_anchor(text, start, start + 60)))
        for at, start in enumerate(starts)])
client, told = Client(HTTP_HOST="127.0.0.1", HTTP_ACCEPT_ENCODING="gzip"), {}

def measure(name, page, before=lambda: None):
    walls, works = [], []
    for _ in range(6):
        before()
        started, worked = time.perf_counter(), time.process_time()
        assert client.get(f"/en/evidence/document/{number}/{page}").status_code == 200
        walls.append((time.perf_counter() - started) * 1000)
        works.append((time.process_time() - worked) * 1000)
    told[name] = [statistics.median(walls[1:]), statistics.median(works[1:])]

measure("its text", "")
measure("coding it", "code/")
measure("coding it, just after a new coding", "code/",
        lambda: record(coder, number, "code", "", {"indicator": "NET-1", "start": 0, "end": 9}))
print(json.dumps(told))
"""
# From the key or the click to the frame in which the page has said that it is done.
_WATCH = """
window.waits = {};
const frame = (done) => requestAnimationFrame(() => setTimeout(done));
let began = 0;
for (const kind of ["keydown", "click"]) addEventListener(kind, (event) => { began = event.timeStamp; }, true);
new MutationObserver((seen) => {
  for (const one of seen) {
    if (one.attributeName === "data-ready") frame(() => { window.waits.open = performance.now(); });
    if (one.attributeName === "data-took") frame(() => { window.waits.deed = performance.now() - began; });
  }
}).observe(document, { attributes: true, subtree: true, attributeFilter: ["data-ready", "data-took"] });
"""
_WAITED = """(what) => new Promise((resolve, refuse) => {
  const late = performance.now() + 20000;
  const look = () => {
    const said = document.querySelector("[data-status]")?.textContent;
    if (performance.now() > late) return refuse(new Error(`${what}: ${said}`));
    if (window.waits[what] === undefined) return setTimeout(look, 5);
    resolve(window.waits[what]);
    delete window.waits[what];
  };
  look();
})"""
_SELECT = """(at) => {
  const node = document.querySelectorAll(".text-page")[1].firstChild;
  document.getSelection().setBaseAndExtent(node, at, node, at + 40);
}"""
_ROUNDS = 7
_TYPED = "memb"


def build_long_document(environment: Mapping[str, str]) -> dict[str, list[float]]:
    """Make it in the register of ``environment``; wall and processor milliseconds of the server by page."""
    for command in (["-m", "proxeny.cli.main", "init"], ["-c", _LONG]):
        done = subprocess.run([sys.executable, *command], env=environment, capture_output=True, text=True, cwd=REPO)
        if done.returncode:
            sys.exit(done.stdout[-2000:] + done.stderr[-4000:])
    return dict(json.loads(done.stdout))


@contextmanager
def _served(environment: Mapping[str, str]) -> Iterator[str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    log = Path(environment["PROXENY_HOME"], "bench.log")
    with log.open("w") as noise:
        command = [sys.executable, "-m", "proxeny.cli.main", "serve", "--port", str(port)]
        server = subprocess.Popen(command, env=environment, cwd=REPO, stdout=noise, stderr=noise)
        try:
            _wait(f"http://127.0.0.1:{port}", server, log)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.send_signal(signal.SIGINT)
            server.wait(30)


def _wait(base: str, server: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(600):
        try:
            urllib.request.urlopen(f"{base}/en/", timeout=60).close()
            return
        except (urllib.error.URLError, OSError):
            if server.poll() is not None:
                sys.exit(log.read_text())
            time.sleep(0.2)
    sys.exit(log.read_text())


def code_in_chromium(environment: Mapping[str, str]) -> dict[str, list[float]]:
    """Open, code, undo, redo, remove and undo that, as a person does; milliseconds from key or click to the frame in
    which all is shown. The first open warms the browser up and is left out."""
    from playwright.sync_api import sync_playwright

    flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
    told: dict[str, list[float]] = {}
    with _served(environment) as base, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(test_services.chromium()), args=flags)
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        page.add_init_script(_WATCH)

        def waited(name: str, what: str) -> None:
            told.setdefault(name, []).append(page.evaluate(_WAITED, what))

        for at in range(_ROUNDS):
            page.goto(f"{base}/en/evidence/document/1/code/?page={40 * at + 1}")
            waited("open", "open")
            page.evaluate(_SELECT, 10 * at)
            page.locator("[data-passage]:not(:empty)").wait_for()
            page.keyboard.press("c")
            page.keyboard.type(_TYPED)
            page.keyboard.press("Enter")
            waited("code", "deed")
            for name in ("undo", "redo"):
                page.locator(f"[data-deed={name}]").click()
                waited(name, "deed")
            page.locator(".codings button", has_text="Remove").first.click()
            waited("remove", "deed")
            page.locator("[data-deed=undo]").click()
            waited("undo a removal", "deed")
        browser.close()
    told["open"] = told["open"][1:]
    return told
