"""Who may do what to which file: a table in data. What no row permits is denied.

A row permits `verb` to a person of the file's own office who stands in `relation` to it, when the file is in one of
`statuses` (empty: any). Relations: "desk" holds one of the posts the file lies with now; "team" holds a post named in
the file's standard; "head" heads the office; "caller" holds one of the posts that returned the file to its applicant;
"signer" holds the signing post of the product; "delegate" was given the work on it, and "deputy" may record its outcome
too; "clerk" holds the first post of the standard; "member" holds any post of the office; "administrator"
looks after its posts, its settings and its standards, and sees no file by that.
Confidential files (`confidential=False` rows do not reach them) are for the team and nobody else.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from maklumat.core.errors import NotVisible

SEE: Final = "see"
ACT: Final = "act"
DELEGATE: Final = "delegate"
ANSWER: Final = "answer"
SEE_PAPER: Final = "see_paper"
REISSUE: Final = "reissue"
REVOKE: Final = "revoke"
BRING: Final = "bring"  # papers at the counter, also of a file that was returned
WITHDRAW: Final = "withdraw"  # at the applicant's word, at the counter
INTAKE: Final = "intake"
WORKLIST: Final = "worklist"
NUMBERS: Final = "numbers"
CALL: Final = "call"
CUSTODY: Final = "custody"
REGISTERS: Final = "registers"
GUESTS: Final = "guests"
QUEUE: Final = "queue"  # giving numbers in the waiting room and calling them
ADMINISTER: Final = "administer"  # posts, people, settings, standards
OVERSEE: Final = "oversee"  # read how the office is arranged
DECIDE: Final = "decide"  # what is the head's alone to decide
BOARD: Final = "board"  # figures: whose, says records.figures.scope
TELL: Final = "tell"  # where a file stands, without its content: a status question at the counter


ADMINISTRATOR: Final = "administrator"
"""In place of a post, the membership of whoever administers the office. No post of an office may be called so."""


@dataclass(frozen=True, slots=True)
class Rule:
    verb: str
    relation: str
    statuses: tuple[str, ...] = ()
    confidential: bool = True


OPEN: Final = ("open",)
RETURNED: Final = ("with_applicant",)

RULES: Final = (
    Rule(SEE, "team"),
    Rule(SEE, "head", confidential=False),
    Rule(SEE_PAPER, "team"),
    Rule(SEE_PAPER, "head", confidential=False),
    Rule(ACT, "desk", statuses=OPEN),
    Rule(ACT, "deputy", statuses=OPEN),
    Rule(SEE, "delegate", confidential=False),
    Rule(SEE_PAPER, "delegate", confidential=False),
    Rule(ANSWER, "delegate", statuses=OPEN),
    Rule(DELEGATE, "desk", statuses=OPEN),
    Rule(DELEGATE, "delegate", statuses=OPEN),
    Rule(CALL, "caller", statuses=RETURNED),
    Rule(REISSUE, "clerk"),
    Rule(REVOKE, "signer"),
    Rule(BRING, "clerk", statuses=(*OPEN, *RETURNED)),
    Rule(WITHDRAW, "clerk", statuses=(*OPEN, *RETURNED)),
    Rule(INTAKE, "clerk"),
    Rule(WORKLIST, "member"),
    Rule(NUMBERS, "member"),
    Rule(CUSTODY, "clerk"),
    Rule(REGISTERS, "member"),
    Rule(GUESTS, "member"),
    Rule(BOARD, "member"),
    Rule(QUEUE, "member"),
    Rule(ADMINISTER, "administrator"),
    Rule(OVERSEE, "administrator"),
    Rule(OVERSEE, "head"),
    Rule(DECIDE, "head"),
    Rule(TELL, "member", confidential=False),
    Rule(TELL, "team"),
)


@dataclass(frozen=True, slots=True)
class Actor:
    """A person at work in one office on one day: the posts they hold there, and whether one of them heads it.

    `administers`: the office's administrator, who may hold no post at all.
    """

    user_id: int
    name: str
    office: str
    posts: tuple[str, ...]
    heads: bool = False
    administers: bool = False

    @property
    def arranges(self) -> bool:
        """Whether the office is theirs to arrange, or to look at how it is arranged."""
        return self.administers or self.heads

    @property
    def keys(self) -> tuple[str, ...]:
        """The names under which work is delegated to this person: by name, or to one of their posts."""
        return (f"u:{self.user_id}", *(f"p:{post}" for post in self.posts))

    @property
    def in_charge(self) -> str:
        """The post that a decision about the office is written under: the first one held, else ADMINISTRATOR."""
        return self.posts[0] if self.posts else ADMINISTRATOR


@dataclass(frozen=True, slots=True)
class Facts:
    """What the table needs to know of an object. Empty tuples and "" where the object has no such thing.

    `delegates`, `deputies`: see `Actor.keys`.
    """

    office: str
    status: str = ""
    confidentiality: str = "normal"
    desk: tuple[str, ...] = ()
    team: tuple[str, ...] = ()
    clerks: tuple[str, ...] = ()
    signer: str = ""
    callers: tuple[str, ...] = ()
    delegates: tuple[str, ...] = ()
    deputies: tuple[str, ...] = ()


def may(actor: Actor, verb: str, facts: Facts) -> bool:
    """Whether any row of the table permits this."""
    if actor.office != facts.office or not (actor.posts or actor.administers):
        return False
    return any(
        rule.verb == verb
        and (not rule.statuses or facts.status in rule.statuses)
        and (rule.confidential or facts.confidentiality == "normal")
        and _stands(actor, rule.relation, facts)
        for rule in RULES
    )


def require(actor: Actor, verb: str, facts: Facts) -> None:
    """Raise NotVisible unless permitted: a denial looks like an object that does not exist."""
    if not may(actor, verb, facts):
        raise NotVisible


def _stands(actor: Actor, relation: str, facts: Facts) -> bool:
    if relation == "administrator":
        return actor.administers
    if relation == "member":
        return bool(actor.posts)
    if relation == "head":
        return actor.heads
    if relation in ("delegate", "deputy"):
        return any(key in (facts.delegates if relation == "delegate" else facts.deputies) for key in actor.keys)
    wanted = {
        "desk": facts.desk,
        "team": facts.team,
        "clerk": facts.clerks,
        "signer": (facts.signer,),
        "caller": facts.callers,
    }[relation]
    return any(post in wanted for post in actor.posts)
