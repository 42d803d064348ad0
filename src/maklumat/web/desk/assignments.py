"""What I asked of others and what was asked of me: with the instruction, until when, read or not, done or not."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from maklumat.core.kinds.instruction import INSTRUCTIONS, ORDINARY, URGENCIES
from maklumat.core.standard.model import Office
from maklumat.records.people.access import Actor
from maklumat.records.work import assignments
from maklumat.records.work.assignments import ANSWERED, DONE, OVER, RECALLED, Shown
from maklumat.web.desk.handings_told import TAG
from maklumat.web.desk.telling import post_names
from maklumat.web.shared.entering import MEMBER, here, officer, show
from maklumat.web.shared.spoken import ANY_OF

ENDINGS: Final = {
    ANSWERED: ("Sudah dijawab", "good"),
    DONE: ("Sudah dikerjakan", "good"),
    RECALLED: ("Ditarik kembali", "wait"),
    OVER: ("Berkasnya berakhir", ""),
}


@dataclass(frozen=True, slots=True)
class Told:
    """One assignment in words. `ending` with its colour, "" while it is open."""

    shown: Shown
    by: str
    to: str
    instructions: tuple[str, ...]
    instruction: str
    urgency: str
    tag: str
    ending: str
    ending_tag: str


@officer(MEMBER)
@require_safe
def mine(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The open ones first, the oldest above; then what has ended."""
    found, office = assignments.mine(actor, timezone.now()), here(request)
    values = {
        "section": "worklist",
        "got": _told(office, found.got),
        "given": _told(office, found.given),
        "ended": _told(office, found.ended),
        "more": found.more,
        "most": assignments.OPEN_SHOWN,
    }
    return show(request, actor, "assignments.html", values)


def _told(office: Office, found: Iterable[Shown]) -> list[Told]:
    words, urgencies = dict(INSTRUCTIONS), dict(URGENCIES)
    told = []
    for one in found:
        row = one.row
        ending, colour = ENDINGS.get(row.ending, ("", ""))
        to = post_names(office, row.to_post, ANY_OF)
        told.append(
            Told(
                shown=one,
                by=", ".join(filter(None, (one.by, post_names(office, row.by_post)))),
                to=f"{one.to} ({to})" if one.to else to,
                instructions=tuple(words.get(code, code) for code in one.data.get("instructions") or ()),
                instruction=str(one.data.get("instruction", "")),
                urgency=urgencies.get(row.urgency, "") if row.urgency != ORDINARY else "",
                tag=TAG.get(row.urgency, ""),
                ending=ending,
                ending_tag=colour,
            )
        )
    return told
