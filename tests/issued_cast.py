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
from maklumat.ops.sample_pdf import blank_pdf
from maklumat.records.catalogue import queries as catalogue
from maklumat.records.catalogue.actions import enact
from maklumat.records.work import queries as work
from maklumat.records.work import signing
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


def applied() -> UUID:
    """A new application for the permit, under the changed standard."""
    cast.enact(neighbour=False)
    now = timezone.now()
    laws = catalogue.services(cast.OFFICE, now)
    changed = [signed_by_the_bupati(one.standard) if one.standard.code == SERVICE else one.standard for one in laws]
    enact(laws[0].office, changed, {}, moment=now)
    return cast.apply(SERVICE, moment=now).application_id


def act(file: UUID, step: str, outcome: str, **data: object) -> None:
    assert work.followed(file).state.step == step
    leave(everybody(), file, outcome, record_of(file, outcome, **data))


def issued() -> UUID:
    """The permit came back signed and was handed over."""
    file = applied()
    act(file, "konsep", "drafted", letter=TYPED)
    act(file, "paraf", "initialled")
    act(file, "kirim", "sent")
    act(file, "tunggu", "received")
    document = signing.keep_document(blank_pdf(), cast.OFFICE)
    act(file, "kembali", "imported", reference="400.9/77/2026", document=document)
    act(file, "serah", "delivered")
    return file
