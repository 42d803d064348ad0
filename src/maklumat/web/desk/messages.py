"""The messages of a file as officials see them, and the form of what somebody chooses at the counter."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django import forms

from maklumat.core.identity import Person
from maklumat.core.messages.table import APPLICANT, OCCASIONS, PROXY
from maklumat.records.messages import rows
from maklumat.records.messages.people import Told, file_of
from maklumat.records.messages.queries import MessageView, of_file, unreachable
from maklumat.records.outside import live_ways
from maklumat.records.people.access import Actor
from maklumat.records.work import told
from maklumat.records.work.queries import FileView
from maklumat.web.desk.forms_remedy import IDENTITIES
from maklumat.web.shared.reasons import REASONS, WAY_NAMES
from maklumat.web.shared.told import ChoiceForm, masked

ROLES: Final[Mapping[str, str]] = {APPLICANT: "pemohon", PROXY: "penerima kuasa"}
WISHES: Final[Mapping[str, str]] = {
    "whatsapp": "ingin dikabari lewat WhatsApp",
    "sms": "ingin dikabari lewat SMS",
    "email": "ingin dikabari lewat surel",
    "none": "tidak ingin dikabari; hanya keputusan yang dikabarkan",
    "": "tidak menjawab; hanya keputusan yang dikabarkan",
}


@dataclass(frozen=True, slots=True)
class Line:
    """A message in words; `at`: the moment that belongs to `words`. `again`: whether it may be sent once more."""

    id: UUID
    about: str
    to: str
    words: str
    at: datetime | None
    bad: bool
    again: bool


class CounterChoiceForm(ChoiceForm):
    """A choice that somebody makes at the counter, with the card that was seen."""

    identity = forms.ChoiceField(
        label="Kartu identitas yang Anda periksa", choices=IDENTITIES, widget=forms.RadioSelect
    )


def section(actor: Actor, opened: FileView) -> dict[str, Any]:
    """The messages of a file: everything that its page shows of them. Three queries."""
    found, file = of_file(opened.id), file_of(opened.id)
    people = file.people if file else ()
    shown = {APPLICANT: opened.submission.applicant, PROXY: opened.submission.proxy}
    return {
        "told_lines": [line(one, shown.get(one.recipient)) for one in found],
        "told_wishes": [f"{ROLES[one.role].capitalize()} {WISHES[one.person.told_by]}." for one in people],
        "told_call": any(_to_call(found)),
        "told_live": bool(live_ways()),
        "choosing": _choosers(people) if told.may_choose(actor, opened) else [],
    }


def _choosers(people: tuple[Told, ...]) -> list[tuple[str, str, CounterChoiceForm]]:
    return [(one.role, ROLES[one.role], CounterChoiceForm(one.person, auto_id=f"told_{one.role}_%s")) for one in people]


def _to_call(found: tuple[MessageView, ...]) -> Iterator[bool]:
    """Whether somebody can no longer be told by a message: a call or a letter has to do it."""
    bad = unreachable(found)
    for one in found:
        if one.state == rows.DEAD:
            yield one.reason in rows.TO_CALL or bool(bad.get(one.recipient))
        else:
            yield one.state == rows.SKIPPED and one.reason in rows.TO_CALL


def line(one: MessageView, person: Person | None) -> Line:
    """One message in the words of officials."""
    words, at = state_words(one)
    to = " ".join(filter(None, (ROLES.get(one.recipient, "petugas"), masked(person, one.way))))
    bad = one.state == rows.DEAD or (one.state == rows.SKIPPED and one.reason in rows.TO_CALL)
    again = one.state != rows.WAITING
    return Line(one.id, OCCASIONS[one.kind].word, to, words, at, bad, again)


def state_words(one: MessageView) -> tuple[str, datetime | None]:
    """How far a message is, and the moment that is spoken of."""
    way, why = WAY_NAMES.get(one.way, ""), REASONS.get(one.reason, one.reason)
    if one.state == rows.SENT:
        return f"diterima penyedia {way}", one.settled_at  # whether it arrived nobody tells us
    if one.state == rows.WRITTEN:
        return f"ditulis ke folder ({way}), belum dikirim ke siapa pun", one.settled_at
    if one.state == rows.CALLED:
        return "sudah diberitahu lewat telepon", one.settled_at
    if one.state == rows.SKIPPED:
        return f"tidak dikirim: {why}", None
    if one.state == rows.DEAD and one.reason == rows.TOO_OLD:
        return "tidak sampai: mesin kantor terlalu lama mati", None
    if one.state == rows.DEAD:
        return f"gagal: {why}", one.settled_at
    if one.held == rows.QUIET:
        return "menunggu jam tenang selesai, dikirim", one.next_at
    if one.held == rows.RETRY:
        return f"belum berhasil lewat {way} ({why}), dicoba lagi", one.next_at
    if one.held == rows.DOWN:
        return f"{way} sedang tidak menjawab, dicoba lagi", one.next_at
    return "menunggu dikirim", None
