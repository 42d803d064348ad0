"""Letters: numbered once, signed for real, void in the open, and verifiable by anybody."""

from __future__ import annotations

import subprocess
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connections

from maklumat.core.errors import Conflict, NotVisible, Refusal
from maklumat.ops.sample_pdf import blank_pdf
from maklumat.records.applications.receipts import product_code_of
from maklumat.records.models import LetterNumber, Product
from maklumat.records.outside import authority
from maklumat.records.products import numbers
from maklumat.records.products.queries import letter_bytes, verify
from maklumat.records.work import actions, signing
from maklumat.records.work import queries as work
from maklumat.records.work.letters import questions
from maklumat.records.work.submit import submit
from tests import cast

pytestmark = pytest.mark.django_db(transaction=True)

MONDAY = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
FILL = {"reason": "alasan", "note": "catatan", "reference": "SIKS-1", "collector": "Siti Contoh"}


@pytest.fixture(autouse=True)
def law_in_force() -> None:
    cast.enact()


@pytest.fixture
def everybody() -> cast.Officer:
    """A small office: one person holds every post."""
    return cast.officer(cast.CLERK, cast.ANALYST, cast.OPERATOR, cast.HEAD, cast.PRINTER, name="Serba Contoh")


class Case:
    """One DTKS letter on its way."""

    def __init__(self, who: cast.Officer) -> None:
        self.who, self.moment = who, MONDAY
        self.id: UUID = cast.apply(moment=MONDAY).application_id

    @property
    def seq(self) -> int:
        return work.followed(self.id).state.seq

    def act(self, step: str, outcome: str, **data: Any) -> None:
        self.moment += timedelta(minutes=5)
        actions.act(self.who.actor, self.id, step=step, outcome=outcome, seen_seq=self.seq, data={**FILL, **data},
                    moment=self.moment)  # fmt: skip

    def to_signing(self, outcome: str = "drafted", **data: Any) -> Case:
        self.act("penyerahan-berkas", "complete")
        self.act("verifikasi", "valid")
        self.act("unduh", outcome, letter=LETTER, **data)
        return self

    def sign(self, who: cast.Officer | None = None, seen_seq: int | None = None) -> None:
        officer = (who or self.who).actor
        signing.sign(officer, self.id, step="tanda-tangan", seen_seq=seen_seq or self.seq, moment=self.moment)

    @property
    def product(self) -> Product:
        return Product.objects.exclude(status="void").get(application_id=self.id)

    @property
    def pdf(self) -> bytes:
        return letter_bytes(self.id, self.product.id)


LETTER = {"tempat_lahir": "Tanjungpandan", "tanggal_periksa_data": "2026-11-23"}


def pdfsig(pdf: bytes, folder: Path) -> str:
    (folder / "surat.pdf").write_bytes(pdf)
    done = subprocess.run(["pdfsig", str(folder / "surat.pdf")], capture_output=True, text=True, check=False)
    return done.stdout


def test_a_signed_letter_is_numbered_valid_and_public(everybody: cast.Officer, tmp_path: Path) -> None:
    case = Case(everybody).to_signing()
    with pytest.raises(NotVisible):
        verify(case.product.code, MONDAY)  # not issued yet: it does not exist for the public
    case.sign()
    assert "Signature is Valid" in pdfsig(case.pdf, tmp_path)
    assert "Serba Contoh" in pdfsig(case.pdf, tmp_path)
    seen = verify(case.product.code.lower(), MONDAY)
    assert (seen.state, seen.signature, seen.initials, seen.number) == (
        "valid",
        "electronic",
        "S. C.",
        case.product.number,
    )
    line = LetterNumber.objects.get(product=case.product)
    assert (line.seq, line.status, line.text) == (1, "taken", case.product.number)


def test_a_changed_byte_is_no_valid_letter(everybody: cast.Officer, tmp_path: Path) -> None:
    case = Case(everybody).to_signing()
    case.sign()
    pdf = bytearray(case.pdf)
    pdf[len(pdf) // 3] ^= 1
    assert "Signature is Valid" not in pdfsig(bytes(pdf), tmp_path)


def test_after_a_crash_between_number_and_letter_the_same_number_is_used(
    everybody: cast.Officer, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = Case(everybody).to_signing()
    with monkeypatch.context() as patch:
        patch.setattr(signing, "_unsigned", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            case.sign()
    assert (case.product.status, LetterNumber.objects.count()) == ("numbered", 1)
    number = case.product.number
    case.sign()
    assert (case.product.number, case.product.status, LetterNumber.objects.count()) == (number, "issued", 1)


def test_a_letter_that_is_given_up_leaves_its_number_void_and_visible(
    everybody: cast.Officer, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = Case(everybody).to_signing()
    with monkeypatch.context() as patch:
        patch.setattr(signing, "_unsigned", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            case.sign()
    actions.withdraw(case.id, seen_seq=case.seq, moment=case.moment)
    assert [(n.seq, n.status) for n in LetterNumber.objects.all()] == [(1, "void")]
    other = Case(everybody).to_signing()
    other.sign()
    assert [(n.seq, n.status) for n in LetterNumber.objects.order_by("seq")] == [(1, "void"), (2, "taken")]


def test_numbers_have_no_gap_and_no_repeat_under_concurrency(everybody: cast.Officer) -> None:
    cases = [Case(everybody).to_signing() for _ in range(8)]

    def sign(case: Case) -> None:
        try:
            case.sign()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(sign, cases))
    assert sorted(LetterNumber.objects.values_list("seq", flat=True)) == list(range(1, 9))
    assert len(set(Product.objects.values_list("number", flat=True))) == 8


def test_two_who_sign_one_letter_make_one_letter(everybody: cast.Officer) -> None:
    case = Case(everybody).to_signing()
    second, seq = cast.officer(cast.HEAD, name="Plt Contoh"), case.seq
    case.sign(seen_seq=seq)
    with pytest.raises(Conflict) as told:
        case.sign(second, seen_seq=seq)
    assert "Serba Contoh" in str(told.value)
    case.sign(seen_seq=seq)  # the signer's own repeat is answered like the first
    assert (LetterNumber.objects.count(), Product.objects.count()) == (1, 1)


def test_nobody_signs_without_the_signing_page_or_the_post(everybody: cast.Officer) -> None:
    case = Case(everybody).to_signing()
    with pytest.raises(Refusal) as told:
        case.act("tanda-tangan", "signed")
    assert told.value.code == "PRD-009"
    with pytest.raises(Refusal) as told:
        case.sign(cast.officer(cast.CLERK))
    assert (told.value.code, LetterNumber.objects.count()) == ("PRO-007", 0)


def test_an_imported_letter_keeps_its_bytes_under_the_office_signature(everybody: cast.Officer, tmp_path: Path) -> None:
    outside = blank_pdf()
    case = Case(everybody).to_signing("imported", document=signing.keep_document(outside, cast.OFFICE))
    assert (case.product.made, case.product.outside_number) == ("imported", "SIKS-1")
    case.sign()
    assert case.pdf.startswith(outside)  # the signature is appended
    assert "Signature is Valid" in pdfsig(case.pdf, tmp_path)
    assert LetterNumber.objects.count() == 0  # its number is the outside one
    assert verify(case.product.code, MONDAY).number == "SIKS-1"


def test_a_letter_signed_outside_stays_untouched(everybody: cast.Officer) -> None:
    first = Case(everybody).to_signing()
    first.sign()
    outside = first.pdf  # any signed PDF
    case = Case(everybody).to_signing("imported", document=signing.keep_document(outside, cast.OFFICE))
    case.sign()
    assert case.pdf == outside
    assert verify(case.product.code, MONDAY).signature == "outside"


def test_signed_by_hand_and_scanned_back(everybody: cast.Officer) -> None:
    case = Case(everybody).to_signing()
    paper = signing.print_for_wet_signature(
        everybody.actor, case.id, step="tanda-tangan", seen_seq=case.seq, moment=case.moment
    )
    assert paper.startswith(b"%PDF-")
    assert authority().verify(paper) == ()
    number, scan = case.product.number, blank_pdf()
    signing.take_in_scan(
        everybody.actor, case.id, step="tanda-tangan", seen_seq=case.seq, scan=scan, moment=case.moment
    )
    assert (case.product.number, case.pdf, verify(case.product.code, MONDAY).signature) == (number, scan, "wet")


def test_a_refusal_is_a_signed_letter_with_its_grounds(everybody: cast.Officer, tmp_path: Path) -> None:
    case = Case(everybody)
    case.act("penyerahan-berkas", "complete")
    case.act("verifikasi", "invalid", reason="Nama tidak ada dalam DTKS.")
    signing.sign(everybody.actor, case.id, step="penolakan", seen_seq=case.seq, moment=case.moment)
    (tmp_path / "tolak.pdf").write_bytes(case.pdf)
    text = subprocess.run(
        ["pdftotext", str(tmp_path / "tolak.pdf"), "-"], capture_output=True, text=True, check=True
    ).stdout
    assert "Nama tidak ada dalam DTKS." in text
    assert "22 Desember 2026" in text  # 21 working days after Monday 23 November
    assert (work.followed(case.id).state.status, case.product.status) == ("refused", "issued")


def test_what_no_application_says_is_asked_of_whoever_drafts(everybody: cast.Officer) -> None:
    """The adoption letter has a row for the occupation, which is left out where nobody knows it."""
    file = uuid4()
    submit(file, submission=cast.submission("pengangkatan-anak"), notice_version="uji", moment=MONDAY)
    asked = {
        question.field.name: question.field.required
        for question in questions(everybody.actor, file, "surat-rekomendasi-pengangkatan-anak", MONDAY)
    }
    assert asked["pekerjaan"] is False
    assert "nik" not in asked


def test_a_refusal_says_the_rule_the_facts_the_basis_and_the_way_on(everybody: cast.Officer) -> None:
    moment = datetime(2026, 12, 7, 2, 0, tzinfo=UTC)
    submission = cast.submission("rekomendasi-jkn")
    third_class = replace(submission, answers={**submission.answers, "kelas_jkn": "kelas_3"})
    file = uuid4()
    submit(file, submission=third_class, notice_version="uji", moment=moment)
    for step, outcome in (("penyerahan-berkas", "complete"), ("verifikasi", "invalid")):
        moment += timedelta(minutes=5)
        seq = work.followed(file).state.seq
        actions.act(everybody.actor, file, step=step, outcome=outcome, seen_seq=seq, data={**FILL, "reason": "Kartu."},
                    moment=moment)  # fmt: skip
    said = {
        question.field.name: question.known for question in questions(everybody.actor, file, "surat-penolakan", moment)
    }
    assert said["aturan"] == "Rekomendasi ini hanya untuk peserta JKN-KIS Mandiri kelas 1 dan kelas 2."
    assert said["keadaan"] == "Kartu.\nBPJS mandiri kelas berapa? 3"
    assert said["dasar"] == "Keputusan Nomor 900/414/KEP/DSPPPA/2023, judul layanan 1"
    assert "Nomor 30 Tahun 2014" in str(said["dasar_keberatan"])
    assert "hari libur tahun 2027" in str(said["catatan_batas"])  # its calendar is not there yet
    signing.sign(everybody.actor, file, step="penolakan", seen_seq=work.followed(file).state.seq, moment=moment)
    text = printed(letter_bytes(file, Product.objects.get(application_id=file, status="issued").id))
    assert "Sdr. Siti Contoh Jalan Rekaan 1, Kelurahan Contoh" in text
    assert "ajukan banding kepada atasan pejabat itu" in text
    assert cast.SITI.nik not in text


def printed(pdf: bytes) -> str:
    done = subprocess.run(["pdftotext", "-raw", "-", "-"], input=pdf, capture_output=True, check=True)
    return " ".join(done.stdout.decode().split())


def test_a_letter_sent_back_before_delivery_is_recalled_and_gets_a_new_number(everybody: cast.Officer) -> None:
    case = Case(everybody).to_signing()
    case.sign()
    first = case.product
    case.act("cetak", "returned", reason="salah tempat lahir")
    assert verify(first.code, MONDAY).state == "revoked"
    case.sign()
    live = Product.objects.get(application_id=case.id, status="issued")
    assert live.id != first.id
    assert list(LetterNumber.objects.order_by("seq").values_list("seq", flat=True)) == [1, 2]


def test_an_imported_letter_that_is_recalled_is_signed_anew_from_the_document_that_came(
    everybody: cast.Officer,
) -> None:
    outside = blank_pdf()
    case = Case(everybody).to_signing("imported", document=signing.keep_document(outside, cast.OFFICE))
    case.sign()
    case.act("cetak", "returned", reason="tercetak buram")
    case.sign()
    live = Product.objects.get(application_id=case.id, status="issued")
    pdf = letter_bytes(case.id, live.id)
    assert pdf.startswith(outside)
    assert len(authority().verify(pdf)) == 1


def test_revoking_shows_on_the_verification_page(everybody: cast.Officer) -> None:
    case = Case(everybody).to_signing()
    case.sign()
    case.act("cetak", "done")
    case.act("penyerahan-surat", "delivered")
    assert case.product.status == "delivered"
    actions.revoke(everybody.actor, case.id, product=case.product.product, reason="Data keliru", seen_seq=case.seq,
                   moment=case.moment)  # fmt: skip
    seen = verify(case.product.code, MONDAY)
    assert (seen.state, seen.revoked_reason) == ("revoked", "Data keliru")
    assert LetterNumber.objects.get().status == "taken"


def test_the_public_never_reads_why_the_office_took_a_letter_back(everybody: cast.Officer) -> None:
    case = Case(everybody).to_signing()
    case.sign()
    code = case.product.code
    case.act("cetak", "returned", reason="Siti salah ketik NIK")
    assert verify(code, MONDAY).revoked_reason == "Ditarik kantor sebelum diserahkan."


def test_validity_ends_with_the_day_at_the_office(everybody: cast.Officer) -> None:
    case = Case(everybody).to_signing()
    case.moment = datetime(2026, 11, 23, 18, 0, tzinfo=UTC)  # already Tuesday there
    case.sign()
    Product.objects.filter(application_id=case.id).update(valid_until=date(2026, 11, 24))
    last = datetime(2026, 11, 24, 16, 59, tzinfo=UTC)
    code = case.product.code
    assert [verify(code, at).state for at in (last, last + timedelta(minutes=1))] == ["valid", "expired"]


def test_of_a_confidential_service_not_even_initials_are_shown(everybody: cast.Officer) -> None:
    receipt = cast.apply("pengangkatan-anak", moment=MONDAY)
    row = Product.objects.create(
        application_id=receipt.application_id, office=cast.OFFICE, service="pengangkatan-anak",
        product="surat-rekomendasi-pengangkatan-anak", status="issued", made="here", code=product_code_of(uuid4()),
        content={"values": {}}, drafted_at=MONDAY, issued_at=MONDAY,
    )  # fmt: skip
    assert verify(row.code, MONDAY).initials == ""


def test_the_office_continues_its_paper_register(everybody: cast.Officer) -> None:
    who = everybody.actor
    numbers.set_next(who, year=2026, seq=4, note="dari buku lama", moment=MONDAY)
    assert numbers.reserve(who, year=2026, count=2, note="dinas luar", moment=MONDAY) == [4, 5]
    case = Case(everybody).to_signing()
    case.sign()
    assert numbers.insert_back(who, year=2026, after=5, reason="SK tertinggal", moment=MONDAY) == "5.a"
    assert numbers.insert_back(who, year=2026, after=5, reason="satu lagi", moment=MONDAY) == "5.b"
    lines = numbers.register(who, 2026)
    assert [(line.seq, line.suffix, line.status) for line in reversed(lines)] == [
        (1, "", "paper"), (2, "", "paper"), (3, "", "paper"), (4, "", "paper"), (5, "", "paper"),
        (5, "a", "paper"), (5, "b", "paper"), (6, "", "taken"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda who: numbers.set_next(who, year=2026, seq=1, note="", moment=MONDAY), "PRD-004"),
        (lambda who: numbers.reserve(who, year=2026, count=501, note="", moment=MONDAY), "PRD-005"),
        (lambda who: numbers.insert_back(who, year=2026, after=1, reason=" ", moment=MONDAY), "PRD-006"),
        (lambda who: numbers.insert_back(who, year=2026, after=9, reason="x", moment=MONDAY), "PRD-007"),
    ],
)
def test_the_register_cannot_be_bent(everybody: cast.Officer, change: Any, code: str) -> None:
    numbers.reserve(everybody.actor, year=2026, count=2, note="", moment=MONDAY)
    before = numbers.register(everybody.actor, 2026)
    with pytest.raises(Refusal) as told:
        change(everybody.actor)
    assert told.value.code == code
    assert numbers.register(everybody.actor, 2026) == before
