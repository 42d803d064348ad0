"""Each holding of a file knows the step it was for and the event that began it."""

from __future__ import annotations

from dataclasses import replace

from maklumat.core.procedure.actions import Resubmit, Tick
from maklumat.core.procedure.turns import turns
from tests.core.small_file import File
from tests.core.small_standard import STANDARD


def walked() -> File:
    file = File()
    file.later(10).act("terima", "incomplete")
    file.later(10).take(Resubmit(file.state.seq, file.moment))
    file.later(10).act("terima", "complete")
    file.later(10).act("verifikasi", "valid", ("analis",))
    file.later(10).act("verifikasi", "valid", ("operator",))
    return file


def test_one_turn_for_each_holding() -> None:
    file = walked()
    file.moment = file.moment.replace(day=20)
    file.take(Tick(file.moment))  # a broken promise moves nothing
    found = turns(STANDARD, file.history)
    assert found == (
        ("terima", 1), ("terima", 2), ("terima", 3), ("verifikasi", 4), ("verifikasi", 5), ("konsep", 6),
    )  # fmt: skip
    assert len(found) == len(file.state.holdings)


def test_what_was_erased_says_nothing() -> None:
    first, *later = walked().history
    assert turns(STANDARD, [replace(first, data={}), *later]) == ()
