"""A backup as one tar file: the database, the vault, the signed ledger heads, and a manifest with every hash.

The keys are not in it: they lie outside the data folder and are kept apart, or a stolen backup would be readable.
The database is copied first and the files after it. A file is on the disk before the row that names it, so every file
that the copied database names is there; files that came later are orphans that a sweep removes.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tarfile
import tempfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from django.conf import settings

from maklumat.core.errors import Refusal
from maklumat.ops import snapshot
from maklumat.ports.sealing import sync_folder

FORMAT = 1
MANIFEST = "manifest.json"
FOLDERS = ("vault", "heads")
_BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup holds. `files`: path in the archive to SHA-256; `key_id` the key that its data needs."""

    format: int
    made_at: str
    database: str
    key_id: str
    files: dict[str, str]


def make(target: Path, *, key_id: str, moment: datetime) -> Manifest:
    """Write the backup to `target` (0600), whole or not at all. Refusal CDG-003 when it exists already."""
    if target.exists():
        raise Refusal("CDG-003", "Berkas {name} sudah ada; pilih nama lain.", name=target.name)
    draft = target.with_name(f".{target.name}.{os.getpid()}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            manifest = _write(file, key_id, moment)
            file.flush()
            os.fsync(file.fileno())
        draft.rename(target)
        sync_folder(target.parent)
    finally:
        draft.unlink(missing_ok=True)
    return manifest


def _write(file: Any, key_id: str, moment: datetime) -> Manifest:
    files: dict[str, str] = {}
    with tarfile.open(fileobj=file, mode="w") as tar, tempfile.TemporaryDirectory(dir=settings.DATA_DIR) as folder:
        for name, path in _members(Path(folder)):
            files[name] = _hash(path)
            tar.add(path, arcname=name, recursive=False)
        manifest = Manifest(FORMAT, moment.isoformat(), snapshot.vendor(), key_id, files)
        content = json.dumps(asdict(manifest), indent=1, sort_keys=True).encode()
        about = tarfile.TarInfo(MANIFEST)
        about.size = len(content)
        tar.addfile(about, BytesIO(content))
    return manifest


def _members(folder: Path) -> Iterator[tuple[str, Path]]:
    """Heads before the database (a head must not know of entries that the copy lacks), the vault after it."""
    yield from _folder("heads")
    database = snapshot.take(folder)
    yield database.name, database
    yield from _folder("vault")


def _folder(room: str) -> Iterator[tuple[str, Path]]:
    root = settings.DATA_DIR / room
    for path in sorted(root.rglob("*")):
        if path.is_file() and not path.name.startswith(".") and path.name != "lock":
            yield f"{room}/{path.relative_to(root).as_posix()}", path


def put_back(source: Path, *, key_ids: frozenset[str], replace: bool) -> Manifest:
    """Make this installation what the backup holds, after every hash was checked.

    Refusal CDG-004: not a backup of ours, or damaged; CDG-005: of another kind of database; CDG-006: its key is not in
    the key folder; CDG-007: this installation has applications already and `replace` was not asked for.
    """
    with tempfile.TemporaryDirectory(dir=settings.DATA_DIR) as name:
        folder = Path(name)
        manifest = _unpacked(source, folder)
        _check(manifest, folder, key_ids, replace=replace)
        for room in FOLDERS:
            (folder / room).mkdir(exist_ok=True, mode=0o700)
            _move_in(folder / room, settings.DATA_DIR / room)
        snapshot.put_back(folder / snapshot.NAMES[manifest.database])
    return manifest


def _unpacked(source: Path, folder: Path) -> Manifest:
    try:
        with tarfile.open(source, mode="r:") as tar:
            for member in tar:
                _unpack(tar, member, folder)
        stored = json.loads((folder / MANIFEST).read_bytes())
        return Manifest(**stored)
    except (OSError, tarfile.TarError, ValueError, TypeError) as error:
        raise Refusal("CDG-004", "Berkas cadangan tidak dapat dibaca atau rusak: {why}", why=str(error)) from error


def _unpack(tar: tarfile.TarFile, member: tarfile.TarInfo, folder: Path) -> None:
    """One plain file, and only below `folder`: an archive is not trusted before its hashes are checked.

    By hand, because Debian 12's Python does not know extraction filters yet.
    """
    target = (folder / member.name).resolve()
    content = tar.extractfile(member) if member.isreg() else None
    if content is None or not target.is_relative_to(folder.resolve()):
        raise ValueError(member.name)
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with target.open("wb") as file:
        shutil.copyfileobj(content, file, _BLOCK)


def _check(manifest: Manifest, folder: Path, key_ids: frozenset[str], *, replace: bool) -> None:
    for name, expected in manifest.files.items():
        path = folder / name
        if not path.is_file() or _hash(path) != expected:
            raise Refusal("CDG-004", "Berkas cadangan tidak dapat dibaca atau rusak: {why}", why=name)
    if manifest.database != snapshot.vendor():
        raise Refusal("CDG-005", "Cadangan ini dari basis data {kind}; instalasi ini lain.", kind=manifest.database)
    if manifest.key_id not in key_ids:
        raise Refusal(
            "CDG-006", "Kunci {key} untuk membuka cadangan ini tidak ada; pulihkan folder kunci dahulu.",
            key=manifest.key_id,
        )  # fmt: skip
    if not replace and not snapshot.is_empty():
        raise Refusal("CDG-007", "Instalasi ini sudah berisi permohonan. Tambahkan --replace bila benar mau ditimpa.")


def _move_in(fresh: Path, target: Path) -> None:
    """The folder's content becomes that of the backup; the old one is set aside until the new one stands."""
    aside = target.with_name(f".{target.name}.old")
    if target.exists():
        target.rename(aside)
    fresh.rename(target)
    if aside.exists():
        for path in sorted(aside.rglob("*"), reverse=True):
            path.rmdir() if path.is_dir() else path.unlink()
        aside.rmdir()


def _hash(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            digest.update(block)
    return digest.hexdigest()
