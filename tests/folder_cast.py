"""Letters carried in a folder: who prints them, and what comes out of the scanner."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import Any
from uuid import UUID

from django.utils import timezone
from PIL import Image

from maklumat.core.organisation.table import FOLDER_ORDER
from maklumat.ports.pages import page_count
from maklumat.ports.uploads import Decoded, decode
from maklumat.records.catalogue import settings
from maklumat.records.models import Product, ScannedPage, SigningFolder
from maklumat.records.people.access import ADMINISTRATOR, Actor
from maklumat.records.work import folder_scans, folders
from maklumat.records.work.folders import Wanted
from tests import cast, wet_cast
from tests.ports.scanned import gray_page
from tests.records.test_mandated_signing import STEP, Office, seq

ORDER = "800/001/CONTOH tanggal 2 Januari 2026"


def ordered(office: Office) -> None:
    """The head has ordered it, and the administrator has noted that."""
    settings.decide(office.administrator.actor, FOLDER_ORDER, ORDER, moment=timezone.now())


def wanted(files: Iterable[UUID]) -> list[Wanted]:
    return [Wanted(file, STEP, seq(file)) for file in files]


def folder_of(office: Office, files: Sequence[UUID], actor: Actor | None = None) -> SigningFolder:
    """A folder with all of these, for the head's hand."""
    made, told = folders.print_folder(actor or office.clerk.actor, office.head.user.pk, wanted(files), timezone.now())
    assert [result.fault for _, result in told] == [None] * len(files)
    assert made is not None
    return made


def letters(office: Office, folder: SigningFolder) -> list[bytes]:
    """The letters of a folder as they come out of the printer."""
    pages, _ = folders.printed_again(office.clerk.actor, folder.printouts.order_by("pk"), timezone.now())
    return list(pages.values())


def scanned(pdf: bytes, angle: float = 0) -> list[Image.Image]:
    """Every page of it as a scanner sees it."""
    return [
        gray_page(pdf, number).rotate(angle, expand=True, fillcolor=255) for number in range(1, page_count(pdf) + 1)
    ]


def blank() -> Image.Image:
    return Image.new("L", (1654, 2339), 255)


def pile(pages: Sequence[Image.Image]) -> bytes:
    target = BytesIO()
    pages[0].save(target, "PDF", save_all=True, append_images=pages[1:], resolution=200)
    return target.getvalue()


def laid_on(office: Office, folder: SigningFolder, pages: Sequence[Image.Image]) -> folder_scans.Taken:
    """The clerk scans this pile."""
    return folder_scans.take_in(office.clerk.actor, folder.pk, [decoded(pages)], timezone.now())


def decoded(pages: Sequence[Image.Image]) -> Decoded:
    return decode(pile(pages))


def every_state(office: str = cast.OFFICE) -> tuple[cast.Officer, UUID, UUID, UUID]:
    """A folder of an office that orders them: a letter that came back whole, one that did not, and a page of neither.

    Who carries it, its id, the id of the page that was recognised, and of the one that was not.
    """
    now = timezone.now()
    settings.decide(cast.officer(ADMINISTRATOR, office=office).actor, FOLDER_ORDER, ORDER, moment=now)
    who = wet_cast.everybody(office)
    clerk, head = who.actor, cast.officer(cast.HEAD, office=office, name="Contoh Kepala")
    files = [wet_cast.to_signing(office) for _ in range(2)]
    folder, _ = folders.print_folder(clerk, head.user.pk, wanted(files), now)
    assert folder is not None
    pages, _ = folders.printed_again(clerk, folder.printouts.order_by("pk"), now)
    page, *_ = scanned(next(iter(pages.values())))
    folder_scans.take_in(clerk, folder.pk, [decoded([page, blank()])], now)
    known, unknown = ScannedPage.objects.filter(folder=folder).order_by("number").values_list("pk", flat=True)
    return who, folder.pk, known, unknown


def make_long(file: UUID) -> None:
    """Its letter takes more than one page."""
    row = Product.objects.get(application_id=file)
    values: dict[str, Any] = {**row.content["values"], "alamat": "Jalan Contoh yang Panjang Sekali " * 120}
    row.content = {"values": values}
    row.save()
