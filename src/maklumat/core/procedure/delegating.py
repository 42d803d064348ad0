"""Delegating the work on a file, answering, reading, taking back: judged beside the standard's own course.

The desk of the standard answers for its step and its clock runs on, whoever works on it. What a post must do itself
(`Kind.own`: initial, sign, dispose) stays with it.
"""

from __future__ import annotations

from datetime import datetime
from typing import Final

from maklumat.core import events
from maklumat.core.errors import Conflict, Refusal
from maklumat.core.kinds.instruction import INSTRUCTIONS, URGENCIES
from maklumat.core.kinds.registry import KINDS
from maklumat.core.procedure import state as states
from maklumat.core.procedure.actions import Act, Answer, Delegate, Read, Recall
from maklumat.core.procedure.handing import restoring
from maklumat.core.procedure.state import Handing, State
from maklumat.core.procedure.writing import Decision, Writer, filled_in, with_reason
from maklumat.core.standard.model import Step

DEEPEST: Final = 3
"""How many times the work on one step may be delegated onward."""


def in_the_office(state: State) -> None:
    """Refusal PRO-003 or PRO-004 for a file that no desk of the office works on."""
    if state.ended:
        raise Refusal("PRO-003", "Permohonan ini sudah selesai; tidak ada langkah lagi.")
    if state.status == states.WITH_APPLICANT:
        raise Refusal("PRO-004", "Berkas sedang dilengkapi pemohon; tunggu sampai dikirim kembali.")


def standing_in(step: Step, state: State, action: Act) -> tuple[str, ...]:
    """The post for which a delegate acts; () for whoever is none. Refusal PRO-086 for what is not theirs to do."""
    delegation = state.delegation
    if delegation is None or not delegation.is_for(action.user_id, action.posts):
        return ()
    if KINDS[step.kind].own or not delegation.does:
        raise Refusal(
            "PRO-086", "Anda diminta memberi jawaban; hasil langkah ini dicatat oleh pejabat yang menugaskan Anda."
        )
    return (delegation.post,)


def delegate(state: State, action: Delegate, writer: Writer) -> Decision:
    """Whoever holds the work hands it on: the desk to a delegate, a delegate to the next."""
    in_the_office(state)
    chain = state.delegations
    post = _answering(state, action)
    _may_follow(chain, post, action)
    said = action.data
    filled_in(("instructions",) if not said.get("instruction") else (), said)
    known = {code for code, _ in INSTRUCTIONS}
    if not set(said.get("instructions", ())) <= known or action.urgency not in {"", *dict(URGENCIES)}:
        raise Refusal("PRO-047", "Instruksi: pilih salah satu yang tersedia.")
    if action.due_at is not None and action.due_at <= action.occurred_at:
        raise Refusal("PRO-083", "Waktu yang Anda minta sudah lewat; pilih yang akan datang.")
    data = {
        **with_reason(said, action.late_reason),
        "by": action.user_id,
        "to_post": action.to_post,
        "to_user": action.to_user,
        "does": action.does,
        **({"wanted_at": action.due_at.isoformat()} if action.due_at else {}),
        **({"urgency": action.urgency} if action.urgency else {}),
    }
    writer.write(events.DELEGATED, action.occurred_at, data, post=post, step=state.step)
    return writer.decision()


def _answering(state: State, action: Delegate) -> str:
    """The post of the desk that answers for the work that is handed on. Refusal PRO-007 for somebody else's work."""
    delegation = state.delegation
    if delegation is not None and delegation.is_for(action.user_id, action.posts):
        return delegation.post
    acting = next((post for post in state.desk if post in action.posts), "")
    if not acting:
        raise Refusal("PRO-007", "Langkah ini bukan tugas jabatan Anda.")
    if delegation is not None:
        raise Refusal("PRO-084", "Berkas ini sudah diteruskan; tunggu jawabannya, atau kerjakan sendiri langkahnya.")
    return acting


def _may_follow(chain: tuple[Handing, ...], post: str, action: Delegate) -> None:
    own = chain[-1].to_post if chain else post
    if action.to_user == action.user_id or (not action.to_user and action.to_post == own):
        raise Refusal("PRO-080", "Tugas tidak dapat diteruskan kepada diri sendiri.")
    givers = {one.by for one in chain}
    before = {(one.to_post, one.to_user) for one in chain}
    if action.to_user in givers or (action.to_post, action.to_user) in before:
        raise Refusal("PRO-081", "Orang atau jabatan itu sudah ikut menugaskan; kembalikan dengan jawaban Anda.")
    if len(chain) >= DEEPEST:
        raise Refusal("PRO-082", "Tugas ini sudah diteruskan {times} kali; jawab dahulu.", times=DEEPEST)


def answer(state: State, action: Answer, writer: Writer) -> Decision:
    """The delegate says what came of it, and the work lies with the giver again."""
    in_the_office(state)
    delegation = state.delegation
    if delegation is None or not delegation.is_for(action.user_id, action.posts):
        raise Refusal("PRO-085", "Tidak ada tugas pada berkas ini yang menunggu jawaban Anda.")
    filled_in(("answer",), action.data)
    data = {**with_reason(action.data, action.late_reason), "of": delegation.seq, "delegate": delegation.to_post}
    writer.write(events.ANSWERED, action.occurred_at, data, post=delegation.post, step=state.step)
    return writer.decision()


def read(state: State, action: Read, writer: Writer) -> Decision:
    """Somebody opened what was handed over to them. An empty decision where nobody waits for that."""
    for one in awaiting(state, action.user_id, action.posts, sender=action.sender):
        writer.write(events.READ, action.occurred_at, {"of": one.seq, "user": action.user_id})
    return writer.decision()


def awaiting(state: State, user_id: int, posts: tuple[str, ...], *, sender: bool = False) -> tuple[Handing, ...]:
    """What was handed over to this person and they have not opened yet. `sender`: they brought the file here."""
    if state.status != states.OPEN:
        return ()
    at_desk = bool(set(state.desk) & set(posts)) and not sender
    return tuple(
        one
        for one in state.handings
        if one.seq
        and all(reader != user_id for reader, _ in one.reads)
        and (at_desk if one.act else one.is_for(user_id, posts) and one.by != user_id)
    )


def recall(state: State, action: Recall, writer: Writer) -> Decision:
    """The sender takes back what nobody has read. Conflict when the file has moved on, Refusal PRO-087 when read."""
    if state.ended or not state.handings or state.handings[-1].seq != action.of or not action.of:
        raise Conflict("PRO-005", "Berkas sudah berpindah dari langkah ini.")
    handing = state.handings[-1]
    if handing.reads:
        raise Refusal("PRO-087", "Sudah dibaca oleh penerimanya, jadi tidak dapat ditarik lagi; hubungi langsung.")
    own = handing.by == action.user_id if not handing.act else action.before is not None
    if not own:
        raise Refusal("PRO-088", "Hanya yang meneruskan berkas ini yang dapat menariknya kembali.")
    data = {"of": action.of, "by": action.user_id}
    if handing.act and action.before is not None:
        data |= restoring(action.before, action.user_id, action.occurred_at)
    writer.write(events.RECALLED, action.occurred_at, data, post=handing.post)
    writer.breaches(action.occurred_at)  # what the act had kept runs again, and may be over by now
    return writer.decision()


def recallable(state: State, user_id: int, sent: int) -> int:
    """The sequence number of what this person may take back now; 0 for nothing. `sent`: the act that they did last."""
    if state.ended or not state.handings:
        return 0
    last = state.handings[-1]
    mine = last.seq == sent if last.act else last.by == user_id
    return last.seq if mine and last.seq and not last.reads else 0


def wished_for_earlier(handing: Handing, now: datetime) -> bool:
    """Whether the time that its giver wanted is over."""
    return handing.due_at is not None and handing.due_at < now
