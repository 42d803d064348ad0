"""An office as its decree describes it: what it decided, who serves, what it pledges, and where to complain."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from maklumat.core.standard.model import Item, Office, Post
from maklumat.records.catalogue import lists
from maklumat.records.catalogue import queries as catalogue
from maklumat.records.catalogue.queries import Enacted
from maklumat.records.compensation.counting import counted
from maklumat.web.public.catalogue import channel_line
from maklumat.web.public.comparing import fate
from maklumat.web.shared.contacts import dialled
from maklumat.web.shared.hours import hours_lines
from maklumat.web.shared.spoken import all_spoken, spoken_office


@dataclass(frozen=True, slots=True)
class Served:
    """A division, or what the decree's scope names, with the services that belong to it."""

    name: str
    services: list[Enacted]


@dataclass(frozen=True, slots=True)
class Citing:
    """An act that the decree cites, by its official name, and what became of it or ""."""

    name: str
    fate: str


@dataclass(frozen=True, slots=True)
class PostLine:
    """A post: its division, the decree's other names for it, and who has followed it where it is no more."""

    post: Post
    division: str
    named: list[str]
    successor: str


@dataclass(frozen=True, slots=True)
class Listing:
    """A list of the decree under a heading of ours, folded."""

    title: str
    items: list[str]


@require_safe
def office(request: HttpRequest, office: str) -> HttpResponse:
    """The page of one office. Raises NotVisible for one that is not here."""
    now = timezone.now()
    found = catalogue.office(office, now)
    laws = all_spoken(catalogue.services(office, now))
    told = spoken_office(found)
    today = catalogue.local_date(found, now)
    values = {
        "section": "services",
        "office": told,
        "phones": [(shown, dialled(shown)) for shown in told.phones],
        "hours": hours_lines(told, today),
        "divisions": [_division(division.code, division.name, laws) for division in told.divisions],
        "decree": told.decree,
        "signer": next((post.name for post in told.posts if post.code == told.decree.signed_by_post), ""),
        "citing": list(_citing(told)),
        **_scope(told, laws),
        "posts": [_post(post, told, today) for post in told.posts],
        "channels": [channel_line(channel) for channel in told.channels if not channel.withheld],
        "counted": counted(found, today),
        "listings": [one for one in _listings(told) if one.items],
        "closures": [closure for closure in told.closures if closure.on >= today],
    }
    return render(request, "public/office.html", values)


def _division(code: str, name: str, laws: Iterable[Enacted]) -> Served:
    return Served(name, [law for law in laws if law.standard.division == code])


def _citing(office: Office) -> Iterator[Citing]:
    """The acts under "mengingat"; an act that the register does not have is called as the decree does."""
    acts = lists.references().acts
    for basis in office.decree.citing:
        act = acts.get(basis.act)
        yield Citing(act.name if act else basis.text, fate(act) if act else "")


def _scope(office: Office, laws: Sequence[Enacted]) -> dict[str, Any]:
    """What the diktum names, with our services for it; what either side lacks. Nothing for a silent diktum."""
    named = {code for entry in office.decree.scope for code in entry.services}
    entries = [
        Served(entry.text, [law for law in laws if law.standard.code in entry.services])
        for entry in office.decree.scope
    ]
    return {"scope": entries, "unnamed": [law for law in laws if law.standard.code not in named] if entries else []}


def _post(post: Post, office: Office, today: date) -> PostLine:
    divisions = {division.code: division.name for division in office.divisions}
    named = [mapping.named for mapping in post.maps if mapping.named.casefold() != post.name.casefold()]
    ended = post.until is not None and post.until <= today
    successor = office.post(post.successor).name if ended and post.successor else ""
    return PostLine(post, divisions.get(post.division, ""), list(dict.fromkeys(named)), successor)


def _listings(office: Office) -> Iterator[Listing]:
    """What the decree says at length, each list folded."""
    yield _listing(_("Menimbang"), office.decree.considering)
    yield Listing(_("Isi keputusan"), [_numbered(item) for item in office.decree.articles])
    yield _listing(_("Asas pelayanan"), office.pledge.principles)
    yield _listing(_("Kewenangan"), office.authorities)
    yield _listing(_("Tugas"), office.duties)


def _listing(title: str, items: Iterable[Item]) -> Listing:
    return Listing(title, [item.text for item in items])


def _numbered(item: Item) -> str:
    """An article with its printed number: "KESATU: ..."."""
    return f"{item.source.item}: {item.text}" if item.source.item else item.text
