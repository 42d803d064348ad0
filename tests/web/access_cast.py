"""What the access matrix walks: every route with its audience, the objects of an office, and one request of each.

Whoever adds a route says here what its page would send, and, where it needs one, which object it is about.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final
from uuid import UUID, uuid4

from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from maklumat.core.standard.model import Office
from maklumat.ports.uploads import decode
from maklumat.records.applications import actions as applications
from maklumat.records.applications.models import Application
from maklumat.records.archive import moving
from maklumat.records.catalogue import drafts, enacting
from maklumat.records.catalogue import queries as catalogue
from maklumat.records.compensation.models import Entitlement
from maklumat.records.guests import tickets
from maklumat.records.people.access import ADMINISTRATOR as ADMINISTERS
from maklumat.records.work import actions, clockwork, custody, rehearsing, steps
from maklumat.records.work import queries as work
from maklumat.web.desk.forms_papers import new_submission_id
from maklumat.web.shared.entering import (
    ADMINISTRATOR,
    CALLER,
    CLERK,
    DESK,
    EVERYBODY,
    KEEPER,
    LOGGED_IN,
    MEMBER,
    OVERSEER,
    SIGNER,
    TEAM,
)
from tests import cast, folder_cast, issued_cast, message_cast, outage_cast, owed_cast, retention_cast, wet_cast
from tests.web import desk_steps as desk
from tests.web import step_cast
from tests.web.audiences import PUBLIC
from tests.web.desk_steps import at_work, position, press

POSTED: Final = frozenset(
    {
        "act", "claim", "take_back", "hand", "phone", "contacted", "begin", "identity", "unlisted", "custody_take",
        "custody_return", "reissue", "revoke", "handover_preview", "logout", "start", "language", "leave",
        "draft_submit", "draft_leave", "print_size", "extend", "duty_take", "duty_return",
        "message_again", "message_choice", "receipt_again", "phoned", "untold_phone",
    }
)  # fmt: skip
PERMITTED: Final = frozenset({200, 302})
PRODUCT: Final = "surat-keterangan-dtks"


@dataclass(frozen=True, slots=True)
class Route:
    """One address: its name, its audience, and the names of the values in it."""

    name: str
    audience: str
    values: frozenset[str]


def routes() -> list[Route]:
    return list(_walk(get_resolver(), "", frozenset()))


def _walk(resolver: URLResolver, space: str, above: frozenset[str]) -> Iterator[Route]:
    for pattern in resolver.url_patterns:
        values = above | set(pattern.pattern.converters)
        if isinstance(pattern, URLResolver):
            yield from _walk(pattern, pattern.namespace or space, values)
        elif isinstance(pattern, URLPattern):
            name = str(pattern.name)
            audience = getattr(pattern.callback, "audience", "" if f"{space}:" in OFFICIALS else PUBLIC.get(name, ""))
            yield Route(f"{space}:{name}" if space else name, audience, values)


@dataclass(frozen=True, slots=True)
class Things:
    """The objects of one office: a file that waits for its signature, and one whose letter was handed over."""

    waiting: UUID
    issued: UUID
    paper: UUID
    product: UUID
    issued_paper: UUID
    checked: UUID
    custody: UUID
    handing: UUID
    handed: UUID
    returned: UUID
    permit: UUID
    batch: UUID
    ticket: UUID
    message: UUID
    person: int
    entitlement: UUID
    draft: UUID
    trial: UUID
    destruction: UUID
    wet: UUID
    folder: UUID
    scan: UUID

    def values(self, route: Route) -> dict[str, Any]:
        issued = route.name in {"desk:letter", "desk:revoke"}
        checked = route.name == "desk:unlisted"
        file = self.checked if checked else self.issued if issued else self.waiting
        own = {
            "application_id": self.returned if route.audience == CALLER or route.name == "desk:lacking" else file,
            "custody_id": self.custody,
            "ticket_id": self.ticket,
            "message_id": message_cast.to_call(self.waiting) if route.name in PHONING else self.message,
            "user_id": self.person,
            "entitlement_id": self.entitlement,
            **step_cast.numbers(route.name),
            "book": "agenda",
            "batch_id": self.batch,
            "year": 2018,
            "draft_id": self.draft,
            "trial_id": self.trial,
            "list_id": self.destruction,
            "folder_id": self.folder,
            "scan_id": self.scan,
            "part": "langkah",
            "paper_id": self.paper,
            "product_id": self.wet if route.name in COUNTERSIGN else self.product,
            "product": PRODUCT,
            "service": cast.SERVICE,
        }
        own |= {"desk:handover": {"application_id": self.handed}, PREVIEW: {"application_id": self.handing}}.get(
            route.name, {}
        )
        if route.name in AFTER_ISSUE:
            own |= {
                "application_id": self.permit,
                "product": issued_cast.LETTER,
                "duty_id": issued_cast.duty_of(self.permit),
            }
        return {name: own[name] for name in route.values}


PHONING: Final = frozenset({"desk:phoned", "desk:untold_phone"})
COUNTERSIGN: Final = frozenset({"desk:countersign", "desk:countersign_scan"})
AFTER_ISSUE: Final = frozenset({"desk:extend", "desk:duty_take", "desk:duty_return"})


PREVIEW: Final = "desk:handover_preview"
NOTHING: Final = {
    "draft_id", "trial_id", "part", "list_id", "folder_id", "scan_id",
    "batch_id", "user_id", "message_id", "duty_id", "entitlement_id", "ticket_id", "book", "custody_id",
    "application_id", "paper_id", "product_id", "product", "service",
}  # fmt: skip


def nothing(route: Route) -> dict[str, Any]:
    """Values that name no object at all."""
    made: dict[str, Any] = {name: uuid4() for name in NOTHING} | step_cast.numbers(route.name)
    made |= {
        "user_id": 2**31 - 7,
        "product": PRODUCT,
        "service": "layanan-yang-tidak-ada",
        "book": "tidak-ada",
        "part": "tidak-ada",
        "year": 1900,
    }
    return {name: made[name] for name in route.values}


def things(office: str) -> Things:
    """Both files of an office, made by people of that office."""
    staff = {post: at_work(cast.officer(post, office=office)) for post in (cast.CLERK, cast.ANALYST, cast.OPERATOR)}
    head = at_work(cast.officer(cast.HEAD, office=office))
    files = [cast.apply(office=office).application_id for _ in range(2)]
    papers = []
    for application in files:
        papers.append(
            applications.attach(application, office, "identitas", decode(desk.blank_pdf()), moment=timezone.now())
        )
        press(staff[cast.CLERK], application, "complete")
        press(staff[cast.ANALYST], application, "valid")
        outage_cast.as_by_hand(cast.officer(cast.OPERATOR, office=office).actor, application, "valid")
        press(staff[cast.OPERATOR], application, "imported", reference="SIKS-1", document=desk.upload())
    assert desk.sign(head, files[1]).status_code == 302
    press(at_work(cast.officer(cast.PRINTER, office=office)), files[1], "done", note="dicetak")
    assert press(staff[cast.CLERK], files[1], "delivered", collector="Siti Contoh").status_code == 302
    clerk = cast.officer(cast.CLERK, office=office).actor
    checked, kept = cast.apply(office=office).application_id, uuid4()
    custody.take(clerk, files[0], kept, papers=["KTP"], owner="Siti Contoh", moment=timezone.now())
    product = work.followed(files[1]).products[0].id
    handovers = step_cast.handovers(office)
    permit = issued_cast.handed_over(cast.apply(issued_cast.SERVICE, office=office).application_id)
    issued_cast.report(permit)
    returned = _returned(office)
    ticket = tickets.give(clerk, uuid4(), moment=timezone.now()).id
    owed_cast.decide("both", office)
    owed = owed_cast.apology_of(owed_cast.broken(office=office))
    owed_cast.with_proof(owed)
    return Things(
        files[0], files[1], papers[0], product, papers[1], checked, kept, *handovers, returned, permit, _batch(office),
        ticket, message_cast.every_state(files[0], office), cast.officer(cast.CLERK, office=office).user.pk, owed,
        *_draft(office), _destruction(office),
        wet_cast.on_paper(cast.officer(cast.HEAD, office=office), office).id,
        *folder_cast.every_state(office)[1:3],
    )  # fmt: skip


def _destruction(office: str) -> UUID:
    """A list of one file to destroy, which waits for its letters."""
    chief = retention_cast.administrator(office)
    retention_cast.decide(chief)
    file = retention_cast.closed(office=office)
    return retention_cast.proposed(chief, [file], retention_cast.in_years()).pk


def _draft(office: str) -> tuple[UUID, UUID]:
    """A standard that waits for the head, with its scanned decree, and a trial of it."""
    administrator = cast.officer(ADMINISTERS, office=office).actor
    now = timezone.now()
    draft = drafts.begin(administrator, cast.SERVICE, moment=now)
    scan = steps.keep(decode(desk.blank_pdf()), office)
    deed = enacting.Deed("1/UJI", cast.today(office), cast.today(office), "Kepala Dinas", scan=scan)
    enacting.propose(administrator, draft.pk, deed, seen=draft.version, moment=now)
    wish = rehearsing.Wish(cast.today(office).year, {}, {})
    return draft.pk, rehearsing.ask(administrator, draft.pk, wish, moment=now).pk


def _batch(office: str) -> UUID:
    """A sheet that was sent in to move from paper, and waits."""
    administrator = cast.officer(ADMINISTERS, office=office).actor
    return moving.send(administrator, uuid4(), b"Nomor agenda\n", moment=timezone.now()).pk


def _returned(office: str) -> UUID:
    """A file that went back to its applicant 20 days ago: the clock says that they are to be called."""
    back, clerk = timezone.now() - timedelta(days=20), cast.officer(cast.CLERK, office=office)
    file = cast.apply(office=office, moment=back).application_id
    data = {"findings": {"identitas": "buram"}}
    step = position(file).state.step
    actions.act(clerk.actor, file, step=step, outcome="incomplete", seen_seq=1, data=data, moment=back)
    clockwork.run_due(timezone.now())
    return file


FORMS: Final[Mapping[str, dict[str, Any]]] = {
    "desk:contacted": {"result": "missed"},
    "desk:phoned": {"result": "missed"},
    "desk:message_choice": {"role": "applicant", "told_by": "none", "identity": "ktp"},
    "desk:take_back": {"identity": "ktp", "sure": "on"},
    "desk:hand": {"deed": "delegate", "to": cast.PRINTER, "instructions": ["examine"], "urgency": "ordinary"},
}


def form(route: Route, values: Mapping[str, Any]) -> dict[str, Any]:
    """What the page would send, right in every field."""
    application = values.get("application_id")
    found = desk.procedures.position(application) if isinstance(application, UUID) else None
    state = found.state if found else None
    seen = {"seen_seq": state.seq if state else 1}
    if route.name in FORMS:
        return {**seen, **FORMS[route.name]}
    match route.name:
        case "desk:act":
            step = state.step if state else "tanda-tangan"
            return {**seen, "step": step, "outcome": "returned", "returned-reason": "contoh"}
        case "desk:claim":
            earlier = Entitlement.objects.filter(form="priority", office=found.office).first() if found else None
            return {"code": Application.objects.get(pk=earlier.application_id).code if earlier else ""}
        case "desk:reissue":
            return {**seen, "identity": "ktp", "same_person": "on"}
        case "desk:unlisted":
            return {**seen, "paper": "contoh", "reason": "contoh"}
        case "desk:custody_take":
            return {"submission_id": new_submission_id(), "papers": ["identitas"], "owner": "Siti Contoh"}
        case "desk:custody_return":
            return {"collector": "Siti Contoh"}
        case "desk:handover_preview":
            return step_cast.GOODS_TYPED
        case "desk:extend":
            product = next(iter(work.followed(application).products), None) if found and application else None
            return {"seen": product.valid_until if product else "2026-12-01", "reason": "contoh"}
        case "desk:duty_return":
            return {"reason": "contoh"}
        case "desk:revoke":
            return {**seen, "product": PRODUCT, "reason": "contoh", "password": cast.PASSWORD}
    return {}


def ask(client: Client, route: Route, values: Mapping[str, Any]) -> HttpResponse:
    """One request whose changes are taken back, so that every role meets the same state."""
    address, cookies = reverse(route.name, kwargs=dict(values)), deepcopy(client.cookies)
    with transaction.atomic():
        if route.name.partition(":")[2] in POSTED or route.name in POSTED:
            answer = client.post(address, form(route, values))
        else:
            answer = client.get(address)
        transaction.set_rollback(True)
    client.cookies = cookies
    return answer  # type: ignore[return-value]


def said(answer: HttpResponse, values: Mapping[str, Any]) -> tuple[int, str, str]:
    """An answer as a stranger can compare it: status, target and bytes without what differs in every answer."""
    body = b"".join(answer) if answer.streaming else answer.content  # type: ignore[attr-defined]
    text, target = body.decode("latin-1"), answer.headers.get("Location", "")
    for value in values.values():  # whole: a page number is no part of an id
        own = re.compile(rf"(?<![0-9a-z-]){re.escape(str(value))}(?![0-9a-z-])")
        text, target = own.sub("VALUE", text), own.sub("VALUE", target)
    text = re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "TOKEN", text)
    return answer.status_code, target, re.sub(r"\b[0-9a-f]{12}\b", "REQUEST", text)


def permitted(route: Route, post: str, office: Office) -> bool:
    """What the access table means for the DTKS letter in its office, said once more in plain words."""
    aid = route.name in {"desk:handover", PREVIEW}
    heads = post != ADMINISTERS and office.post(post).head
    service = step_cast.AID if aid else issued_cast.SERVICE if route.name in AFTER_ISSUE else cast.SERVICE
    standard = catalogue.in_force(office.code, service, timezone.now()).standard
    team = {named for step in standard.steps for named in step.posts}
    return {
        EVERYBODY: True,
        LOGGED_IN: True,
        MEMBER: post != ADMINISTERS,
        ADMINISTRATOR: post == ADMINISTERS or heads,
        OVERSEER: heads or post.startswith("kabid-"),
        CLERK: post in standard.steps[0].posts,
        TEAM: post in team or heads,
        DESK: post == ("pejabat-fungsional" if aid else cast.CLERK if route.name == "desk:unlisted" else cast.HEAD),
        SIGNER: post == cast.HEAD,
        KEEPER: post in (cast.HEAD, cast.CLERK),  # who may take the permit back, and who hands it over
        CALLER: post == cast.CLERK,
    }[route.audience]


OFFICIALS: Final = ("desk:", "administration:", "board:")


def desk_routes() -> list[Route]:
    """Every page for officials."""
    return [route for route in routes() if route.name.startswith(OFFICIALS)]


def citizen_values(route: Route, draft: UUID, paper: UUID, product: UUID, code: str) -> dict[str, Any]:
    found = {
        "draft": draft,
        "paper": paper,
        "product": product,
        "code": code,
        "office": cast.OFFICE,
        "service": cast.SERVICE,
        "role": "penerima",
        "sheet": "surat-kuasa",
        "version": "2026-11-21",
        "duty": None,
    }
    return {name: found[name] for name in route.values}
