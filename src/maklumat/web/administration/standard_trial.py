"""A draft tried out on a year's files: asked here, answered by the clock worker, told in words."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from maklumat.core.errors import Refusal
from maklumat.core.replay.answer import desk_name
from maklumat.core.standard.model import Office, ServiceStandard
from maklumat.records.catalogue import drafts
from maklumat.records.catalogue import queries as catalogue
from maklumat.records.catalogue.drafts import StandardDraft
from maklumat.records.people.access import Actor
from maklumat.records.people.queries import people_at
from maklumat.records.work import rehearsing
from maklumat.records.work.rehearsing import MOST_PEOPLE, Wish
from maklumat.web.administration.home import ROOM
from maklumat.web.administration.standards import about
from maklumat.web.shared.entering import ADMINISTRATOR, here, officer, show, today
from maklumat.web.shared.errors import say

REFRESH: Final = 3
YEARS_BACK: Final = 10
MOST_MINUTES: Final = 60 * 24 * 30


@dataclass(frozen=True, slots=True)
class Number:
    """A number to type: people at a post, or minutes of a new step."""

    name: str
    label: str
    typed: str
    now: int = 0
    error: str = ""


@officer(ADMINISTRATOR)
@require_http_methods(["GET", "HEAD", "POST"])
def trials(request: HttpRequest, actor: Actor, draft_id: UUID) -> HttpResponse:
    """Ask for one; what was asked before."""
    found = drafts.draft_of(actor, draft_id)
    judgement = drafts.judged(found)
    office, on = here(request), today(here(request), timezone.now())
    asked = _Asked(request, office, judgement.service, found, people_at(office, on), on.year)
    error = ""
    if request.method == "POST" and asked.sound:
        try:
            made = rehearsing.ask(actor, draft_id, asked.wish(), moment=timezone.now())
            return redirect("administration:draft_trial", draft_id, made.pk)
        except Refusal as refusal:
            error = f"{say(refusal)} ({refusal.code})"
    failed = bool(error) or not asked.sound
    values = {
        **about(actor, found, judgement), "error": error, "asked": asked, "failed": failed,
        "trials": [(one, json.loads(one.question)) for one in rehearsing.rehearsals(actor, draft_id)],
    }  # fmt: skip
    return show(request, actor, "standard_trials.html", values, status=422 if failed else 200, room=ROOM)


class _Asked:
    """The form of a trial, read."""

    def __init__(
        self, request: HttpRequest, office: Office, standard: ServiceStandard | None, draft: StandardDraft,
        people: Mapping[str, int], year: int,
    ) -> None:  # fmt: skip
        sent = request.POST if request.method == "POST" else {}
        self.years = [str(year - back) for back in range(YEARS_BACK)]
        self.year = str(sent.get("year", year - 1))
        names = {post.code: post.name for post in office.posts}
        steps = standard.steps if standard else ()
        posts = list(dict.fromkeys(post for step in steps for post in step.posts))
        known = {step.code for step in catalogue.in_force(draft.office, draft.service, timezone.now()).standard.steps}
        self.people = [
            _number(f"people-{post}", names.get(post, post), sent.get(f"people-{post}", ""), MOST_PEOPLE,
                    max(1, people.get(post, 1)))
            for post in posts
        ]  # fmt: skip
        self.new = [
            _number(f"step-{step.code}", step.text, sent.get(f"step-{step.code}", ""), MOST_MINUTES)
            for step in steps if step.code not in known
        ]  # fmt: skip
        self.errors = [one for one in (*self.people, *self.new) if one.error]
        self.sound = not self.errors and self.year in self.years

    def wish(self) -> Wish:
        people = {one.name.removeprefix("people-"): int(one.typed) for one in self.people if one.typed}
        minutes = {one.name.removeprefix("step-"): int(one.typed) for one in self.new if one.typed}
        return Wish(int(self.year), people, minutes)


def _number(name: str, label: str, typed: str, most: int, now: int = 0) -> Number:
    typed = str(typed).strip()
    right = not typed or (typed.isdecimal() and len(typed) < 9 and 1 <= int(typed) <= most)
    return Number(name, label, typed, now, "" if right else f"{label}: tulis bilangan 1 sampai {most}.")


@dataclass(frozen=True, slots=True)
class Bar:
    """A row of a small chart: a share of 100."""

    label: str
    files: int
    percent: int


@officer(ADMINISTRATOR)
@require_http_methods(["GET", "HEAD", "POST"])
def trial(request: HttpRequest, actor: Actor, draft_id: UUID, trial_id: UUID) -> HttpResponse:
    """How far it is, and the way to stop it; then what came of it."""
    if request.method == "POST":
        rehearsing.cancel(actor, trial_id, moment=timezone.now())
        return redirect("administration:draft_trial", draft_id, trial_id)
    found = rehearsing.rehearsal_of(actor, trial_id)
    draft = drafts.draft_of(actor, draft_id)
    answer = json.loads(found.answer) if found.answer else None
    values = {
        **about(actor, draft, drafts.judged(draft)), "trial": found, "question": json.loads(found.question),
        "answer": answer, "waits": found.finished_at is None, "bars": _bars(answer, here(request)),
        "current": found.version == draft.version,
    }  # fmt: skip
    page = show(request, actor, "standard_trial.html", values, room=ROOM)
    if found.finished_at is None:
        page["Refresh"] = str(REFRESH)
    return page


def _bars(answer: Mapping[str, Any] | None, office: Office) -> list[Bar]:
    """Who held late files longest."""
    if not answer or not answer["promise"]["late"]:
        return []
    late = answer["promise"]["late"]
    return [
        Bar(desk_name(desk, office), count, round(100 * count / late))
        for desk, count in answer["promise"]["by_longest"].items()
    ]
