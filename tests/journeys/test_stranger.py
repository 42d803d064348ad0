"""A stranger at a real browser: guesses, bends the forms of the page, replays requests, comes from another site.

Nothing of Siti is ever shown to them, nothing of hers changes, and impatience does not make two applications of one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import pytest
from django.conf import settings
from django.test import Client
from django.test.utils import override_settings
from django.urls import reverse
from playwright.sync_api import Page, expect

from maklumat.records.applications import queries as applications
from maklumat.records.applications.models import Application
from maklumat.records.ledger.models import LedgerEntry
from tests import cast
from tests.journeys.browser import PHONE, chromium, fits, picture, visitor
from tests.web import public_steps as public

pytestmark = pytest.mark.django_db(transaction=True)


@dataclass(frozen=True)
class Siti:
    """What is hers: a draft under way, and a file with its code."""

    draft: UUID
    file: UUID
    code: str
    secret: str

    def kept(self) -> tuple[Any, ...]:
        papers = [one.vault_name for one in applications.papers(self.draft)]
        return applications.draft(self.draft).content, papers, LedgerEntry.objects.filter(application=self.file).count()


@pytest.fixture
def siti() -> Siti:
    cast.enact(neighbour=False)
    receipt = cast.apply()
    return Siti(public.complete(Client()), receipt.application_id, receipt.code, receipt.secret)


@pytest.fixture
def stranger(live_server: Any, siti: Siti) -> Iterator[Page]:
    """A phone on which somebody has begun a draft of their own."""
    with override_settings(BASE_ADDRESS=live_server.url), chromium() as browser:
        page = visitor(browser, size=PHONE, script=True).new_page()
        page.goto(f"{live_server.url}{reverse('public:service', args=[cast.OFFICE, cast.SERVICE])}")
        page.get_by_role("button", name="Ajukan sekarang").click()
        expect(page.get_by_label("Nama lengkap")).to_be_visible()
        yield page


def nothing_there(page: Page, siti: Siti) -> None:
    """The page for what does not exist, with its code, and nothing of Siti."""
    expect(page.get_by_text("AKS-001")).to_be_visible()
    assert fits(page)
    for words in (cast.SITI.nik, cast.SITI.address, siti.secret, "Jalan Rekaan"):
        assert words not in page.content()


def test_ids_codes_and_forms_of_somebody_else(live_server: Any, stranger: Page, siti: Siti) -> None:
    before, here = siti.kept(), stranger.url
    for address in (
        public.page("draft_person", siti.draft),
        public.page("draft_review", siti.draft),
        public.page("receipt", siti.file),
        reverse("desk:file", args=[siti.file]).replace("/kantor/", "/"),
    ):
        stranger.goto(f"{live_server.url}{address}")
        nothing_there(stranger, siti)
    picture(stranger, "orang-asing-tidak-ada")

    stranger.goto(here)  # the own page, its form bent towards Siti's draft
    stranger.get_by_label("Nama lengkap").fill("Orang Asing")
    stranger.locator("main form").first.evaluate(
        "(form, address) => form.setAttribute('action', address)", public.page("draft_person", siti.draft)
    )
    stranger.get_by_role("button", name="Simpan dan lanjut").click()
    nothing_there(stranger, siti)
    expect(stranger.get_by_text("Orang Asing")).to_be_visible()  # their own words, not lost
    picture(stranger, "orang-asing-formulir")

    stranger.goto(here)  # requests made by a script with the page's own token
    for name, fields in (
        ("draft_papers", "tempat=identitas&aksi=hapus"),
        ("draft_submit", "consent=on"),
        ("draft_answers", "keperluan=bantuan"),
    ):
        status = stranger.evaluate(
            """async ([address, fields]) => {
                const token = document.querySelector('[name=csrfmiddlewaretoken]').value;
                const body = new URLSearchParams(fields + '&csrfmiddlewaretoken=' + token);
                return (await fetch(address, {method: 'POST', body})).status;
            }""",
            [public.page(name, siti.draft), fields],
        )
        assert status == 404, name
    assert siti.kept() == before


def test_guessing_a_secret_ends_with_an_honest_page(live_server: Any, stranger: Page, siti: Siti) -> None:
    with override_settings(LIMITS={**settings.LIMITS, "follow_code": (2, 900)}):
        for number in range(3):
            stranger.goto(f"{live_server.url}/lacak/{siti.code}/")
            stranger.get_by_label("Kata kunci").fill(f"AAAA-BBB{number}")
            stranger.get_by_role("button", name="Lihat permohonan").click()
            expect(stranger.get_by_text("LCK-001" if number < 2 else "BTS-001").first).to_be_visible()
    expect(stranger.get_by_text("Coba lagi dalam")).to_be_visible()
    picture(stranger, "orang-asing-terlalu-sering")
    assert siti.secret not in stranger.content()
    stranger.goto(f"{live_server.url}/lacak/berkas/")
    expect(stranger).to_have_url(re.compile(r"/lacak/$"))


def test_a_form_on_another_site_is_refused_and_its_words_are_not_shown(live_server: Any, stranger: Page) -> None:
    stranger.goto("about:blank")
    stranger.set_content(
        f'<form method="post" action="{live_server.url}/lacak/">'
        '<input name="pesan" value="Kirim uang ke rekening ini"><button>Buka</button></form>'
    )
    stranger.get_by_role("button", name="Buka").click()
    expect(stranger.get_by_text("PRM-003")).to_be_visible()
    assert "rekening" not in stranger.content()


def test_two_clicks_and_the_back_button_make_one_application(live_server: Any, stranger: Page, siti: Siti) -> None:
    before = Application.objects.count()
    stranger.get_by_label("Nama lengkap").fill("Orang Tergesa")
    stranger.get_by_label("NIK", exact=True).fill("9999010101900009")
    stranger.get_by_role("button", name="Simpan dan lanjut").click()
    stranger.get_by_label("Sekolah atau kuliah").check()
    stranger.get_by_role("button", name="Simpan dan lanjut").click()
    stranger.get_by_role("button", name="Saya bawa ke kantor").first.click()
    stranger.get_by_role("link", name="Lanjut ke pemeriksaan").or_(
        stranger.get_by_role("button", name="Lanjut ke pemeriksaan")
    ).click()
    stranger.get_by_label("Saya sudah membaca").check()
    stranger.get_by_role("button", name="Kirim permohonan").dblclick()
    expect(stranger.get_by_role("heading", name="Tanda terima")).to_be_visible()
    codes = stranger.locator(".m-code").all_inner_texts()
    stranger.go_back()
    stranger.reload()
    expect(stranger.get_by_role("heading", name="Tanda terima")).to_be_visible()
    assert stranger.locator(".m-code").all_inner_texts() == codes
    assert Application.objects.count() == before + 1
