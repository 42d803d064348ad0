"""A real Chromium: phone and desktop, with and without JavaScript, pictures on request.

Debian's headless shell is preferred: the same engine without the windows around it, which cost several times as much
as the pages. MAKLUMAT_CHROMIUM names another program, for one the whole browser.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

PHONE = {"width": 360, "height": 740}
DESKTOP = {"width": 1280, "height": 800}
PROGRAMS = ("chromium-headless-shell", "chromium", "chromium-browser")
CHROMIUM = os.environ.get("MAKLUMAT_CHROMIUM") or next(filter(None, map(shutil.which, PROGRAMS)), PROGRAMS[0])
PATIENCE = 15_000  # milliseconds


@contextmanager
def chromium() -> Iterator[Browser]:
    """One browser for a whole test."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        try:
            yield browser
        finally:
            browser.close()


def visitor(browser: Browser, *, size: dict[str, int], script: bool) -> BrowserContext:
    """Somebody with a device of their own: own cookies, own window."""
    context = browser.new_context(viewport=size, java_script_enabled=script, locale="id-ID")  # type: ignore[arg-type]
    context.set_default_timeout(PATIENCE)
    return context


def picture(page: Page, name: str) -> None:
    """Keep what the page looks like, whole, when somebody asked for pictures (MAKLUMAT_SCREENSHOTS: a folder)."""
    folder = os.environ.get("MAKLUMAT_SCREENSHOTS")
    if folder:
        Path(folder).mkdir(parents=True, exist_ok=True)
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)


def fits(page: Page) -> bool:
    """Whether the page is no wider than its window."""
    width = page.viewport_size["width"]  # type: ignore[index]
    return int(page.locator("html").evaluate("node => node.scrollWidth")) <= width
