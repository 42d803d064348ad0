"""The ledger's witness: signed heads of each office's chain, as files outside the database.

One small JSON file per signing, never overwritten; the Ed25519 key lies in the key folder. Copy the files off the
machine (or print their last line): a head that somebody else keeps cannot be removed together with the tail.
"""

from __future__ import annotations

import json
import re
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)

from maklumat.core.evidence.heads import Head, SignedHead, statement_of
from maklumat.ports.sealing import KeyringFault, prepared_folder, refuse_open, sync_folder, write_once

KEY_FILE: Final = "ledger-head.pem"
OFFICE: Final = re.compile(r"[a-z0-9][a-z0-9_-]{0,39}")


class Witness:
    """Signs heads into `folder` with a key of `keys`; both are made when missing."""

    def __init__(self, folder: Path, keys: Path) -> None:
        self._folder = folder
        path = prepared_folder(keys) / KEY_FILE
        if not path.exists():
            new = Ed25519PrivateKey.generate()
            write_once(path, new.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
        refuse_open(path)
        try:
            key = load_pem_private_key(path.read_bytes(), password=None)
        except ValueError:
            key = None
        if not isinstance(key, Ed25519PrivateKey):
            raise KeyringFault(
                "KCI-002",
                "Berkas kunci {file} rusak atau bukan berkas kunci. Pulihkan folder kunci dari cadangannya.",
                file=path.name,
            )
        self._key = key

    @property
    def public_key(self) -> bytes:
        """The 32 bytes by which anybody can check a signed head."""
        return self._key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)

    def sign(self, head: Head, moment: datetime) -> SignedHead:
        """Testify to `head` in a file; when this head was signed that day (UTC) already, that file stays."""
        folder = self._of(head.office)
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        sync_folder(self._folder)
        moment = moment.astimezone(UTC)
        path = folder / f"{moment:%Y-%m-%d}-{head.seq:012}.json"
        signature = self._key.sign(statement_of(head, moment))
        content = {
            "office": head.office,
            "seq": head.seq,
            "hash": head.hash.hex(),
            "signed_at": moment.isoformat(),
            "public_key": self.public_key.hex(),
            "signature": signature.hex(),
        }
        write_once(path, json.dumps(content, indent=1).encode())
        return SignedHead(head, moment, signature)

    def heads(self, office: str) -> tuple[tuple[SignedHead, ...], tuple[str, ...]]:
        """The genuine heads of an office by number, and the names of the files that are none (damaged or forged)."""
        genuine, false = [], []
        for path in sorted(self._of(office).glob("*.json")):
            signed = self._read(path, office)
            if signed is None:
                false.append(path.name)
            else:
                genuine.append(signed)
        genuine.sort(key=lambda signed: (signed.head.seq, signed.signed_at))
        return tuple(genuine), tuple(false)

    def has_signed(self, office: str, on: date) -> bool:
        """Whether a head of that day (UTC) lies here already."""
        return any(self._of(office).glob(f"{on:%Y-%m-%d}-*.json"))

    def offices(self) -> tuple[str, ...]:
        """The offices that have signed heads."""
        return tuple(sorted(path.name for path in self._folder.glob("*") if path.is_dir()))

    def _read(self, path: Path, office: str) -> SignedHead | None:
        try:
            content = json.loads(path.read_bytes())
            head = Head(content["office"], content["seq"], bytes.fromhex(content["hash"]))
            signed_at = datetime.fromisoformat(content["signed_at"])
            signed = SignedHead(head, signed_at, bytes.fromhex(content["signature"]))
            self._key.public_key().verify(signed.signature, signed.statement())
        except (InvalidSignature, KeyError, TypeError, ValueError):
            return None
        return signed if head.office == office else None

    def _of(self, office: str) -> Path:
        if not OFFICE.fullmatch(office):
            raise ValueError(f"not an office code: {office!r}")
        return self._folder / office
