"""Four eyes: where the standard lets two different posts judge a file, one person does not do both.

To hand out work is no judgement, and to type in what somebody decided is none either; to check, verify, initial and
sign is. Whoever wrote a letter does not initial or sign it under another post. Only what went onward counts: who sent
a draft back has approved nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Final

from maklumat.core.kinds.registry import KINDS
from maklumat.core.standard.model import ServiceStandard, Step

JUDGING: Final = frozenset({"check", "verify", "initial", "sign"})
APPROVING: Final = frozenset({"initial", "sign"})
WRITING: Final = frozenset({"draft"})


def others(standard: ServiceStandard, step: Step) -> tuple[Step, ...]:
    """The steps whose doer may not judge at this one as well: those that the standard gives to quite other posts."""
    if step.kind not in JUDGING:
        return ()
    kinds = JUDGING | (WRITING if step.kind in APPROVING else frozenset())
    mine = set(step.posts)
    return tuple(
        one for one in standard.steps if one.kind in kinds and one.code != step.code and mine.isdisjoint(one.posts)
    )


def concerned(steps: Iterable[Step], posts: Collection[str]) -> tuple[Step, ...]:
    """Those that somebody with these posts may have done; () for nearly everybody, who holds one post of a standard."""
    return tuple(step for step in steps if not set(step.posts).isdisjoint(posts))


def done_by(steps: Iterable[Step], past: Iterable[tuple[str, str, str, int | None]], user: int) -> tuple[Step, ...]:
    """The steps that this person did last, of `past` acts in order as (step, outcome, post, user id)."""
    wanted = {step.code: step for step in steps}
    last: dict[tuple[str, str], int | None] = {}
    for code, outcome, post, who in past:
        if code not in wanted:
            continue
        way = next((way for way in KINDS[wanted[code].kind].ways if way.code == outcome), None)
        if way is not None and way.onward:
            last |= {(code, part): who for part in post.split("+")}
    mine = {code for (code, _), who in last.items() if who == user}
    return tuple(step for step in wanted.values() if step.code in mine)
