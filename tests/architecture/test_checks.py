"""`make check` is part of the suite: one test per check, the same list."""

from __future__ import annotations

import pytest

from tools import check


@pytest.mark.parametrize("name", check.CHECKS)
def test_check_is_green(name: str) -> None:
    done = check.run(name)
    assert done.returncode == 0, done.stdout
