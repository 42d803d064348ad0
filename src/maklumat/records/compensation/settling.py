"""Giving what is owed: the row of an entitlement, changed inside the transactions of `records.work`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from maklumat.core.compensation.entitlements import APOLOGY, PRIORITY
from maklumat.core.errors import NotVisible, Refusal
from maklumat.core.events import Event
from maklumat.core.letter.number import LetterNumber as NumberParts
from maklumat.core.letter.number import parse_number_format
from maklumat.core.standard.model import Office, ServiceStandard
from maklumat.records.applications.actions import take_number
from maklumat.records.applications.receipts import product_code_of
from maklumat.records.compensation.following import DECLINED, GIVEN, OWED
from maklumat.records.compensation.models import Breach, Entitlement
from maklumat.records.ledger import actions as ledger
from maklumat.records.people.access import Actor
from maklumat.records.products.actions import REGISTER
from maklumat.records.products.models import LetterNumber

SIGNED: Final = "apology_signed"
SETTLED: Final = "entitlement_given"
REFUSED: Final = "entitlement_declined"
HANDED, SENT, READ = "handed", "sent", "read"
WAYS: Final = (HANDED, SENT, READ)
_PLAIN: Final = "{seq}/{unit}/{year}"


@dataclass(frozen=True, slots=True)
class Broken:
    """One broken promise of a file."""

    limit: str
    due_at: datetime
    known_at: datetime


def locked(office: str, entitlement_id: UUID) -> Entitlement:
    """The row, held until the transaction ends. Raises NotVisible."""
    row = Entitlement.objects.select_for_update().filter(pk=entitlement_id, office=office).first()
    if row is None:
        raise NotVisible
    return row


def broken_of(application_id: UUID) -> tuple[Broken, ...]:
    """The promises of a file that the office broke, in the order in which they were."""
    rows = Breach.objects.filter(application_id=application_id, caused=True).order_by("office_seq")
    return tuple(Broken(*columns) for columns in rows.values_list("limit", "due_at", "known_at"))


def broken_of_files(applications: Iterable[UUID]) -> dict[UUID, tuple[Broken, ...]]:
    """The same of several files. One query."""
    rows = Breach.objects.filter(application_id__in=list(applications), caused=True).order_by("office_seq")
    found: dict[UUID, tuple[Broken, ...]] = {}
    for row in rows:
        broken = Broken(row.limit, row.due_at, row.known_at)
        found[row.application_id] = (*found.get(row.application_id, ()), broken)
    return found


def owed_of(application_id: UUID) -> tuple[Entitlement, ...]:
    """Everything that is or was owed for a file, in the order of the register."""
    return tuple(Entitlement.objects.filter(application_id=application_id).order_by("year", "number"))


def still_owed(row: Entitlement) -> None:
    """Refusal KMP-003 when it was given, used or declined already."""
    if row.status != OWED:
        raise Refusal("KMP-003", "Hak ini sudah diberikan, dipakai, atau dilepas.")


def number_letter(
    row: Entitlement, office: Office, standard: ServiceStandard, register: str, *, on: date, moment: datetime, by: int
) -> None:
    """Give the letter of apology its number, once, by the pattern of the service's other letters."""
    if row.letter_number:
        return
    like = next((one for one in standard.products if one.number_format and one.signed_by), None)
    seq = take_number(row.office, REGISTER, on.year)
    row.letter_number = parse_number_format(like.number_format if like else _PLAIN).write(
        NumberParts(
            seq=seq, on=on, classification=like.classification if like else "", security="B", unit=office.letter_unit
        )
    )
    row.letter_code = product_code_of(row.id)
    LetterNumber.objects.create(
        office=row.office, register=REGISTER, year=on.year, seq=seq, text=row.letter_number, status="taken",
        taken_at=moment, taken_by=by, note=f"Surat permintaan maaf, berkas {register}",
    )  # fmt: skip
    row.save(update_fields=["letter_number", "letter_code"])


def printed_for(row: Entitlement, signer: int, moment: datetime) -> None:
    """It was printed for that user's hand. Printed for them once more, the first print may be the one they signed."""
    if row.letter_signer != signer or row.letter_printed_at is None:
        row.letter_signer, row.letter_printed_at = signer, moment
        row.save(update_fields=["letter_signer", "letter_printed_at"])


@dataclass(frozen=True, slots=True)
class KeptLetter:
    """A signed letter of apology: its file, how, for which post, as what ("" for its holder), by whom, on which day."""

    name: str
    sha256: str
    mode: str
    post: str
    signed_as: str
    signer: int
    on: date


def keep_letter(
    row: Entitlement, actor: Actor, made: KeptLetter, *, told: Mapping[str, Any], moment: datetime
) -> None:  # fmt: skip
    """The signed letter is the letter. The ledger says so, in the post that signed; `actor` is who recorded it."""
    row.letter_name, row.letter_sha256, row.letter_mode = made.name, made.sha256, made.mode
    row.letter_at, row.letter_post, row.letter_signed_as = moment, made.post, made.signed_as
    row.letter_signer, row.letter_signed_on = made.signer, made.on
    row.save(
        update_fields=[
            "letter_name", "letter_sha256", "letter_mode", "letter_at", "letter_post", "letter_signed_as",
            "letter_signer", "letter_signed_on",
        ]
    )  # fmt: skip
    data = {"number": row.letter_number, "sha256": made.sha256, "mode": made.mode, "file": made.name, **told}
    _tell(row, actor, SIGNED, data, moment, post=made.post)


def settle(row: Entitlement, actor: Actor, *, how: str, note: str, proof: str, moment: datetime) -> None:
    """It was given: how, and what shows it. Refusal KMP-003, KMP-004 (a priority is used, not given), KMP-005,
    KMP-009 (neither proof nor note)."""
    still_owed(row)
    if row.form == PRIORITY:
        raise Refusal("KMP-004", "Prioritas dipakai pada permohonan berikutnya; tidak perlu diserahkan.")
    if row.form == APOLOGY and row.letter_at is None:
        raise Refusal("KMP-005", "Surat permintaan maaf belum ditandatangani.")
    if not proof and not note.strip():
        raise Refusal("KMP-009", "Lampirkan foto atau pindaian bukti, atau tulis catatan siapa yang menerimanya.")
    _close(row, actor, GIVEN, how=how, note=note, proof=proof, moment=moment)
    _tell(row, actor, SETTLED, {"how": how, "proof": proof}, moment)


def decline(row: Entitlement, actor: Actor, *, reason: str, moment: datetime) -> None:
    """Whoever is owed it does not want it, and said so. Refusal KMP-003."""
    still_owed(row)
    _close(row, actor, DECLINED, how="", note=reason, proof="", moment=moment)
    _tell(row, actor, REFUSED, {"reason": reason}, moment)


def _close(row: Entitlement, actor: Actor, status: str, *, how: str, note: str, proof: str, moment: datetime) -> None:
    row.status, row.how, row.note, row.proof = status, how, note, proof
    row.settled_at, row.settled_by, row.settled_post = moment, actor.user_id, "+".join(actor.posts)[:200]
    row.save(
        update_fields=["status", "how", "note", "proof", "settled_at", "settled_by", "settled_post"],
    )


def _tell(
    row: Entitlement, actor: Actor, kind: str, data: Mapping[str, Any], moment: datetime, post: str = ""
) -> None:  # fmt: skip
    said = {"entitlement": str(row.id), "form": row.form, **data}
    event = Event(0, kind, moment, moment, post=post or actor.in_charge, data=said)
    ledger.append(row.office, None, event, actor.user_id)
