"""The one answer about a signature: as what this person signs this letter on this day, or why they may not.

`mandates` says who is able; this module explains it to whoever is not: with the last day of their mandate, what it
covers, and who may sign instead.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from maklumat.core.errors import Message
from maklumat.core.organisation.mandates import (
    AN,
    NAMED,
    OWN,
    PLH,
    PLT,
    UB,
    WHOLE,
    WORDS,
    Arrangement,
    Authority,
    Mandate,
    able,
    hangs_well,
    in_post,
)
from maklumat.core.standard.model import Office
from maklumat.core.terbilang.dates import long_date

SAYINGS: Final = {
    "MDT-001": "Surat ini ditandatangani {post}. Anda tidak memegang jabatan itu, dan tidak ada mandat untuk Anda.",
    "MDT-002": "Mandat Anda ({what}) baru berlaku mulai {day}.",
    "MDT-003": "Mandat Anda ({what}) berakhir pada {day}.",
    "MDT-004": "Mandat Anda ({what}) dicabut sejak {day}: {why}",
    "MDT-005": "Mandat Anda ({what}) tidak meliputi surat ini.",
    "MDT-006": "Layanan ini rahasia, dan mandat Anda ({what}) tidak menyebutnya satu per satu.",
    "MDT-007": "Plh. hanya berlaku selama pemegang jabatan berhalangan; {name} sudah bertugas.",
    "MDT-008": "Plt. hanya berlaku selama jabatan kosong; {post} sekarang dijabat {name}.",
    "MDT-009": "u.b. bergantung pada mandat a.n. di atasnya, dan mandat itu tidak berlaku pada hari ini.",
    "MDT-010": "Mandat ini diberikan kepada {post}, dan Anda tidak lagi memegang jabatan itu.",
    "MDT-011": "Anda tercatat berhalangan sampai {day}, dan {post} sedang dijalankan {name}.",
    "MDT-013": "Plh. menggantikan pemegang jabatan yang berhalangan, padahal {post} kosong; yang diperlukan Plt.",
    "MDT-012": "Anda tercatat berhalangan sampai {day}; selama itu mandat Anda tidak dipakai.",
}
"""By code, the sentence; who may sign instead is said after it."""
INSTEAD: Final = "{why} Yang berwenang hari ini: {who}."
NOBODY: Final = "{why} Hari ini tidak ada yang berwenang menandatanganinya; hubungi pengelola kantor."


@dataclass(frozen=True, slots=True)
class Question:
    """May `user` sign this letter of this service, which the standard gives to `post`, on that day of the office?"""

    user: int
    post: str
    service: str
    product: str
    on: date
    confidential: bool = False


def authority(office: Office, question: Question, arrangement: Arrangement) -> Authority | Message:
    """As what this person signs, else why not: a Message with a stable code (MDT-...)."""
    post = office.present(question.post, question.on)
    named, on = (question.service, question.product), question.on
    found = list(able(post, *named, arrangement, on, confidential=question.confidential))
    mine = [one for user, one in found if user == question.user]
    if mine:
        return min(mine, key=lambda one: _STRENGTH.index(one.by))
    why = _why(office, post, question, arrangement)
    others = dict.fromkeys(f"{arrangement.name(user)} ({capacity(office, one)})" for user, one in found)
    text = INSTEAD if others else NOBODY
    return Message(why.code, text.replace("{why}", why.text), {**why.values, "who": "; ".join(others)})


_STRENGTH: Final = (OWN, PLT, PLH, AN, UB)


def capacity(office: Office, authority: Authority) -> str:
    """As what, in one line: "Plt. Kepala Dinas", "a.n. Kepala Dinas, Sekretaris"."""
    return ", ".join(lines(office, authority))


def lines(office: Office, authority: Authority) -> tuple[str, ...]:
    """As what, line by line as a letter prints it above the name."""
    post, mandate = _called(office, authority.post), authority.mandate
    if mandate is None:
        return (post,)
    if authority.by in WHOLE:
        return (f"{WORDS[authority.by]} {post}",)
    own = _called(office, mandate.holder_post)
    if authority.by == UB and authority.through is not None:
        return (f"{WORDS[AN]} {post}", _called(office, authority.through.holder_post), WORDS[UB], own)
    return (f"{WORDS[AN]} {post}", own)


def said(office: Office, mandate: Mandate) -> str:
    """A mandate in one line: "Plt. Kepala Dinas, Nomor 800/12/2026"."""
    post = _called(office, mandate.post)
    return f"{WORDS[mandate.kind]} {post}, Nomor {mandate.basis}"


def _why(office: Office, post: str, question: Question, arrangement: Arrangement) -> Message:
    """Why not, from what comes nearest to being enough."""
    on = question.on
    if arrangement.holds(question.user, post, on):
        away, whole = arrangement.absence(question.user, on), arrangement.whole(post, on)
        if away is not None and whole is not None:
            name = arrangement.name(whole.holder)
            return _say("MDT-011", day=long_date(away.until_on), post=_called(office, post), name=name)
    given = [one for one in arrangement.mandates if one.holder == question.user and one.post == post]
    if not given:
        return _say("MDT-001", post=_called(office, post))
    mandate = max(given, key=lambda one: (one.on(on), _nearness(one, on)))
    return _about(office, mandate, question, arrangement)


def _nearness(mandate: Mandate, on: date) -> int:
    """How near a mandate is to that day: the newest of those that are over comes before those that begin later."""
    if mandate.from_on > on:
        return -10_000 - (mandate.from_on - on).days
    return -max((on - mandate.until_on).days, 0)


def _about(office: Office, mandate: Mandate, question: Question, arrangement: Arrangement) -> Message:
    """What keeps this mandate from being enough."""
    on, what = question.on, said(office, mandate)
    if on < mandate.from_on:
        return _say("MDT-002", what=what, day=long_date(mandate.from_on))
    if mandate.revoked(on) and mandate.revoked_on is not None:
        return _say("MDT-004", what=what, day=long_date(mandate.revoked_on), why=mandate.revoked_reason)
    if on > mandate.until_on:
        return _say("MDT-003", what=what, day=long_date(mandate.until_on))
    away = arrangement.absence(question.user, on)
    if away is not None:
        return _say("MDT-012", day=long_date(away.until_on))
    if not in_post(mandate, arrangement, on):
        return _say("MDT-010", post=_called(office, mandate.holder_post))
    if mandate.kind in WHOLE:
        return _not_standing_in(office, mandate, arrangement, on)
    if not hangs_well(mandate, arrangement, on):
        return _say("MDT-009")
    if question.confidential and mandate.kind in NAMED and question.service not in mandate.services:
        return _say("MDT-006", what=what)
    return _say("MDT-005", what=what)


def _not_standing_in(office: Office, mandate: Mandate, arrangement: Arrangement, on: date) -> Message:
    holders = arrangement.present(mandate.post, on) or arrangement.holders(mandate.post, on)
    name = holders[0].name if holders else ""
    if mandate.kind == PLT or not holders:
        return _say("MDT-008" if holders else "MDT-013", post=_called(office, mandate.post), name=name)
    return _say("MDT-007", name=name)


def _say(code: str, **values: Any) -> Message:
    return Message(code, SAYINGS[code], values)


def _called(office: Office, post: str) -> str:
    """The name of a post; one that the office no longer has keeps its code."""
    return next((one.name for one in office.posts if one.code == post), post)
