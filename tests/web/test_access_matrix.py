"""Every route x every role x own, foreign and no object, generated from the table of addresses.

Whoever may, succeeds. Whoever may not is answered exactly as if there were no such object: same status, same bytes but
for the request's id, the CSRF token and the address that was asked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any, Final
from uuid import UUID, uuid4

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from maklumat.core.standard.model import Office, Outcome
from maklumat.ports.uploads import decode
from maklumat.records.applications import actions as applications
from maklumat.records.catalogue import actions as catalogue_actions
from maklumat.records.catalogue import queries as catalogue
from maklumat.records.work import actions, clockwork, custody
from maklumat.records.work import queries as work
from maklumat.web.desk.entering import CALLER, CLERK, DESK, EVERYBODY, KEEPER, LOGGED_IN, MEMBER, SIGNER, TEAM
from maklumat.web.desk.forms_papers import new_submission_id
from tests import cast, issued_cast
from tests.web import desk_steps as desk
from tests.web import public_steps as public
from tests.web import step_cast
from tests.web.audiences import DRAFT, GRANT, PUBLIC
from tests.web.desk_steps import at_work, position, press

pytestmark = pytest.mark.django_db

POSTED: Final = frozenset(
    {
        "act", "take_back", "phone", "contacted", "begin", "identity", "unlisted", "custody_take", "custody_return",
        "reissue", "revoke", "handover_preview", "logout", "start", "language", "leave", "draft_submit",
        "draft_leave", "print_size", "extend", "duty_take", "duty_return",
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
            audience = getattr(pattern.callback, "audience", "" if space == "desk" else PUBLIC.get(name, ""))
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

    def values(self, route: Route) -> dict[str, Any]:
        issued = route.name in {"desk:letter", "desk:revoke"}
        checked = route.name == "desk:unlisted"
        file = self.checked if checked else self.issued if issued else self.waiting
        own = {
            "application_id": self.returned if route.audience == CALLER or route.name == "desk:lacking" else file,
            "custody_id": self.custody,
            **step_cast.numbers(route.name),
            "book": "agenda",
            "paper_id": self.paper,
            "product_id": self.product,
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


AFTER_ISSUE: Final = frozenset({"desk:extend", "desk:duty_take", "desk:duty_return"})


PREVIEW: Final = "desk:handover_preview"
NOTHING: Final = {"duty_id", "book", "custody_id", "application_id", "paper_id", "product_id", "product", "service"}


def nothing(route: Route) -> dict[str, Any]:
    """Values that name no object at all."""
    made: dict[str, Any] = {name: uuid4() for name in NOTHING} | step_cast.numbers(route.name)
    made |= {"product": PRODUCT, "service": "layanan-yang-tidak-ada", "book": "tidak-ada"}
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
        press(staff[cast.OPERATOR], application, "valid")
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
    return Things(files[0], files[1], papers[0], product, papers[1], checked, kept, *handovers, returned, permit)


def _returned(office: str) -> UUID:
    """A file that went back to its applicant 20 days ago: the clock says that they are to be called."""
    back, clerk = timezone.now() - timedelta(days=20), cast.officer(cast.CLERK, office=office)
    file = cast.apply(office=office, moment=back).application_id
    data = {"findings": {"identitas": "buram"}}
    step = position(file).state.step
    actions.act(clerk.actor, file, step=step, outcome="incomplete", seen_seq=1, data=data, moment=back)
    clockwork.run_due(timezone.now())
    return file


def form(route: Route, values: Mapping[str, Any]) -> dict[str, Any]:
    """What the page would send, right in every field."""
    application = values.get("application_id")
    found = desk.procedures.position(application) if isinstance(application, UUID) else None
    state = found.state if found else None
    seen = {"seen_seq": state.seq if state else 1}
    match route.name:
        case "desk:act":
            step = state.step if state else "tanda-tangan"
            return {**seen, "step": step, "outcome": "returned", "returned-reason": "contoh"}
        case "desk:contacted":
            return {**seen, "result": "missed"}
        case "desk:take_back":
            return {**seen, "identity": "ktp", "sure": "on"}
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
    service = step_cast.AID if aid else issued_cast.SERVICE if route.name in AFTER_ISSUE else cast.SERVICE
    standard = catalogue.in_force(office.code, service, timezone.now()).standard
    team = {named for step in standard.steps for named in step.posts}
    return {
        EVERYBODY: True,
        LOGGED_IN: True,
        MEMBER: True,
        CLERK: post in standard.steps[0].posts,
        TEAM: post in team or office.post(post).head,
        DESK: post == ("pejabat-fungsional" if aid else cast.CLERK if route.name == "desk:unlisted" else cast.HEAD),
        SIGNER: post == cast.HEAD,
        KEEPER: post in (cast.HEAD, cast.CLERK),  # who may take the permit back, and who hands it over
        CALLER: post == cast.CLERK,
    }[route.audience]


@pytest.fixture
def office() -> Office:
    found = cast.enact()
    issued_cast.change(cast.OFFICE, cast.NEIGHBOUR)
    return found


def desk_routes() -> list[Route]:
    return [route for route in routes() if route.name.startswith("desk:")]


def test_every_route_declares_its_audience() -> None:
    assert [route.name for route in routes() if not route.audience] == []
    assert len(desk_routes()) >= 16


def test_every_post_of_the_office_may_exactly_what_its_audience_says(office: Office) -> None:
    own, wrong = things(cast.OFFICE), []
    for post in office.posts:
        client = at_work(cast.officer(post.code))
        for route in desk_routes():
            values, none = own.values(route), nothing(route)
            answer = said(ask(client, route, values), values)
            if permitted(route, post.code, office):
                if answer[0] not in PERMITTED or answer[1].startswith("/kantor/masuk/?"):
                    wrong.append(f"{post.code} may {route.name} but got {answer[0]}")
            elif answer[0] != 404:
                wrong.append(f"{post.code} may not {route.name} but got {answer[0]}")
            elif answer != said(ask(client, route, none), none):
                wrong.append(f"{post.code} can tell that the object of {route.name} exists")
    assert wrong == []


def test_nobody_of_another_office_can_tell_that_an_object_exists(office: Office) -> None:
    own, wrong = things(cast.OFFICE), []
    everything = [post.code for post in office.posts]
    outsider = at_work(cast.officer(*everything, office=cast.NEIGHBOUR))
    for route in desk_routes():
        if "application_id" not in route.values:
            continue
        values, none = own.values(route), nothing(route)
        answer = said(ask(outsider, route, values), values)
        if answer[0] != 404 or answer != said(ask(outsider, route, none), none):
            wrong.append(f"{route.name}: {answer[0]}")
    assert wrong == []


def test_the_other_office_may_the_same_with_its_own(office: Office) -> None:
    """The denial above is no accident of a broken page: the same people succeed with their own file."""
    theirs, wrong = things(cast.NEIGHBOUR), []
    insider = at_work(cast.officer(*(post.code for post in office.posts), office=cast.NEIGHBOUR))
    for route in desk_routes():
        values = theirs.values(route)
        answer = ask(insider, route, values)
        if answer.status_code not in PERMITTED:
            wrong.append(f"{route.name}: {answer.status_code}")
    assert wrong == []


@pytest.mark.parametrize("role", ["guest", "citizen"])
def test_guests_and_citizens_learn_nothing_at_the_desk(office: Office, role: str) -> None:
    own, client, wrong = things(cast.OFFICE), Client(), []
    if role == "citizen":
        receipt = cast.apply()
        public.follow(client, receipt.code, receipt.secret)
    for route in desk_routes():
        values, none = own.values(route), nothing(route)
        answer = said(ask(client, route, values), values)
        if route.audience == EVERYBODY:
            fine = answer[0] in PERMITTED
        else:
            fine = (answer[0] == 302 and answer[1].startswith("/kantor/masuk/")) or answer[0] == 403
            fine = fine and answer == said(ask(client, route, none), none)
        if not fine:
            wrong.append(f"{route.name}: {answer[:2]}")
    assert wrong == []


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


def test_a_citizen_opens_what_is_theirs_and_cannot_tell_what_is_not(office: Office) -> None:
    own, wrong = things(cast.OFFICE), []
    mine, theirs = Client(), Client()
    drafts = [public.begin(mine), public.begin(theirs)]
    sent = public.complete(mine)
    public.send(mine, sent)
    papers = []
    for client, draft in zip((mine, theirs), drafts, strict=True):
        public.attach(client, draft)
        papers.append(work.applications.papers(draft)[0].id)
    file = work.followed(own.issued)
    another = issued_cast.handed_over(cast.apply(issued_cast.SERVICE).application_id)
    for route in routes():
        if route.audience not in {GRANT, DRAFT} or not route.values:
            continue
        if route.audience == DRAFT:
            first = sent if route.name == "public:receipt" else drafts[0]
            owned = citizen_values(route, first, papers[0], own.product, file.code)
            foreign = citizen_values(route, drafts[1], papers[1], own.product, file.code)
        else:
            owned = citizen_values(route, drafts[0], own.issued_paper, own.product, file.code)
            foreign = citizen_values(route, drafts[0], own.paper, uuid4(), file.code)
            own_duty, foreign_duty = (issued_cast.duty_of(one) for one in (own.permit, another))
            owned |= {"duty": own_duty} if "duty" in owned else {}
            foreign |= {"duty": foreign_duty} if "duty" in foreign else {}
            opened = own.permit if "duty" in owned else own.issued
            public.follow(mine, work.followed(opened).code, work.secret_of(opened))
            mine.get("/")  # whatever was still to be said is said
        none = {name: uuid4() if isinstance(value, UUID) else value for name, value in owned.items()}
        denied = said(ask(mine, route, foreign), foreign)
        if denied[0] not in {404, 405} or denied != said(ask(mine, route, none), none):
            wrong.append(f"{route.name} of somebody else: {denied[0]}")
        answer = ask(mine, route, owned).status_code
        if answer not in {*PERMITTED, 422}:
            wrong.append(f"{route.name} of mine: {answer}")
    assert wrong == []


def test_a_confidential_file_is_for_its_team_and_not_even_for_the_head(office: Office) -> None:
    """One step by the counter alone: the head is no member of the team."""
    standard = catalogue.in_force(cast.OFFICE, cast.SERVICE, timezone.now()).standard
    ways = (Outcome("complete", "selesai"), Outcome("incomplete", "pemohon"))
    only = (replace(standard.steps[0], outcomes=ways),)
    pair = [
        replace(standard, code=f"rahasia-{mark}", seq=90 + index, steps=only, confidentiality=mark)
        for index, mark in enumerate(("normal", "violence"))
    ]
    catalogue_actions.enact(office, pair, {}, moment=timezone.now())
    clerk, head = at_work(cast.officer(cast.CLERK)), at_work(cast.officer(cast.HEAD))
    for one, expected in zip(pair, (200, 404), strict=True):
        application = cast.apply(one.code).application_id
        address = reverse("desk:file", args=[application])
        assert clerk.get(address).status_code == 200
        assert head.get(address).status_code == expected
        assert str(application) not in head.get(reverse("desk:worklist")).content.decode()
    assert position(application).confidentiality == "violence"
