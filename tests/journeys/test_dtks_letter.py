"""The whole journey in a real browser: find, apply, pass every post of the decree, get the letter and verify it.

Once with JavaScript and a letter written in the office, once without JavaScript and a letter fetched from the outside
application; the citizen on a small phone, the officials at a desktop.
"""

from __future__ import annotations

import os
import re
import subprocess
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.test.utils import override_settings
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, expect

from maklumat.records.outside import authority
from tests import cast
from tests.cast import Officer
from tests.journeys.browser import DESKTOP, PHONE, chromium, fits, picture, visitor
from tests.web.desk_steps import blank_pdf

pytestmark = pytest.mark.django_db(transaction=True)
NAME = "Surat Keterangan Terdaftar dalam DTKS"


@pytest.fixture
def team() -> dict[str, Officer]:
    """Everybody whom the standard names, one person each."""
    cast.enact(neighbour=False)
    names = {
        cast.CLERK: "Contoh Petugas Depan",
        cast.ANALYST: "Contoh Analis",
        cast.OPERATOR: "Contoh Operator",
        cast.HEAD: "Contoh Kepala Dinas",
        cast.PRINTER: "Contoh Staf",
    }
    return {post: cast.officer(post, name=name) for post, name in names.items()}


def card() -> bytes:
    target = BytesIO()
    Image.new("RGB", (860, 540), "#9fc5e8").save(target, "JPEG")
    return target.getvalue()


class Journey:
    """The address of the server, the officers, and where pictures go."""

    def __init__(self, browser: Browser, address: str, team: dict[str, Officer], *, script: bool) -> None:
        self.browser, self.address, self.team, self.script = browser, address, team, script
        self.desks: dict[str, Page] = {}
        self.mark = "js" if script else "nojs"

    def picture(self, page: Page, name: str) -> None:
        assert fits(page), f"{name} is wider than its window"
        picture(page, f"{self.mark}-{name}")

    def citizen(self) -> BrowserContext:
        return visitor(self.browser, size=PHONE, script=self.script)

    def desk(self, post: str) -> Page:
        """The worklist of somebody at work, logged in on their own machine."""
        if post not in self.desks:
            page = visitor(self.browser, size=DESKTOP, script=self.script).new_page()
            page.goto(f"{self.address}/kantor/")
            self.picture(page, "meja-masuk")
            page.get_by_label("Nama pengguna").fill(self.team[post].username)
            page.get_by_label("Kata sandi").fill(cast.PASSWORD)
            page.get_by_role("button", name="Masuk").click()
            self.desks[post] = page
        page = self.desks[post]
        page.goto(f"{self.address}/kantor/")
        return page

    def open(self, post: str, register: str) -> Page:
        page = self.desk(post)
        self.picture(page, f"antrean-{post}")
        page.get_by_role("link", name=register, exact=True).click()
        expect(page.get_by_role("heading", name="Tindakan Anda")).to_be_visible()
        return page

    def press(self, post: str, register: str, way: str, **typed: str) -> Page:
        """Open the file, choose a way out, fill in its fields, record it."""
        page = self.open(post, register)
        page.get_by_label(way, exact=True).check()
        for name, value in typed.items():
            page.locator(f"[name={name.replace('__', '-')}]").fill(value)
        self.picture(page, f"berkas-{post}")
        page.get_by_role("button", name="Catat dan teruskan").click()
        expect(page.get_by_text(f"Tercatat untuk berkas {register}")).to_be_visible()
        return page


def apply(journey: Journey, page: Page) -> tuple[str, str, str]:
    """Find, read, fill in, attach, look over, send. Returns code, secret and agenda number."""
    page.goto(journey.address)
    journey.picture(page, "1-beranda")
    page.get_by_role("searchbox").fill("surat keterangan tidak mampu")
    page.get_by_role("button", name="Cari").click()
    page.get_by_role("link", name=NAME).first.click()
    journey.picture(page, "2-layanan")
    page.get_by_role("button", name="Ajukan sekarang").click()
    page.get_by_label("Nama lengkap").fill(cast.SITI.name)
    page.get_by_label("NIK", exact=True).fill(cast.SITI.nik)
    page.get_by_label("Alamat").fill(cast.SITI.address)
    journey.picture(page, "3-pemohon")
    page.get_by_role("button", name="Simpan dan lanjut").click()
    page.get_by_label("Sekolah atau kuliah").check()
    page.get_by_role("button", name="Simpan dan lanjut").click()
    page.get_by_label("Fotokopi e-KTP").check()
    page.get_by_label("Foto atau PDF").set_input_files({"name": "ktp.jpg", "mimeType": "image/jpeg", "buffer": card()})
    page.get_by_role("button", name="Unggah").click()
    journey.picture(page, "4-berkas")
    page.get_by_role("link", name="Lanjut ke pemeriksaan").or_(
        page.get_by_role("button", name="Lanjut ke pemeriksaan")
    ).click()
    page.get_by_label("Saya sudah membaca").check()
    journey.picture(page, "5-periksa")
    page.get_by_role("button", name="Kirim permohonan").click()
    journey.picture(page, "6-tanda-terima")
    code, secret = page.locator(".m-code").all_inner_texts()
    register = re.search(r"\b\d{4}/\d{4}\b", page.locator("main").inner_text())
    assert register
    return code, secret, register.group()


def follow(journey: Journey, page: Page, code: str, secret: str) -> None:
    page.goto(f"{journey.address}/lacak/")
    page.get_by_label("Kode permohonan").fill(code)
    page.get_by_label("Kata kunci").fill(secret)
    page.get_by_role("button", name="Lihat permohonan").click()


def write_letter(journey: Journey, register: str) -> None:
    """The operator writes the letter from the office's template."""
    page = journey.open(cast.OPERATOR, register)
    page.get_by_label("Konsep siap").check()
    for part, value in enumerate(("20", "11", "2026")):
        page.locator(f"[name=drafted-letter-tanggal_periksa_data_{part}]").fill(value)
    page.locator("[name=drafted-letter-tempat_lahir]").fill("Tanjung Contoh")
    journey.picture(page, "berkas-konsep")
    page.get_by_role("button", name="Catat dan teruskan").click()
    expect(page.get_by_text(f"Tercatat untuk berkas {register}")).to_be_visible()


def fetch_letter(journey: Journey, register: str) -> None:
    """The operator fetched the letter from the application that the decree names."""
    page = journey.open(cast.OPERATOR, register)
    page.get_by_label("Dokumen diunduh dari aplikasi lain").check()
    page.locator("[name=imported-reference]").fill("SIKS-NG 2026/11/0007")
    document: Any = {"name": "sk.pdf", "mimeType": "application/pdf", "buffer": blank_pdf()}
    page.locator("[name=imported-document]").set_input_files(document)
    journey.picture(page, "berkas-unduhan")
    page.get_by_role("button", name="Catat dan teruskan").click()
    expect(page.get_by_text(f"Tercatat untuk berkas {register}")).to_be_visible()


def sign(journey: Journey, register: str) -> None:
    page = journey.open(cast.HEAD, register)
    page.get_by_role("button", name="Tanda tangani").click()
    expect(page.get_by_text("bukan BSrE")).to_be_visible()
    page.locator("#sign_password").fill(cast.PASSWORD)
    journey.picture(page, "tanda-tangan")
    page.get_by_role("button", name="Tanda tangani").click()
    expect(page.get_by_text("sudah ditandatangani.")).to_be_visible()
    journey.picture(page, "sesudah-tanda-tangan")


def signed_letter(journey: Journey, phone: BrowserContext, page: Page) -> bytes:
    """The citizen downloads the letter and looks it up on the verification page."""
    link = page.get_by_role("button", name="Unduh surat (PDF)").or_(page.get_by_role("link", name="Unduh surat (PDF)"))
    address = link.get_attribute("href")
    pdf = phone.request.get(f"{journey.address}{address}").body()
    page.get_by_role("link", name="Halaman pemeriksaan surat ini").click()
    journey.picture(page, "9-pemeriksaan")
    expect(page.get_by_text("S. C.")).to_be_visible()
    assert cast.SITI.nik not in page.content()
    return pdf


def keep(pdf: bytes, mark: str, folder: Path) -> str:
    """What `pdfsig` says of the letter; its first page becomes a picture when pictures are wanted."""
    path = folder / f"{mark}-surat.pdf"
    path.write_bytes(pdf)
    wanted = os.environ.get("MAKLUMAT_SCREENSHOTS")
    if wanted:
        subprocess.run(
            ["pdftoppm", "-r", "70", "-png", "-singlefile", path, Path(wanted) / f"{mark}-surat"], check=True
        )
    return subprocess.run(["pdfsig", "-nocert", path], check=False, capture_output=True, text=True).stdout


@pytest.mark.parametrize("script", [True, False], ids=["javascript", "no-javascript"])
def test_from_finding_the_service_to_a_verified_letter(
    live_server: Any, team: dict[str, Officer], tmp_path: Path, *, script: bool
) -> None:
    with override_settings(BASE_ADDRESS=live_server.url), chromium() as browser:
        journey = Journey(browser, live_server.url, team, script=script)
        phone = journey.citizen()
        page = phone.new_page()
        code, secret, register = apply(journey, page)
        follow(journey, page, code, secret)
        expect(page.get_by_text("Petugas Front Office").first).to_be_visible()
        journey.picture(page, "7-lacak")

        journey.press(cast.CLERK, register, "Lengkap, teruskan")
        journey.press(cast.ANALYST, register, "Sesuai, teruskan")
        journey.press(cast.OPERATOR, register, "Sesuai, teruskan")
        (write_letter if script else fetch_letter)(journey, register)
        sign(journey, register)
        journey.press(cast.PRINTER, register, "Selesai", done__note="Dicetak dua lembar")
        journey.press(cast.CLERK, register, "Sudah diserahkan", delivered__collector="Siti Contoh")

        follow(journey, page, code, secret)
        journey.picture(page, "8-selesai")
        pdf = signed_letter(journey, phone, page)
    assert authority().verify(pdf)
    assert "Signature is Valid" in keep(pdf, journey.mark, tmp_path)
