"""Every page in every state, in a real browser, from the real server: found by axe, weighed, and without JavaScript.

.venv/bin/python -m pytest -s tests/journeys/test_pages_in_chromium.py        prints what every page weighs
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from playwright.sync_api import Browser, Page, Response

from tests import cast
from tests.campaigns.server import Server
from tests.journeys import axe
from tests.journeys.browser import DESKTOP, PHONE, chromium, fits, visitor
from tests.web.pages.scene import Scene
from tests.web.pages.table import Named, Visit, visits

pytestmark = pytest.mark.django_db(transaction=True)
MOST_BYTES = 100_000
LARGER = {"id": DESKTOP}
"""The English page has the same parts; only its words are longer or shorter, which shows on the phone."""
SECRET = "satuRahasiaSajaUntukSemuaFormuli"  # as long as Django's own
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
UNFOLD = "() => document.querySelectorAll('details').forEach(one => one.open = true)"
"""What is folded away is part of the page, and folds out without JavaScript."""
DEAD = """() => {
  const lives = one => one.checkVisibility({visibilityProperty: true}) && !one.disabled;
  const dead = [...document.querySelectorAll("main form")].filter(form =>
    ![...form.querySelectorAll("button, input[type=submit]")].some(lives)).map(form => "no button: " + form.action);
  return [...document.querySelectorAll("h1")].some(lives) ? dead : ["no main heading", ...dead];
}"""


@dataclass
class Walk:
    """What was found on the way."""

    faults: list[str] = field(default_factory=list)
    weights: dict[str, int] = field(default_factory=dict)
    titles: dict[str, set[str]] = field(default_factory=dict)
    looks: int = 0

    def blame(self, named: Named, where: str, found: list[str]) -> None:
        self.faults += [f"{named} ({where}): {one}" for one in found]


class Device:
    """One device for a whole walk. For each look it gets the cookies of whoever looks and knows nothing of before:
    the cache is off, and no page of ours keeps anything elsewhere. (A new device for each look takes longest of all.)
    """

    def __init__(self, browser: Browser, address: str) -> None:
        self.address = address
        self.context = visitor(browser, size=PHONE, script=True)
        axe.lay_in(self.context)
        self.page = self.context.new_page()
        self.weights: dict[str, int] = {}
        self._asked: dict[str, str] = {}
        self._protocol = self.context.new_cdp_session(self.page)
        self._protocol.send("Network.enable")
        self._protocol.send("Network.setCacheDisabled", {"cacheDisabled": True})
        self._protocol.on("Network.requestWillBeSent", self._ask)
        self._protocol.on("Network.loadingFinished", self._weigh)

    def look(self, visit: Visit, language: str, *, script: bool = True) -> Response:
        """Open a page on the phone as its visit says; `weights` is then what it transferred, by address."""
        self._become(visit, language)
        self._protocol.send("Emulation.setScriptExecutionDisabled", {"value": not script})
        self.page.set_viewport_size(PHONE)  # type: ignore[arg-type]
        if visit.before:
            visit.before()
        answer = self._open(visit) if visit.post is None else self._send(visit)
        assert answer, visit.address
        self.page.evaluate("1")  # whatever the browser still had to tell about this page is told
        return answer

    def _become(self, visit: Visit, language: str) -> None:
        visit.client.cookies["bahasa"] = language
        cookies = {name: morsel.value for name, morsel in visit.client.cookies.items() if morsel.value}
        cookies[settings.CSRF_COOKIE_NAME] = SECRET
        self.context.clear_cookies()
        self.context.add_cookies(
            [{"name": name, "value": value, "url": self.address} for name, value in cookies.items()]
        )

    def _open(self, visit: Visit) -> Response | None:
        self._clear_scales()
        return self.page.goto(self.address + visit.address)

    def _send(self, visit: Visit) -> Response:
        """Send a form from a page of the same server."""
        self.page.goto(f"{self.address}/sehat/hidup")
        self._clear_scales()
        fields = {name: str(value) for name, value in (visit.post or {}).items()}
        with self.page.expect_navigation() as navigation:
            self.page.evaluate(SUBMIT, [self.address + visit.address, {**fields, "csrfmiddlewaretoken": SECRET}])
        return navigation.value

    def _clear_scales(self) -> None:
        self.weights, self._asked = {}, {}

    def _ask(self, event: dict[str, Any]) -> None:
        self._asked[event["requestId"]] = event["request"]["url"]

    def _weigh(self, event: dict[str, Any]) -> None:
        """Heads and bodies as they came over the line. What a page needs twice it would get once from an open cache."""
        if event["requestId"] in self._asked:
            self.weights[self._asked[event["requestId"]]] = int(event["encodedDataLength"])


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


def judge(page: Page, *, larger: dict[str, int] | None, paper: bool = False) -> list[str]:
    """What axe finds, and whether it is too wide, on the phone and then in a larger window.

    There only what depends on the layout is asked again, unless that window shows other elements.
    """
    page.evaluate(UNFOLD)
    found = [f"360 px: {one}" for one in [*axe.violations(page), *_too_wide(page, paper)]]
    if larger:
        shown = axe.shown(page)
        page.set_viewport_size(larger)  # type: ignore[arg-type]
        rules = axe.OF_LAYOUT if axe.shown(page) == shown else axe.ALL
        found += [f"desktop: {one}" for one in [*axe.violations(page, rules), *_too_wide(page, paper)]]
    return found


def _too_wide(page: Page, paper: bool) -> list[str]:
    return [] if paper or fits(page) else ["wider than its window"]


def walk_through(device: Device, all_visits: list[Named], languages: tuple[str, ...]) -> Walk:
    walk, page = Walk(), device.page
    for named in all_visits:
        for language in languages:
            answer = device.look(named.visit, language)
            walk.looks += 1
            walk.weights[str(named)] = max(walk.weights.get(str(named), 0), sum(device.weights.values()))
            if answer.status != named.visit.status:
                walk.blame(named, language, [f"answers {answer.status} at {page.url}"])
            headings = page.evaluate(HEADINGS)
            walk.blame(named, language, [] if len(headings) == 1 else [f"main headings: {headings}"])
            said = page.locator("html").get_attribute("lang")
            walk.blame(named, language, [] if said == language else [f"says it is in {said}"])
            walk.titles.setdefault(f"{language}: {page.title()}", set()).update(headings)
            walk.blame(named, language, judge(page, larger=LARGER.get(language), paper=named.visit.paper))
        device.look(named.visit, "id", script=False)
        page.evaluate(UNFOLD)
        walk.blame(named, "without JavaScript", page.evaluate(DEAD))
    walk.faults += [f"one title for two pages: {one} {names}" for one, names in walk.titles.items() if len(names) > 1]
    return walk


def report(walk: Walk, who: str, capsys: pytest.CaptureFixture[str]) -> None:
    table = sorted(walk.weights.items(), key=lambda item: -item[1])
    sys.stdout.write("\n".join(f"{weight:8d}  {name}" for name, weight in table) + "\n")
    with capsys.disabled():
        heaviest = f"heaviest {table[0][1]} bytes ({table[0][0]})"
        sys.stdout.write(f"\n{who}: {len(table)} pages, {walk.looks} looks, {heaviest}\n")


def test_axe_finds_what_is_wrong() -> None:
    with chromium() as browser:
        page = Device(browser, "http://127.0.0.1").page
        page.set_content("<html><body><img src=x><p style='color:#ccc'>pudar</p><input></body></html>")
        found = {line.partition(":")[0] for line in axe.violations(page)}
    assert {"image-alt", "color-contrast", "label", "html-has-lang", "page-has-heading-one"} <= found


def test_what_is_wrong_only_in_the_larger_window_is_found() -> None:
    style = (
        "@media (min-width: 800px) { .large { color: #ccc } .broad { width: 2000px }"
        " .tiny { width: 9px; height: 9px; padding: 0; margin: 0; font-size: 5px } }"
        "@media (max-width: 799px) { .tiny { width: 99px; height: 99px } .only-large { display: none } }"
    )
    head = f"<title>a</title><meta name=viewport content='width=device-width'><style>{style}</style>"
    wrong = {
        "<p class=large>pudar</p>": "desktop: color-contrast",
        "<p><button class=tiny>a</button><button class=tiny>b</button></p>": "desktop: target-size",
        "<p class=only-large><input></p>": "desktop: label",
        "<p class=broad>lebar</p>": "desktop: wider than its window",
        "<details><summary>a</summary><p class=large>pudar</p></details>": "desktop: color-contrast",
    }
    with chromium() as browser:
        page = Device(browser, "http://127.0.0.1").page
        for body, found in wrong.items():
            page.set_viewport_size(PHONE)  # type: ignore[arg-type]
            page.set_content(f"<!doctype html><html lang=id>{head}<main><h1>a</h1>{body}</main></html>")
            lines = judge(page, larger=DESKTOP)
            assert [":".join(line.split(":")[:2]) for line in lines] == [found]


def test_each_look_begins_with_an_empty_cache_and_only_its_own_cookies(scene: Scene, address: str) -> None:
    clerk, nobody = (Visit(who, "/kantor/") for who in (scene.staff(cast.CLERK), scene.guest))
    with chromium() as browser:
        device, came = Device(browser, address), []
        for visit, lands_on in ((clerk, "/kantor/"), (nobody, "/kantor/masuk/")) * 2:
            answer = device.look(visit, "id")
            assert answer.url.removeprefix(address).partition("?")[0] == lands_on
            came.append({one.partition("?")[0]: weight for one, weight in device.weights.items()})
    assert [set(one) for one in came[:2]] == [set(one) for one in came[2:]]
    styles = [next(weight for name, weight in one.items() if "govuk-frontend" in name) for one in came]
    assert min(styles) > 16_000  # and not the head that says that nothing has changed


def test_without_javascript_what_is_dead_is_found() -> None:
    """A page whose heading only a script brings, and one whose form only a script can send."""
    needing = (
        ("<main><script>document.write('<h1>a</h1>')</script></main>", ["no main heading"]),
        ("<main><h1>a</h1><form action='http://x/'><button hidden>b</button></form></main>", ["no button: http://x/"]),
        ("<main><h1>a</h1><form action='http://x/'><button>b</button></form></main>", []),
    )
    with chromium() as browser:
        page = Device(browser, "http://127.0.0.1").page
        page.context.new_cdp_session(page).send("Emulation.setScriptExecutionDisabled", {"value": True})
        for html, found in needing:
            page.goto(f"data:text/html,<!doctype html>{html}")
            assert page.evaluate(DEAD) == found


def test_the_citizens_pages(scene: Scene, address: str, capsys: pytest.CaptureFixture[str]) -> None:
    all_visits = list(visits(scene, "public"))
    with chromium() as browser:
        walk = walk_through(Device(browser, address), all_visits, ("id", "en"))
    report(walk, "citizens", capsys)
    walk.faults += [f"{name}: {weight} bytes" for name, weight in walk.weights.items() if weight > MOST_BYTES]
    assert not walk.faults, "\n".join(walk.faults)


def test_the_desks_pages(scene: Scene, address: str, capsys: pytest.CaptureFixture[str]) -> None:
    all_visits = [*visits(scene, "desk"), *visits(scene, "administration"), *visits(scene, "board")]
    with chromium() as browser:
        walk = walk_through(Device(browser, address), all_visits, ("id",))
    report(walk, "desk", capsys)
    assert not walk.faults, "\n".join(walk.faults)
