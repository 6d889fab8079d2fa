"""The first load of a page in a real browser: requests, and bytes as they come over the wire."""

import shutil
import sys

from playwright.sync_api import sync_playwright


def first_load(address: str) -> tuple[int, int]:
    """Requests and bytes (headers and bodies, compressed as sent) of one visit with an empty cache."""
    chromium = shutil.which("chromium")
    if not chromium:
        sys.exit("bench: Chromium is missing (Debian: apt-get install chromium)")
    lengths: list[int] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        wire = page.context.new_cdp_session(page)
        wire.send("Network.enable")
        wire.on("Network.loadingFinished", lambda event: lengths.append(int(event["encodedDataLength"])))
        page.goto(address, wait_until="networkidle")
        browser.close()
    return len(lengths), sum(lengths)
