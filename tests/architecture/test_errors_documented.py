"""docs/errors.md and the code know the same error codes."""

from __future__ import annotations

import re

from tests.architecture.sources import CODE, ROOT, codes_in_source

ROW = re.compile(rf"^\| ({CODE.pattern}) \|(.*)\|$", re.M)


def documented() -> list[tuple[str, str]]:
    return ROW.findall((ROOT / "docs" / "errors.md").read_text())


def test_every_code_of_the_source_is_documented() -> None:
    known = {code for code, _ in documented()}
    missing = {code: where for code, where in codes_in_source().items() if code not in known}
    assert missing == {}, "add a row to docs/errors.md: code, what happened, what to do"


def test_every_documented_code_exists() -> None:
    assert {code for code, _ in documented()} - set(codes_in_source()) == set()


def test_each_code_is_documented_once_with_meaning_and_remedy() -> None:
    rows = documented()
    codes = [code for code, _ in rows]
    assert codes == sorted(set(codes), key=codes.index), "twice"
    poor = [code for code, rest in rows if len(rest.split("|")) != 2 or min(map(len, rest.split("|"))) < 10]
    assert poor == []


def test_the_search_finds_codes() -> None:
    assert "AKS-001" in codes_in_source()
