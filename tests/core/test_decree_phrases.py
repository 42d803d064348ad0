"""The reader knows decrees in general: no phrase in its code comes from one of those we carry alone.

A phrase is a run of three words or more inside a string of `core/decree`. It may stand in none of the offices' texts,
or in at least two. The texts are the standards in the repository, and with MAKLUMAT_DECREES the decrees themselves.
"""

from __future__ import annotations

import ast
import os
import re
from pathlib import Path

from maklumat.core.decree.spelling import tokens

ROOT = Path(__file__).parents[2]
CODE = ROOT / "src" / "maklumat" / "core" / "decree"


def phrases() -> dict[str, str]:
    """Every phrase of the code, with the place of its string. Docstrings and words we write into drafts are none."""
    found = {}
    for path in sorted(CODE.glob("*.py")):
        tree = ast.parse(path.read_text())
        ours = {id(part) for node in ast.walk(tree) for part in ast.walk(node) if _is_ours(node)}
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in ours:
                for part in re.split(r"[|()\[\]{}?*+^$.,;:<>=!\"\d]|\\[bBsSwWdD]", node.value):
                    words = tokens(part)
                    if len(words) >= 3:
                        found[" ".join(words)] = f"{path.name}:{node.lineno}"
    return found


def _is_ours(node: ast.AST) -> bool:
    """A docstring, or a string that is put together for people: the sentences of doubts and remarks."""
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        return True
    return isinstance(node, ast.JoinedStr) or (isinstance(node, ast.Call) and _called(node) in _WRITERS)


_WRITERS = {"Doubt", "put", "append", "missing", "Line", "placeholder", "Block"}


def _called(node: ast.Call) -> str:
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


def decrees() -> dict[str, str]:
    """The words of each office."""
    folder = os.environ.get("MAKLUMAT_DECREES")
    if folder:
        return {path.stem: " ".join(tokens(path.read_text())) for path in sorted(Path(folder).glob("*.txt"))}
    offices = [path.parent for path in sorted((ROOT / "standards").glob("*/kantor.yaml"))]
    return {
        office.name: " ".join(tokens(" ".join(path.read_text() for path in sorted(office.rglob("*.yaml")))))
        for office in offices
    }


def test_there_are_phrases_and_decrees_to_look_at() -> None:
    assert len(phrases()) > 5
    assert len(decrees()) >= 2


def test_no_phrase_is_one_decrees_own() -> None:
    texts = decrees()
    own = {
        f"{place}: {phrase}": names
        for phrase, place in phrases().items()
        if len(names := [name for name, text in texts.items() if f" {phrase} " in f" {text} "]) == 1
    }
    assert own == {}


def test_a_phrase_of_one_decree_would_be_found() -> None:
    text = next(iter(decrees().values()))
    words = text.split()
    assert any(
        sum(f" {' '.join(words[at : at + 3])} " in f" {other} " for other in decrees().values()) == 1
        for at in range(0, len(words) - 3, 50)
    )
