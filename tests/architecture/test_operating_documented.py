"""What the documents say to type: docs/operating.md lists exactly the variables that are read, and commands exist."""

from __future__ import annotations

import re

from django.core.management import get_commands

from tests.architecture.sources import ROOT, place, python, texts


def test_every_variable_is_documented_and_every_documented_one_is_read() -> None:
    read = {name for path in python() for name in re.findall(r"[\"'](MAKLUMAT_[A-Z_]+)[\"']", path.read_text())}
    rows = re.findall(r"^\| `(MAKLUMAT_[A-Z_]+)` \|", (ROOT / "docs" / "operating.md").read_text(), re.M)
    assert len(rows) == len(set(rows))
    assert set(rows) == read


def test_every_command_the_documents_name_exists() -> None:
    said = {
        (word, place(path))
        for path, text in texts().items()
        if path.suffix == ".md"
        for word in re.findall(r"(?:`|bin/)maklumat ([a-z]+)\b", text)
    }
    commands = get_commands()
    assert {word for word, _ in said} >= {"start", "backup", "restore", "standards", "ledger"}
    assert [f"{where}: maklumat {word}" for word, where in sorted(said) if word not in commands] == []
