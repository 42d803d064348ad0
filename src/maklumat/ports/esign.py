"""Signing with a certificate of BSrE, through the "esign client" service that BSSN gives to offices.

    POST {address}/api/sign/pdf          multipart: file, nik, passphrase, tampilan=invisible, reason, location
    GET  {address}/api/user/status/{nik} whether that person has a certificate that can be used

NIK and passphrase are typed for one signature: this module hands them on and keeps neither, and no error quotes them or
what the service said. The service keeps no key of ours by which a repeat would be known, so a request whose answer did
not come is never sent again by itself: `EsignFault.unknown` says so.

The shapes of answers are those that public clients of the service show (error "... Passphrase anda salah 2031" with
status 400); the service's own manual is not public. See docs/decisions/0025.
"""

from __future__ import annotations

import json
from base64 import b64encode
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any, Final
from uuid import uuid4

from maklumat.core.errors import Refusal
from maklumat.ports import pades
from maklumat.ports.asking import Reply, Unanswered, Unreached, ask

SECONDS: Final = 30.0
MOST_PDF_BYTES: Final = 20 * 1024 * 1024
ACTIVE, EXPIRED, UNREGISTERED, UNUSABLE = "active", "expired", "unregistered", "unusable"
_BUSY: Final = frozenset({HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE})
_NOT_LET_IN: Final = frozenset({HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN})


class EsignFault(Refusal):
    """The service did not sign. `unknown`: it may have signed all the same, and its answer did not reach us.

    TTD-011 wrong passphrase; TTD-012 NIK unknown there; TTD-013 the certificate has expired, or cannot be used;
    TTD-014 no connection, or it is busy; TTD-015 no answer; TTD-016 our own account is not let in; TTD-017 the answer
    is no signed letter; TTD-018 refused for a reason that we do not know.
    """

    unknown = False


class Unheard(EsignFault):
    """What the service did is not known."""

    unknown = True


@dataclass(frozen=True, slots=True)
class Signed:
    """`signer` is the name in the certificate; `reference` is what the service calls the document, "" if unsaid."""

    pdf: bytes
    signer: str
    reference: str = ""


@dataclass(frozen=True, slots=True)
class EsignService:
    """The service at `address`; `user` and `password` are the account that BSSN gave this office's application."""

    address: str
    user: str
    password: str = field(repr=False)
    seconds: float = SECONDS

    def sign(self, pdf: bytes, *, nik: str, passphrase: str, reason: str, location: str) -> Signed:
        """The PDF with the person's signature. Asks once. EsignFault says which way it went wrong."""
        fields = {
            "nik": nik, "passphrase": passphrase, "tampilan": "invisible", "reason": reason, "location": location,
        }  # fmt: skip
        kind, body = _multipart(fields, pdf)
        answer = self._ask("POST", "/api/sign/pdf", {"Content-Type": kind}, body)
        if isinstance(answer, Unanswered) or (isinstance(answer, Reply) and not answer.whole):
            raise Unheard(
                "TTD-015",
                "Permintaan tanda tangan sudah dikirim ke BSrE, tetapi jawabannya tidak datang. Mungkin di sana sudah"
                " ditandatangani. Permintaan tidak diulang sendiri; nomor surat tetap.",
            )
        if isinstance(answer, Unreached) or answer.status in _BUSY:
            raise EsignFault(
                "TTD-014",
                "Layanan BSrE tidak dapat dihubungi. Surat belum ditandatangani dan nomornya tetap. Coba lagi nanti,"
                " atau cetak dan tanda tangani basah; tanda tangan elektroniknya disusulkan.",
            )
        if answer.status != HTTPStatus.OK:
            raise self._fault(answer, nik)
        return _checked(answer, pdf)

    def status(self, nik: str) -> str:
        """ACTIVE, EXPIRED, UNREGISTERED or UNUSABLE; "" when the service does not say."""
        answer = self._ask("GET", f"/api/user/status/{nik}", {}, None)
        if not isinstance(answer, Reply) or answer.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            return ""
        return _standing(_said(answer.body))

    def _ask(
        self, method: str, path: str, headers: dict[str, str], body: bytes | None
    ) -> Reply | Unreached | Unanswered:
        account = b64encode(f"{self.user}:{self.password}".encode()).decode()
        return ask(
            method, self.address + path, {**headers, "Authorization": f"Basic {account}"}, body,
            seconds=self.seconds, most=MOST_PDF_BYTES,
        )  # fmt: skip

    def _fault(self, answer: Reply, nik: str) -> EsignFault:
        """Why it refused: by its words, and where they say nothing by the state of the certificate."""
        if answer.status in _NOT_LET_IN:
            return EsignFault(
                "TTD-016", "Layanan BSrE menolak akun aplikasi ini, bukan Anda. Beri tahu pengelola pemasangan."
            )
        words = _said(answer.body)
        if "2031" in words or "passphrase" in words:
            return EsignFault("TTD-011", "Frasa sandi BSrE salah. Surat belum ditandatangani dan nomornya tetap.")
        if not words and answer.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            return Unheard("TTD-015", "Layanan BSrE terganggu di tengah jalan. Mungkin di sana sudah ditandatangani.")
        standing = _standing(words) or self.status(nik)
        if standing == UNREGISTERED:
            return EsignFault("TTD-012", "NIK ini tidak terdaftar di BSrE. Periksa lagi angkanya.")
        if standing in (EXPIRED, UNUSABLE):
            return EsignFault(
                "TTD-013", "Sertifikat BSrE Anda sudah habis masa berlakunya atau tidak dapat dipakai lagi."
            )
        return EsignFault(
            "TTD-018", "Layanan BSrE menolak menandatangani (jawaban {status}). Surat belum ditandatangani.",
            status=answer.status,
        )  # fmt: skip


def _checked(answer: Reply, sent: bytes) -> Signed:
    """What came back is the letter with one signature more than it had, which holds."""
    try:
        before, found = pades.facts(sent, None), pades.facts(answer.body, None)
    except pades.UNREADABLE as error:
        raise _no_letter() from error
    if len(found) <= len(before) or not found[-1].holds:
        raise _no_letter()
    reference = answer.headers.get("id_dokumen", "")
    return Signed(answer.body, found[-1].signer, reference[:120] if reference.isprintable() else "")


def _no_letter() -> Unheard:
    return Unheard(
        "TTD-017",
        "Jawaban BSrE bukan surat yang bertanda tangan sah. Surat tidak diterbitkan dan nomornya tetap.",
    )


def _said(body: bytes) -> str:
    """The words of a JSON answer, in small letters; "" for anything else."""
    try:
        said: Any = json.loads(body)
    except ValueError:
        return ""
    if not isinstance(said, dict):
        return ""
    return " ".join(str(said.get(name, "")) for name in ("error", "message", "status", "status_code")).lower().strip()


def _standing(words: str) -> str:
    if any(word in words for word in ("2011", "1110", "not_registered", "tidak terdaftar", "belum terdaftar")):
        return UNREGISTERED
    if any(word in words for word in ("expired", "kedaluwarsa", "kadaluarsa", "masa berlaku")):
        return EXPIRED
    if any(word in words for word in ("revoke", "suspend", "no_certificate", "not_certified", "renew")):
        return UNUSABLE
    return ACTIVE if "1111" in words or "issue" in words.split() else ""


def _multipart(fields: dict[str, str], pdf: bytes) -> tuple[str, bytes]:
    """The content type and the body of a form with one file."""
    boundary = uuid4().hex
    head = f'--{boundary}\r\nContent-Disposition: form-data; name="'
    parts = [f'{head}{name}"\r\n\r\n{value}\r\n'.encode() for name, value in fields.items()]
    parts.append(f'{head}file"; filename="surat.pdf"\r\nContent-Type: application/pdf\r\n\r\n'.encode())
    return f"multipart/form-data; boundary={boundary}", b"".join([*parts, pdf, f"\r\n--{boundary}--\r\n".encode()])
