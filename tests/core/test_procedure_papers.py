"""Papers in the procedure: more than the standard lists, and originals in custody, judged over events."""

from __future__ import annotations

from dataclasses import replace

import pytest

from maklumat.core.errors import Conflict
from maklumat.core.identity.persons import name_key
from maklumat.core.intake.unlisted import Unlisted, unlisted_slots
from maklumat.core.procedure.actions import AskUnlisted, ReturnCustody, TakeCustody
from tests.core.small_file import MONDAY, File
from tests.core.test_procedure import refusal

ASKED = {"paper": "Surat domisili", "reason": "Alamat berbeda", "requirement": "luar-standar-1"}
TAKEN = {"number": "0001/2025", "papers": ["Akta lahir"], "owner": "Siti Contoh"}
BACK = {"number": "0001/2025", "collector": "Siti Contoh"}


def ask(file: File) -> AskUnlisted:
    return AskUnlisted(("loket",), file.state.seq, file.moment, ASKED)


def test_more_is_asked_at_the_check_with_a_reason_and_the_file_stays_where_it_is() -> None:
    file = File()
    before = file.state
    event = file.take(ask(file)).events[-1]
    assert (event.kind, event.post, event.data["reason"]) == ("unlisted_asked", "loket", "Alamat berbeda")
    after = file.state
    assert (after.step, after.desk, after.dues) == (before.step, before.desk, before.dues)


@pytest.mark.parametrize("data", [{**ASKED, "reason": " "}, {"paper": "Surat domisili", "requirement": "x"}])
def test_nothing_more_is_asked_without_a_reason(data: dict[str, str]) -> None:
    file = File()
    assert refusal(file, replace(ask(file), data=data)) == "PRO-021"


def test_more_is_asked_by_nobody_else_and_nowhere_else() -> None:
    file = File()
    assert refusal(file, replace(ask(file), posts=("kepala",))) == "PRO-020"
    assert refusal(file, replace(ask(file), data={**ASKED, "paper": ""})) == "PRO-009"
    with pytest.raises(Conflict):
        file.take(replace(ask(file), seen_seq=0))
    file.act("terima", "incomplete")
    assert refusal(file, ask(file)) == "PRO-004"
    other = File()
    other.act("terima", "complete")
    assert refusal(other, replace(ask(other), posts=("analis", "operator"))) == "PRO-020"


def test_originals_come_and_go_without_touching_the_course_of_the_file() -> None:
    file = File()
    before = file.state
    taken = file.take(TakeCustody(("loket",), MONDAY, TAKEN)).events[-1]
    back = file.take(ReturnCustody(("loket",), MONDAY, BACK)).events[-1]
    assert (taken.kind, back.kind) == ("custody_taken", "custody_returned")
    assert file.state == before._replace(seq=3)


def test_originals_are_taken_by_the_front_office_with_a_number_and_an_owner() -> None:
    file = File()
    action = TakeCustody(("loket",), MONDAY, TAKEN)
    assert refusal(file, replace(action, posts=("kepala",))) == "PRO-007"
    for name, empty in (("papers", []), ("owner", ""), ("number", "")):
        assert refusal(file, replace(action, data={**TAKEN, name: empty})) == "PRO-009"
    assert refusal(file, ReturnCustody(("loket",), MONDAY, {**BACK, "collector": ""})) == "PRO-009"


def test_originals_go_back_even_when_everything_has_ended() -> None:
    file = File()
    for step, outcome in (
        ("terima", "complete"), ("verifikasi", "valid"), ("konsep", "drafted"), ("tanda-tangan", "signed"),
        ("serah", "delivered"),
    ):  # fmt: skip
        file.act(step, outcome)
    assert refusal(file, TakeCustody(("loket",), file.moment, TAKEN)) == "PRO-003"
    file.take(ReturnCustody(("loket",), file.moment, BACK))
    assert file.state.status == "finished"


def test_what_is_asked_beyond_the_standard_has_a_place_to_attach_like_any_other() -> None:
    (slot,) = unlisted_slots([Unlisted(2, "Surat domisili", "Alamat berbeda", MONDAY)])
    assert (slot.key, slot.required, slot.requirement.text) == ("luar-standar-2", True, "Surat domisili")
    assert "Alamat berbeda" in slot.requirement.help


@pytest.mark.parametrize("name", ["Siti A. Contoh", " siti  a contoh ", "SITI A.CONTOH"])
def test_a_name_is_compared_without_its_dress(name: str) -> None:
    assert name_key(name) == "siti a contoh"
