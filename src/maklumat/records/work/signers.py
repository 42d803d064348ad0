"""Who puts the electronic signature on a PDF: the embedded signer, or BSrE with the signer's own certificate.

The head chooses one (a setting). The other never steps in by itself: a letter says who signed it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from maklumat.core.errors import Refusal
from maklumat.core.letter.base import CERTIFIED, ELECTRONIC
from maklumat.core.organisation.person_names import same_person
from maklumat.core.organisation.table import BSRE, SIGNER
from maklumat.ports.esign import EsignFault
from maklumat.ports.signing import SignerIdentity
from maklumat.records.catalogue import settings
from maklumat.records.outages.queries import BSRE_NAME, Down, running
from maklumat.records.outside import authority, esign
from maklumat.records.people.access import Actor
from maklumat.records.people.queries import certificate_name
from maklumat.records.products import signing_requests as requests

MISMATCH: Final = "TTD-024"
"""The code of a certificate that is somebody else's, also as the outcome of a request."""


@dataclass(frozen=True, slots=True)
class Secret:
    """What the signer typed for this signature; kept nowhere. `again`: they know that an earlier answer is missing."""

    nik: str = field(repr=False)
    passphrase: str = field(repr=False)
    again: bool = False


@dataclass(frozen=True, slots=True)
class Offer:
    """How a letter can be signed electronically here. `unanswered_at`: it was sent to the service then, and nobody
    knows what became of it.
    """

    certified: bool
    unanswered_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Sealed:
    """A signed PDF, with what its event says beside the mode: `certificate` (the name in it) and `service_id`."""

    pdf: bytes
    told: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be signed. `letter`: the id of what it belongs to. `reason` and `place` go into the signature."""

    pdf: bytes
    letter: UUID
    identity: SignerIdentity
    reason: str
    place: str


def mode_of(office: str) -> str:
    """How letters of this office are signed electronically: ELECTRONIC or CERTIFIED. One query."""
    return CERTIFIED if settings.value(office, SIGNER) == BSRE else ELECTRONIC


def offered(office: str, letter: UUID | None) -> Offer:
    """For the page on which a letter is signed; `letter` is None while there is none. One query, two with BSrE."""
    if mode_of(office) == ELECTRONIC:
        return Offer(certified=False)
    return Offer(certified=True, unanswered_at=requests.unanswered(letter) if letter else None)


def outage(office: str, now: datetime) -> Down | None:
    """The outage of BSrE that somebody of the office has noted. One query."""
    return next(iter(running(office, (BSRE_NAME,), now)), None)


def sealed(actor: Actor, wish: Wish, mode: str, secret: Secret | None, moment: datetime) -> Sealed:
    """The PDF with the signature. Outside any transaction; with the service the request is committed before it goes.

    Refusal TTD-010, TTD-019, TTD-020, TTD-021, TTD-024; EsignFault TTD-011 to TTD-018.
    """
    if mode == CERTIFIED:
        return _certified(actor, wish, secret, moment)
    authority().enrol(wish.identity, at=moment)
    pdf = authority().sign(wish.pdf, wish.identity.id, reason=wish.reason, location=wish.place, at=moment)
    return Sealed(pdf, {})


def _certified(actor: Actor, wish: Wish, secret: Secret | None, moment: datetime) -> Sealed:
    service = esign()
    if service is None:
        raise Refusal(
            "TTD-010",
            "Kantor ini memilih BSrE, tetapi layanannya belum dipasang. Cetak dan tanda tangani basah dahulu; beri tahu"
            " pengelola pemasangan.",
        )
    if secret is None:
        raise Refusal("TTD-019", "Tanda tangan BSrE perlu NIK dan frasa sandi; buka halaman tanda tangan surat ini.")
    takes = timedelta(seconds=service.seconds)
    asked = requests.begin(
        wish.letter, actor.office, user_id=actor.user_id, again=secret.again, takes=takes, moment=moment
    )
    try:
        found = service.sign(
            wish.pdf, nik=secret.nik, passphrase=secret.passphrase, reason=wish.reason, location=wish.place
        )
    except EsignFault as fault:
        if not fault.unknown:
            requests.close(asked, fault.code, moment=moment)
        raise
    if not _theirs(actor, found.signer):
        requests.close(asked, MISMATCH, moment=moment, service_id=found.reference, certificate=found.signer)
        raise Refusal(
            MISMATCH,
            "Sertifikat BSrE itu atas nama {certificate}, bukan {name}. Surat tidak diterbitkan dan nomornya tetap."
            " Periksa NIK yang diketik. Bila sertifikat itu memang milik Anda, minta administrator menulis namanya pada"
            " akun Anda.",
            certificate=found.signer or "–", name=actor.name,
        )  # fmt: skip
    requests.close(asked, requests.SIGNED, moment=moment, service_id=found.reference, certificate=found.signer)
    told = {"certificate": found.signer, "service_id": found.reference}
    return Sealed(found.pdf, {name: value for name, value in told.items() if value})


def _theirs(actor: Actor, certificate: str) -> bool:
    """Whether the certificate is this officer's: by their name, or by the one that their account says it bears."""
    return same_person(certificate, actor.name) or same_person(certificate, certificate_name(actor.user_id))
