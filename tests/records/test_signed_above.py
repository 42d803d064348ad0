"""A letter that somebody above the office signs: drafted and initialled here, back with its own number, untouched."""

from __future__ import annotations

import subprocess
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from uuid import UUID

import pytest
from django.utils import timezone

from maklumat.core.errors import Refusal
from maklumat.core.standard.model import (
    Extension,
    Licensor,
    Outcome,
    Product,
    Revocation,
    ServiceStandard,
    Source,
    Step,
    Validity,
)
from maklumat.ops.sample_pdf import blank_pdf
from maklumat.records.catalogue import queries as catalogue
from maklumat.records.catalogue.actions import enact
from maklumat.records.products.queries import letter_bytes, products_of, verify
from maklumat.records.work import letters, signing
from maklumat.records.work import queries as work
from tests import cast
from tests.web.step_cast import everybody, leave, record_of

pytestmark = pytest.mark.django_db(transaction=True)

SERVICE, LETTER = "rekomendasi-pub", "surat-rekomendasi-pub"
HERE = Source("", reason="uji")
SIGNER = "Bupati Contoh"
TYPED = {
    "nama_organisasi": "Yayasan Contoh",
    "alamat_organisasi": "Jalan Rekaan 1",
    "ketua_organisasi": "Contoh Ketua",
    "tujuan_pengumpulan": "Korban banjir",
    "cara_pengumpulan": "Kotak",
    "wilayah_pengumpulan": "Kabupaten",
    "mulai_pengumpulan": "2026-12-01",
    "selesai_pengumpulan": "2026-12-31",
    "tanggal_verifikasi_lapangan": "2026-11-20",
}


def _step(code: str, kind: str, post: str, ways: dict[str, str], *, outside: bool = False) -> Step:
    outcomes = tuple(Outcome(way, to) for way, to in ways.items())
    return Step(code, code, "outside" if outside else "post", kind, (post,), outcomes, HERE, product=LETTER)


def _signed_by_the_bupati(standard: ServiceStandard) -> ServiceStandard:
    (letter,) = (product for product in standard.products if product.code == LETTER)
    above = replace(
        letter,
        signed_by="",
        signature="outside",
        outside_signer=SIGNER,
        number_format="",
        validity=Validity(3, "months"),
        extension=Extension("PP 29/1980", HERE, times=1, months=1),
        revocation=Revocation("kepala-dinas", ("Disalahgunakan",), "Permensos 8/2021", HERE),
        licensors=(Licensor("cakupan == 'kabupaten'", SIGNER),),
    )
    steps = (
        _step("konsep", "draft", "front-office", {"drafted": "paraf"}),
        _step("paraf", "initial", "kepala-dinas", {"initialled": "kirim", "returned": "konsep"}),
        _step("kirim", "send", "front-office", {"sent": "tunggu"}),
        _step("tunggu", "wait", "front-office", {"received": "kembali", "rejected": "konsep"}, outside=True),
        _step("kembali", "draft", "front-office", {"imported": "serah"}),
        _step("serah", "deliver", "front-office", {"delivered": "selesai"}),
    )
    products: tuple[Product, ...] = tuple(above if product.code == LETTER else product for product in standard.products)
    limits = tuple(replace(limit, ends="") for limit in standard.time_limits)
    return replace(standard, steps=steps, products=products, time_limits=limits)


@pytest.fixture
def file() -> UUID:
    cast.enact(neighbour=False)
    now = timezone.now()
    laws = catalogue.services(cast.OFFICE, now)
    changed = [_signed_by_the_bupati(one.standard) if one.standard.code == SERVICE else one.standard for one in laws]
    enact(laws[0].office, changed, {}, moment=now)
    return cast.apply(SERVICE, moment=now).application_id


def _act(file: UUID, step: str, outcome: str, **data: object) -> None:
    assert work.followed(file).state.step == step
    leave(everybody(), file, outcome, record_of(file, outcome, **data))


def _words(pdf: bytes, tmp_path: Path) -> str:
    (tmp_path / "surat.pdf").write_bytes(pdf)
    done = subprocess.run(["pdftotext", "-layout", str(tmp_path / "surat.pdf"), "-"], capture_output=True, check=True)
    return done.stdout.decode()


def _preview(file: UUID) -> bytes:
    return letters.preview(everybody(), file, LETTER, timezone.now())


def test_it_goes_out_finished_and_comes_back_as_it_was_signed(file: UUID, tmp_path: Path) -> None:
    _act(file, "konsep", "drafted", letter=TYPED)
    assert SIGNER.casefold() in _words(_preview(file), tmp_path).casefold()
    _act(file, "paraf", "initialled", note="Sudah diperiksa")
    finished = _words(_preview(file), tmp_path)
    assert SIGNER.casefold() in finished.casefold()
    assert "KONSEP" not in finished
    _act(file, "kirim", "sent", sent_to="Bagian Umum", sent_on="2026-11-28")
    _act(file, "tunggu", "received", note="Sudah ditandatangani")
    with pytest.raises(Refusal) as caught:
        _act(file, "kembali", "imported", reference="400.9/77/2026")
    assert caught.value.code == "PRD-008"
    signed = blank_pdf() + b"\n% ditandatangani\n"
    document = signing.keep_document(signed, cast.OFFICE)
    _act(file, "kembali", "imported", reference="400.9/77/2026", document=document)
    _act(file, "serah", "delivered", collector="Siti Contoh", channel="counter", proof={"how": "name_alone"})
    (product,) = (one for one in products_of(file) if one.product == LETTER)
    assert (product.status, product.made, product.signature, product.number) == (
        "delivered", "imported", "outside", "400.9/77/2026",
    )  # fmt: skip
    assert sha256(letter_bytes(file, product.id)).digest() == sha256(signed).digest()
    shown = verify(product.code, timezone.now())
    assert (shown.post, shown.number, shown.state) == (SIGNER, "400.9/77/2026", "valid")
    assert shown.valid_until is not None
    assert shown.valid_until > cast.today() + timedelta(days=85)


def test_whoever_the_standard_names_may_take_it_back(file: UUID) -> None:
    law = work.followed(file).law
    assert law.standard.product(LETTER).revoked_by == "kepala-dinas"
