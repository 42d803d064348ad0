"""An installation with a single office asks nobody where they live: nothing there changes."""

from __future__ import annotations

import pytest
from django.test import Client

from tests import cast
from tests.web.public_steps import text
from tests.web.test_whereabouts import heading, offices_shown

pytestmark = pytest.mark.django_db


def test_nothing_is_asked(client: Client) -> None:
    cast.enact(neighbour=False)
    client.cookies["tempat"] = "35.05"  # kept from another time
    assert heading(client) == "Apa yang Anda perlukan?"
    assert offices_shown(client) == {cast.OFFICE}
    for address in ("/", "/lacak/"):
        assert "/tempat/" not in text(client.get(address))
    assert client.get("/tempat/")["Location"] == "/"
