"""docs/operating.md lists exactly the environment variables that the system reads."""

from __future__ import annotations

import re

from tests.architecture.sources import ROOT, python


def test_every_variable_is_documented_and_every_documented_one_is_read() -> None:
    read = {name for path in python() for name in re.findall(r"[\"'](MAKLUMAT_[A-Z_]+)[\"']", path.read_text())}
    rows = re.findall(r"^\| `(MAKLUMAT_[A-Z_]+)` \|", (ROOT / "docs" / "operating.md").read_text(), re.M)
    assert len(rows) == len(set(rows))
    assert set(rows) == read
