"""A letter that its standard wants signed electronically, and that went out on paper."""

from __future__ import annotations

from uuid import UUID

from django.utils import timezone

from maklumat.ops.sample_pdf import blank_pdf
from maklumat.records.models import Product
from maklumat.records.work import actions, signing
from tests import cast
from tests.cast import Officer
from tests.web.desk_steps import position, sign

LETTER = {"tempat_lahir": "Tanjungpandan", "tanggal_periksa_data": "2026-11-23"}
STEP = "tanda-tangan"
__all__ = ["LETTER", "STEP", "blank_pdf", "everybody", "on_paper", "sign", "to_signing"]


def everybody(office: str = cast.OFFICE) -> Officer:
    """A small office: one person holds every post of the letter but the head's."""
    return cast.officer(cast.CLERK, cast.ANALYST, cast.OPERATOR, cast.PRINTER, office=office, name="Serba Contoh")


def to_signing(office: str = cast.OFFICE) -> UUID:
    """A file whose letter waits for its signature."""
    who, file = everybody(office).actor, cast.apply(office=office).application_id
    more = {"reason": "alasan", "note": "catatan", "reference": "SIKS-1", "letter": LETTER}
    for outcome in ("complete", "valid", "drafted"):
        state = position(file).state
        data = more if outcome == "drafted" else {key: more[key] for key in ("note", "reference", "reason")}
        actions.act(who, file, step=state.step, outcome=outcome, seen_seq=state.seq, data=data, moment=timezone.now())
    return file


def on_paper(head: Officer, office: str = cast.OFFICE) -> Product:
    """Printed with its number, signed by hand, scanned: issued, and its electronic signature still follows."""
    file = to_signing(office)
    at = {"step": STEP, "seen_seq": position(file).state.seq, "moment": timezone.now()}
    signing.print_for_wet_signature(head.actor, file, **at)
    signing.take_in_scan(head.actor, file, scan=blank_pdf(), **at)
    return Product.objects.get(application_id=file)
