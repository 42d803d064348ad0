"""What waits for me, most urgent first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from maklumat.core.errors import NotVisible
from maklumat.core.organisation.mandates import WORDS
from maklumat.records.catalogue import queries as catalogue
from maklumat.records.catalogue.queries import Enacted
from maklumat.records.outages.queries import running
from maklumat.records.people import mandates
from maklumat.records.people.access import Actor
from maklumat.records.people.mandates import Over
from maklumat.records.procedures.desks import MOST_COUNTED, Sieve
from maklumat.records.work import owing, rechecking, waiting
from maklumat.records.work.attention import Noticed, attention
from maklumat.web.desk.outages_told import told
from maklumat.web.desk.telling import post_names
from maklumat.web.shared.entering import MEMBER, here, officer, show, since_when, today
from maklumat.web.shared.proposals import proposed
from maklumat.web.shared.spoken import ANY_OF

TEXT_LENGTH = 60


@dataclass(frozen=True, slots=True)
class Desk:
    """One of my desks with what lies there. `more`: there are more than were counted."""

    name: str
    files: int
    late: int
    more: bool


@dataclass(frozen=True, slots=True)
class Alarm:
    """A file of a desk below mine that is late, or will soon be."""

    file: Noticed
    desk: str

    @property
    def late(self) -> bool:
        """Whether it is more than a warning."""
        return self.file.late or self.file.differs


@officer(MEMBER)
@require_safe
def worklist(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The open files of my posts, fifty to a page; of one service, or with some text, on request."""
    now, after = timezone.now(), _after(request.GET.get("sesudah", ""))
    laws = catalogue.services(actor.office, now)
    services = _services(actor, laws)
    chosen, text = request.GET.get("layanan", ""), request.GET.get("cari", "").strip()[:TEXT_LENGTH]
    chosen = chosen if chosen in services else ""
    page = waiting.page(actor, now=now, after=after, sieve=_sieve(services, chosen, text))
    filtered = bool(chosen or text)
    values = {
        "section": "worklist",
        "page": page,
        "first": after is None,
        "sieve": bool(page.lines) or filtered or after is not None,
        "signs": any(one.signs or one.step.kind == "initial" for one in page.lines),
        "top": page.lines[0] if page.lines and after is None and not filtered else None,
        "attention": _attention(request, actor, page, now) if after is None else None,
        "desks": list(_desks(request, actor, now)) if after is None else [],
        "proposed": proposed(actor) if after is None else None,
        "apologies": owing.to_sign(actor, today(here(request), now)) if after is None else None,
        "mandates": list(_over_mine(request, actor, now)) if actor.heads and after is None else (),
        "year_wanted": catalogue.calendar_at(here(request), page.revision).year_wanted(now) if actor.heads else None,
        "outages": told(running(actor.office, {one.step.system for one in page.lines} - {""}, now)),
        "rechecks": rechecking.answers_here(actor, laws),
        "services": services.items() if len(services) > 1 else (),
        "chosen": chosen,
        "text": text,
        "filtered": filtered,
        "later": _later(chosen, text, page.next),
        "offer_code": since_when(request) is None,
    }
    return show(request, actor, "worklist.html", values)


def _over_mine(request: HttpRequest, actor: Actor, now: datetime) -> Iterator[tuple[str, Over]]:
    """Who may act for the head, in the head's own sight: "Plh. Kepala Dinas", and the mandate."""
    office = here(request)
    for one in mandates.over(actor, today(office, now)):
        yield f"{WORDS[one.mandate.kind]} {post_names(office, one.mandate.post)}", one


def _services(actor: Actor, laws: list[Enacted]) -> dict[str, str]:
    """The services that one of my posts works on, in the order of the decree: code and name."""
    mine = (law.standard for law in laws if any(set(step.posts) & set(actor.posts) for step in law.standard.steps))
    return {standard.code: standard.name for standard in mine}


def _sieve(services: Mapping[str, str], chosen: str, text: str) -> Sieve:
    named = tuple(code for code, name in services.items() if text and text.casefold() in name.casefold())
    return Sieve(chosen, text, named)


def _desks(request: HttpRequest, actor: Actor, now: datetime) -> Iterator[Desk]:
    for desk, (files, late) in sorted(waiting.counts(actor, now).items()):
        yield Desk(post_names(here(request), desk), files, late, more=files >= MOST_COUNTED)


def _attention(request: HttpRequest, actor: Actor, page: waiting.Page, now: datetime) -> dict[str, Any]:
    """What I was warned of and told about."""
    found = attention(actor, now=now, revision=page.revision)
    lines = [Alarm(one, post_names(here(request), "+".join(one.desk), ANY_OF)) for one in found.lines]
    return {"lines": lines, "more": found.more}


def _later(chosen: str, text: str, after: waiting.After | None) -> str:
    """The address of the next page, with the same wishes; "" on the last."""
    wanted = {"layanan": chosen, "cari": text, "sesudah": _mark(after)}
    return "?" + urlencode({name: value for name, value in wanted.items() if value}) if after else ""


def _mark(after: waiting.After | None) -> str:
    """Where the next page begins, as an address carries it: "2026-11-23T09:00:00+00:00_<id>"."""
    if after is None:
        return ""
    order_at, application_id = after
    return f"{order_at.isoformat()}_{application_id}"


def _after(mark: str) -> waiting.After | None:
    if not mark:
        return None
    moment, _, identifier = mark.partition("_")
    try:
        order_at = datetime.fromisoformat(moment)
        if order_at.tzinfo is None:
            raise NotVisible
        return order_at.astimezone(UTC), UUID(identifier)
    except (ValueError, OverflowError):
        raise NotVisible from None
