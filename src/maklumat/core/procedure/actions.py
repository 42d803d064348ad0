"""What somebody wants to do with an application, as values. `decide` says what comes of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from maklumat.core.procedure.state import State


@dataclass(frozen=True, slots=True)
class Receive:
    """An application comes in. `limits` are the promises that apply to it; `data` is the sealed content."""

    occurred_at: datetime
    limits: tuple[str, ...]
    data: Mapping[str, Any] = field(default_factory=dict)
    late_reason: str = ""


@dataclass(frozen=True, slots=True)
class Act:
    """A person leaves a step by an outcome. `posts` are the posts they hold in this office on that day.

    `seen_seq` is the sequence number their page showed: if the file has moved since, somebody was faster.
    An applicant acts with `posts=()` and `by_applicant=True`. `user_id` counts where the work was delegated by name.
    """

    step: str
    outcome: str
    posts: tuple[str, ...]
    seen_seq: int
    occurred_at: datetime
    data: Mapping[str, Any] = field(default_factory=dict)
    late_reason: str = ""
    by_applicant: bool = False
    user_id: int = 0


@dataclass(frozen=True, slots=True)
class Resubmit:
    """The applicant completes a returned file: by themselves, or at the counter (`posts`: those of the officer there).

    `data` at the counter: "papers" (by slot, how each is here now), "note".
    """

    seen_seq: int
    occurred_at: datetime
    data: Mapping[str, Any] = field(default_factory=dict)
    late_reason: str = ""
    posts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Withdraw:
    """The applicant takes the application back: by themselves, or at the counter (`posts`: those of the officer there,
    `data["identity"]`: the card that was seen)."""

    seen_seq: int
    occurred_at: datetime
    data: Mapping[str, Any] = field(default_factory=dict)
    late_reason: str = ""
    posts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Bring:
    """Papers of the checklist come in at the counter while the office works on the file.

    `data`: "papers" (by slot, how each is here now), "note". Nobody's work on the file is touched, so it does not
    matter what the page had seen.
    """

    posts: tuple[str, ...]
    occurred_at: datetime
    data: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Tick:
    """Time passed: promises that are over are breached, returned files that waited too long lapse.

    `superiors`: by post, the one above it, and under "" the head. Without any, nobody is warned or told.
    """

    occurred_at: datetime
    superiors: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reschedule:
    """A calendar was loaded or changed (`because`: its code): the due dates are computed anew."""

    occurred_at: datetime
    because: str


@dataclass(frozen=True, slots=True)
class Revoke:
    """A post that signs takes back a product that was issued (`product`: its code), with a reason in `data`."""

    product: str
    posts: tuple[str, ...]
    seen_seq: int
    occurred_at: datetime
    data: Mapping[str, Any] = field(default_factory=dict)
    late_reason: str = ""


@dataclass(frozen=True, slots=True)
class Reissue:
    """The applicant's secret is given anew against an identity card (`data["identity"]`: which one was seen)."""

    posts: tuple[str, ...]
    seen_seq: int
    occurred_at: datetime
    data: Mapping[str, Any] = field(default_factory=dict)
    late_reason: str = ""


@dataclass(frozen=True, slots=True)
class AskUnlisted:
    """Whoever checks the file asks for a paper that the standard does not list.

    `data`: "paper" (what is asked), "reason" (why, in writing), "requirement" (the code of its place to attach).
    """

    posts: tuple[str, ...]
    seen_seq: int
    occurred_at: datetime
    data: Mapping[str, Any] = field(default_factory=dict)
    late_reason: str = ""


@dataclass(frozen=True, slots=True)
class TakeCustody:
    """Original papers are left with the office. `data`: "number" of the receipt, "papers" (a list), "owner".

    Nobody's work on the file is touched, so it does not matter what the page had seen.
    """

    posts: tuple[str, ...]
    occurred_at: datetime
    data: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ReturnCustody:
    """Original papers go back. `data`: "number" of the receipt, "collector"."""

    posts: tuple[str, ...]
    occurred_at: datetime
    data: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Supplement:
    """A paper comes in for a step that was left before: the record of a hand-over, signed and scanned.

    `step`: that step; `data`: "of" (the sequence number of its event), and what `core.kinds.supplement` asks. Nobody's
    work on the file is touched, so it does not matter what the page had seen.
    """

    step: str
    posts: tuple[str, ...]
    occurred_at: datetime
    data: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Afterwards:
    """Something happens to a product after it was issued: `kind` is one of `afterlife.KINDS`.

    `posts`: those of the officer, () for the holder, who may only report. `data`: "duty" or "until", and what is said.
    Nobody's work on the file is touched, so it does not matter what the page had seen.
    """

    kind: str
    product: str
    posts: tuple[str, ...]
    occurred_at: datetime
    data: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Prioritise:
    """The file is served before others from now on: its applicant was owed that. `posts`: () for the system.

    `data`: "of" (the agenda number of the file whose promise was broken).
    """

    posts: tuple[str, ...]
    occurred_at: datetime
    data: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Contact:
    """The desk that returned a file called its applicant. `data`: "reached" (bool), and "note" where there is one."""

    posts: tuple[str, ...]
    seen_seq: int
    occurred_at: datetime
    data: Mapping[str, Any] = field(default_factory=dict)
    late_reason: str = ""


@dataclass(frozen=True, slots=True)
class Delegate:
    """Whoever holds the work on a file hands it to another post (`to_user`: a person of it by name, 0 for any).

    The step and its desk stay as they are. `does`: the delegate may record the step's outcome, else they only answer.
    `due_at`: until when the giver wants it. `data`: "instructions" (codes), "instruction" (in their own words).
    """

    posts: tuple[str, ...]
    user_id: int
    to_post: str
    to_user: int
    seen_seq: int
    occurred_at: datetime
    data: Mapping[str, Any] = field(default_factory=dict)
    due_at: datetime | None = None
    urgency: str = ""
    does: bool = False
    late_reason: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """The delegate gives the work back to whoever delegated it. `data`: "answer"."""

    posts: tuple[str, ...]
    user_id: int
    seen_seq: int
    occurred_at: datetime
    data: Mapping[str, Any] = field(default_factory=dict)
    late_reason: str = ""


@dataclass(frozen=True, slots=True)
class Read:
    """A person opened a file that was handed over to them. `sender`: whether they sent it themselves."""

    posts: tuple[str, ...]
    user_id: int
    occurred_at: datetime
    sender: bool = False


@dataclass(frozen=True, slots=True)
class Recall:
    """The sender takes back what nobody has read (`of`: the sequence number of its event).

    `before`: the state before an act that is taken back; None for a delegation.
    """

    of: int
    user_id: int
    posts: tuple[str, ...]
    seen_seq: int
    occurred_at: datetime
    before: State | None = None
    late_reason: str = ""


@dataclass(frozen=True, slots=True)
class ChooseMessages:
    """Somebody of the file says by which way they want to be told, or that they want to be told nothing.

    `posts`: () for themselves, those of the officer at the counter. `data["wishes"]`: by role ("applicant", "proxy")
    one of `core.messages.wishes.WISHES`; at the counter "identity", the card that was seen. Nobody's work on the file
    is touched, so it does not matter what the page had seen; also after the file has ended.
    """

    posts: tuple[str, ...]
    occurred_at: datetime
    data: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Phone:
    """Somebody of the file whom no message reached was called. Also after the file has ended.

    `data`: "message" (the occasion, of `core.messages.table`), "to" (their role), "reached", and a "note" where there
    is something to say.
    """

    posts: tuple[str, ...]
    occurred_at: datetime
    data: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Recheck:
    """What was answered while an outside system was down is looked up again, or what came of that is settled.

    `step`: the one that was answered; `outcome`: AGREES, DIFFERS or SETTLED. `data`: "of" (the sequence number of its
    event), "reference", "note", and "to", the post that heads the office. Also after the file has ended.
    """

    step: str
    outcome: str
    posts: tuple[str, ...]
    occurred_at: datetime
    data: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Countersign:
    """A letter that was signed by hand (`product`: its code) gets its electronic signature. Also after the file ended.

    `data`: "number", "code", "sha256", "mode" and "file" of what was signed, as for the first signature.
    """

    product: str
    posts: tuple[str, ...]
    occurred_at: datetime
    data: Mapping[str, Any] = field(default_factory=dict)


Action = (
    Receive
    | Act
    | Resubmit
    | Withdraw
    | Bring
    | Tick
    | Reschedule
    | Revoke
    | Reissue
    | AskUnlisted
    | TakeCustody
    | ReturnCustody
    | Supplement
    | Afterwards
    | Contact
    | Prioritise
    | Delegate
    | Answer
    | Read
    | Recall
    | ChooseMessages
    | Phone
    | Recheck
    | Countersign
)
