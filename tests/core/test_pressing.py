"""What presses of a file's promises, and in which words: a promise that was met late grows no older."""

from __future__ import annotations

from dataclasses import replace

from maklumat.core.procedure.actions import Resubmit, Tick
from maklumat.core.procedure.pressing import Pressing, pressing
from maklumat.core.procedure.state import from_json, to_json
from maklumat.core.standard.model import TimeLimit
from tests.core.clock_cast import at, calendar
from tests.core.small_file import MONDAY, File
from tests.core.small_standard import HERE, STANDARD, STEPS, with_limits

ANSWER = TimeLimit(code="jawaban", max=15, unit="minutes", ends="terima", source=HERE)
WHOLE = TimeLimit(code="seluruhnya", max=3, unit="working_days", source=HERE)
DAY = 24 * 60


def told(file: File) -> Pressing:
    return pressing(file.standard, file.state, file.moment, calendar())


def said(file: File) -> str:
    return str(told(file).said)


def ticked(file: File) -> File:
    file.take(Tick(file.moment))
    return file


def test_the_next_promise_presses_while_none_is_broken() -> None:
    file = File(with_limits(ANSWER, WHOLE)).later(5)
    assert (told(file).due_at, told(file).late, said(file)) == (at("2025-07-07 09:15"), False, "tersisa 10 menit")
    file.act("terima", "complete")
    assert (told(file).due_at, told(file).late, said(file)) == (at("2025-07-10 16:00"), False, "tersisa 3 hari kerja")


def test_what_is_broken_and_owing_grows_later_until_its_work_is_done() -> None:
    file = ticked(File(with_limits(ANSWER)).later(26))
    assert (told(file).due_at, told(file).late, said(file)) == (at("2025-07-07 09:15"), True, "terlambat 11 menit")
    ticked(file.later(DAY))
    assert said(file) == "terlambat 1 hari kerja"


def test_a_promise_that_was_met_late_stays_as_late_as_it_was() -> None:
    file = File(with_limits(ANSWER)).later(26)
    file.act("terima", "complete")
    state = file.state
    assert (state.breached, state.kept, state.owing) == (("jawaban",), (), ())
    assert (state.met, state.late_since) == ((("jawaban", file.moment),), at("2025-07-07 09:15"))
    for _ in range(3):
        ticked(file.later(DAY))
        assert told(file) == Pressing(None, False, told(file).said)
        assert said(file) == "sudah dipenuhi, terlambat 11 menit"
    assert from_json(to_json(file.state)) == file.state


def test_once_the_broken_one_is_met_the_next_presses() -> None:
    file = File(with_limits(ANSWER, WHOLE)).later(26)
    file.act("terima", "complete")
    assert (told(file).late, said(file)) == (False, "tersisa 3 hari kerja")
    ticked(file.later(6 * DAY))
    assert file.state.breached == ("jawaban", "seluruhnya")
    assert file.state.breached_at == (at("2025-07-07 09:15"), at("2025-07-10 16:00"))
    assert file.state.owing == (("seluruhnya", at("2025-07-10 16:00")),)
    assert file.state.owing_since == at("2025-07-10 16:00")
    assert file.state.late_since == at("2025-07-07 09:15")
    assert (told(file).due_at, told(file).late, said(file)) == (at("2025-07-10 16:00"), True, "terlambat 1 hari kerja")


def test_of_two_that_are_owing_the_one_broken_first_presses() -> None:
    file = ticked(File(with_limits(WHOLE, ANSWER)).later(6 * DAY))
    assert [code for code, _ in file.state.owing] == ["jawaban", "seluruhnya"]
    assert told(file).due_at == at("2025-07-07 09:15")


def test_a_promise_that_was_kept_presses_no_more() -> None:
    file = File(with_limits(ANSWER))
    file.act("terima", "complete")
    assert told(file.later(DAY)) == Pressing(None, False, told(file).said)
    assert said(file) == "janji sudah dipenuhi"


def test_nothing_was_promised() -> None:
    file = File(with_limits())
    assert (told(file).due_at, told(file).late, said(file)) == (None, False, "tanpa batas waktu")


def outside() -> File:
    """A file that comes to somebody outside with its second step."""
    verify = replace(STEPS[1], actor="outside", joint=False, posts=("analis",))
    standard = replace(STANDARD, steps=(STEPS[0], verify, *STEPS[2:]), time_limits=(replace(WHOLE, max=1),))
    return File(standard)


def test_in_time_it_stands_still_with_somebody_outside() -> None:
    file = outside()
    file.act("terima", "complete")
    ticked(file.later(10 * DAY))
    assert (told(file).due_at, told(file).late, said(file)) == (None, False, "berhenti: berkas di pihak luar")


def test_what_is_owing_grows_no_later_with_somebody_outside_and_goes_on_when_it_is_back() -> None:
    file = outside().later(2 * DAY)  # Wednesday 09:00, due on Tuesday at closing
    file.act("terima", "complete")
    for days in (0, 1, 7):
        ticked(file.later(days * DAY))
        assert (told(file).due_at, told(file).late) == (at("2025-07-08 16:00"), True)
        assert said(file) == "terlambat 1 hari kerja, kini di pihak luar"
    file.act("verifikasi", "valid")
    assert said(file) == "terlambat 1 hari kerja"
    assert said(file.later(DAY)) == "terlambat 2 hari kerja"


def test_the_same_with_the_applicant() -> None:
    file = File(with_limits(replace(WHOLE, max=1))).later(2 * DAY)
    file.act("terima", "incomplete")
    assert said(file.later(7 * DAY)) == "terlambat 1 hari kerja, kini di pemohon"
    file.take(Resubmit(file.state.seq, file.moment))
    assert said(file) == "terlambat 1 hari kerja"


def test_a_promise_that_counts_day_and_night_and_everybody_grows_later_anywhere() -> None:
    limit = TimeLimit(code="siaga", max=24, unit="hours", round_the_clock=True, office_only=False, source=HERE)
    file = File(replace(outside().standard, time_limits=(limit,)), MONDAY).later(25 * 60)
    ticked(file).act("terima", "complete")
    assert said(file.later(60)) == "terlambat 2 jam, kini di pihak luar"
    only_ours = replace(limit, office_only=True)
    file = File(replace(outside().standard, time_limits=(only_ours,)), MONDAY).later(25 * 60)
    ticked(file).act("terima", "complete")
    assert said(file.later(60)) == "terlambat 1 jam, kini di pihak luar"


def test_a_file_that_the_office_ends_has_met_whatever_was_owing() -> None:
    file = ticked(File(with_limits(replace(WHOLE, max=1))).later(2 * DAY))
    for step, outcome in (("terima", "complete"), ("verifikasi", "valid"), ("konsep", "drafted")):
        file.act(step, outcome)
    file.act("tanda-tangan", "signed")
    file.act("serah", "delivered")
    state = file.state
    assert (state.met, state.owing, state.kept) == ((("seluruhnya", file.moment),), (), ())
    assert state.late_since == at("2025-07-08 16:00")


def test_a_row_of_before_the_moments_were_kept_owes_what_it_has_broken() -> None:
    file = ticked(File(with_limits(ANSWER)).later(26))
    stored = to_json(file.state)
    del stored["breached_at"]
    assert from_json(stored).owing == (("jawaban", at("2025-07-07 09:15")),)
