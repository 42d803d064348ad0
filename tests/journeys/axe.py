"""axe-core in a page: what keeps people with a disability from using it, by rule and place."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from playwright.sync_api import BrowserContext, Page

SOURCE: Final = next(Path(__file__).resolve().parents[2].glob("vendor/axe-core-*/axe.min.js")).read_text()
ALL: Final = {
    "type": "tag",
    "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
}
OF_LAYOUT: Final = {
    "type": "rule",
    "values": ["color-contrast", "link-in-text-block", "scrollable-region-focusable", "target-size"],
}
"""The rules that ask how large something is, how it is coloured and what lies under it. All the others ask what is
there, and are answered alike for every window that shows the same elements."""
RUN: Final = """async rules => {
  const found = await axe.run(document, {runOnly: rules, resultTypes: ["violations"]});
  return found.violations.map(one => [one.id, one.nodes.map(node => node.target.join(" ") + ": " + node.html)]);
}"""
SHOWN: Final = """() => [...document.querySelectorAll("body *")]
  .map(one => one.checkVisibility({visibilityProperty: true}) ? "+" : "-").join("")"""


def lay_in(context: BrowserContext) -> None:
    """Bring axe into every document from now on. A page's own policy does not bind whoever holds the browser."""
    context.add_init_script(SOURCE)


def violations(page: Page, rules: dict[str, Any] = ALL) -> list[str]:
    """One line per rule that is broken: "color-contrast: .m-muted: <p ...> (and 3 more)"."""
    found: list[tuple[str, list[Any]]] = page.evaluate(RUN, rules)
    more = lambda places: f" (and {len(places) - 1} more)" if len(places) > 1 else ""  # noqa: E731
    return [f"{rule}: {places[0][:300]}{more(places)}" for rule, places in found]


def shown(page: Page) -> str:
    """Which elements this window shows, in their order."""
    return str(page.evaluate(SHOWN))
