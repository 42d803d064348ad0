"""When a promise is kept, and until when it ran."""

from __future__ import annotations

from maklumat.core.procedure import promises
from maklumat.core.procedure.actions import Resubmit
from maklumat.core.procedure.state import from_json, to_json
from maklumat.core.standard.model import TimeLimit
from tests.core.clock_cast import at, calendar
from tests.core.small_file import File
from tests.core.small_standard import HERE, with_limits


def promised(code: str, days: int, ends: str = "") -> TimeLimit:
    return TimeLimit(code=code, max=days, unit="working_days", ends=ends, source=HERE)


def test_a_promise_that_ends_with_a_step_is_not_kept_by_putting_the_step_off() -> None:
    file = File(with_limits(promised("surat", 2, "tanda-tangan"), promised("seluruhnya", 5)))
    for step, outcome in (("terima", "complete"), ("verifikasi", "valid"), ("konsep", "drafted")):
        file.act(step, outcome)
    file.act("tanda-tangan", "returned")
    assert file.state.kept == ()
    file.act("konsep", "drafted")
    file.act("tanda-tangan", "signed")
    assert (file.state.kept, file.state.kept_at) == (("surat",), (file.moment,))
    assert from_json(to_json(file.state)) == file.state
    file.later(60).act("serah", "delivered")
    assert file.state.kept == ("surat", "seluruhnya")


def test_a_written_answer_keeps_what_was_promised_for_the_product() -> None:
    file = File(with_limits(promised("surat", 2, "serah")))
    file.act("terima", "complete")
    file.act("verifikasi", "invalid")
    assert file.state.kept == ()
    file.act("penolakan", "signed")
    assert (file.state.status, file.state.kept) == ("refused", ("surat",))


def test_the_date_of_a_promise_that_was_kept_is_not_moved_by_what_comes_after() -> None:
    limit = promised("periksa", 3, "terima")
    file = File(with_limits(limit, promised("seluruhnya", 5)))
    file.act("terima", "complete")
    before = promises.explain(limit, file.state, calendar())
    file.act("verifikasi", "unclear")
    file.later(2 * 24 * 60)
    file.take(Resubmit(file.state.seq, file.moment))
    after = promises.explain(limit, file.state, calendar())
    assert before
    assert after
    assert (before.at, after.at, after.pauses) == (at("2025-07-10 16:00"), at("2025-07-10 16:00"), ())
    assert file.state.dues[0].at > at("2025-07-14 16:00")
