"""One word per concept: docs/glossary.yaml names each, and the identifiers of the source keep to it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
import yaml

from maklumat.core.kinds.registry import KINDS
from tests.architecture.sources import ROOT, place, python, tree

WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")
FIELDS = {"id", "indonesian", "english", "identifier"}
PLAIN_DJANGO = {"app_label", "app_name", "app_config", "apps", "AppConfig"}


@cache
def rows() -> list[dict[str, Any]]:
    found = yaml.safe_load((ROOT / "docs" / "glossary.yaml").read_text())
    assert isinstance(found, list)
    return found


def identifiers(module: ast.Module) -> Iterator[tuple[str, int]]:
    for node in ast.walk(module):
        if isinstance(node, ast.Name):
            yield node.id, node.lineno
        elif isinstance(node, ast.Attribute):
            yield node.attr, node.lineno
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield node.name, node.lineno
        elif isinstance(node, ast.arg) or (isinstance(node, ast.keyword) and node.arg):
            yield str(node.arg), node.lineno


def words(identifier: str) -> list[str]:
    return [word.lower() for word in WORD.findall(identifier)]


@cache
def used() -> dict[str, str]:
    """Every identifier and module name of the source with a place where it stands."""
    found: dict[str, str] = {}
    for path in python():
        found.setdefault(path.stem, place(path))
        found.setdefault(path.parent.name, place(path.parent))
        for name, line in identifiers(tree(path)):
            found.setdefault(name, place(path, line))
    return found


@cache
def forbidden() -> dict[str, str]:
    """Word -> the identifier to use instead: what a row avoids, and each single Indonesian word that is not kept."""
    kept = {word for row in rows() for word in words(row["identifier"])} | {"sandi"}
    instead = {word: row["identifier"] for row in rows() for word in row.get("avoid", ())}
    for row in rows():
        if " " not in row["indonesian"]:
            instead.setdefault(row["indonesian"], row["identifier"])
    return {word: identifier for word, identifier in instead.items() if word not in kept}


def test_rows_are_whole_and_each_concept_has_one() -> None:
    for row in rows():
        assert set(row) - {"avoid"} == FIELDS, row
        assert all(isinstance(row[field], str) and row[field] for field in FIELDS), row
    for field in ("id", "indonesian", "identifier"):
        values = [row[field] for row in rows()]
        assert sorted(values) == sorted(set(values)), f"a second row with the same {field}"


def test_identifiers_use_the_words_of_the_glossary() -> None:
    wrong = {
        f"{where}: {name}": f"say {forbidden()[word]}"
        for name, where in used().items()
        for word in words(name)
        if word in forbidden()
    }
    assert wrong == {}


def test_an_application_is_never_called_app_nor_a_casefile_case() -> None:
    wrong = [
        f"{where}: {name}"
        for name, where in used().items()
        if name not in PLAIN_DJANGO and {"app", "case"} & set(words(name)) and not name.endswith("Config")
    ]
    assert wrong == []


def test_every_row_is_in_use() -> None:
    """A row whose word the source does not use is a wish, not a glossary."""
    literals = {
        node.value
        for path in python()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    joined = {"_".join(words(name)) for name in used()} | literals
    unused = [
        row["identifier"]
        for row in rows()
        if not any(re.search(rf"(?:^|_){row['identifier']}(?:s|es)?(?:_|$)", name) for name in joined)
    ]
    assert unused == []


@pytest.mark.parametrize("code", sorted(KINDS))
def test_every_kind_of_step_has_its_row(code: str) -> None:
    assert [row["indonesian"] for row in rows() if row["identifier"] == code] == [KINDS[code].word.replace("_", " ")]


def test_the_search_finds_words() -> None:
    assert words("SealedLetter_maxNIK2") == ["sealed", "letter", "max", "nik", "2"]
    assert forbidden()["permohonan"] == "application"
    assert "nik" not in forbidden()
