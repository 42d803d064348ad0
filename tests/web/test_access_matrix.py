"""Every route x every role x own, foreign and no object, generated from the table of addresses.

Whoever may, succeeds. Whoever may not is answered exactly as if there were no such object: same status, same bytes but
for the request's id, the CSRF token and the address that was asked for.
"""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from maklumat.core.standard.model import Office, Outcome
from maklumat.records.catalogue import actions as catalogue_actions
from maklumat.records.catalogue import queries as catalogue
from maklumat.records.people.access import ADMINISTRATOR as ADMINISTERS
from maklumat.records.work import queries as work
from maklumat.web.shared.entering import (
    EVERYBODY,
)
from tests import cast, issued_cast
from tests.web import public_steps as public
from tests.web.access_cast import (
    PERMITTED,
    ask,
    citizen_values,
    desk_routes,
    nothing,
    permitted,
    routes,
    said,
    things,
)
from tests.web.audiences import DRAFT, GRANT
from tests.web.desk_steps import at_work, position

pytestmark = pytest.mark.django_db


@pytest.fixture
def office() -> Office:
    found = cast.enact()
    issued_cast.change(cast.OFFICE, cast.NEIGHBOUR)
    return found


def test_every_route_declares_its_audience() -> None:
    assert [route.name for route in routes() if not route.audience] == []
    assert len(desk_routes()) >= 16


def test_every_post_of_the_office_may_exactly_what_its_audience_says(office: Office) -> None:
    own, wrong = things(cast.OFFICE), []
    for post in (*(post.code for post in office.posts), ADMINISTERS):
        client = at_work(cast.officer(post))
        for route in desk_routes():
            values, none = own.values(route), nothing(route)
            answer = said(ask(client, route, values), values)
            if permitted(route, post, office):
                if answer[0] not in PERMITTED or answer[1].startswith("/kantor/masuk/?"):
                    wrong.append(f"{post} may {route.name} but got {answer[0]}")
            elif (answer[0], answer[1], route.name) == (302, reverse("administration:home"), "desk:worklist"):
                continue  # where everybody arrives; whoever holds no post goes on from there
            elif answer[0] != 404:
                wrong.append(f"{post} may not {route.name} but got {answer[0]}")
            elif answer != said(ask(client, route, none), none):
                wrong.append(f"{post} can tell that the object of {route.name} exists")
    assert wrong == []


def test_nobody_of_another_office_can_tell_that_an_object_exists(office: Office) -> None:
    own, wrong = things(cast.OFFICE), []
    everything = [*(post.code for post in office.posts), ADMINISTERS]
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
    everything = [*(post.code for post in office.posts), ADMINISTERS]
    insider = at_work(cast.officer(*everything, office=cast.NEIGHBOUR))
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
