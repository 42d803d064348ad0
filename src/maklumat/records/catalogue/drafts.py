"""Standards that are being changed in the browser: begun, saved, thrown away. Nothing here binds anybody.

Every save is kept. Whoever saves says which version they had before them; who comes too late is told by whom, and what
they wrote is kept beside the others.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any, Final
from uuid import UUID

from django.db import IntegrityError, transaction

from maklumat.core.errors import Conflict, NotVisible, Refusal
from maklumat.core.events import Event
from maklumat.core.letter.check import letter_findings
from maklumat.core.standard.check import check
from maklumat.core.standard.findings import ERROR, WARNING, Finding, Place
from maklumat.core.standard.load import Loaded, load_office
from maklumat.core.standard.model import Office, ServiceStandard
from maklumat.core.standard.reading import MAX_SIZE
from maklumat.core.standard.sayings import finding
from maklumat.records.catalogue import texts
from maklumat.records.catalogue.models import DraftSave
from maklumat.records.catalogue.models import StandardDraft as StandardDraft
from maklumat.records.ledger import actions as ledger
from maklumat.records.people import access
from maklumat.records.people.access import Actor, Facts
from maklumat.records.people.queries import name_of

OPEN: Final = "open"
PROPOSED: Final = "proposed"
ENACTED: Final = "enacted"
DISCARDED: Final = "discarded"
LIVE: Final = (OPEN, PROPOSED)
STANDARD_BEGUN: Final = "standard_draft_begun"
STANDARD_DISCARDED: Final = "standard_draft_discarded"
"""The office's entries about its drafts; what becomes law is told by `enacting`."""
TOGETHER: Final = timedelta(minutes=10)
"""What a page saved by itself within so long is one save."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a text says and what is wrong with it. `service` is None while it has errors; `known`: warnings that the
    standard in force has too."""

    findings: tuple[Finding, ...]
    service: ServiceStandard | None
    office: Office | None
    known: frozenset[tuple[str, str]] = frozenset()

    @property
    def errors(self) -> tuple[Finding, ...]:
        return tuple(one for one in self.findings if one.grade == ERROR)

    @property
    def fresh(self) -> tuple[Finding, ...]:
        """The warnings that this change brings."""
        return tuple(one for one in self.findings if one.grade == WARNING and (one.code, one.text) not in self.known)


def begin(actor: Actor, service: str, *, moment: datetime) -> StandardDraft:
    """The draft of a service: the one that is being written, else a new one that says what is in force.

    Raises NotVisible, Refusal STD-823 where the office was enacted by an older program and its text is not kept.
    """
    access.require(actor, access.ADMINISTER, Facts(actor.office))
    found = live(actor.office).get(service)
    if found is not None:
        return found
    files = texts.files_of(actor.office)
    path = texts.path_of(files, actor.office, service)
    if not path:
        raise Refusal("STD-823", "Naskah layanan ini belum tersimpan. Jalankan maklumat enact sekali, lalu coba lagi.")
    try:
        with transaction.atomic():
            draft = StandardDraft.objects.create(
                office=actor.office, service=service, path=path, content=files[path], status=OPEN,
                begun_at=moment, begun_by=actor.user_id, changed_at=moment, changed_by=actor.user_id,
            )  # fmt: skip
            _keep(draft, files[path], actor, moment)
            note(actor, STANDARD_BEGUN, draft, {}, moment)
    except IntegrityError:  # somebody else began it this moment
        return live(actor.office)[service]
    return draft


def live(office: str) -> dict[str, StandardDraft]:
    """The drafts of an office that are being written or wait for the head, by service."""
    return {one.service: one for one in StandardDraft.objects.filter(office=office, status__in=LIVE)}


def draft_of(actor: Actor, draft_id: UUID) -> StandardDraft:
    """One draft of the actor's office, for whoever may look. Raises NotVisible."""
    access.require(actor, access.OVERSEE, Facts(actor.office))
    draft = StandardDraft.objects.filter(pk=draft_id, office=actor.office).first()
    if draft is None:
        raise NotVisible
    return draft


def save(
    actor: Actor, draft_id: UUID, text: str, *, seen: int, moment: datetime, by_itself: bool = False
) -> StandardDraft:
    """From now on the draft says this. The same text again changes nothing.

    `by_itself`: the page saves while somebody writes; what it saved shortly before is replaced, not kept as well.

    Raises NotVisible; Conflict STD-822 when somebody saved since version `seen` (the text is kept beside, in the
    history); Refusal STD-824 when it is no longer to be changed, STD-827 when the text is too long.
    """
    access.require(actor, access.ADMINISTER, Facts(actor.office))
    text = text.replace("\r\n", "\n").rstrip() + "\n"
    if len(text) > MAX_SIZE:
        raise Refusal("STD-827", "Teks ini terlalu panjang: {size} huruf, batasnya {limit}.",
                      size=len(text), limit=MAX_SIZE)  # fmt: skip
    with transaction.atomic():
        draft = locked(actor, draft_id)
        if draft.content == text:
            return draft
        if draft.status != OPEN:
            raise Refusal(
                "STD-824", "Rancangan ini sudah diusulkan, ditetapkan, atau dibuang; isinya tidak berubah lagi."
            )
        late = draft.version != seen
        if by_itself and not late:
            _forget_last(draft, actor, moment)
        if not late:
            draft.version += 1
            draft.content, draft.changed_at, draft.changed_by = text, moment, actor.user_id
            draft.save(update_fields=["version", "content", "changed_at", "changed_by"])
        _keep(draft, text, actor, moment, aside=late, by_itself=by_itself and not late)
    if late:
        raise overtaken(draft)
    return draft


def overtaken(draft: StandardDraft) -> Conflict:
    """Somebody saved it before."""
    return Conflict(
        "STD-822",
        "{name} sudah menyimpan rancangan ini lebih dahulu. Tulisan Anda tidak hilang: ada di riwayat.",
        name=name_of(draft.changed_by),
    )


def discard(actor: Actor, draft_id: UUID, *, moment: datetime) -> None:
    """Throw a draft away; its saves stay. Raises NotVisible, Refusal STD-824 once it was enacted or proposed."""
    access.require(actor, access.ADMINISTER, Facts(actor.office))
    with transaction.atomic():
        draft = locked(actor, draft_id)
        if draft.status == DISCARDED:
            return
        if draft.status != OPEN:
            raise Refusal(
                "STD-824", "Rancangan ini sudah diusulkan, ditetapkan, atau dibuang; isinya tidak berubah lagi."
            )
        draft.status, draft.settled_at, draft.settled_by = DISCARDED, moment, actor.user_id
        draft.save(update_fields=["status", "settled_at", "settled_by"])
        note(actor, STANDARD_DISCARDED, draft, {}, moment)


def saves(draft: StandardDraft) -> list[DraftSave]:
    """Every save, newest first."""
    return list(draft.saves.order_by("-pk"))


def text_at(draft: StandardDraft, version: int) -> str:
    """What the draft said at that version; what it says now where that was saved over."""
    rows = draft.saves.filter(version=version, aside=False).order_by("-pk").values_list("content", flat=True)
    return rows.first() or draft.content


def locked(actor: Actor, draft_id: UUID) -> StandardDraft:
    """The draft of the actor's office, held until the transaction ends. Raises NotVisible."""
    draft = StandardDraft.objects.select_for_update().filter(pk=draft_id, office=actor.office).first()
    if draft is None:
        raise NotVisible
    return draft


def note(actor: Actor, kind: str, draft: StandardDraft, data: Mapping[str, Any], moment: datetime) -> None:
    """Something happened to a draft: an entry of the office, which says of which service and which of its saves."""
    whole = {"service": draft.service, "draft": str(draft.pk), "draft_version": draft.version, **data}
    ledger.append(draft.office, None, Event(0, kind, moment, moment, post=actor.in_charge, data=whole), actor.user_id)


def _forget_last(draft: StandardDraft, actor: Actor, moment: datetime) -> None:
    last = draft.saves.filter(aside=False).order_by("-pk").first()
    if last is not None and last.by_itself and last.saved_by == actor.user_id and moment - last.saved_at < TOGETHER:
        last.delete()


def settled() -> Refusal:
    """What is proposed, enacted or thrown away is not changed any more."""
    return Refusal("STD-824", "Rancangan ini sudah diusulkan, ditetapkan, atau dibuang; isinya tidak berubah lagi.")


def _keep(
    draft: StandardDraft, text: str, actor: Actor, moment: datetime, *, aside: bool = False, by_itself: bool = False
) -> None:
    DraftSave.objects.create(
        draft=draft, version=draft.version, content=text, saved_at=moment, saved_by=actor.user_id, aside=aside,
        by_itself=by_itself,
    )  # fmt: skip


# -- what it says


def judged(draft: StandardDraft, text: str | None = None) -> Judgement:
    """What the draft says, or would say as `text`, among the other files of its office."""
    return _judged(draft.office, draft.service, draft.path, draft.content if text is None else text,
                   texts.revision(draft.office))  # fmt: skip


@lru_cache(maxsize=16)
def _judged(office: str, service: str, path: str, text: str, revision: int) -> Judgement:
    loaded = loaded_with(office, path, text)
    found = [one for one in loaded.services if one.code == service]
    own = _about(loaded, path)
    known = _known(office, path, revision)
    if not found and not any(one.grade == ERROR for one in own):
        return Judgement((*own, _renamed(path, service)), None, loaded.office, known)
    return Judgement(own, found[0] if found else None, loaded.office, known)


def _renamed(path: str, service: str) -> Finding:
    """The code of the service cannot be changed: without its own file it would be gone."""
    return finding("STD-325", Place(path, 1, 1), "layanan", text=service)


@lru_cache(maxsize=16)
def _known(office: str, path: str, revision: int) -> frozenset[tuple[str, str]]:  # noqa: ARG001  # a part of the key
    found = _about(load_office(texts.files_of(office)), path)
    return frozenset((one.code, one.text) for one in found)


def loaded_with(office: str, path: str, text: str) -> Loaded:
    """The office's files with this text at this path, read."""
    return load_office({**texts.files_of(office), path: text})


def _about(loaded: Loaded, path: str) -> tuple[Finding, ...]:
    """What is found about one file."""
    return tuple(one for one in (*check(loaded), *letter_findings(loaded)) if one.place.file == path)
