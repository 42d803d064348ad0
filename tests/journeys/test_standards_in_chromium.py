"""The administrator writes with live check, with and without a script; the head confirms on a telephone."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from maklumat.records.catalogue import queries as catalogue
from maklumat.records.catalogue.models import StandardDraft
from maklumat.records.people.access import ADMINISTRATOR
from maklumat.records.work import rehearsing
from tests import cast
from tests.cast import Officer
from tests.journeys.browser import DESKTOP, PHONE, fits, picture, visitor
from tests.journeys.people import Office

pytestmark = pytest.mark.django_db(transaction=True)
OLD, NEW, WRONG = "    - hari_kerja: 1\n", "    - jam: 3\n", "    - hari_krja: 1\n"
NAME = "Surat Keterangan Terdaftar dalam DTKS"


def arrives(office: Office, officer: Officer, *, phone: bool = False, script: bool = True) -> Page:
    """Somebody logged in who looks at the standards of the office."""
    page = visitor(office.browser, size=PHONE if phone else DESKTOP, script=script).new_page()
    page.goto(f"{office.address}/kantor/atur/standar/")
    page.get_by_label("Nama pengguna").fill(officer.username)
    page.get_by_label("Kata sandi").fill(cast.PASSWORD)
    page.get_by_role("button", name="Masuk").click()
    expect(page.get_by_role("heading", level=1, name="Standar pelayanan")).to_be_visible()
    return page


def shown(page: Page, name: str) -> None:
    assert fits(page), name
    picture(page, name)


def tab(page: Page, name: str) -> None:
    page.get_by_label("Rancangan ini").get_by_role("link", name=name).click()


@pytest.mark.parametrize("script", [True, False], ids=["javascript", "no-javascript"])
def test_a_standard_is_changed_tried_and_enacted(office: Office, *, script: bool) -> None:
    cast.apply(moment=timezone.now() - timedelta(days=9))
    siti = arrives(office, cast.officer(ADMINISTRATOR, name="Siti Penata"), script=script)
    shown(siti, f"standar-{script}")
    siti.get_by_role("button", name=f"Ubah {NAME}").click()
    text = siti.get_by_label("Teks lengkap")
    whole = text.input_value()
    text.fill(whole.replace(OLD, WRONG))
    if script:
        expect(siti.get_by_text("Tersimpan.", exact=True)).to_be_visible()
        numbers = siti.locator(".s-lines").inner_text().splitlines()
        assert numbers == [str(place) for place in range(1, whole.count("\n") + 2)]
    else:
        siti.get_by_role("button", name="Periksa").click()
    expect(siti.get_by_text("Mungkin maksudnya hari_kerja")).to_be_visible()
    shown(siti, f"standar-temuan-{script}")
    if script:
        siti.locator("[data-line]").first.click()
        chosen = "node => node.value.slice(node.selectionStart, node.selectionEnd)"
        assert str(text.evaluate(chosen)).strip() == WRONG.strip()
    text.fill(whole.replace(OLD, NEW))
    siti.get_by_role("button", name="Simpan").click()
    expect(siti.get_by_text("Tersimpan sebagai simpanan")).to_be_visible()
    shown(siti, f"standar-ubah-{script}")
    for name, place in (("Bedanya", "beda"), ("Riwayat", "riwayat"), ("Coba", "coba")):
        tab(siti, name)
        shown(siti, f"standar-{place}-{script}")
    siti.get_by_label("Berkas tahun").select_option(str(cast.today().year))
    siti.get_by_role("button", name="Hitung").click()
    expect(siti.get_by_role("heading", level=1, name="Sedang dihitung")).to_be_visible()
    rehearsing.run_rehearsals(timezone.now())
    siti.reload()
    expect(siti.get_by_text("Dengan janji ini, 100 % dari 1 berkas")).to_be_visible()
    shown(siti, f"standar-hasil-{script}")
    tab(siti, "Tetapkan")
    siti.get_by_label("Nomor keputusan").fill("1/UJI/2026")
    siti.get_by_label("Penanda tangan keputusan").fill("Kepala Dinas")
    shown(siti, f"standar-usul-{script}")
    siti.get_by_role("button", name="Usulkan").click()
    expect(siti.get_by_text("Menunggu kepala. Selama itu")).to_be_visible()
    head = arrives(office, cast.officer(cast.HEAD, name="Contoh Kepala"), phone=True, script=script)
    shown(head, f"standar-telepon-{script}")
    head.get_by_role("link", name=f"Menunggu kepala {NAME}").click()
    tab(head, "Tetapkan")
    shown(head, f"standar-putus-{script}")
    head.get_by_role("button", name="Tetapkan standar ini").click()
    expect(head.get_by_text("Ditetapkan sebagai versi 2")).to_be_visible()
    assert catalogue.in_force(cast.OFFICE, cast.SERVICE, timezone.now()).number == 2
    assert StandardDraft.objects.get().status == "enacted"
