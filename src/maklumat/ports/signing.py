"""The embedded signer: PAdES B-B signatures with an own certificate authority, made at first start.

It is **not** BSrE, and says so in its certificates: an uncertified electronic signature (PP 71/2019 art. 60). It
proves that the file is the one this installation signed, for which post, and that no byte changed since.

    signing/ca.pem          key and certificate of the authority     0600, in a folder 0700
    signing/ca.crt          the certificate alone, to hand out
    signing/<signer>.pem    key and certificate of one signer        0600; the key encrypted where there is a passphrase
"""

from __future__ import annotations

import fcntl
import os
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey

from maklumat.core.errors import MaklumatError
from maklumat.ports import certificates, pades
from maklumat.ports.pades import SignatureFacts

_SIGNER_ID: Final = re.compile(r"[a-z0-9][a-z0-9._-]{0,99}")
_OPEN_TO_OTHERS: Final = 0o077


class CannotSign(MaklumatError):
    """The embedded signer refuses.

    TTD-001 keys readable by others; TTD-002 no such signer; TTD-003 passphrase missing or wrong; TTD-004 not a
    signer's id; TTD-005 the file is no PDF that can be signed or read.
    """


@dataclass(frozen=True, slots=True)
class SignerIdentity:
    """Who a key belongs to. `id` names the key file: lower-case letters, digits, "._-"; never a NIK or NIP.

    `post` is the post's title, `office` the office's name; `name` the holder's (may be empty).
    """

    id: str
    post: str
    office: str
    name: str = ""


class Authority:
    """The installation's own certificate authority and the keys of its signers. May be shared by threads.

    `folder` is created when it is missing; `at` (aware) is the moment of opening, from which a new authority is
    valid. CannotSign TTD-001 when group or others may read the folder or a key in it.
    """

    def __init__(self, folder: Path, *, at: datetime) -> None:
        self._folder = folder / "signing"
        self._kept: dict[str, tuple[tuple[int, int], pades.SigningKey]] = {}
        self._guard = threading.Lock()
        for place in (folder, self._folder):
            place.mkdir(parents=True, exist_ok=True, mode=0o700)
            self._check(place)
        with self._alone():
            if not self._path("ca").exists():
                key, certificate = certificates.make_authority(at)
                self._write("ca.crt", certificate.public_bytes(serialization.Encoding.PEM))
                self._write("ca.pem", _pem(key, certificate, ""))
        self._check(self._path("ca"))
        self._root = x509.load_pem_x509_certificate(_certificate_part(self._path("ca").read_bytes()))

    @property
    def certificate(self) -> bytes:
        """The authority's certificate (PEM), for whoever wants to check signatures elsewhere."""
        return self._root.public_bytes(serialization.Encoding.PEM)

    def enrol(self, identity: SignerIdentity, *, at: datetime, passphrase: str = "") -> str:
        """Give the signer a key, unless there is one that fits: answers the certificate's serial number in hex.

        A new key and certificate replace the old where post, office or name changed or the certificate is about to
        expire. With `passphrase` the key is stored encrypted under it. CannotSign TTD-004.
        """
        path = self._path(self._checked_id(identity.id))
        with self._alone():
            if path.exists():
                self._check(path)
                certificate = x509.load_pem_x509_certificate(_certificate_part(path.read_bytes()))
                if certificates.still_fits(certificate, identity.post, identity.office, identity.name, at):
                    return f"{certificate.serial_number:x}"
            authority_key = _load_key(self._path("ca").read_bytes(), "")
            key, certificate = certificates.make_signer(
                authority_key, self._root, post=identity.post, office=identity.office, name=identity.name, at=at
            )
            self._write(path.name, _pem(key, certificate, passphrase))
        return f"{certificate.serial_number:x}"

    def sign(
        self, pdf: bytes, signer_id: str, *, reason: str, location: str, at: datetime, passphrase: str = ""
    ) -> bytes:
        """The PDF with one more PAdES B-B signature, appended: the bytes given stay as they are.

        `at` (aware) is the moment written into the signature. CannotSign TTD-001 to TTD-005.
        """
        key = self._key(self._checked_id(signer_id), passphrase)
        try:
            return pades.sign(pdf, key, reason=reason, location=location, at=at)
        except pades.UNSIGNABLE as error:
            raise _unreadable() from error

    def verify(self, pdf: bytes) -> tuple[SignatureFacts, ...]:
        """What every signature in the PDF says and whether it holds; empty when there is none. CannotSign TTD-005.

        Signatures of others are read too: they are checked, but `trusted` is only said of this authority's own.
        """
        try:
            return pades.facts(pdf, self._root)
        except pades.UNREADABLE as error:
            raise _unreadable() from error

    def _key(self, signer_id: str, passphrase: str) -> pades.SigningKey:
        path = self._path(signer_id)
        if signer_id == "ca" or not path.exists():
            raise CannotSign("TTD-002", "Penanda tangan {signer} belum punya kunci.", signer=signer_id)
        self._check(path)
        stat = path.stat()
        version = (stat.st_ino, stat.st_mtime_ns)
        with self._guard:
            kept = self._kept.get(signer_id)
        if kept and kept[0] == version:
            return kept[1]
        content = path.read_bytes()
        key = _load_key(content, passphrase)
        loaded = pades.SigningKey.of(key, x509.load_pem_x509_certificate(_certificate_part(content)), self._root)
        if b"ENCRYPTED" not in content:  # a key behind a passphrase asks for it each time
            with self._guard:
                self._kept[signer_id] = (version, loaded)
        return loaded

    def _checked_id(self, signer_id: str) -> str:
        if signer_id == "ca" or not _SIGNER_ID.fullmatch(signer_id):
            raise CannotSign("TTD-004", "Tanda pengenal penanda tangan {signer} tidak sah.", signer=signer_id)
        return signer_id

    def _path(self, name: str) -> Path:
        return self._folder / f"{name}.pem"

    def _check(self, path: Path) -> None:
        if path.stat().st_mode & _OPEN_TO_OTHERS:
            raise CannotSign(
                "TTD-001", "Kunci {path} dapat dibaca pengguna lain. Jalankan: chmod {mode} {path}",
                path=path, mode="700" if path.is_dir() else "600",
            )  # fmt: skip

    def _write(self, name: str, content: bytes) -> None:
        """Whole or not at all, readable by the owner alone."""
        draft = self._folder / f".{name}.{os.getpid()}.{threading.get_ident()}"
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(self._folder / name)
        folder = os.open(self._folder, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """One maker of keys at a time, among threads and processes."""
        handle = os.open(self._folder / ".lock", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX)
            yield
        finally:
            os.close(handle)


def _pem(key: EllipticCurvePrivateKey, certificate: x509.Certificate, passphrase: str) -> bytes:
    protection: serialization.KeySerializationEncryption = (
        serialization.BestAvailableEncryption(passphrase.encode()) if passphrase else serialization.NoEncryption()
    )
    return key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, protection
    ) + certificate.public_bytes(serialization.Encoding.PEM)


def _certificate_part(content: bytes) -> bytes:
    return content[content.index(b"-----BEGIN CERTIFICATE-----") :]


def _load_key(content: bytes, passphrase: str) -> EllipticCurvePrivateKey:
    protected = b"ENCRYPTED" in content
    try:
        key = serialization.load_pem_private_key(content, passphrase.encode() if protected else None)
    except (ValueError, TypeError) as error:
        raise CannotSign("TTD-003", "Frasa sandi tanda tangan salah atau belum diisi.") from error
    if not isinstance(key, EllipticCurvePrivateKey):
        raise CannotSign("TTD-003", "Kunci tanda tangan bukan kunci yang dibuat Maklumat.")
    return key


def _unreadable() -> CannotSign:
    return CannotSign("TTD-005", "Berkas ini bukan PDF yang dapat ditandatangani atau dibaca tanda tangannya.")


__all__: Final = ["Authority", "CannotSign", "SignatureFacts", "SignerIdentity"]
