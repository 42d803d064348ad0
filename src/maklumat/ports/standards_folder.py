"""Reading the folder of standards from disk: only here do paths become texts."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from maklumat.core.standard.load import OFFICE_FILE, SHARED_FOLDER

MAX_FILES: Final = 2_000


def offices(root: Path) -> tuple[str, ...]:
    """The codes of the offices under `root`: every folder with a kantor.yaml, in order."""
    return tuple(sorted(path.parent.name for path in root.glob(f"*/{OFFICE_FILE}")))


def office_files(root: Path, office: str, shared: Path | None = None) -> dict[str, str]:
    """The YAML texts of one office and of what all share, by path relative to `root`.

    `shared`: where the shared folder stands, if it is not below `root`, as for a draft that lies elsewhere.
    Raises ValueError for a file that is not UTF-8 (with its path) and for more than 2,000 files.
    """
    tops = dict.fromkeys([(shared or root, SHARED_FOLDER), (root, office)])
    paths = [(top, path) for top, folder in tops for path in sorted((top / folder).rglob("*.yaml"))]
    if len(paths) > MAX_FILES:
        raise ValueError(f"{root / office}: more than {MAX_FILES} files")
    return {path.relative_to(top).as_posix(): text_of(path) for top, path in paths}


def text_of(path: Path) -> str:
    """The text of one file. Raises ValueError where it is not UTF-8."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise ValueError(f"{path}: not UTF-8 at byte {error.start}") from error


@contextmanager
def without_collector() -> Iterator[None]:
    """Around the reading and judging of an office, until it is let go: it makes a hundred thousand small values, and
    none of them refers back, so that looking for cycles among them again and again finds nothing."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
