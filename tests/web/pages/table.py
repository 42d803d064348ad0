"""Every page in every state: the table of addresses, and who brings each page into its states.

A route without an entry fails the tests of the pages. Whoever adds a route adds it to `law.py`, `citizen.py`,
`places.py`, `desk.py`, `desk_papers.py`, `after_issue.py`, `waiting_room.py`, `owed.py`, `messages.py`,
`administration.py` or `retention.py`:

    @shows("public:follow")
    def follow(scene: Scene) -> States:
        return {EMPTY: visit(...), FILLED: "why there is none", ERROR: visit(...)}

A state is one or more visits, or a sentence that says why the page cannot be in it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any, Final

from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

EMPTY: Final = "empty"
FILLED: Final = "filled"
ERROR: Final = "error"


@dataclass(frozen=True)
class Visit:
    """One look at a page by somebody (`client` carries their cookies).

    `before` is done each time right before it: what is told only once is caused anew. With `post` the page is the
    answer to that form. `paper`: a page made for the printer, which is as wide as its paper.
    """

    client: Client
    address: str
    before: Callable[[], object] | None = None
    post: Mapping[str, Any] | None = None
    paper: bool = False
    status: int = 200


States = Mapping[str, Visit | list[Visit] | str]
Provider = Callable[[Any], States]

PROVIDERS: Final[dict[str, Provider]] = {}
NO_PAGE: Final[dict[str, str]] = {}
"""Routes that never answer with a page, and what they answer with."""


@dataclass(frozen=True)
class Named:
    """A visit with its route and state, ready to be told: "public:follow error 2"."""

    route: str
    state: str
    visit: Visit = field(repr=False)
    number: int = 1

    def __str__(self) -> str:
        return f"{self.route} {self.state}" + (f" {self.number}" if self.number > 1 else "")


def known() -> dict[str, Provider]:
    """Every provider, by route."""
    for name in (
        "law",
        "citizen",
        "places",
        "desk",
        "desk_papers",
        "handing",
        "signing",
        "outages",
        "after_issue",
        "waiting_room",
        "letter_book",
        "owed",
        "administration",
        "retention",
        "messages",
        "board",
        "changes",
    ):
        import_module(f"tests.web.pages.{name}")
    return PROVIDERS


def shows(route: str) -> Callable[[Provider], Provider]:
    """Decorates what brings a route into its states."""

    def register(provider: Provider) -> Provider:
        assert route not in PROVIDERS, f"{route} is there twice"
        PROVIDERS[route] = provider
        return provider

    return register


def routes() -> list[str]:
    """The names of all addresses."""
    return list(_walk(get_resolver(), ""))


def _walk(resolver: URLResolver, space: str) -> Iterator[str]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            yield from _walk(pattern, pattern.namespace or space)
        elif isinstance(pattern, URLPattern):
            yield f"{space}:{pattern.name}" if space else str(pattern.name)


def visits(scene: object, space: str) -> Iterator[Named]:
    """Every visit to the routes of one space ("public", "desk", ...), in the order of the table of addresses."""
    for route in routes():
        if route.partition(":")[0] == space and route in known():
            yield from _of(route, PROVIDERS[route](scene))


def _of(route: str, states: States) -> Iterator[Named]:
    missing = {EMPTY, FILLED, ERROR} - set(states)
    assert not missing, f"{route} does not say how it looks: {', '.join(sorted(missing))}"
    for state, found in states.items():
        if isinstance(found, str):
            continue
        for number, visit in enumerate(found if isinstance(found, list) else [found], 1):
            yield Named(route, state, visit, number)


def unknown_routes() -> tuple[list[str], list[str]]:
    """(routes nobody brings into their states, entries without a route)."""
    told, real = set(known()) | set(NO_PAGE), set(routes())
    return sorted(real - told), sorted(told - real)
