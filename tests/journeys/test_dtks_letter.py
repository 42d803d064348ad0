"""The whole journey in a real browser: find, apply, pass every post of the decree, get the letter and verify it.

Once with JavaScript and a letter written in the office, once without JavaScript and a letter fetched from the outside
application; the citizen on a small phone, the officials at a desktop. The other nine services: test_ten_services.
"""

from __future__ import annotations

import subprocess
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from playwright.sync_api import expect

from maklumat.records.outside import authority
from tests import cast
from tests.journeys.fictitious import SITI, TODAY
from tests.journeys.people import Citizen, Office
from tests.journeys.person import photo, scan

pytestmark = pytest.mark.django_db(transaction=True)
NAME = "Surat Keterangan Terdaftar dalam DTKS"


def holds(pdf: bytes) -> bool:
    """Whether our own authority knows the signature; in a thread, for the browser has the loop of this one."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(authority().verify, pdf).result()


def signature_of(pdf: bytes, folder: Path) -> str:
    """What `pdfsig` says of the letter."""
    path = folder / "surat.pdf"
    path.write_bytes(pdf)
    return subprocess.run(["pdfsig", "-nocert", path], check=False, capture_output=True, text=True).stdout


@pytest.mark.parametrize("script", [True, False], ids=["javascript", "no-javascript"])
def test_2_from_finding_the_service_to_a_verified_letter(office: Office, tmp_path: Path, *, script: bool) -> None:
    office.script = script
    siti = Citizen(office, "siti")
    siti.finds("surat keterangan tidak mampu", NAME).begins()
    siti.says("Pemohon", SITI)
    siti.says("Pertanyaan", {"Surat ini untuk keperluan apa?": "Sekolah atau kuliah (KIP, beasiswa, keringanan biaya)"})
    siti.hands_in("Fotokopi e-KTP", photo("ktp.jpg"), "Fotokopi e-KTP")
    siti.looks_over("Siti Contoh").sends()
    siti.follows("Petugas Front Office")

    office.at("front-office").records(siti, "Lengkap, teruskan")
    office.at("analis-kebijakan").records(siti, "Sesuai, teruskan")
    operator = office.at("operator-dtks")
    operator.records(siti, "Sesuai, teruskan")
    if script:
        operator.records(siti, "Konsep siap", {"Tanggal pemeriksaan pada SIKS-NG": TODAY})
    else:
        fetched = {"Nomor atau acuan pada aplikasi lain": "SIKS-NG 2026/11/0007", "Dokumen yang diunduh (PDF)": scan()}
        operator.records(siti, "Dokumen diunduh dari aplikasi lain", fetched)
    office.at("kepala-dinas").signs(siti)
    office.at("staf-administrasi").records(siti, "Selesai", {"Catatan": "Dicetak dua lembar"})
    office.at("front-office").records(siti, "Sudah diserahkan", {"Diserahkan kepada": "Siti Contoh"})

    siti.follows("Selesai")
    pdf = siti.downloads("Surat Keterangan")
    expect(siti.page.get_by_text("S. C.")).to_be_visible()
    assert cast.SITI.nik not in siti.page.content()
    assert holds(pdf)
    assert "Signature is Valid" in signature_of(pdf, tmp_path)
