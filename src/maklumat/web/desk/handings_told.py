"""How a file was handed over within the office, put into words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from maklumat.core.kinds.instruction import INSTRUCTIONS, ORDINARY, URGENCIES
from maklumat.records.work.delegating import Shown
from maklumat.records.work.queries import FileView
from maklumat.web.desk.telling import post_names
from maklumat.web.shared.spoken import ANY_OF

TAG: Final = {"urgent": "wait", "very_urgent": "late"}


@dataclass(frozen=True, slots=True)
class Told:
    """One handing over: from whom, to whom, what is asked. `tag`: the colour of its urgency, "" for an ordinary one."""

    shown: Shown
    title: str
    by: str
    to: str
    instructions: tuple[str, ...]
    urgency: str
    tag: str
    again: str


def told_handings(file: FileView, handings: Iterable[Shown]) -> list[Told]:
    """The handings of a file in words, first things first."""
    office = file.law.office
    words, urgencies = dict(INSTRUCTIONS), dict(URGENCIES)
    found = []
    for one in handings:
        posts = post_names(office, "+".join(one.to_posts), ANY_OF)
        found.append(
            Told(
                shown=one,
                title=_title(one),
                by=", ".join(filter(None, (one.by, post_names(office, one.by_post)))),
                to=f"{one.to} ({posts})" if one.to else posts,
                instructions=tuple(words.get(code, code) for code in one.instructions),
                urgency=urgencies.get(one.urgency, "") if one.urgency != ORDINARY else "",
                tag=TAG.get(one.urgency, ""),
                again=f"kali ke-{one.times}" if one.times > 1 else "",
            )
        )
    return found


def _title(one: Shown) -> str:
    if one.back:
        return "Dikembalikan untuk diperbaiki"
    return "Diteruskan ke meja ini" if one.act else "Tugas diteruskan"
