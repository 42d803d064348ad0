"""What happens beside the course of a file: papers come and go, a secret is given anew, a product is taken back."""

from __future__ import annotations

from maklumat.core import events
from maklumat.core.errors import Refusal
from maklumat.core.kinds.record import Terms
from maklumat.core.kinds.supplement import SUPPLEMENT
from maklumat.core.procedure import afterlife, reminders
from maklumat.core.procedure import state as states
from maklumat.core.procedure.actions import (
    Afterwards,
    AskUnlisted,
    Bring,
    ChooseMessages,
    Contact,
    Countersign,
    Phone,
    Prioritise,
    Read,
    Recheck,
    Reissue,
    ReturnCustody,
    Revoke,
    Supplement,
    TakeCustody,
)
from maklumat.core.procedure.countersigning import countersign
from maklumat.core.procedure.delegating import read
from maklumat.core.procedure.rechecking import recheck
from maklumat.core.procedure.state import State
from maklumat.core.procedure.writing import Decision, Writer, filled_in, front_posts, timely, whole, with_reason
from maklumat.core.standard.model import ServiceStandard

Aside = (
    TakeCustody
    | ReturnCustody
    | Bring
    | Supplement
    | Afterwards
    | Prioritise
    | Read
    | ChooseMessages
    | Phone
    | Recheck
    | Countersign
)
"""What happens beside the course of a file, by anybody who may, also without having seen how far it is."""


def aside(
    standard: ServiceStandard,
    state: State,
    action: Aside,
    writer: Writer,
) -> Decision:
    """Papers come and go beside the course of the file: nobody's work is touched."""
    if isinstance(action, Prioritise):
        return _prioritise(state, action, writer)
    if isinstance(action, Read):
        return read(state, action, writer)
    if isinstance(action, Recheck):
        return recheck(standard, state, action, writer)
    if isinstance(action, Countersign):
        return countersign(standard, state, action, writer)
    if isinstance(action, Afterwards):
        return _afterwards(standard, state, action, writer)
    if isinstance(action, ChooseMessages):
        return _choose_messages(standard, state, action, writer)
    if isinstance(action, Phone):
        return _phone(standard, state, action, writer)
    if isinstance(action, Bring):
        return _bring(standard, state, action, writer)
    if isinstance(action, Supplement):
        return _supplement(standard, state, action, writer)
    return _custody(standard, state, action, writer)


def _custody(standard: ServiceStandard, state: State, action: TakeCustody | ReturnCustody, writer: Writer) -> Decision:
    """Original papers come in while the file is open and may go back at any time; the file itself does not move."""
    taking = isinstance(action, TakeCustody)
    if taking and state.ended:
        raise Refusal("PRO-003", "Permohonan ini sudah selesai; tidak ada langkah lagi.")
    timely(state, action.occurred_at, writer.moment, "")
    acting = front_posts(standard, action.posts)
    filled_in(("number", "papers", "owner") if taking else ("number", "collector"), action.data)
    writer.breaches(action.occurred_at)
    kind = events.CUSTODY_TAKEN if taking else events.CUSTODY_RETURNED
    writer.write(kind, action.occurred_at, action.data, post="+".join(acting))
    return writer.decision()


def _supplement(standard: ServiceStandard, state: State, action: Supplement, writer: Writer) -> Decision:
    """Whoever does the step may add its paper, also after the file has ended; nothing else changes."""
    step = standard.step(action.step)
    acting = tuple(post for post in step.posts if post in action.posts)
    if not acting:
        raise Refusal("PRO-007", "Langkah ini bukan tugas jabatan Anda.")
    timely(state, action.occurred_at, writer.moment, "")
    data = whole(SUPPLEMENT, SUPPLEMENT.ways[0], action.data, Terms(writer.moment))
    writer.breaches(action.occurred_at)
    writer.write(
        events.SUPPLEMENTED,
        action.occurred_at,
        {**data, "of": action.data["of"]},
        post="+".join(acting),
        step=step.code,
    )
    return writer.decision()


def _afterwards(standard: ServiceStandard, state: State, action: Afterwards, writer: Writer) -> Decision:
    """What happens to an issued product, also long after the file has ended."""
    acting = afterlife.acting_posts(standard, action)
    timely(state, action.occurred_at, writer.moment, "")
    writer.breaches(action.occurred_at)
    writer.write(action.kind, action.occurred_at, {**action.data, "product": action.product}, post="+".join(acting))
    return writer.decision()


def _prioritise(state: State, action: Prioritise, writer: Writer) -> Decision:
    """Once, while the file is open; else an empty decision."""
    writer.breaches(action.occurred_at)
    if not state.ended and not state.priority:
        writer.write(events.PRIORITISED, action.occurred_at, action.data, post="+".join(action.posts))
    return writer.decision()


def _choose_messages(standard: ServiceStandard, state: State, action: ChooseMessages, writer: Writer) -> Decision:
    """By which way somebody of the file is told; at the counter against a card, by whoever takes applications in."""
    timely(state, action.occurred_at, writer.moment, "")
    acting = front_posts(standard, action.posts) if action.posts else ()
    filled_in(("wishes", "identity") if acting else ("wishes",), action.data)
    writer.breaches(action.occurred_at)
    writer.write(events.MESSAGES_CHOSEN, action.occurred_at, action.data, post="+".join(acting))
    return writer.decision()


def _phone(standard: ServiceStandard, state: State, action: Phone, writer: Writer) -> Decision:
    """What no message could tell was told by telephone, or nobody answered; nothing else changes."""
    timely(state, action.occurred_at, writer.moment, "")
    team = {post for step in standard.steps for post in step.posts}
    acting = next((post for post in action.posts if post in team), action.posts[0])  # one call is made in one post
    filled_in(("message", "to"), action.data)
    writer.breaches(action.occurred_at)
    writer.write(events.PHONED, action.occurred_at, action.data, post=acting)
    return writer.decision()


def contact(state: State, action: Contact, writer: Writer) -> Decision:
    """The desk that returned the file says whether the applicant was reached; nothing else changes."""
    acting = reminders.calling_posts(state, action.posts, action.data)
    writer.write(events.CONTACTED, action.occurred_at, action.data, post="+".join(acting))
    return writer.decision()


def _bring(standard: ServiceStandard, state: State, action: Bring, writer: Writer) -> Decision:
    """The counter takes papers in while the file is open; the file itself does not move."""
    if state.ended:
        raise Refusal("PRO-003", "Permohonan ini sudah selesai; tidak ada langkah lagi.")
    timely(state, action.occurred_at, writer.moment, "")
    acting = front_posts(standard, action.posts)
    filled_in(("papers",), action.data)
    writer.breaches(action.occurred_at)
    writer.write(events.PAPERS_BROUGHT, action.occurred_at, action.data, post="+".join(acting))
    return writer.decision()


def revoke(standard: ServiceStandard, action: Revoke, writer: Writer) -> Decision:
    """The post that may take a product back does so, and says why."""
    product = standard.product(action.product)
    if product.revoked_by not in action.posts:
        raise Refusal("PRO-007", "Langkah ini bukan tugas jabatan Anda.")
    filled_in(("reason",), action.data)
    data = {**with_reason(action.data, action.late_reason), "product": product.code}
    writer.write(events.REVOKED, action.occurred_at, data, post=product.revoked_by)
    return writer.decision()


def reissue(standard: ServiceStandard, action: Reissue, writer: Writer) -> Decision:
    """The post that takes applications in gives the secret anew; nothing else changes."""
    acting = front_posts(standard, action.posts)
    filled_in(("identity",), action.data)
    writer.write(events.REISSUED, action.occurred_at, action.data, post="+".join(acting))
    return writer.decision()


def ask_unlisted(standard: ServiceStandard, state: State, action: AskUnlisted, writer: Writer) -> Decision:
    """Only whoever checks the file now may ask for more than the standard lists, and says in writing why."""
    if state.ended:
        raise Refusal("PRO-003", "Permohonan ini sudah selesai; tidak ada langkah lagi.")
    if state.status == states.WITH_APPLICANT:
        raise Refusal("PRO-004", "Berkas sedang dilengkapi pemohon; tunggu sampai dikirim kembali.")
    step = standard.step(state.step)
    acting = tuple(post for post in state.desk if post in action.posts)
    if step.kind != "check" or not acting:
        raise Refusal("PRO-020", "Berkas di luar standar hanya dapat diminta oleh pemeriksa kelengkapan.")
    if not str(action.data.get("reason", "")).strip():
        raise Refusal("PRO-021", "Berkas di luar standar hanya boleh diminta dengan alasan tertulis.")
    filled_in(("paper", "requirement"), action.data)
    data = with_reason(action.data, action.late_reason)
    writer.write(events.UNLISTED_ASKED, action.occurred_at, data, post="+".join(acting))
    return writer.decision()
