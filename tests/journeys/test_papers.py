"""What a browser prints: nothing that a page folds away stays off the paper, with JavaScript and without."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from maklumat.records.catalogue import queries as catalogue
from tests import cast
from tests.journeys.browser import PHONE, chromium, visitor

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("script", [True, False], ids=["js", "nojs"])
def test_all_fourteen_components_are_on_the_paper(live_server: Any, script: bool) -> None:
    cast.enact(neighbour=False)
    standard = catalogue.in_force(cast.OFFICE, cast.SERVICE, timezone.now()).standard
    with chromium() as browser:
        page = visitor(browser, size=PHONE, script=script).new_page()
        page.goto(live_server.url + reverse("public:service", args=[cast.OFFICE, cast.SERVICE]))
        last = page.locator("details").get_by_text(standard.evaluation.text, exact=True)
        expect(last).to_be_hidden()
        page.emulate_media(media="print")
        expect(last).to_be_visible()
        expect(page.get_by_text(standard.facilities[0].text, exact=True)).to_be_visible()
