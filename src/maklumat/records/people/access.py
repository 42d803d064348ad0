"""Who may do what to which file: a table in data. What no row permits is denied.

A row permits `verb` to a person of the file's own office who stands in `relation` to it, when the file is in one of
`statuses` (empty: any). Relations: "desk" holds one of the posts the file lies with now; "team" holds a post named in
the file's standard; "head" heads the office; "caller" holds one of the posts that returned the file to its applicant;
"signer" holds the signing post of the product; "delegate" was given the work on it, and "deputy" may record its outcome
too; "clerk" holds the first post of the standard; "on_duty" is on duty outside hours now, for a service that is
promised day and night; "registrar" holds a post that keeps the office's book of letter numbers; "member" holds any post
of the office; "administrator" looks after its posts, its settings and its standards, and sees no file by that.
Whoever stands in for a post (Plt., Plh., or for somebody on leave) stands in its relations too, but a product is taken
back by the post itself or its Plt. or Plh. alone. Who signs in a post's name (a.n., u.b.) sees the files of that
mandate and acts on them where they are signed, and nowhere else.
Confidential files (`confidential=False` rows do not reach them) are for the team and nobody else.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from maklumat.core.errors import NotVisible
from maklumat.core.organisation.mandates import NAMED, WHOLE

SEE: Final = "see"
ACT: Final = "act"
CARRY: Final = "carry"  # print a letter for somebody's hand, and bring it back signed
DELEGATE: Final = "delegate"
ANSWER: Final = "answer"
SEE_PAPER: Final = "see_paper"
REISSUE: Final = "reissue"
REVOKE: Final = "revoke"
BRING: Final = "bring"  # papers at the counter, also of a file that was returned
WITHDRAW: Final = "withdraw"  # at the applicant's word, at the counter
INTAKE: Final = "intake"
WORKLIST: Final = "worklist"
NUMBERS: Final = "numbers"  # read the book of letter numbers
ARRANGE_NUMBERS: Final = "arrange_numbers"  # write off, reserve and insert letter numbers
CALL: Final = "call"
CUSTODY: Final = "custody"
REGISTERS: Final = "registers"
GUESTS: Final = "guests"
ROSTER: Final = "roster"  # who is on duty outside hours, and whether they answered
QUEUE: Final = "queue"  # giving numbers in the waiting room and calling them
ADMINISTER: Final = "administer"  # posts, people, settings, standards
OVERSEE: Final = "oversee"  # read how the office is arranged
OUTAGE: Final = "outage"  # saying that an outside system cannot be opened
APOLOGISE: Final = "apologise"  # whose task it is; who may sign is asked of the mandates, as for every letter
CARRY_APOLOGY: Final = "carry_apology"  # print it for the head's hand, and bring it back signed
DECIDE: Final = "decide"  # what is the head's alone to decide
BOARD: Final = "board"  # figures: whose, says records.figures.scope
MESSAGES: Final = "messages"  # how somebody of a file wants to be told, at the counter
TELL: Final = "tell"  # where a file stands, without its content: a status question at the counter


ADMINISTRATOR: Final = "administrator"
"""In place of a post, the membership of whoever administers the office. No post of an office may be called so."""
OUTSIDER: Final = "outsider"
"""In place of a post, the membership of somebody of another office who may be made Plt. here. It gives no right: what
they may do comes from the mandate alone. No post of an office may be called so."""


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
    Rule(CARRY, "team", statuses=OPEN),
    Rule(SEE, "delegate", confidential=False),
    Rule(SEE_PAPER, "delegate", confidential=False),
    Rule(ANSWER, "delegate", statuses=OPEN),
    Rule(DELEGATE, "desk", statuses=OPEN),
    Rule(DELEGATE, "delegate", statuses=OPEN),
    Rule(CALL, "caller", statuses=RETURNED),
    Rule(REISSUE, "clerk"),
    Rule(MESSAGES, "clerk"),
    Rule(REVOKE, "signer"),
    Rule(BRING, "clerk", statuses=(*OPEN, *RETURNED)),
    Rule(WITHDRAW, "clerk", statuses=(*OPEN, *RETURNED)),
    Rule(INTAKE, "clerk"),
    Rule(INTAKE, "on_duty"),
    Rule(WORKLIST, "member"),
    Rule(NUMBERS, "member"),
    Rule(NUMBERS, "administrator"),
    Rule(ARRANGE_NUMBERS, "registrar"),
    Rule(ARRANGE_NUMBERS, "administrator"),
    Rule(ARRANGE_NUMBERS, "head"),
    Rule(CUSTODY, "clerk"),
    Rule(REGISTERS, "member"),
    Rule(GUESTS, "member"),
    Rule(ROSTER, "member"),
    Rule(BOARD, "member"),
    Rule(QUEUE, "member"),
    Rule(OUTAGE, "member"),
    Rule(ADMINISTER, "administrator"),
    Rule(OVERSEE, "administrator"),
    Rule(OVERSEE, "head"),
    Rule(DECIDE, "head"),
    Rule(APOLOGISE, "head"),
    Rule(CARRY_APOLOGY, "team"),
    Rule(TELL, "member", confidential=False),
    Rule(TELL, "team"),
)


@dataclass(frozen=True, slots=True)
class Standing:
    """A post that is not one's own, and how one came to act for it on that day.

    `by`: the kind of a mandate, or SUBSTITUTE for somebody on leave; `number`: the mandate's (or the leave's) id.
    `basis`: the order it rests on. `holder_post` and `through`: the posts that an a.n. or u.b. mandate names.
    `services` and `products`: codes that it is limited to.
    """

    post: str
    by: str
    number: int = 0
    basis: str = ""
    holder_post: str = ""
    through: str = ""
    services: tuple[str, ...] = ()
    products: tuple[str, ...] = ()

    def signs(self, service: str, *, confidential: bool) -> bool:
        """Whether it is one to sign in the post's name, for that service. See `core.organisation.mandates`."""
        named = service in self.services
        return self.by in NAMED and (named or (not self.services and not confidential))


@dataclass(frozen=True, slots=True)
class Actor:
    """A person at work in one office on one day: the posts they work for there, and whether one of them heads it.

    `posts`: their own, and those that they stand in for as a whole or for somebody on leave. `standings` says of every
    post that is not their own how they came to it, also of those in whose name they only sign. `away`: they are
    recorded as on leave today. `former`: posts they worked for before, which give no right any more. `administers`:
    the office's administrator, who may hold no post at all. `headed`: the post by which they head the office.
    """

    user_id: int
    name: str
    office: str
    posts: tuple[str, ...]
    heads: bool = False
    administers: bool = False
    standings: tuple[Standing, ...] = ()
    away: bool = False
    former: tuple[str, ...] = ()
    headed: str = ""

    @property
    def own(self) -> tuple[str, ...]:
        """The posts that are theirs."""
        if not self.standings:
            return self.posts
        others = {one.post for one in self.standings}
        return tuple(post for post in self.posts if post not in others)

    @property
    def answering(self) -> tuple[str, ...]:
        """The posts they answer for in full: their own, and as Plt. or Plh."""
        whole = {one.post for one in self.standings if one.by in WHOLE}
        return (*self.own, *(post for post in self.posts if post in whole))

    def in_name_of(self, service: str, *, confidential: bool) -> tuple[str, ...]:
        """The posts in whose name they sign letters of that service."""
        return tuple(one.post for one in self.standings if one.signs(service, confidential=confidential))

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
        """The post that a change of the office is written under: their own, else the administration, else one that
        they stand in for."""
        return (*self.own, *([ADMINISTRATOR] if self.administers else []), *self.posts, ADMINISTRATOR)[0]

    def capacity(self, post: str) -> dict[str, Any]:
        """How they came to act in a post that is not their own, for the entry of the ledger; {} in their own."""
        one = next((one for one in self.standings if one.post == post and one.by not in NAMED), None)
        if one is None:
            return {}
        said = {"by": one.by, "number": one.number, "basis": one.basis, "holder_post": one.holder_post}
        return {"as": {name: value for name, value in said.items() if value}}


@dataclass(frozen=True, slots=True)
class Facts:
    """What the table needs to know of an object. Empty tuples and "" where the object has no such thing.

    `delegates`, `deputies`: see `Actor.keys`. `signing`: a file is at a step that signs. `registrars`: see
    `core.organisation.registrars`. `on_duty`: the users who are on duty outside hours now, where that counts.
    """

    office: str
    status: str = ""
    confidentiality: str = "normal"
    desk: tuple[str, ...] = ()
    team: tuple[str, ...] = ()
    clerks: tuple[str, ...] = ()
    registrars: tuple[str, ...] = ()
    signer: str = ""
    callers: tuple[str, ...] = ()
    delegates: tuple[str, ...] = ()
    deputies: tuple[str, ...] = ()
    service: str = ""
    signing: bool = False
    on_duty: tuple[int, ...] = ()


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
    if relation == "on_duty":
        return actor.user_id in facts.on_duty
    if relation == "head":
        return actor.heads
    if relation in ("delegate", "deputy"):
        return any(key in (facts.delegates if relation == "delegate" else facts.deputies) for key in actor.keys)
    wanted = {
        "desk": facts.desk,
        "team": facts.team,
        "clerk": facts.clerks,
        "registrar": facts.registrars,
        "signer": (facts.signer,),
        "caller": facts.callers,
    }[relation]
    posts = actor.answering if relation == "signer" else actor.posts
    if actor.standings and (relation == "team" or (relation == "desk" and facts.signing)):
        posts = (*posts, *actor.in_name_of(facts.service, confidential=facts.confidentiality != "normal"))
    return any(post in wanted for post in posts)
