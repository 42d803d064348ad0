"""A year's files through a draft, asked for on a page: a row that the clock worker picks up, with how far it is."""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from maklumat.core.errors import MaklumatError, NotVisible, Refusal
from maklumat.records.catalogue import drafts
from maklumat.records.catalogue import queries as catalogue
from maklumat.records.catalogue.models import Rehearsal
from maklumat.records.people import access
from maklumat.records.people.access import Actor, Facts
from maklumat.records.people.queries import people_at
from maklumat.records.work.replaying import Question, replay

SAMPLE: Final = 100
SILENT: Final = timedelta(minutes=5)
"""A worker that has said nothing for so long is gone; another one begins anew."""
MOST_PEOPLE: Final = 999
LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Wish:
    """What is asked: the year, people by post, minutes by new step."""

    year: int
    people: Mapping[str, int]
    new_minutes: Mapping[str, int]


def ask(actor: Actor, draft_id: UUID, wish: Wish, *, moment: datetime) -> Rehearsal:
    """Put it in the queue. Raises NotVisible, Refusal STD-832 for a draft with errors, STD-838 while one waits."""
    access.require(actor, access.OVERSEE, Facts(actor.office))
    draft = drafts.draft_of(actor, draft_id)
    judgement = drafts.judged(draft)
    if judgement.service is None:
        raise Refusal("STD-832", "Rancangan ini masih punya {count} galat.", count=len(judgement.errors))
    if Rehearsal.objects.filter(office=actor.office, finished_at=None).exists():
        raise Refusal("STD-838", "Masih ada percobaan yang dihitung. Tunggu sampai selesai.")
    question = {"year": wish.year, "people": dict(wish.people), "new_minutes": dict(wish.new_minutes)}
    return Rehearsal.objects.create(
        office=actor.office, draft=draft, version=draft.version, content=draft.content,
        question=json.dumps(question), asked_at=moment, asked_by=actor.user_id,
    )  # fmt: skip


def rehearsal_of(actor: Actor, rehearsal_id: UUID) -> Rehearsal:
    """One of the actor's office, with its draft. Raises NotVisible."""
    access.require(actor, access.OVERSEE, Facts(actor.office))
    found = Rehearsal.objects.select_related("draft").filter(pk=rehearsal_id, office=actor.office).first()
    if found is None:
        raise NotVisible
    return found


def rehearsals(actor: Actor, draft_id: UUID, limit: int = 20) -> list[Rehearsal]:
    """Those of a draft, newest first."""
    access.require(actor, access.OVERSEE, Facts(actor.office))
    return list(Rehearsal.objects.filter(draft_id=draft_id, office=actor.office).order_by("-asked_at")[:limit])


def cancel(actor: Actor, rehearsal_id: UUID, *, moment: datetime) -> None:
    """Nobody waits for this one any more; its worker stops at the next report. A repeat, or one that is answered, stays
    as it is. Raises NotVisible."""
    found = rehearsal_of(actor, rehearsal_id)
    stopped = Refusal("STD-839", "Percobaan ini dihentikan sebelum selesai.")
    _running(found).update(finished_at=moment, error=_told(stopped))


def any_waiting(moment: datetime) -> bool:
    """Whether `run_rehearsals` has anything to do."""
    return _waiting(moment).exists()


def run_rehearsals(moment: datetime) -> int:
    """Answer the one that has waited longest. Returns how many were answered: 0 or 1."""
    found = _claimed(moment)
    if found is None:
        return 0
    _answer(found, moment)
    return 1


def _answer(found: Rehearsal, moment: datetime) -> None:
    """Answer it, or end it with the reason why not; nothing is written of one that was cancelled."""

    def progress(done: int) -> None:
        if not _running(found).update(done=done, seen_at=timezone.now()):
            raise _Cancelled

    try:
        answer = replay(_question(found, moment), progress)
        told: dict[str, Any] = {"answer": json.dumps(answer.plain(_question(found, moment).office), ensure_ascii=False)}
    except MaklumatError as error:
        told = {"error": _told(error)}
    except _Cancelled:
        return
    except Exception:  # whatever it is: one that never ends would be begun again and again, and keep others waiting
        LOG.exception("rehearsals: %s cannot be answered", found.pk)
        told = {"error": _told(Refusal("STD-840", "Percobaan ini terhenti karena kesalahan program."))}
    _running(found).update(finished_at=timezone.now(), **told)


class _Cancelled(Exception):  # nobody reads it: whoever asked has stopped waiting
    pass


def _told(error: MaklumatError) -> str:
    return f"{error.message} ({error.code})"


def _running(row: Rehearsal) -> QuerySet[Rehearsal]:
    """It, unless it has ended."""
    return Rehearsal.objects.filter(pk=row.pk, finished_at=None)


def _waiting(moment: datetime) -> QuerySet[Rehearsal]:
    """Those that nobody works on, the one that has waited longest first."""
    free = Q(started_at=None) | Q(seen_at__lt=moment - SILENT)
    return Rehearsal.objects.filter(free, finished_at=None).order_by("asked_at")


def _claimed(moment: datetime) -> Rehearsal | None:
    """The next one, taken so that no other worker takes it too."""
    with transaction.atomic():
        found = _waiting(moment).select_for_update().first()
        if found is not None:
            Rehearsal.objects.filter(pk=found.pk).update(started_at=moment, seen_at=moment)
    return found


def _question(row: Rehearsal, moment: datetime) -> Question:
    office = catalogue.office(row.office, moment)
    judgement = drafts.judged(row.draft, row.content)
    if judgement.service is None:  # the law around it changed meanwhile
        raise Refusal("STD-832", "Rancangan ini masih punya {count} galat.", count=len(judgement.errors))
    wish = json.loads(row.question)
    return Question(
        office=office,
        standard=judgement.service,
        year=wish["year"],
        moment=moment,
        people=wish["people"],
        people_now=people_at(office, catalogue.local_date(office, moment)),
        new_minutes=wish["new_minutes"],
        sample=SAMPLE,
    )
