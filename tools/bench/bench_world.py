"""The world of ties in Chromium (software drawing): until it can be used, and how long a filter takes.

    PROXENY_BENCH_HOME=HOME python tools/bench world

Loads the shared ties and memberships into a register first, unless PROXENY_BENCH_HOME names a home that holds them.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
import urllib.request
from contextlib import ExitStack

from bench_pages import _load, _serve
from figures import REPO, shared, show

_FILTER = """async ([name, value]) => {
  const field = document.getElementById(name);
  const started = performance.now();
  field.value = value;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  return performance.now() - started;
}"""
_CHOICES = (("w-country", "DE"), ("w-country", ""), ("w-network", "3"), ("w-network", ""), ("w-colour", "degree"),
            ("w-view", "force"), ("w-view", "map"))  # fmt: skip


def main(*_options: str) -> None:
    """Print the figures, with the figures of the graph computed once before, as on any but the first visit."""
    folder = shared()
    if folder is None:
        return
    sys.path.insert(0, str(REPO / "tools"))
    from playwright.sync_api import sync_playwright

    import test_services

    with ExitStack() as stack:
        home = os.environ.get("PROXENY_BENCH_HOME") or stack.enter_context(tempfile.TemporaryDirectory())
        environment = {**os.environ, "PYTHONPATH": str(REPO / "src"), "PROXENY_HOME": home, "PROXENY_ACCESS": "alone"}
        environment.pop("PROXENY_DATABASE_URL", None)
        _load(environment, folder)
        base = _serve(stack, environment)
        started = time.perf_counter()
        for part in ("", "data.json"):
            urllib.request.urlopen(f"{base}/en/graph/world/{part}", timeout=120).read()
        show("world of ties: first visit after a start, server time", time.perf_counter() - started, "s")
        playwright = stack.enter_context(sync_playwright())
        flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
        browser = playwright.chromium.launch(executable_path=str(test_services.chromium()), args=flags)
        stack.callback(browser.close)
        usable, filters = [], []
        for _ in range(5):
            page = browser.new_page(viewport={"width": 1280, "height": 900})
            started = time.perf_counter()
            page.goto(f"{base}/en/graph/world/")
            page.wait_for_selector("#world[data-ready]", timeout=60_000)
            page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
            usable.append(time.perf_counter() - started)
            filters += [page.evaluate(_FILTER, list(one)) for one in _CHOICES]
            page.close()
        show("world of ties: usable with all ties drawn, median of 5", statistics.median(usable), "s", 3)
        show("   a filter, a colour or a view, median", statistics.median(filters), "ms", 300)
        show("   the slowest", max(filters), "ms")


if __name__ == "__main__":
    main()
