"""The office's own copy of a letter: the letter, and behind it a sheet with the parafs. Never for the citizen."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from maklumat.core.errors import NotVisible
from maklumat.core.letter.sheet import Sheet
from maklumat.core.letter.template import Column
from maklumat.records.catalogue import queries as catalogue
from maklumat.records.people.access import Actor
from maklumat.records.work import letters
from maklumat.records.work.queries import FileView
from maklumat.records.work.step_words import moment_words
from maklumat.web.desk import opening
from maklumat.web.desk.initials_told import Letter, letter_of
from maklumat.web.shared.entering import TEAM, here, officer, today
from maklumat.web.shared.uploading import shown

COLUMNS = (Column("Paraf oleh", share=3), Column("Waktu", share=2), Column("Keadaan", share=2))


@officer(TEAM)
@require_safe
def office_copy(request: HttpRequest, actor: Actor, application_id: UUID, product: str) -> HttpResponse:
    """As PDF, to be kept in the file on paper."""
    file = opening.opened(request, actor, application_id)
    found = next((one for one in file.law.standard.products if one.code == product), None)
    if found is None or all(one.product != product for one in file.products):
        raise NotVisible
    letter = letter_of(file, found) or Letter(found, (), 0, 0)
    pdf = letters.office_copy(actor, file.id, product, _sheet(request, file, letter), timezone.now())
    return shown(pdf, "application/pdf", f"salinan-kantor-{file.register.replace('/', '-')}.pdf")


def _sheet(request: HttpRequest, file: FileView, letter: Letter) -> Sheet:
    office, zone = here(request), catalogue.zone(here(request))
    row = next(one for one in reversed(file.products) if one.product == letter.product.code)
    nobody = "" if letter.initials else "Surat ini belum diparaf."
    returns = f"Konsep surat ini dikembalikan {letter.returns} kali." if letter.returns else ""
    return Sheet(
        office=office.name,
        title="Lembar paraf",
        on=today(office, timezone.now()),
        facts=(
            ("Surat", letter.product.name),
            ("Nomor", row.number or "belum bernomor"),
            ("Berkas", file.register),
            ("Layanan", file.law.standard.name),
        ),
        columns=COLUMNS,
        rows=tuple((one.by, moment_words(one.at, zone), one.worth) for one in letter.initials),
        notes=tuple(filter(None, (nobody, returns))),
        foot=f"Salinan untuk arsip kantor, bukan untuk pemohon. Berkas {file.register}.",
        watermark="CONTOH" if settings.DEMO else "",
        paper=letters.paper_of(office.code),
    )
