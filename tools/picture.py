"""Make the picture of the README anew: the page of a city in the demo, as a browser draws it.

.venv/bin/python tools/picture.py
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
from contextlib import ExitStack
from pathlib import Path

from playwright.sync_api import sync_playwright

from postgres_server import free_port
from test_services import chromium

REPO = Path(__file__).resolve().parents[1]
PICTURE = REPO / "docs" / "images" / "profile.png"
PAGE = "en/place/gn:745044/"
WIDTH, SHARPNESS, MARGIN = 1240, 1.5, 24
PATIENCE = 300  # seconds
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]


def serve(stack: ExitStack) -> str:
    """The address of a demo of its own, which ends with the stack."""
    home = stack.enter_context(tempfile.TemporaryDirectory())
    port = free_port()
    command = [sys.executable, "-m", "proxeny.cli.main", "demo", "--no-browser", "--port", str(port)]
    environment = {**os.environ, "PROXENY_HOME": home}
    environment.pop("PROXENY_DATABASE_URL", None)
    server = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    stack.callback(server.wait, 30)
    stack.callback(server.send_signal, signal.SIGINT)
    address, end = f"http://127.0.0.1:{port}/", time.monotonic() + PATIENCE
    while time.monotonic() < end and server.poll() is None:
        try:
            urllib.request.urlopen(f"{address}{PAGE}", timeout=60).close()
            return address
        except OSError:
            time.sleep(0.5)
    sys.exit("the demo did not start")


def main() -> None:
    """Draw the top of the page down to the end of the picture of the levels."""
    with ExitStack() as stack:
        address = serve(stack)
        playwright = stack.enter_context(sync_playwright())
        browser = playwright.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
        stack.callback(browser.close)
        page = browser.new_page(viewport={"width": WIDTH, "height": 900}, device_scale_factor=SHARPNESS)
        page.goto(f"{address}{PAGE}")
        page.evaluate("document.fonts.ready")
        figure = page.locator("figure.levels").bounding_box()
        if figure is None:
            sys.exit("the page has no picture of the levels")
        height = figure["y"] + figure["height"] + MARGIN
        page.screenshot(path=PICTURE, full_page=True, clip={"x": 0, "y": 0, "width": WIDTH, "height": height})
    print(f"{PICTURE.relative_to(REPO)}: {PICTURE.stat().st_size // 1024} KB")


if __name__ == "__main__":
    main()
