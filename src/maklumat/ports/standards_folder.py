"""Reading the folder of standards from disk: only here do paths become texts."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from maklumat.core.standard.load import OFFICE_FILE, SHARED_FOLDER

MAX_FILES: Final = 2_000


def offices(root: Path) -> tuple[str, ...]:
    """The codes of the offices under `root`: every folder with a kantor.yaml, in order."""
    return tuple(sorted(path.parent.name for path in root.glob(f"*/{OFFICE_FILE}")))


def office_files(root: Path, office: str) -> dict[str, str]:
    """The YAML texts of one office and of what all share, by path relative to `root`.

    Raises ValueError for a file that is not UTF-8 (with its path) and for more than 2,000 files.
    """
    paths = [path for folder in (SHARED_FOLDER, office) for path in sorted((root / folder).rglob("*.yaml"))]
    if len(paths) > MAX_FILES:
        raise ValueError(f"{root / office}: more than {MAX_FILES} files")
    return {path.relative_to(root).as_posix(): _text(path) for path in paths}


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise ValueError(f"{path}: not UTF-8 at byte {error.start}") from error
