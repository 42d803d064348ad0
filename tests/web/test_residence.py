"""Somebody who lives elsewhere: told before sending and on the file, with the right office, and never in the way."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from maklumat.records.work import queries as work
from tests import cast
from tests.web import public_steps as public
from tests.web.desk_steps import at_work
from tests.web.public_steps import SITI, begin, page, text
from tests.web.test_desk_counter import code_and_secret, filled, receive

pytestmark = [pytest.mark.usefixtures("law"), pytest.mark.django_db]

ELSEWHERE = "Kantor di sana: Dinas Sosial Kabupaten Blitar."
FIELD = "Kabupaten atau kota tempat tinggal"


def choose(client: Client, region: str) -> None:
    assert client.post(reverse("public:whereabouts_choose"), {"wilayah": region}).status_code == 302


def stands_there(client: Client, draft: Any) -> str:
    """What the field of the residence begins with."""
    found = re.search(r'name="region" value="([^"]*)"', text(client.get(page("draft_person", draft))))
    return found[1] if found else ""


def sent(client: Client, region: str) -> Any:
    draft = public.complete(client)
    client.post(page("draft_person", draft), {**SITI, "region": region})
    return draft


def file_page(application: Any) -> str:
    return text(at_work(cast.officer(cast.CLERK)).get(reverse("desk:file", args=[application])))


def test_the_place_that_was_chosen_stands_in_the_form(client: Client) -> None:
    assert stands_there(client, begin(client)) == ""
    choose(client, "19.02.01.1001")
    assert stands_there(client, begin(client)).endswith("Kecamatan Tanjungpandan, Kabupaten Belitung")
    assert stands_there(client, begin(client, "orang-terlantar")) == "", "in need it is only where they are"
    choose(client, cast.NEIGHBOURHOOD)
    draft = begin(client)
    client.post(page("draft_person", draft), {**SITI, "region": ""})
    assert stands_there(client, draft) == "", "what was taken out stays out"


def test_who_lives_elsewhere_is_told_and_may_send_all_the_same(client: Client) -> None:
    draft = sent(client, "Kab. Blitar")
    review = text(client.get(page("draft_review", draft)))
    assert ELSEWHERE in review
    assert '<dd class="govuk-summary-list__value">Kabupaten Blitar</dd>' in review
    assert public.send(client, draft)["Location"] == page("receipt", draft)
    shown = file_page(draft)
    assert ELSEWHERE in shown
    assert "<dt>Tempat tinggal</dt><dd>Kabupaten Blitar</dd>" in shown
    assert "Domisili hanya menjadi syarat bila standar layanan ini menyebutnya." in shown


@pytest.mark.parametrize("region", ["", "Kabupaten Belitung"])
def test_nobody_is_warned_for_living_here(client: Client, region: str) -> None:
    draft = sent(client, region)
    assert "Kantor di sana" not in text(client.get(page("draft_review", draft)))
    public.send(client, draft)
    assert "Kantor di sana" not in file_page(draft)


def test_a_place_that_is_not_known_stops_nothing(client: Client) -> None:
    draft = sent(client, "Kabupaten Entah")
    assert "Kabupaten atau kota ini tidak dikenal" in text(client.get(page("draft_review", draft)))
    assert public.send(client, draft)["Location"] == page("receipt", draft)


def test_english_readers_are_told_in_english(client: Client) -> None:
    client.cookies["bahasa"] = "en"
    review = text(client.get(page("draft_review", sent(client, "Kab. Blitar"))))
    assert 'Applicant lives in <span lang="id">Kabupaten Blitar</span>' in review


def test_at_the_counter_the_address_is_enough(client: Client) -> None:
    clerk = at_work(cast.officer(cast.CLERK))
    assert FIELD not in text(clerk.get(reverse("desk:counter_intake", args=[cast.SERVICE]))), "no key more than before"
    answer = receive(clerk, filled(clerk, **{"applicant-address": "Jalan Rekaan 1, Kec. Wlingi, Kab. Blitar"}))
    assert answer.status_code == 200
    assert ELSEWHERE in text(answer)
    assert ELSEWHERE in file_page(work.unlock(*code_and_secret(text(answer))))


def test_the_counter_does_not_wait_for_a_list_that_is_not_there(settings: Any, tmp_path: Any) -> None:
    from maklumat.records import outside

    outside.regions.cache_clear()
    settings.REGIONS_DIR = tmp_path
    try:
        clerk = at_work(cast.officer(cast.CLERK))
        answer = receive(clerk, filled(clerk, **{"applicant-address": "Kab. Blitar"}))
        assert answer.status_code == 200
        assert "Kantor di sana" not in text(answer)
        broken = Client(raise_request_exception=False).get("/tempat/")
        assert broken.status_code == 503
        assert "WIL-001" in text(broken)
    finally:
        outside.regions.cache_clear()
