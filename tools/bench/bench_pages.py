"""Server time of pages and of search as one types, weight of a city page, and the world map in a browser.

Pages are made anew each time: what the server keeps is thrown away first. Asked again, they are answered from it.

    python tools/bench pages [pages=sqlite] [pages=postgresql] [pages=browser]

Loads the shared ties and memberships into a register first; one that already holds them is used as it is where
PROXENY_BENCH_HOME names its home.
"""

from __future__ import annotations

import gzip
import json
import os
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from contextlib import ExitStack
from pathlib import Path

from bench_register import FILES
from figures import REPO, shared, show

PAGES = {
    "city page, Istanbul": "place/gn:745044/",
    "city page, Paris": "place/gn:2988507/",
    "network page, Covenant of Mayors": "network/nw:COM-EU/",
    "country page, Germany": "country/DE/",
    "country page, Türkiye": "country/TR/",
    "home": "",
}
TYPED = ("is", "ista", "istanbul", "köl", "san", "be", "تهر", "اصف", "ığd", "sainte", "xyzzy", "Paris, France")
_TIMES = """
import json, statistics, sys, time
import proxeny; proxeny.open_register()
from django.core.cache import caches
from django.test import Client
client, told = Client(HTTP_HOST="127.0.0.1"), {}
for address in json.loads(sys.argv[1]):
    assert client.get(address).status_code == 200, address
    wall, cpu, again = [], [], []
    for _ in range(20):
        caches["pages"].clear()
        started, worked = time.perf_counter(), time.process_time()
        client.get(address)
        wall.append(time.perf_counter() - started); cpu.append(time.process_time() - worked)
        started = time.perf_counter()
        client.get(address)
        again.append(time.perf_counter() - started)
    told[address] = [statistics.median(times) * 1000 for times in (wall, cpu, again)]
print(json.dumps(told))
"""
_FRAMES = """async () => {
  const box = document.querySelector("[data-map] canvas");
  const fire = (type, x) => box.dispatchEvent(new PointerEvent(type, {
    pointerId: 1, pointerType: "mouse", bubbles: true, clientX: box.getBoundingClientRect().left + x,
    clientY: box.getBoundingClientRect().top + 200 }));
  const frames = [];
  let last = performance.now();
  fire("pointerdown", 600);
  for (let step = 1; step <= 60; step++) {
    fire("pointermove", 600 - step * 5);
    if (step % 10 === 0) box.dispatchEvent(new WheelEvent("wheel", { deltaY: -30, ctrlKey: true, cancelable: true }));
    await new Promise(requestAnimationFrame);
    frames.push(performance.now() - last);
    last = performance.now();
  }
  fire("pointerup", 300);
  return frames;
}"""


def _run(environment: dict[str, str], *command: str) -> str:
    done = subprocess.run([sys.executable, *command], env=environment, capture_output=True, text=True, cwd=REPO)
    if done.returncode:
        sys.exit(f"{' '.join(command)[:200]}\n{done.stdout[-2000:]}{done.stderr[-4000:]}")
    return done.stdout


def _load(environment: dict[str, str], folder: Path) -> None:
    _run(environment, "-m", "proxeny.cli.main", "init")
    status = json.loads(_run(environment, "-m", "proxeny.cli.main", "status", "--json"))
    if status["ties"] > 10_000:
        return
    for name in FILES:
        path = folder / "data" / name
        _run(environment, "-m", "proxeny.cli.main", "import", str(path), "--mapping", path.stem, "--yes", "--json")


def _measure(engine: str, environment: dict[str, str]) -> None:
    addresses = [f"/en/{address}" for address in PAGES.values()]
    searches = [f"/en/search/suggest/?q={text}" for text in TYPED]
    told = json.loads(_run(environment, "-c", _TIMES, json.dumps([*addresses, *searches])))
    for what, address in PAGES.items():
        wall, cpu, again = told[f"/en/{address}"]
        show(f"{what}: made anew, median of 20, {engine}", wall, "ms", None if what == "home" else 150)
        show(f"   of which this process worked, {engine}", cpu, "ms")
        show(f"   asked again while the register is as it was, {engine}", again, "ms")
    walls = [told[one][0] for one in searches]
    show(f"search as one types: median of {len(TYPED)} texts, {engine}", statistics.median(walls), "ms", 50)
    slowest = max(searches, key=lambda one: told[one][0])
    show(f"   the slowest, '{slowest.partition('=')[2]}', {engine}", max(walls), "ms", 50)


def _serve(stack: ExitStack, environment: dict[str, str]) -> str:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "proxeny.cli.main", "serve", "--port", str(port)]
    server = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    stack.callback(server.terminate)
    base = f"http://127.0.0.1:{port}"
    for _ in range(200):
        try:
            urllib.request.urlopen(f"{base}/en/about/", timeout=5).close()
            return base
        except OSError:
            time.sleep(0.2)
    sys.exit("the server did not start")


def _weigh(base: str) -> None:
    """A city page with everything it asks for, compressed as a proxy or the server would."""
    request = urllib.request.Request(f"{base}/en/place/gn:745044/", headers={"Accept-Encoding": "gzip"})
    body = urllib.request.urlopen(request, timeout=60).read()
    page = gzip.decompress(body).decode()
    asked = re.findall(r'(?:href|src|data-world)="(/static/[^"]+)"', page)
    asked.append("/static/proxeny/fonts/Vazirmatn.woff2")
    total = len(body)
    for address in sorted(set(asked)):
        data = urllib.request.urlopen(base + address, timeout=60).read()
        total += len(data) if address.endswith("woff2") else len(gzip.compress(data))
    show("city page, Istanbul: weight of all it asks for, gzip", total / 1024, "KB", 300)
    show("   of which the page itself", len(body) / 1024, "KB")


def _browse(base: str, chromium: str) -> None:
    from playwright.sync_api import sync_playwright

    flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=flags)
        usable, frames = [], []
        for _ in range(5):
            page = browser.new_page(viewport={"width": 1280, "height": 900})
            started = time.perf_counter()
            page.goto(f"{base}/en/")
            page.wait_for_selector("[data-map][data-ready]", timeout=60_000)
            usable.append(time.perf_counter() - started)
            frames += page.evaluate(_FRAMES)
            page.close()
        browser.close()
    show("home with the world map: usable, median of 5", statistics.median(usable), "s", 2)
    show("   panning and zooming: a frame, median", statistics.median(frames), "ms", 50)


def main(*parts: str) -> None:
    """Measure on SQLite, then on PostgreSQL, then in a browser; ``parts``: only these."""
    folder = shared()
    if folder is None:
        return
    sys.path.insert(0, str(REPO / "tools"))
    import test_services

    wanted = parts or ("sqlite", "postgresql", "browser")
    with ExitStack() as stack:
        home = os.environ.get("PROXENY_BENCH_HOME") or stack.enter_context(tempfile.TemporaryDirectory())
        plain = {**os.environ, "PYTHONPATH": str(REPO / "src"), "PROXENY_HOME": home, "PROXENY_ACCESS": "alone"}
        plain.pop("PROXENY_DATABASE_URL", None)
        if {"sqlite", "browser"} & set(wanted):
            _load(plain, folder)
        if "sqlite" in wanted:
            _measure("SQLite", plain)
        if "browser" in wanted:
            base = _serve(stack, plain)
            _weigh(base)
            _browse(base, str(test_services.chromium()))
        if "postgresql" in wanted:
            _measure_postgres(stack, plain, folder)


def _measure_postgres(stack: ExitStack, plain: dict[str, str], folder: Path) -> None:
    import psycopg

    import test_services

    try:
        url = stack.enter_context(test_services.postgres())
    except test_services.Missing as reason:
        print(f"not measured on PostgreSQL: {reason}", file=sys.stderr)
        return
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("DROP DATABASE IF EXISTS proxeny_pages WITH (FORCE)")
        connection.execute("CREATE DATABASE proxeny_pages")
    other = stack.enter_context(tempfile.TemporaryDirectory())
    address = url.rsplit("/", 1)[0] + "/proxeny_pages"
    environment = {**plain, "PROXENY_HOME": other, "PROXENY_DATABASE_URL": address}
    _load(environment, folder)
    _measure("PostgreSQL", environment)


if __name__ == "__main__":
    main()
