"""A letter that somebody above the office signs: drafted and initialled here, back with its own number, untouched."""

from __future__ import annotations

import subprocess
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from uuid import UUID

import pytest
from django.utils import timezone

from maklumat.core.errors import Refusal
from maklumat.ops.sample_pdf import blank_pdf
from maklumat.records.products.queries import letter_bytes, products_of, verify
from maklumat.records.work import letters, signing
from maklumat.records.work import queries as work
from tests import cast
from tests.issued_cast import LETTER, SIGNER, TYPED, act, applied
from tests.web.step_cast import everybody

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def file() -> UUID:
    return applied()


def _words(pdf: bytes, tmp_path: Path) -> str:
    (tmp_path / "surat.pdf").write_bytes(pdf)
    done = subprocess.run(["pdftotext", "-layout", str(tmp_path / "surat.pdf"), "-"], capture_output=True, check=True)
    return done.stdout.decode()


def _preview(file: UUID) -> bytes:
    return letters.preview(everybody(), file, LETTER, timezone.now())


def test_it_goes_out_finished_and_comes_back_as_it_was_signed(file: UUID, tmp_path: Path) -> None:
    act(file, "konsep", "drafted", letter=TYPED)
    assert SIGNER.casefold() in _words(_preview(file), tmp_path).casefold()
    act(file, "paraf", "initialled", note="Sudah diperiksa")
    finished = _words(_preview(file), tmp_path)
    assert SIGNER.casefold() in finished.casefold()
    assert "KONSEP" not in finished
    act(file, "kirim", "sent", sent_to="Bagian Umum", sent_on="2026-11-28")
    act(file, "tunggu", "received", note="Sudah ditandatangani")
    with pytest.raises(Refusal) as caught:
        act(file, "kembali", "imported", reference="400.9/77/2026")
    assert caught.value.code == "PRD-008"
    signed = blank_pdf() + b"\n% ditandatangani\n"
    document = signing.keep_document(signed, cast.OFFICE)
    act(file, "kembali", "imported", reference="400.9/77/2026", document=document)
    act(file, "serah", "delivered", collector="Siti Contoh", channel="counter", proof={"how": "name_alone"})
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
