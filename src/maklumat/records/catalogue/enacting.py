"""A draft becomes law: the administrator proposes it with its decree, the head confirms it. Two persons, two entries in
the ledger. Running files keep the version that they were received under; nothing of them is touched."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import date, datetime
from hashlib import sha256
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from maklumat.core.errors import Conflict, Refusal
from maklumat.core.standard import canonical
from maklumat.core.standard.diff import Change, diff
from maklumat.core.standard.patching import Item, append_list, put
from maklumat.core.standard.reading import plain
from maklumat.core.terbilang.dates import long_date
from maklumat.records.catalogue import actions, drafts, lists, queries, texts
from maklumat.records.catalogue.models import StandardDraft, StandardVersion
from maklumat.records.people import access
from maklumat.records.people.access import Actor, Facts

STANDARD_PROPOSED: Final = "standard_proposed"
STANDARD_RETURNED: Final = "standard_returned"
STANDARD_ENACTED: Final = "standard_enacted"
"""The office's entries about its law."""


@dataclass(frozen=True, slots=True)
class Deed:
    """What is proposed with a draft: the decree that changes the standard, and since when.

    `reason`: why it begins in the past, where it does. `signed_by`: who signs the decree. `read`: the warnings, code
    and sentence joined by a blank, that were read. `scan`: the scanned decree as `vault_name`, `sha256` and `kind`.
    """

    number: str
    decree_on: date
    in_force_from: date
    signed_by: str
    reason: str = ""
    read: tuple[str, ...] = ()
    scan: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Mending:
    """What the head gives where the day of the proposal went by before it was confirmed: a later day, or a reason."""

    in_force_from: date | None = None
    reason: str = ""


def propose(actor: Actor, draft_id: UUID, deed: Deed, *, seen: int, moment: datetime) -> None:
    """Lay a draft before the head. Raises NotVisible, Conflict STD-822, and Refusal: STD-824 for a draft that is not
    open, STD-832 while it has errors, STD-833 for an unread warning, STD-828, STD-829, STD-834 for its dates,
    STD-835 when the law changed under it."""
    access.require(actor, access.ADMINISTER, Facts(actor.office))
    with transaction.atomic():
        draft = drafts.locked(actor, draft_id)
        if draft.status != drafts.OPEN:
            raise drafts.settled()
        _same(draft, seen)
        _enactable(draft, deed, moment)
        draft.status, draft.proposed_at, draft.proposed_by = drafts.PROPOSED, moment, actor.user_id
        draft.decision = _stored(deed)
        draft.save(update_fields=["status", "proposed_at", "proposed_by", "decision"])
        drafts.note(actor, STANDARD_PROPOSED, draft, {"decree": deed.number}, moment)


def take_back(actor: Actor, draft_id: UUID, why: str, *, moment: datetime) -> None:
    """The proposal is to be changed: the administrator takes it back, or the head returns it with a reason (`why`)."""
    verb = access.ADMINISTER if actor.administers else access.DECIDE
    access.require(actor, verb, Facts(actor.office))
    with transaction.atomic():
        draft = drafts.locked(actor, draft_id)
        if draft.status != drafts.PROPOSED:
            raise drafts.settled()
        if not actor.administers and not why.strip():
            raise Refusal("STD-828", "Isian {field} belum ada.", field="alasan dikembalikan")
        draft.status = drafts.OPEN
        draft.decision = json.dumps({**json.loads(draft.decision), "returned": why.strip()})
        draft.save(update_fields=["status", "decision"])
        drafts.note(actor, STANDARD_RETURNED, draft, {"reason": why.strip()}, moment)


def confirm(
    actor: Actor, draft_id: UUID, *, seen: int, moment: datetime, mending: Mending | None = None
) -> StandardVersion:
    """The head brings it into force, as it was proposed; `mending` counts only where its day went by meanwhile.

    Raises as `propose`; Refusal STD-826 for the proposer.
    """
    access.require(actor, access.DECIDE, Facts(actor.office))
    with transaction.atomic():
        draft = drafts.locked(actor, draft_id)
        if draft.status != drafts.PROPOSED:
            raise drafts.settled()
        _same(draft, seen)
        if draft.proposed_by == actor.user_id:
            raise Refusal("STD-826", "Yang mengusulkan tidak menetapkan: harus orang lain.")
        proposed = deed_of(draft)
        deed = _mended(actor, proposed, mending, moment)
        _enactable(draft, deed, moment)
        text = final_text(draft.content, deed)
        version = _enact(draft, text, moment)
        texts.keep_browser(draft.office, draft.path, text, moment=moment)
        draft.status, draft.settled_at, draft.settled_by = drafts.ENACTED, moment, actor.user_id
        draft.standard_id, draft.decision = version.pk, _stored(deed)
        draft.save(update_fields=["status", "settled_at", "settled_by", "standard_id", "decision"])
        told = {
            "decree": deed.number, "decree_on": deed.decree_on.isoformat(), "signed_by": deed.signed_by,
            "in_force_from": deed.in_force_from.isoformat(), "reason": deed.reason, "version": version.number,
            "content_hash": version.content_hash, "text_sha256": sha256(text.encode()).hexdigest(),
            "scan_sha256": deed.scan.get("sha256", ""),
        }  # fmt: skip
        if deed.in_force_from != proposed.in_force_from:
            told["proposed_from"] = proposed.in_force_from.isoformat()
        drafts.note(actor, STANDARD_ENACTED, draft, told, moment)
    return version


def went_by(deed: Deed, today: date) -> bool:
    """Whether the day on which it was to begin is over, and nobody said why it should begin in the past."""
    return deed.in_force_from < today and not deed.reason.strip()


def _mended(actor: Actor, deed: Deed, mending: Mending | None, moment: datetime) -> Deed:
    today = queries.local_date(queries.office(actor.office, moment), moment)
    if mending is None or not went_by(deed, today):
        return deed
    return replace(deed, in_force_from=mending.in_force_from or deed.in_force_from, reason=mending.reason.strip())


def waiting(actor: Actor) -> dict[str, UUID]:
    """The drafts that wait for this head, by service, the longest waiting first; none for anybody else. One query."""
    if not actor.heads:
        return {}
    rows = StandardDraft.objects.filter(office=actor.office, status=drafts.PROPOSED).exclude(proposed_by=actor.user_id)
    return dict(rows.order_by("proposed_at").values_list("service", "pk"))


def _enact(draft: StandardDraft, text: str, moment: datetime) -> StandardVersion:
    loaded = drafts.loaded_with(draft.office, draft.path, text)
    office, services = loaded.required()
    (service,) = [one for one in services if one.code == draft.service]
    actions.enact(office, [service], {}, moment=moment)
    cited = canonical.cited_acts(office, services, loaded.acts)
    actions.keep_list(draft.office, lists.ACTS, canonical.dumps_list(cited), moment=moment)
    rows = StandardVersion.objects.filter(office=draft.office, service=draft.service)
    return rows.order_by("-number")[0]


def final_text(text: str, deed: Deed) -> str:
    """The text as it is enacted: since when it holds, and a note that says by which decree."""
    text = put(text, ("berlaku_sejak",), deed.in_force_from.isoformat())
    taken = {note["kode"] for note in plain(text, "").get("catatan", [])}
    code = f"keputusan-{deed.in_force_from.isoformat()}"
    while code in taken:
        code += "-lagi"
    since = long_date(deed.in_force_from)
    said = f"nomor {deed.number} tanggal {long_date(deed.decree_on)}, ditandatangani {deed.signed_by}"
    note: Item = {
        "kode": code,
        "teks": f"Standar ini diubah dengan keputusan {said}.",
        "pilihan": f"Berlaku sejak {since}; berkas yang sudah diterima tetap memakai standar sebelumnya.",
        "sumber": {"alasan": "Ditetapkan sesudah keputusan yang menjadi sumber berkas ini."},
    }
    return append_list(text, "catatan", note)


def _enactable(draft: StandardDraft, deed: Deed, moment: datetime) -> None:
    for name, value in (("nomor keputusan", deed.number), ("penanda tangan", deed.signed_by)):
        if not value.strip():
            raise Refusal("STD-828", "Isian {field} belum ada.", field=name)
    judgement = drafts.judged(draft)
    if judgement.errors or judgement.service is None or judgement.office is None:
        raise Refusal("STD-832", "Rancangan ini masih punya {count} galat.", count=len(judgement.errors))
    unread = [one for one in judgement.fresh if f"{one.code} {one.text}" not in deed.read]
    if unread:
        raise Refusal("STD-833", "{count} peringatan belum ditandai sudah dibaca.", count=len(unread))
    _dated(draft, deed, queries.local_date(judgement.office, moment))
    first = draft.saves.order_by("pk").values_list("content", flat=True)[0]
    if texts.files_of(draft.office).get(draft.path) != first:
        raise Refusal(
            "STD-835", "Standar yang berlaku berubah sejak rancangan ini dimulai. Mulai lagi dari yang berlaku."
        )


def _dated(draft: StandardDraft, deed: Deed, today: date) -> None:
    if went_by(deed, today):
        raise Refusal("STD-829", "Mulai berlaku sudah lewat. Sebutkan alasannya, atau pilih hari ini atau sesudahnya.")
    if deed.decree_on > today:
        raise Refusal("STD-836", "Tanggal keputusan belum tiba.")
    rows = StandardVersion.objects.filter(office=draft.office, service=draft.service, enacted_at__isnull=False)
    newest = rows.aggregate(newest=Max("in_force_from"))["newest"]
    if newest is not None and deed.in_force_from < newest:
        raise Refusal("STD-834", "Sudah ada standar yang berlaku sejak {day}; yang ini tidak dapat mendahuluinya.",
                      day=long_date(newest))  # fmt: skip


def changes(draft: StandardDraft, moment: datetime) -> tuple[Change, ...] | None:
    """What the draft changes, against what is in force now; None while it has errors."""
    judgement = drafts.judged(draft)
    if judgement.service is None or judgement.office is None:
        return None
    law = queries.in_force(draft.office, draft.service, moment)
    return diff((law.office, (law.standard,)), (law.office, (judgement.service,)))


def deed_of(draft: StandardDraft) -> Deed:
    """What was proposed with a draft."""
    stored = {key: value for key, value in json.loads(draft.decision).items() if key != "returned"}
    stored["read"] = tuple(stored["read"])
    return Deed(**{**stored, **{day: date.fromisoformat(stored[day]) for day in ("decree_on", "in_force_from")}})


def returned_because(draft: StandardDraft) -> str:
    """Why the head returned it last; "" where nobody did."""
    return str(json.loads(draft.decision).get("returned", "")) if draft.decision else ""


def _stored(deed: Deed) -> str:
    plainly: dict[str, Any] = {**asdict(deed), "read": list(deed.read), "scan": dict(deed.scan)}
    plainly |= {day: plainly[day].isoformat() for day in ("decree_on", "in_force_from")}
    return json.dumps(plainly)


def _same(draft: StandardDraft, seen: int) -> None:
    if draft.version != seen:
        raise Conflict("STD-837", "Rancangan ini sudah berubah sejak halaman ini dibuka. Baca lagi, lalu putuskan.")
