"""A permit letter with a life after issue: drafted here, signed by the Bupati, with duties and an extension."""

from __future__ import annotations

from dataclasses import replace
from typing import Final
from uuid import UUID

from django.utils import timezone

from maklumat.core.standard.model import (
    Duty,
    EligibilityRule,
    Extension,
    IntakeField,
    Licensor,
    Outcome,
    Product,
    Revocation,
    ServiceStandard,
    Source,
    Step,
    Validity,
)
from maklumat.ops.sample_image import blank_png
from maklumat.ops.sample_pdf import blank_pdf
from maklumat.ports.uploads import decode
from maklumat.records.catalogue import queries as catalogue
from maklumat.records.catalogue.actions import enact
from maklumat.records.products.afterlife import duties_of
from maklumat.records.work import afterlife, signing
from maklumat.records.work import queries as work
from tests import cast
from tests.web.step_cast import everybody, leave, record_of

SERVICE: Final = "rekomendasi-pub"
LETTER: Final = "surat-rekomendasi-pub"
HERE: Final = Source("", reason="uji")
SIGNER: Final = "Bupati Contoh"
TYPED: Final = {
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


REPORT: Final = Duty(
    "laporan",
    "Melaporkan hasil pengumpulan",
    30,
    "expiry",
    "PP 29/1980",
    HERE,
    fields=(
        IntakeField("hasil", "Hasil (Rp)", "number", HERE),
        IntakeField("biaya", "Biaya (Rp)", "number", HERE),
    ),
    rules=(
        EligibilityRule("biaya", "Biaya paling banyak 10 persen", "biaya * 10 <= hasil", "PP 29/1980 pasal 6", HERE),
    ),
)
START: Final = Duty("mulai", "Memberi tahu bahwa pengumpulan dimulai", 3, "mulai_pengumpulan", "Permensos 8/2021", HERE)


def _step(code: str, kind: str, post: str, ways: dict[str, str], *, outside: bool = False) -> Step:
    outcomes = tuple(Outcome(way, to) for way, to in ways.items())
    return Step(code, code, "outside" if outside else "post", kind, (post,), outcomes, HERE, product=LETTER)


def signed_by_the_bupati(standard: ServiceStandard) -> ServiceStandard:
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
        duties=(REPORT, START),
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


def enacted(*, neighbour: bool = False) -> None:
    """The law, with the permit changed so, in the office and in its neighbour."""
    cast.enact(neighbour=neighbour)
    change(*((cast.OFFICE, cast.NEIGHBOUR) if neighbour else (cast.OFFICE,)))


def change(*offices: str) -> None:
    """Bring the changed permit into force in offices that have their law."""
    now = timezone.now()
    for office in offices:
        laws = catalogue.services(office, now)
        changed = [signed_by_the_bupati(one.standard) if one.standard.code == SERVICE else one.standard for one in laws]
        enact(laws[0].office, changed, {}, moment=now)
    cast.forget_law()  # a row that was taken back may have had the same number


def applied() -> UUID:
    """A new application for the permit, under the changed standard."""
    enacted()
    return cast.apply(SERVICE).application_id


def act(file: UUID, step: str, outcome: str, **data: object) -> None:
    opened = work.followed(file)
    assert opened.state.step == step
    leave(everybody(opened.law.office.code), file, outcome, record_of(file, outcome, **data))


def handed_over(file: UUID) -> UUID:
    """An application for the permit goes all the way: the permit came back signed and was handed over."""
    act(file, "konsep", "drafted", letter=TYPED)
    act(file, "paraf", "initialled")
    act(file, "kirim", "sent")
    act(file, "tunggu", "received")
    document = signing.keep_document(blank_pdf(), work.followed(file).law.office.code)
    act(file, "kembali", "imported", reference="400.9/77/2026", document=document)
    act(file, "serah", "delivered")
    return file


def issued() -> UUID:
    """The permit came back signed and was handed over."""
    return handed_over(applied())


def duty_of(file: UUID, duty: Duty = REPORT) -> UUID:
    """A duty of the holder of this permit."""
    return next(one.id for one in duties_of(file) if one.code == duty.code)


def report(file: UUID, hasil: int = 1_000_000, biaya: int = 150_000, note: str = "") -> None:
    """The holder reports what was collected and what it cost, with a photograph."""
    afterlife.report(
        work.followed(file), duty_of(file), answers={"hasil": hasil, "biaya": biaya},
        paper=decode(blank_png(), "foto.png"), note=note, moment=timezone.now(),
    )  # fmt: skip
