"""The cover of a signing folder, on paper."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from maklumat.core.letter.sheet import Sheet
from maklumat.core.letter.template import Column
from maklumat.records.catalogue import queries as catalogue
from maklumat.records.work import letters
from maklumat.records.work.folder_scans import Carried, Opened
from maklumat.records.work.step_words import moment_words
from maklumat.web.shared.entering import here

COLUMNS: Final = (
    Column("No.", align="center", share=1),
    Column("Surat", share=6),
    Column("Nomor surat", share=5),
    Column("Berkas", share=3),
    Column("Halaman", align="center", share=2),
    Column("Catatan", share=3),
)
NOTES: Final = (
    "Tanda tangani dan cap setiap surat pada tempatnya. Cap jangan menutup kotak QR di kaki halaman.",
    "Surat yang tidak disetujui jangan ditandatangani; tulis alasannya di kolom Catatan.",
    "Sesudah itu pindai semua lembar sekaligus, dalam urutan apa saja: hitam putih atau abu-abu, 200 titik per inci.",
)


def cover(request: HttpRequest, opened: Opened, printed: Sequence[Carried]) -> Sheet:
    """What lies in it, for whom, and what is to be done with it."""
    office, folder = here(request), opened.folder
    zone = catalogue.zone(office)
    signed_as = next((one.printout.signed_as for one in printed if one.printout.signed_as), "")
    return Sheet(
        office=office.name,
        title="Map tanda tangan",
        on=folder.printed_at.astimezone(zone).date(),
        facts=(
            ("Untuk", ", ".join(filter(None, (opened.signer, signed_as)))),
            ("Dicetak", f"{moment_words(folder.printed_at, zone)} oleh {opened.printed_by}"),
            ("Menurut perintah", folder.order),
            ("Jumlah surat", str(len(printed))),
        ),
        columns=COLUMNS,
        rows=tuple(
            (str(number), one.product, one.number, one.register, str(one.printout.pages), "")
            for number, one in enumerate(printed, start=1)
        ),
        notes=NOTES,
        foot="Lembar ini tetap di kantor dan boleh ikut dipindai.",
        code=f"{settings.BASE_ADDRESS}{reverse('desk:folder', args=[folder.pk])}",
        watermark="CONTOH" if settings.DEMO else "",
        paper=letters.paper_of(office.code),
    )
