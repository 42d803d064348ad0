"""axe-core in a page: what keeps people with a disability from using it, by rule and place."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from playwright.sync_api import Page

SOURCE: Final = next(Path(__file__).resolve().parents[2].glob("vendor/axe-core-*/axe.min.js")).read_text()
RULES: Final = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN: Final = """async tags => {
  const found = await axe.run(document, {runOnly: {type: "tag", values: tags}, resultTypes: ["violations"]});
  return found.violations.map(one => [one.id, one.nodes.map(node => node.target.join(" ") + ": " + node.html)]);
}"""


def lay_in(page: Page) -> None:
    """Bring axe into this document. The page's own policy does not bind whoever holds the browser."""
    page.evaluate(SOURCE)


def violations(page: Page) -> list[str]:
    """One line per rule that is broken: "color-contrast: .m-muted: <p ...> (and 3 more)"."""
    found: list[tuple[str, list[Any]]] = page.evaluate(RUN, RULES)
    more = lambda places: f" (and {len(places) - 1} more)" if len(places) > 1 else ""  # noqa: E731
    return [f"{rule}: {places[0][:300]}{more(places)}" for rule, places in found]
