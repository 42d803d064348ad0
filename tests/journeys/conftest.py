"""What the journeys of a module share: one Chromium, and the office where people meet."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Any

import pytest
from django.test.utils import override_settings
from playwright.sync_api import Browser

from tests.journeys.browser import chromium


@pytest.fixture(scope="module")
def one_browser() -> Iterator[Browser]:
    """One Chromium for a module; everybody in it has a window of their own."""
    with chromium() as found:
        yield found


@pytest.fixture
def office(request: pytest.FixtureRequest, live_server: Any, one_browser: Browser) -> Iterator[Any]:
    """The office with its law in force. What was done there is told when the test is run with -s."""
    from tests import cast  # only now: pytest reads this file before Django is set up
    from tests.journeys.people import Office

    cast.enact(neighbour=False)
    with override_settings(BASE_ADDRESS=live_server.url):
        found = Office(one_browser, live_server.url, request.node.name.removeprefix("test_"))
        yield found
        sys.stdout.write(f"\n{found.told()}\n")
        for context in one_browser.contexts:
            context.close()
