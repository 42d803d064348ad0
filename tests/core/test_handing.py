"""Disposisi, delegation, receipts and taking back: the desk answers, the clock runs on, nothing is counted twice."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maklumat.core.clock.elapsed import elapsed
from maklumat.core.errors import Conflict, MaklumatError, Refusal
from maklumat.core.procedure.actions import Act, Answer, Delegate, Read, Recall, Tick
from maklumat.core.procedure.delegating import DEEPEST, awaiting, recallable
from maklumat.core.procedure.fold import fold
from maklumat.core.procedure.state import State, from_json, to_json
from maklumat.core.standard.model import FINISHED, REFUSED, TO_APPLICANT, TimeLimit
from tests.core.clock_cast import calendar
from tests.core.small_file import FULL, File
from tests.core.small_standard import HERE, STANDARD, step

HEAD, KABID, STAFF, OTHER = 1, 2, 3, 4
POSTS = {HEAD: ("kepala",), KABID: ("kabid",), STAFF: ("staf",), OTHER: ("kasi",)}
CHAIN = replace(
    STANDARD,
    steps=(
        step("terima", "check", "loket", {"complete": "disposisi", "incomplete": TO_APPLICANT}),
        step("disposisi", "route", "kepala", {"forwarded": "periksa", "returned": "terima", "declined": REFUSED}),
        step("periksa", "verify", "kabid", {"valid": "konsep", "invalid": REFUSED}),
        step("konsep", "draft", "staf", {"drafted": "paraf", "returned": "periksa"}, product="surat"),
        step("paraf", "initial", "kabid", {"initialled": "tanda-tangan", "returned": "konsep"}, product="surat"),
        step("tanda-tangan", "sign", "kepala", {"signed": FINISHED, "returned": "konsep"}, product="surat"),
    ),
    time_limits=(
        TimeLimit(code="utama", max=3, unit="working_days", source=HERE),
        TimeLimit(code="tanggap", max=60, unit="minutes", source=HERE, starts="received", ends="disposisi"),
        TimeLimit(code="sesudah", max=90, unit="minutes", source=HERE, starts_after="disposisi", ends="periksa"),
    ),
)


def received() -> File:
    file = File(CHAIN)
    file.act("terima", "complete")
    return file


def disposed(**data: Any) -> File:
    """The head has sent the file to the kabid."""
    file = received()
    file.later(5).act("disposisi", "forwarded", ["kepala"], data={"instructions": ["examine"], **data})
    return file


def delegate(file: File, who: int, to: int = 0, post: str = "", **more: Any) -> Any:
    wanted = {"data": {"instructions": ["examine"]}, **more}
    action = Delegate(
        POSTS[who], who, post or POSTS[to][0], to, file.state.seq, file.moment, wanted.pop("data"), **wanted
    )
    return file.take(action)


def answer(file: File, who: int, text: str = "Sudah diteliti.") -> Any:
    return file.take(Answer(POSTS[who], who, file.state.seq, file.moment, {"answer": text}))


def reads(file: File, who: int, *, sender: bool = False) -> Any:
    return file.take(Read(POSTS[who], who, file.moment, sender))


def recall(file: File, who: int, of: int = 0) -> Any:
    """Takes the last thing back, as the records do it: the state before is the fold of what was before."""
    of = of or file.state.handings[-1].seq
    event = next(event for event in file.history if event.seq == of)
    before = fold(CHAIN, [one for one in file.history if one.seq < of]) if event.kind == "acted" else None
    return file.take(Recall(of, who, POSTS[who], file.state.seq, file.moment, before))


def code(wanted: type[MaklumatError], deed: Any, *args: Any, **more: Any) -> str:
    with pytest.raises(wanted) as caught:
        deed(*args, **more)
    return caught.value.code


def test_a_disposisi_says_until_when_and_how_urgent_and_to_whom() -> None:
    file = disposed(urgency="urgent", wanted_at="2025-07-08T10:00:00+08:00", assignee={"user": KABID, "name": "Contoh"})
    (came,) = file.state.handings
    assert (came.act, came.urgency, came.to_user, came.post) == (True, "urgent", KABID, "kepala")
    assert came.due_at is not None
    assert came.due_at.isoformat() == "2025-07-08T10:00:00+08:00"
    assert file.state.delegation is None
    assert from_json(to_json(file.state)) == file.state


@pytest.mark.parametrize(
    "wrong", [{"instructions": ["dance"]}, {"instructions": "examine"}, {"assignee": {"user": 0, "name": "x"}}]
)
def test_what_no_form_offers_is_refused(wrong: dict[str, Any]) -> None:
    file = received()
    action = Act("disposisi", "forwarded", ("kepala",), file.state.seq, file.moment, wrong)
    assert code(Refusal, file.take, action) == "PRO-047"


def test_the_desk_stays_responsible_while_somebody_else_works() -> None:
    file = disposed()
    before = file.state
    file.later(10)
    delegate(file, KABID, STAFF)
    assert (file.state.step, file.state.desk, file.state.dues) == (before.step, before.desk, before.dues)
    assert file.state.since == before.since
    assert file.state.owner == "office"
    file.later(30)
    answer(file, STAFF)
    assert file.state.delegations == ()
    file.later(20)
    held = elapsed(file.state.holdings, before.at, file.moment, calendar()).desks
    minutes = {(one.desk, one.delegate): one.clock // timedelta(minutes=1) for one in held}
    assert minutes == {("kabid", ""): 30, ("kabid", "staf"): 30}
    assert from_json(to_json(file.state)) == file.state


def test_a_delegate_does_the_work_only_where_the_giver_lets_them() -> None:
    file = disposed()
    delegate(file, KABID, STAFF)
    act = Act("periksa", "valid", POSTS[STAFF], file.state.seq, file.moment, FULL, user_id=STAFF)
    assert code(Refusal, file.take, act) == "PRO-086"
    answer(file, STAFF)
    delegate(file, KABID, STAFF, does=True)
    decision = file.take(replace(act, seen_seq=file.state.seq))
    event = decision.events[-1]
    assert (event.post, event.data["delegate"], file.state.step) == ("kabid", "staf", "konsep")
    assert file.state.handings == ()


def test_who_is_no_delegate_never_acts_for_the_desk() -> None:
    file = disposed()
    delegate(file, KABID, STAFF, does=True)
    act = Act("periksa", "valid", POSTS[STAFF], file.state.seq, file.moment, FULL, user_id=OTHER)
    assert code(Refusal, file.take, act) == "PRO-007"


@pytest.mark.parametrize(("at", "outcome"), [("paraf", "initialled"), ("tanda-tangan", "signed")])
def test_a_paraf_and_a_signature_stay_with_their_post(at: str, outcome: str) -> None:
    file = disposed()
    file.act("periksa", "valid", ["kabid"])
    file.act("konsep", "drafted", ["staf"])
    if at == "tanda-tangan":
        file.act("paraf", "initialled", ["kabid"])
    giver = HEAD if at == "tanda-tangan" else KABID
    delegate(file, giver, OTHER, does=True)
    act = Act(at, outcome, POSTS[OTHER], file.state.seq, file.moment, FULL, user_id=OTHER)
    assert code(Refusal, file.take, act) == "PRO-086"


def test_work_goes_down_a_short_chain_and_back_the_same_way() -> None:
    file = disposed()
    delegate(file, KABID, STAFF)
    assert code(Refusal, delegate, file, STAFF, KABID) == "PRO-081"
    assert code(Refusal, delegate, file, STAFF, STAFF) == "PRO-080"
    assert code(Refusal, delegate, file, STAFF, post="staf") == "PRO-080"
    delegate(file, STAFF, OTHER)
    assert code(Refusal, delegate, file, KABID, OTHER) == "PRO-084"
    assert code(Refusal, answer, file, STAFF) == "PRO-085"
    answer(file, OTHER)
    assert [one.to_user for one in file.state.delegations] == [STAFF]
    assert file.state.holdings[-1].delegate == "staf"
    answer(file, STAFF)
    assert file.state.delegations == ()


def test_a_chain_has_an_end() -> None:
    file = disposed()
    for depth in range(DEEPEST):
        file.take(Delegate((f"p{depth}", "kabid")[not depth :][:1], 10 + depth, f"p{depth + 1}", 11 + depth,
                           file.state.seq, file.moment, {"instruction": "teliti"}))  # fmt: skip
    last = Delegate((f"p{DEEPEST}",), 10 + DEEPEST, "px", 99, file.state.seq, file.moment, {"instruction": "teliti"})
    assert code(Refusal, file.take, last) == "PRO-082"


def test_an_instruction_is_given_and_its_time_has_not_passed() -> None:
    file = disposed()
    assert code(Refusal, delegate, file, KABID, STAFF, data={}) == "PRO-009"
    assert code(Refusal, delegate, file, KABID, STAFF, data={"instructions": ["dance"]}) == "PRO-047"
    assert code(Refusal, delegate, file, KABID, STAFF, urgency="asap") == "PRO-047"
    assert code(Refusal, delegate, file, KABID, STAFF, due_at=file.moment) == "PRO-083"
    assert code(Refusal, delegate, file, OTHER, STAFF) == "PRO-007"


def test_a_receipt_is_written_once_for_each_person() -> None:
    file = disposed()
    assert reads(file, HEAD).events == ()  # who sent it does not hold the desk
    assert reads(file, KABID, sender=True).events == ()
    assert [event.kind for event in reads(file, KABID).events] == ["read"]
    assert reads(file, KABID).events == ()
    delegate(file, KABID, STAFF)
    assert reads(file, OTHER).events == ()
    assert [event.data["of"] for event in reads(file, STAFF).events] == [file.state.handings[-1].seq]
    assert [len(one.reads) for one in file.state.handings] == [1, 1]


def test_what_a_standard_moves_on_by_itself_wants_no_receipt() -> None:
    file = disposed()
    file.act("periksa", "valid", ["kabid"])
    assert (file.state.step, file.state.handings) == ("konsep", ())
    assert reads(file, STAFF).events == ()


def test_a_disposisi_is_taken_back_while_nobody_has_read_it() -> None:
    file = received()
    before = file.later(5).state
    file.act("disposisi", "forwarded", ["kepala"], data={"instructions": ["examine"]})
    assert (file.state.kept, file.state.begun[0][0]) == (("tanggap",), "sesudah")
    sent = file.state.seq
    assert recallable(file.state, HEAD, sent) == sent
    file.later(30)
    recall(file, HEAD)
    state = file.state
    assert (state.step, state.desk, state.kept, state.begun) == ("disposisi", ("kepala",), (), ())
    assert state.dues == before.dues
    held = elapsed(state.holdings, before.received_at, file.moment, calendar()).desks
    assert {one.desk: one.clock // timedelta(minutes=1) for one in held}["kabid"] == 30
    assert from_json(to_json(state)) == state


def test_what_was_read_is_not_taken_back() -> None:
    file = disposed()
    sent = file.state.seq
    reads(file, KABID)
    assert recallable(file.state, HEAD, sent) == 0
    assert code(Refusal, recall, file, HEAD) == "PRO-087"
    assert file.state.step == "periksa"


def test_what_was_acted_upon_is_not_taken_back() -> None:
    file = disposed()
    sent = file.state.seq
    file.act("periksa", "valid", ["kabid"])
    assert code(Conflict, recall, file, HEAD, sent) == "PRO-005"


def test_only_the_sender_takes_back() -> None:
    file = disposed()
    delegate(file, KABID, STAFF)
    assert code(Refusal, recall, file, OTHER) == "PRO-088"
    recall(file, KABID)
    assert file.state.delegations == ()
    assert file.state.holdings[-1].delegate == ""


def test_a_promise_that_was_kept_and_runs_again_may_be_over_by_then() -> None:
    file = disposed()
    file.later(120)
    kinds = [event.kind for event in recall(file, HEAD).events]
    assert kinds == ["breached", "recalled", "breached"]
    assert set(file.state.breached) == {"tanggap", "sesudah"}


def test_a_return_and_a_paraf_are_taken_back_and_a_check_is_not() -> None:
    file = disposed()
    file.act("periksa", "valid", ["kabid"])
    file.act("konsep", "drafted", ["staf"])
    assert file.state.handings == ()
    file.act("paraf", "initialled", ["kabid"])
    recall(file, KABID)
    assert (file.state.step, file.state.desk) == ("paraf", ("kabid",))
    file.act("paraf", "returned", ["kabid"])
    assert file.state.handings[0].back
    recall(file, KABID)
    assert (file.state.step, file.state.desk) == ("paraf", ("kabid",))


DEEDS = st.lists(
    st.tuples(st.sampled_from(["route", "delegate", "answer", "read", "recall", "act", "tick", "back"]),
              st.sampled_from([HEAD, KABID, STAFF, OTHER]), st.sampled_from([STAFF, OTHER, KABID]),
              st.integers(0, 400)),
    max_size=30,
)  # fmt: skip


def does(file: File, deed: str, who: int, to: int) -> None:
    state = file.state
    match deed:
        case "route":
            file.act(state.step, "forwarded", POSTS[who], user_id=who)
        case "act":
            outcome = {"periksa": "valid", "konsep": "drafted", "paraf": "initialled"}.get(state.step, "signed")
            file.act(state.step, outcome, POSTS[who], user_id=who)
        case "back":
            file.act(state.step, "returned", POSTS[who], user_id=who)
        case "delegate":
            delegate(file, who, to, does=True)
        case "answer":
            answer(file, who)
        case "read":
            reads(file, who)
        case "recall":
            recall(file, who)
        case _:
            file.take(Tick(file.moment))


def place(state: State) -> tuple[object, ...]:
    return (state.status, state.step, state.desk, state.kept, [(one.act, one.to_user) for one in state.handings])


@given(DEEDS)
def test_whatever_happens_the_fold_is_the_projection_and_a_recall_puts_the_file_where_it_was(deeds: Any) -> None:
    file = received()
    places: dict[int, tuple[object, ...]] = {}
    for deed, who, to, minutes in deeds:
        file.later(minutes)
        before = file.state
        top = before.handings[-1].seq if before.handings else 0
        count = len(file.history)
        try:
            does(file, deed, who, to)
        except (MaklumatError, IndexError):
            assert len(file.history) == count
            continue
        state = file.state
        assert from_json(to_json(state)) == state
        assert set(before.breached) <= set(state.breached)
        assert state.holdings[: len(before.holdings)] == before.holdings
        for event in file.history[count:]:
            if event.kind in {"acted", "delegated"}:
                places[event.seq] = place(before)
            if event.kind == "recalled":
                assert event.data["of"] == top
                assert place(state)[:3] == places[top][:3]
                assert set(state.kept) <= set(places[top][3])  # type: ignore[call-overload]
                assert place(state)[4] == places[top][4]
    for person, posts in POSTS.items():
        assert all(one.seq for one in awaiting(file.state, person, posts))
