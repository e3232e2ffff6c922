"""The offline page of a map in a real browser: how long until it is drawn and answers."""

from __future__ import annotations

import sys
import time
from pathlib import Path

REPO = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(REPO / "tools"))

from test_services import find_chromium  # noqa: E402

__all__ = ["find_chromium", "open_map"]
_FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run", "--disable-sync")
_FRAME = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(true))))"


def open_map(browser: Path, path: Path) -> tuple[float, float, float]:
    """Seconds until the page is drawn and a frame later answers, those its own thread worked, and those of a search."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=browser, args=list(_FLAGS))
        page = started.new_page(viewport={"width": 1280, "height": 800})
        page.goto("about:blank")
        session = page.context.new_cdp_session(page)
        session.send("Performance.enable", {"timeDomain": "threadTicks"})
        begun = time.perf_counter()
        page.goto(path.as_uri())
        page.wait_for_selector("html[data-ready=yes]", timeout=60_000)
        page.evaluate(_FRAME)
        opened = time.perf_counter() - begun
        metrics = {one["name"]: one["value"] for one in session.send("Performance.getMetrics")["metrics"]}
        begun = time.perf_counter()
        page.fill("#search", "term 7 of the field 7")
        page.wait_for_selector("aside ol li")
        page.evaluate(_FRAME)
        chosen = time.perf_counter() - begun
        started.close()
    return opened, metrics.get("TaskDuration", 0.0), chosen
