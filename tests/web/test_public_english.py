"""Whole English: what the office has translated is read in English everywhere; what is signed stays as it is."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from maklumat.core.standard.translation import Translated, texts, translated
from maklumat.records.catalogue import actions as law_actions
from maklumat.records.catalogue import queries as catalogue
from maklumat.records.catalogue.english import in_english
from tests import cast
from tests.web import public_steps as public
from tests.web.desk_steps import at_work, press
from tests.web.pages import reading
from tests.web.pages.scene import Scene
from tests.web.public_steps import text

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader() -> Client:
    """Somebody who reads English."""
    cast.enact(neighbour=False)
    client = Client()
    client.cookies["bahasa"] = "en"
    return client


def laws() -> list[catalogue.Enacted]:
    return catalogue.services(cast.OFFICE, timezone.now())


def elsewhere() -> list[catalogue.Enacted]:
    """The laws of the offices that have no English yet."""
    now = timezone.now()
    codes = [office.code for office in catalogue.offices(now)]
    return [law for code in codes if code not in {cast.OFFICE, cast.NEIGHBOUR} for law in catalogue.services(code, now)]


def left_in_indonesian(page: str) -> set[str]:
    """The texts of the standards that an English page shows in Indonesian."""
    known = {one for law in laws() for part in (law.standard, law.office) for one in texts(part)}
    english = {one for law in laws() for one in texts(in_english(law)[0].standard)}
    english |= {one for law in elsewhere() for part in (law.standard, law.office) for one in texts(part)}
    spoken = {" ".join(said.split()) for language, said in reading.said(page) if language == "id"}
    return spoken & (known - english)


def test_every_text_of_every_service_has_its_english() -> None:
    cast.enact(neighbour=False)
    for law in laws():
        (spoken,) = in_english(law)
        for part in (spoken.standard, spoken.office):
            assert [one for one in texts(part) if not isinstance(one, Translated)] == []


def test_the_pages_of_every_service_show_no_indonesian_of_the_standard(reader: Client) -> None:
    assert reader.post(reverse("public:whereabouts_choose"), {"kantor": cast.OFFICE}).status_code == 302
    for page in ["/", "/?cari=banjir"]:
        assert left_in_indonesian(text(reader.get(page))) == set()
    for law in laws():
        for route in ("public:service", "public:carry"):
            page = text(reader.get(reverse(route, args=[cast.OFFICE, law.standard.code])))
            assert left_in_indonesian(page) == set(), (route, law.standard.code)


@pytest.mark.parametrize(
    ("typed", "service"),
    [
        ("scholarship", "sk-dtks"),
        ("my house was damaged by a storm", "bantuan-kebencanaan"),
        ("i want to adopt a child", "pengangkatan-anak"),
        ("beaten by my husband", "konseling-puspaga"),
        ("weelchair", "rehabilitasi-sosial"),
        ("dipukul suami", "konseling-puspaga"),
    ],
)
def test_a_reader_of_english_finds_a_service_in_either_language(reader: Client, typed: str, service: str) -> None:
    page = text(reader.get("/", {"cari": typed}))
    first = re.search(r'href="/layanan/belitung/([\w-]+)/"', page)
    assert first
    assert first.group(1) == service


def test_applying_and_following_are_in_english(reader: Client) -> None:
    draft = public.complete(reader)
    for name in ("draft_person", "draft_answers", "draft_papers", "draft_review", "draft_carry"):
        page = text(reader.get(public.page(name, draft)))
        assert left_in_indonesian(page) == set(), name
    assert "What is this letter for?" in text(reader.get(public.page("draft_answers", draft)))
    assert public.send(reader, draft).status_code == 302
    receipt = text(reader.get(public.page("receipt", draft)))
    assert left_in_indonesian(receipt) == set()
    press(at_work(cast.officer(cast.CLERK)), draft, "complete")
    assert public.follow(reader, *public.codes(receipt)).status_code == 302
    page = text(reader.get(reverse("public:follow_file")))
    assert left_in_indonesian(page) == set()
    assert "Complete, passed on" in page
    assert "Policy analyst and DTKS operator" in page
    assert "go to its office in Tanjungpandan" in page


def test_a_letter_is_called_by_its_english_name(reader: Client) -> None:
    receipt = Scene().finished
    assert public.follow(reader, receipt.code, receipt.secret).status_code == 302
    page = text(reader.get(reverse("public:follow_file")))
    assert left_in_indonesian(page) == set()
    assert "<strong>Certificate</strong>" in page


def test_a_statement_that_is_signed_stays_indonesian(reader: Client) -> None:
    law, sheet = next(
        (law, one.statement) for law in laws() for one in law.standard.requirements if one.statement
    )  # fmt: skip
    draft = public.begin(reader, law.standard.code)
    page = text(reader.get(reverse("public:draft_statement", args=[draft, sheet])))
    article = re.search(r'<article class="m-sheet" lang="id">(.*?)</article>', page, re.S)
    assert article
    english = {one for one in texts(in_english(law)[0].standard) if isinstance(one, Translated)}
    assert not {" ".join(said.split()) for _, said in reading.said(article.group(1))} & (
        english - set(texts(law.standard))
    )


def test_what_nobody_translated_is_marked_as_indonesian(reader: Client) -> None:
    law = catalogue.in_force(cast.OFFICE, cast.SERVICE, timezone.now())
    only_the_name = {law.standard.name: "Certificate <b>of DTKS</b>"}
    assert law_actions.keep_english(cast.OFFICE, only_the_name, moment=timezone.now())
    assert not law_actions.keep_english(cast.OFFICE, only_the_name, moment=timezone.now())
    page = text(reader.get(reverse("public:service", args=[cast.OFFICE, cast.SERVICE])))
    assert ">Certificate &lt;b&gt;of DTKS&lt;/b&gt;</h1>" in page
    assert f'<span lang="id">{law.standard.requirements[0].text}</span>' in page
    reader.cookies["bahasa"] = "id"
    page = text(reader.get(reverse("public:service", args=[cast.OFFICE, cast.SERVICE])))
    assert f'<span lang="id">{law.standard.name}</span></h1>' in page


def test_codes_and_the_office_s_own_name_are_no_texts() -> None:
    cast.enact(neighbour=False)
    law = catalogue.in_force(cast.OFFICE, cast.SERVICE, timezone.now())
    everything = {law.office.name: "x", law.standard.code: "x", law.standard.steps[0].code: "x", "pendidikan": "x"}
    assert translated(law.standard, everything) == law.standard
    assert translated(law.office, everything) == law.office
