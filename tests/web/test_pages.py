"""Every route is brought into its states, and answers as it should: what the browser then looks at (journeys)."""

from __future__ import annotations

import pytest
from django.http import HttpResponse

from tests.web.pages import reading
from tests.web.pages.scene import Scene
from tests.web.pages.table import Visit, unknown_routes, visits
from tests.web.public_steps import text


def opened(visit: Visit, language: str = "id") -> HttpResponse:
    """What somebody is answered who chose this language."""
    visit.client.cookies["bahasa"] = language
    if visit.before:
        visit.before()
    if visit.post is None:
        return visit.client.get(visit.address, follow=True)  # type: ignore[return-value]
    return visit.client.post(visit.address, dict(visit.post), follow=True)  # type: ignore[return-value]


def test_every_route_has_its_states() -> None:
    assert unknown_routes() == ([], []), "say in tests/web/pages how these pages come into their states"


@pytest.mark.django_db
@pytest.mark.parametrize("space", ["public", "desk", "administration", "board"])
def test_every_page_answers_in_every_state(space: str) -> None:
    wrong = []
    for named in visits(Scene(), space):
        answer = opened(named.visit)
        headings = reading.headings(text(answer))
        if (answer.status_code, headings) != (named.visit.status, 1):
            wrong.append(f"{named}: {answer.status_code}, main headings: {headings}")
    assert not wrong, "\n".join(wrong)
