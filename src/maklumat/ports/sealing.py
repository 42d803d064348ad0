"""Personal data at rest: sealing (AES-256-GCM), the searchable blind index, and secrets derived from what is known.

All keys lie in one file of the key folder, made at first start. Sealed bytes look like this:

    1 byte version | 4 bytes key id | 12 bytes nonce | ciphertext | 16 bytes tag

Every seal is bound to the place it belongs to (`aad`); the same bytes at another place do not open.
"""

from __future__ import annotations

import base64
import json
import os
import secrets
from hmac import digest as hmac_digest
from pathlib import Path
from typing import Any, Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from maklumat.core.errors import Damaged, MaklumatError

VERSION: Final = 1
KEY_SIZE: Final = 32
INDEX_SIZE: Final = 16
NONCE_SIZE: Final = 12
HEADER_SIZE: Final = 5
OVERHEAD: Final = HEADER_SIZE + NONCE_SIZE + 16
"""Bytes that sealing adds."""
FILE: Final = "keyring.json"
NO_KEY: Final = "KCI-003"
"""The code of a seal whose key is not here: what it holds may be whole."""

LETTERS: Final = "34679ACDEFGHJKMNPQRTVWXY"
"""Neither 0/O/1/I/L nor the pairs 2/Z, 5/S, 8/B, U/V that handwriting and the telephone confuse."""


class KeyringFault(MaklumatError):
    """The keys cannot be used: KCI-001 open to others, KCI-002 unreadable."""


class SealBroken(Damaged):
    """Sealed bytes do not open: KCI-003 key not here, KCI-004 changed or moved, KCI-005 no seal at all."""


class Keyring:
    """The keys of one installation. Safe to share between threads.

    `folder` is made (0700) with its key file (0600) when missing; several processes starting at once agree on one.
    """

    def __init__(self, folder: Path) -> None:
        self._path = prepared_folder(folder) / FILE
        if not self._path.exists():
            write_once(self._path, json.dumps(_new_keys(), indent=1).encode())
        self._derived: dict[str, bytes] = {}
        self._load()

    def _load(self) -> None:
        refuse_open(self._path)
        try:
            stored: dict[str, Any] = json.loads(self._path.read_bytes())
            keys = {bytes.fromhex(name): AESGCM(_decoded(key)) for name, key in stored["sealing"].items()}
            current = bytes.fromhex(stored["current"])
            self._root = _decoded(stored["root"])
            self._sealing = bytes([VERSION]) + current, keys[current]  # one value: a thread sees both or neither
        except (KeyError, TypeError, ValueError) as error:
            raise KeyringFault(
                "KCI-002",
                "Berkas kunci {file} rusak atau bukan berkas kunci. Pulihkan folder kunci dari cadangannya.",
                file=self._path.name,
            ) from error
        self._keys = keys

    @property
    def current_id(self) -> str:
        """The id (8 hex digits) of the key that seals now."""
        return self._sealing[0][1:].hex()

    @property
    def ids(self) -> frozenset[str]:
        """The ids of every key here, old ones too."""
        return frozenset(key_id.hex() for key_id in self._keys)

    def seal(self, plaintext: bytes, aad: bytes) -> bytes:
        """`plaintext` sealed with the current key for the place `aad`."""
        header, key = self._sealing
        nonce = os.urandom(NONCE_SIZE)
        return header + nonce + key.encrypt(nonce, plaintext, header + aad)

    def open_(self, sealed: bytes, aad: bytes) -> bytes:
        """The plaintext. SealBroken when the key is not here, or the bytes were changed or belong elsewhere."""
        if len(sealed) < OVERHEAD or sealed[0] != VERSION:
            raise SealBroken("KCI-005", "Data ini tidak tersegel dengan cara yang dikenal.")
        header, nonce = sealed[:HEADER_SIZE], sealed[HEADER_SIZE : HEADER_SIZE + NONCE_SIZE]
        try:
            return self._key(header[1:]).decrypt(nonce, sealed[HEADER_SIZE + NONCE_SIZE :], header + aad)
        except InvalidTag:
            raise SealBroken(
                "KCI-004", "Segel data ini rusak: isinya berubah, tertukar tempat, atau kuncinya lain."
            ) from None

    def _key(self, key_id: bytes) -> AESGCM:
        if key_id not in self._keys:
            self._load()  # another process may have added one
        try:
            return self._keys[key_id]
        except KeyError:
            raise SealBroken(
                "KCI-003",
                "Kunci {key_id} tidak ada di folder kunci. Pulihkan folder kunci dari cadangannya.",
                key_id=key_id.hex(),
            ) from None

    def rotate(self) -> str:
        """A new key seals from now on; the old ones still open. Its id.

        Other processes follow when they restart. Random nonces are safe for four thousand million seals of one key:
        a host of many offices rotates long before.
        """
        stored = json.loads(self._path.read_bytes())
        name = _new_id(stored["sealing"])
        stored["sealing"][name] = _encoded(secrets.token_bytes(KEY_SIZE))
        stored["current"] = name
        replace_file(self._path, json.dumps(stored, indent=1).encode())
        self._load()
        return name

    def blind_index(self, value: str, purpose: str) -> bytes:
        """16 bytes by which an equal `value` is found without opening anything; another `purpose`, other bytes.

        Normalise the value first (a NIK to its digits): equal means equal to the letter.
        """
        return hmac_digest(self._derive(f"index {purpose}"), value.encode(), "sha256")[:INDEX_SIZE]

    def derive_secret(self, purpose: str, *parts: str, length: int = 12) -> str:
        """A secret that follows from `parts`: the same submission, the same secret. "H7KM-4WQX-9TPA" for 12 letters.

        Each letter adds 4.58 bits; `length` is at most 40.
        """
        message = b"".join(len(part.encode()).to_bytes(4, "big") + part.encode() for part in parts)
        number = int.from_bytes(hmac_digest(self._derive(f"secret {purpose}"), message, "sha256"), "big")
        letters = []
        for _ in range(length):
            number, place = divmod(number, len(LETTERS))
            letters.append(LETTERS[place])
        return "-".join("".join(letters[start : start + 4]) for start in range(0, length, 4))

    def content_name(self, scope: str, data: bytes) -> str:
        """64 hex digits that name `data` within `scope`; without the key they say nothing about it."""
        return hmac_digest(self._derive(f"name {scope}"), data, "sha256").hex()

    def _derive(self, purpose: str) -> bytes:
        key = self._derived.get(purpose)
        if key is None:
            kdf = HKDF(algorithm=SHA256(), length=KEY_SIZE, salt=None, info=f"maklumat {purpose}".encode())
            key = self._derived[purpose] = kdf.derive(self._root)
        return key


def tidy_secret(typed: str) -> str:
    """A secret as a person typed it, in the form `derive_secret` gives: case, blanks and dashes do not matter."""
    letters = [letter for letter in typed.upper() if letter.isalnum()]
    return "-".join("".join(letters[start : start + 4]) for start in range(0, len(letters), 4))


def prepared_folder(folder: Path) -> Path:
    """The key folder, made (0700) when missing. KeyringFault KCI-001 when others can look into it."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    refuse_open(folder)
    return folder


def refuse_open(path: Path) -> None:
    """KeyringFault KCI-001 when anybody but the owner has a right to `path`."""
    mode = path.stat().st_mode & 0o777
    if mode & 0o077:
        raise KeyringFault(
            "KCI-001",
            "{path} dapat dibuka orang lain (izin {mode}). Jalankan: chmod {wanted} {path}",
            path=str(path),
            mode=f"{mode:04o}",
            wanted="700" if path.is_dir() else "600",
        )


def write_once(path: Path, content: bytes) -> None:
    """A file (0600) that appears whole or not at all; when two make it at once, the first one wins."""
    draft = _draft(path, content)
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
    sync_folder(path.parent)


def replace_file(path: Path, content: bytes) -> None:
    """As `write_once`, in the place of the old file."""
    _draft(path, content).replace(path)
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """The folder's names are on the disk when this returns."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _draft(path: Path, content: bytes) -> Path:
    draft = path.with_name(f".{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    return draft


def _new_keys() -> dict[str, Any]:
    name = _new_id(())
    return {
        "format": 1,
        "current": name,
        "sealing": {name: _encoded(secrets.token_bytes(KEY_SIZE))},
        "root": _encoded(secrets.token_bytes(KEY_SIZE)),
    }


def _new_id(taken: Any) -> str:
    while (name := secrets.token_hex(4)) in taken:
        pass
    return name


def _encoded(key: bytes) -> str:
    return base64.b64encode(key).decode()


def _decoded(text: str) -> bytes:
    key = base64.b64decode(text, validate=True)
    if len(key) != KEY_SIZE:
        raise ValueError("a key has 32 bytes")
    return key
