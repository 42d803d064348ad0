"""What an office is enacted from, as one digest: its files, what all offices share, and the program that reads them."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Final

import yaml

PACKAGE: Final = Path(__file__).resolve().parent.parent
READING: Final = ("core/**/*.py", "ports/standards_folder.py", "records/catalogue/*.py", "ops/law.py", "ops/digest.py")
"""The program's own files that decide what a standard says and how it is stored."""


def digest_of(files: Mapping[str, str], program: str = "") -> str:
    """The digest of an office's files by path; another program (by default: this one) judges them anew."""
    whole = sha256((program or this_program()).encode())
    for path, text in sorted(files.items()):
        content = text.encode()
        whole.update(f"{path}\0{len(content)}\0".encode())
        whole.update(content)
    return whole.hexdigest()


@cache
def this_program() -> str:
    """The digest of the running program."""
    return program_digest(PACKAGE)


def program_digest(package: Path) -> str:
    """The digest of what reads standards: our own files under `package`, Python, and the reader of YAML."""
    whole = sha256(f"{sys.version}\0{yaml.__version__}\0".encode())
    for path in sorted({path for pattern in READING for path in package.glob(pattern)}):
        content = path.read_bytes()
        whole.update(f"{path.relative_to(package).as_posix()}\0{len(content)}\0".encode())
        whole.update(content)
    return whole.hexdigest()
