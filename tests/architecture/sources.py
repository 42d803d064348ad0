"""What the architecture tests read: the files that git would carry, and what their Python says."""

from __future__ import annotations

import ast
import re
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SRC = ROOT / "src" / "maklumat"
MIGRATIONS = SRC / "records" / "migrations"
CODE = re.compile(r"[A-Z]{3}-\d{3}")


@cache
def files() -> tuple[Path, ...]:
    """Every file that is tracked, or would be by `git add`: what is ignored is no part of the project."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return tuple(path for name in sorted(set(listed.stdout.split("\0"))) if name and (path := ROOT / name).is_file())


@cache
def texts() -> dict[Path, str]:
    """The files that are text, with their text."""
    found = {}
    for path in files():
        content = path.read_bytes()
        if b"\0" not in content[:8000]:
            found[path] = content.decode("utf-8", errors="replace")
    return found


def python(room: Path = SRC) -> Iterator[Path]:
    """Our own modules below `room`, without migrations."""
    return (p for p in files() if p.suffix == ".py" and p.is_relative_to(room) and not p.is_relative_to(MIGRATIONS))


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(), str(path))


def place(path: Path, line: int = 0) -> str:
    return f"{path.relative_to(ROOT)}:{line}" if line else str(path.relative_to(ROOT))


@cache
def codes_in_source() -> dict[str, str]:
    """Every message code in src, with the first place it stands: a string that is nothing but `ABC-123`, or a sentence
    that begins with one. Docstrings do not count.
    """
    found: dict[str, str] = {}
    for path in python():
        docstrings = {
            id(node.value) for node in ast.walk(tree(path)) if isinstance(node, ast.Expr)
        }  # a string that stands alone
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
                said = CODE.match(node.value.lstrip())
                if said:
                    found.setdefault(said[0], place(path, node.lineno))
    return found
