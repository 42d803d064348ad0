"""Every page in every state, in a real browser, from the real server: found by axe, weighed, and without JavaScript.

.venv/bin/python -m pytest -s tests/journeys/walk_pages.py        prints what every page weighs
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from django.db import connection
from playwright.sync_api import Browser, BrowserContext, Page, Response

from tests.campaigns.server import Server
from tests.journeys import axe
from tests.journeys.browser import DESKTOP, PHONE, chromium, fits, visitor
from tests.web.pages.scene import Scene
from tests.web.pages.table import Named, visits

pytestmark = pytest.mark.django_db(transaction=True)
MOST_BYTES = 100_000
SIZES = {"id": ((PHONE, "360 px"), (DESKTOP, "desktop")), "en": ((PHONE, "360 px"),)}
"""The English page has the same parts; only its words are longer or shorter."""
SUBMIT = """([address, fields]) => {
  const form = document.createElement("form");
  form.method = "post";
  form.action = address;
  for (const [name, value] of Object.entries(fields)) {
    const input = document.createElement("input");
    [input.type, input.name, input.value] = ["hidden", name, value];
    form.append(input);
  }
  document.body.append(form);
  form.submit();
}"""
HEADINGS = "() => [...document.querySelectorAll('h1')].map(one => one.innerText.trim())"
DEAD_BUTTONS = """() => [...document.querySelectorAll("main form")].filter(form =>
  ![...form.querySelectorAll("button, input[type=submit]")].some(one => one.offsetParent && !one.disabled)).length"""


@dataclass
class Walk:
    """What was found on the way."""

    faults: list[str] = field(default_factory=list)
    weights: dict[str, int] = field(default_factory=dict)
    titles: dict[str, set[str]] = field(default_factory=dict)
    looks: int = 0

    def blame(self, named: Named, where: str, found: Iterator[str] | list[str]) -> None:
        self.faults += [f"{named} ({where}): {one}" for one in found]


@pytest.fixture
def scene() -> Scene:
    return Scene()


@pytest.fixture
def address(scene: Scene, tmp_path: Path) -> Iterator[str]:  # the law is there before the server starts
    """The real server with its real compression, on the database of this test."""
    database = f"sqlite:///{connection.settings_dict['NAME']}"
    with Server(tmp_path / "log", workers=1, environment={"MAKLUMAT_DATABASE": database}) as server:
        yield f"http://127.0.0.1:{server.port}"
        assert server.faults() == []


def context(browser: Browser, named: Named, address: str, *, script: bool = True) -> BrowserContext:
    """A device with an empty cache and the cookies of whoever looks."""
    device = visitor(browser, size=PHONE, script=script)
    cookies = {name: morsel.value for name, morsel in named.visit.client.cookies.items() if morsel.value}
    for name, value in cookies.items():
        device.add_cookies([{"name": name, "value": value, "url": address}])
    return device


def look(page: Page, named: Named, address: str) -> Response:
    """Open the page as its visit says: by its address, or by sending a form to it."""
    visit = named.visit
    if visit.before:
        visit.before()
    target = address + visit.address
    if visit.post is None:
        answer = page.goto(target)
    else:
        form = page.context.request.get(f"{address}/lacak/").text()
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', form)
        assert token
        page.goto(f"{address}/sehat/hidup")
        fields = {name: str(value) for name, value in visit.post.items()}
        with page.expect_navigation() as navigation:
            page.evaluate(SUBMIT, [target, {**fields, "csrfmiddlewaretoken": token.group(1)}])
        answer = navigation.value
    assert answer, named
    return answer


class Scales:
    """Weighs what a page transfers: heads and bodies as they came over the line."""

    def __init__(self, page: Page) -> None:
        self.bytes = 0
        session = page.context.new_cdp_session(page)
        session.send("Network.enable")
        session.on("Network.loadingFinished", self._add)

    def _add(self, event: dict[str, float]) -> None:
        self.bytes += int(event["encodedDataLength"])


def judge(walk: Walk, page: Page, named: Named, language: str) -> None:
    """What must hold for a page on a phone and on a desktop."""
    axe.lay_in(page)
    for size, name in SIZES[language]:
        page.set_viewport_size(size)  # type: ignore[arg-type]
        walk.blame(named, f"{language}, {name}", axe.violations(page))
        if not named.visit.paper and not fits(page):
            walk.blame(named, f"{language}, {name}", ["wider than its window"])
    headings = page.evaluate(HEADINGS)
    walk.blame(named, language, [] if len(headings) == 1 else [f"main headings: {headings}"])
    said = page.locator("html").get_attribute("lang")
    walk.blame(named, language, [] if said == language else [f"says it is in {said}"])
    walk.titles.setdefault(f"{language}: {page.title()}", set()).update(headings)
    walk.looks += 1


def walk_through(browser: Browser, address: str, all_visits: list[Named], languages: tuple[str, ...]) -> Walk:
    walk = Walk()
    for named in all_visits:
        for language in languages:
            named.visit.client.cookies["bahasa"] = language
            device = context(browser, named, address)
            page = device.new_page()
            scales = Scales(page)
            answer = look(page, named, address)
            page.evaluate("1")  # whatever the browser still had to tell about this page is told
            key = str(named)
            walk.weights[key] = max(walk.weights.get(key, 0), scales.bytes)
            if answer.status != named.visit.status:
                walk.blame(named, language, [f"answers {answer.status} at {page.url}"])
            judge(walk, page, named, language)
            device.close()
    walk.faults += [f"one title for two pages: {one} {names}" for one, names in walk.titles.items() if len(names) > 1]
    return walk


def without_script(browser: Browser, address: str, all_visits: list[Named]) -> list[str]:
    """The pages whose heading or whose forms' buttons are missing without JavaScript."""
    faults = []
    for named in all_visits:
        if named.visit.post is None and named.visit.status == 200:
            named.visit.client.cookies["bahasa"] = "id"
            device = context(browser, named, address, script=False)
            page = device.new_page()
            look(page, named, address)
            if not page.locator("h1").first.is_visible() or page.evaluate(DEAD_BUTTONS):
                faults.append(f"{named}: without JavaScript")
            device.close()
    return faults


def report(walk: Walk, who: str, capsys: pytest.CaptureFixture[str]) -> None:
    table = sorted(walk.weights.items(), key=lambda item: -item[1])
    sys.stdout.write("\n".join(f"{weight:8d}  {name}" for name, weight in table) + "\n")
    with capsys.disabled():
        heaviest = f"heaviest {table[0][1]} bytes ({table[0][0]})"
        sys.stdout.write(f"\n{who}: {len(table)} pages, {walk.looks} looks, {heaviest}\n")


def test_axe_finds_what_is_wrong() -> None:
    with chromium() as browser:
        page = visitor(browser, size=PHONE, script=True).new_page()
        page.set_content("<html><body><img src=x><p style='color:#ccc'>pudar</p><input></body></html>")
        axe.lay_in(page)
        found = {line.partition(":")[0] for line in axe.violations(page)}
    assert {"image-alt", "color-contrast", "label", "html-has-lang", "page-has-heading-one"} <= found


def test_the_citizens_pages(scene: Scene, address: str, capsys: pytest.CaptureFixture[str]) -> None:
    all_visits = list(visits(scene, "public"))
    with chromium() as browser:
        walk = walk_through(browser, address, all_visits, ("id", "en"))
        walk.faults += without_script(browser, address, all_visits)
    report(walk, "citizens", capsys)
    walk.faults += [f"{name}: {weight} bytes" for name, weight in walk.weights.items() if weight > MOST_BYTES]
    assert walk.faults == []


def test_the_desks_pages(scene: Scene, address: str, capsys: pytest.CaptureFixture[str]) -> None:
    all_visits = list(visits(scene, "desk"))
    with chromium() as browser:
        walk = walk_through(browser, address, all_visits, ("id",))
        walk.faults += without_script(browser, address, all_visits)
    report(walk, "desk", capsys)
    assert walk.faults == []
