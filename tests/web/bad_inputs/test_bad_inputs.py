"""Every bad input is answered with a clear message and a code; nothing that was typed is lost, nothing half-written.

`python -m tests.web.bad_inputs` runs this and prints the table.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import override_settings

from tests.cast import Officer
from tests.web.bad_inputs import (
    cases_address,
    cases_after,
    cases_desk,
    cases_letter,
    cases_office,
    cases_person,
    cases_repeat,
    cases_upload,
    cases_wire,
)
from tests.web.bad_inputs.case import Case, carries, shown
from tests.web.bad_inputs.stage import Stage, Written, named_files

pytestmark = [pytest.mark.usefixtures("law"), pytest.mark.django_db]
MODULES = (
    cases_person,
    cases_upload,
    cases_wire,
    cases_address,
    cases_repeat,
    cases_desk,
    cases_letter,
    cases_office,
    cases_after,
)
CASES: tuple[Case, ...] = tuple(case for module in MODULES for case in module.CASES)
ENOUGH = 120


def test_there_are_enough_and_each_has_its_own_name() -> None:
    names = [case.name for case in CASES]
    assert len(set(names)) == len(names) >= ENOUGH


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_bad_input(
    case: Case, staff: dict[str, Officer], tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    stage = Stage(staff)
    with override_settings(FILE_UPLOAD_TEMP_DIR=str(tmp_path)):
        before = Written.now()
        answers = walked(stage, case.send(stage))
    html = shown(text(answers[-1]))
    seen = tuple(answer.status_code for answer in answers)
    record_property("row", [case.name, case.sent, case.where, " > ".join(map(str, seen)), case.code, told(html, case)])
    assert seen == case.statuses, html_words(html)
    assert case.says in html
    assert told(html, case), html_words(html)
    if case.beside and case.code:
        assert (case.beside, case.code) in stage.problems()
    there = shown(text(stage.client.get(stage.at(case.look)))) if case.look else html
    for words in case.keeps:
        assert words in there, f"lost: {words[:40]!r}"
    assert "Traceback" not in html
    assert "SECRET_KEY" not in html.replace("{{ settings.SECRET_KEY }}", "")
    nothing_half_written(case, before, tmp_path)


def walked(stage: Stage, answer: Any) -> list[Any]:
    """The answer, and the page that it leads to."""
    if answer.status_code not in {301, 302, 303}:
        return [answer]
    return [answer, answer.client.get(answer.url.partition("#")[0])]


def text(answer: Any) -> str:
    body = b"".join(answer) if answer.streaming else answer.content
    return str(body.decode("utf-8", "replace"))


def told(html: str, case: Case) -> str:
    """The sentence that tells what is wrong, "" when it is missing."""
    if case.beside:
        found = re.search(rf'id="(?:id_|sign_|scan_|\w+_)?{re.escape(case.beside)}_error"[^>]*>(.*?)</p>', html, re.S)
        words = " ".join(re.sub(r"<[^>]*>", " ", found[1]).split()) if found else ""
        return words.removeprefix("Kesalahan: ")
    if case.code:
        return sentence(html, case.code) if carries(html, case.code) else ""
    return case.says or "(diterima, tidak menghalangi)"


def sentence(html: str, code: str) -> str:
    """The words of the page around a code."""
    plain = html_words(html)
    found = re.search(rf"[^.]*\.?[^.]*\({code}\)", plain)
    title = re.search(r"<h1[^>]*>(.*?)</h1>", html, re.S)
    return (found[0] if found else title[1] if title else plain[:80]).strip()


def html_words(html: str) -> str:
    main = html.partition("<main")[2].partition("</main>")[0] or html
    return " ".join(re.sub(r"<[^>]*>", " ", main).split())[:1500]


def nothing_half_written(case: Case, before: Written, uploads: Path) -> None:
    after = Written.now()
    assert after.applications - before.applications == case.receives
    assert after.entries - before.entries == case.receives + case.writes, "something happened that must not"
    assert after.files - before.files <= named_files(), "a file that no row names"
    assert list(uploads.iterdir()) == [], "an upload was left behind"
