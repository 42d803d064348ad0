"""A signing service as offices know it from BSSN, on this machine: signs for real, refuses, delays and breaks off."""

from __future__ import annotations

import threading
from base64 import b64decode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email import message_from_bytes, policy
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any, Final

from django.utils import timezone

from maklumat.core.organisation import table
from maklumat.ports.esign import EsignService
from maklumat.ports.signing import Authority, SignerIdentity
from maklumat.records.catalogue import settings as decided
from maklumat.records.work.signers import Secret
from tests import cast
from tests.stub_server import served

NIK: Final = "9999017001800009"
PASSPHRASE: Final = "frasa & sandi Contoh é"
SIGNER: Final = SignerIdentity("contoh.bsre", "Kepala Dinas", "Dinas Contoh", "Dr. CONTOH KEPALA, S.Sos., M.Si")
ACCOUNT: Final = ("aplikasi", "akun-rahasia")
SOON: Final = 0.5
"""Seconds of patience with a service that is slow on purpose."""
SIGNS, SILENT, CUTS, PAGE, DOWN, PROXY = "signs", "silent", "cuts", "page", "down", "proxy"
EXPIRED, UNREGISTERED, REFUSES, REFUSES_EXPIRED, RETURNS = (
    "expired",
    "unregistered",
    "refuses",
    "refuses_exp",
    "returns",
)


@dataclass
class Stub:
    """`mode` is what it does next, `signer` whose certificate it signs with; `asked` what came: method, path, account
    and fields (the file's bytes as `file`)."""

    authority: Authority
    mode: str = SIGNS
    signer: SignerIdentity = SIGNER
    asked: list[dict[str, Any]] = field(default_factory=list)
    signed: int = 0
    let_go: threading.Event = field(default_factory=threading.Event)
    address: str = ""

    def service(self, **more: Any) -> EsignService:
        values = {"user": ACCOUNT[0], "password": ACCOUNT[1], "seconds": SOON, **more}
        return EsignService(self.address, **values)

    def answer(self, handler: BaseHTTPRequestHandler) -> None:
        body = handler.rfile.read(int(handler.headers.get("Content-Length") or 0))
        account = b64decode(handler.headers.get("Authorization", "").removeprefix("Basic ")).decode()
        fields = _fields(handler.headers.get("Content-Type", ""), body) if body else {}
        self.asked.append({"path": handler.path, "account": account, "fields": fields})
        if account != ":".join(ACCOUNT):
            _say(handler, 401, b'{"error": "Unauthorized"}')
        elif handler.command == "GET":
            words = b'"EXPIRED"' if self.mode == REFUSES_EXPIRED else b'"ISSUE", "status_code": 1111'
            _say(handler, 200, b'{"status": ' + words + b"}")
        else:
            self._sign(handler, fields)

    def _sign(self, handler: BaseHTTPRequestHandler, fields: dict[str, Any]) -> None:
        refusals = {
            DOWN: (503, b"<html>Sedang dirawat</html>"),
            PROXY: (502, b"<html>Bad Gateway</html>"),
            PAGE: (200, b"<html>Selamat datang</html>"),
            EXPIRED: (400, b'{"error": "Proses signing gagal : Sertifikat expired", "status_code": 400}'),
            UNREGISTERED: (400, b'{"error": "Proses signing gagal : User tidak terdaftar 2011", "status_code": 400}'),
            REFUSES: (400, b'{"error": "Kuota habis", "status_code": 400}'),
            REFUSES_EXPIRED: (400, b'{"error": "Gagal", "status_code": 400}'),
        }
        if self.mode in refusals:
            _say(handler, *refusals[self.mode])
        elif fields["passphrase"] != PASSPHRASE:
            _say(handler, 400, b'{"error": "Proses signing gagal : Passphrase anda salah 2031", "status_code": 400}')
        elif self.mode == RETURNS:
            _say(handler, 200, fields["file"])
        else:
            self._made(handler, fields)

    def _made(self, handler: BaseHTTPRequestHandler, fields: dict[str, Any]) -> None:
        """It has signed, whether or not anybody gets to know."""
        at = datetime.now(UTC)
        self.authority.enrol(self.signer, at=at)
        pdf = self.authority.sign(
            fields["file"], self.signer.id, reason=fields["reason"], location=fields["location"], at=at
        )
        self.signed += 1
        if self.mode == SILENT:
            self.let_go.wait(30)
            handler.close_connection = True
        elif self.mode == CUTS:
            handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(pdf) + pdf[: len(pdf) // 2])
            handler.close_connection = True
        else:
            _say(handler, 200, pdf, id_dokumen=f"dok-{self.signed}")


def _say(handler: BaseHTTPRequestHandler, status: int, body: bytes, **headers: str) -> None:
    handler.send_response(status)
    for name, value in {**headers, "Content-Length": str(len(body))}.items():
        handler.send_header(name, value)
    handler.end_headers()
    handler.wfile.write(body)


def _fields(kind: str, body: bytes) -> dict[str, Any]:
    message = message_from_bytes(f"Content-Type: {kind}\r\n\r\n".encode() + body, policy=policy.HTTP)
    found: dict[str, Any] = {}
    for part in message.iter_parts():  # type: ignore[attr-defined]
        name = part.get_param("name", header="content-disposition")
        content = part.get_payload(decode=True)
        found[name] = content if name == "file" else content.decode()
    return found


@contextmanager
def esign_stub(folder: Path) -> Iterator[Stub]:
    """The service in a thread, gone at the end; its keys lie in `folder`."""
    with served(Stub(Authority(folder, at=datetime.now(UTC)))) as stub:
        yield stub


def chosen(office: str, settings: Any, stub: Stub, **more: Any) -> None:
    """The head of that office chooses BSrE, and the installation has this service."""
    head = cast.officer(cast.HEAD, office=office, name="Contoh Pemutus").actor
    decided.decide(head, table.SIGNER, table.BSRE, moment=timezone.now())
    settings.ESIGN = stub.service(**{"seconds": 20.0, **more})


def typed(passphrase: str = PASSPHRASE, **more: bool) -> Secret:
    return Secret(NIK, passphrase, **more)
