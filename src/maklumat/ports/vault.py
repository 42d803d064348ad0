"""Attachments and letters as encrypted files, named by their content.

A file is on the disk, whole and durable, before the row that names it is committed; a commit that never comes leaves
an orphan, which `sweep` removes. The name is a keyed digest of office and content: equal files of one office are one
file, and neither the name nor the folder says anything about the content.
"""

from __future__ import annotations

import fcntl
import os
import re
from collections.abc import Container, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Final

from maklumat.core.errors import Damaged, Unavailable
from maklumat.ports.sealing import Keyring, SealBroken, replace_file, sync_folder

NAME: Final = re.compile(r"[0-9a-f]{64}")


class VaultFault(Damaged):
    """A stored file cannot be given out: BRK-002 damaged, BRK-003 not a name of the vault."""


class Vault:
    """The files of one installation, in `folder` (made when missing, 0700)."""

    def __init__(self, folder: Path, keyring: Keyring) -> None:
        self._folder, self._keyring = folder, keyring
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)

    def put(self, data: bytes, office: str) -> str:
        """Store `data`; its name (64 hex digits). Durable when this returns; equal data of an office is kept once."""
        name = self._keyring.content_name(office, data)
        path = self._path(name)
        if not self._renewed(name, path):
            self._shard(path.parent)
            replace_file(path, self._keyring.seal(data, _place(name)))
        return name

    def get(self, name: str) -> bytes:
        """The content. Unavailable BRK-001 when the file is not there, VaultFault when it is damaged."""
        path = self._path(name)
        try:
            sealed = path.read_bytes()
        except FileNotFoundError:
            raise Unavailable(
                "BRK-001", "Berkas ini sedang tidak dapat diambil dari penyimpanan. Beri tahu pengelola sistem."
            ) from None
        try:
            return self._keyring.open_(sealed, _place(name))
        except SealBroken as error:
            raise VaultFault(
                "BRK-002",
                "Berkas ini rusak di penyimpanan dan tidak diberikan. Beri tahu pengelola sistem ({cause}).",
                cause=error.code,
            ) from error

    def sweep(self, known: Container[str], older_than: datetime) -> int:
        """Remove files that no row names and nobody stored since `older_than` (aware); how many went.

        `known` must have been read after `older_than` by at least the longest time an action may take to commit.
        """
        limit, removed = older_than.timestamp(), 0
        for path in sorted(self._folder.glob("??/??/*")):
            if path.name not in known and self._removed(path, limit):
                removed += 1
        for path in self._folder.glob("??/??/.*"):  # drafts of a writer that was killed
            if self._removed(path, limit):
                removed += 1
        return removed

    def remove(self, name: str, older_than: datetime) -> bool:
        """Remove a file that no row names any more, unless somebody stored it again since `older_than` (aware)."""
        path = self._path(name)
        return path.is_file() and self._removed(path, older_than.timestamp())

    def _renewed(self, name: str, path: Path) -> bool:
        """Whether the file is there already and sound; a sweep will then take it for new."""
        with self._lock(fcntl.LOCK_SH):
            try:
                os.utime(path)
            except FileNotFoundError:
                return False
        try:
            self.get(name)
        except VaultFault:
            return False  # damaged on the disk: what was brought now mends it
        return True

    def _removed(self, path: Path, limit: float) -> bool:
        with self._lock(fcntl.LOCK_EX):  # nobody renews it between the look and the removal
            if path.stat().st_mtime >= limit:
                return False
            path.unlink()
            return True

    @contextmanager
    def _lock(self, how: int) -> Iterator[None]:
        handle = os.open(self._folder / "lock", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(handle, how)
            yield
        finally:
            os.close(handle)

    def _path(self, name: str) -> Path:
        if not NAME.fullmatch(name):
            raise VaultFault("BRK-003", "Nama berkas ini tidak dikenal.")
        return self._folder / name[:2] / name[2:4] / name

    def _shard(self, folder: Path) -> None:
        if not folder.is_dir():
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            sync_folder(folder.parent)
            sync_folder(self._folder)


def _place(name: str) -> bytes:
    return f"vault|{name}".encode()
