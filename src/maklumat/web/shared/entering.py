"""The one door of the officials: who is at work, in which office, in which posts, on today's local date.

Whoever has an authenticator app gives its code once in each session, after the password; whoever holds a post that
signs must have one (`settings.SIGNERS_NEED_CODE`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from functools import wraps
from typing import Any, Concatenate, Final, ParamSpec, TypeAlias
from uuid import UUID

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation

from maklumat.core.errors import Damaged, NotVisible
from maklumat.core.organisation.mandates import SUBSTITUTE, WORDS
from maklumat.core.standard.model import Office
from maklumat.records.applications.content import identify
from maklumat.records.catalogue import queries as catalogue
from maklumat.records.ledger.aside import keep_seen
from maklumat.records.ledger.damage import noting
from maklumat.records.people import queries as people
from maklumat.records.people.access import Actor
from maklumat.web.shared.errors import logged_out
from maklumat.web.shared.guard import personal

P = ParamSpec("P")
Page: TypeAlias = Callable[Concatenate[HttpRequest, P], HttpResponse]
DeskPage: TypeAlias = Callable[Concatenate[HttpRequest, Actor, P], HttpResponse]

OFFICE: Final = "office"
SEVERAL: Final = "several_offices"
PROVEN: Final = "proven"
"""In the session: which second factor it has proved, by the moment that one began."""
EVERYBODY: Final = "everybody"
LOGGED_IN: Final = "logged_in"
MEMBER: Final = "member"
CLERK: Final = "clerk"
TEAM: Final = "team"
DESK: Final = "desk"
SIGNER: Final = "signer"
KEEPER: Final = "keeper"
CALLER: Final = "caller"
ADMINISTRATOR: Final = "administrator"
OVERSEER: Final = "overseer"
_WITHOUT_POST: Final = frozenset({LOGGED_IN, EVERYBODY, ADMINISTRATOR})
"""Pages that whoever administers the office may come to without a post in it."""


def declare(audience: str) -> Callable[[Page[P]], Page[P]]:
    """Says for whom a route is; a test walks every route by this mark. The answers are always Indonesian."""

    def decorate(view: Page[P]) -> Page[P]:
        @wraps(view)
        def declared(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            with translation.override("id"):
                return personal(view)(request, *args, **kwargs)

        declared.audience = audience  # type: ignore[attr-defined]
        return declared

    return decorate


def officer(audience: str) -> Callable[[DeskPage[P]], Page[P]]:
    """A page for somebody at work: the view gets the Actor. `audience` names who of the office it is for.

    MEMBER any post; CLERK who takes applications of the service in; TEAM a post of the file's standard, or the head;
    DESK who holds the file now; SIGNER who signed its product; KEEPER who looks after it since; CALLER
    who returned it to its applicant; ADMINISTRATOR who administers the office or heads it; OVERSEER who heads it or
    leads a division (the page asks for it, see records.figures.scope). The rules themselves
    stand in records.people.access.
    """

    def decorate(view: DeskPage[P]) -> Page[P]:
        @declare(audience)
        @wraps(view)
        def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            stopped = stopped_at_the_door(request)
            if stopped is not None:
                return logged_out(request) if request.method == "POST" else stopped
            if pending(request):
                return redirect("desk:own_password")
            actor = actor_of(request, timezone.now())
            if actor is None:
                return logged_out(request) if request.method == "POST" else redirect("desk:offices")
            if lacks_code(request, actor):
                return redirect("desk:account")
            if not actor.posts and audience not in _WITHOUT_POST:
                if request.path == reverse("desk:worklist"):  # where everybody arrives
                    return redirect("administration:home")
                raise NotVisible
            if audience == ADMINISTRATOR and not actor.arranges:
                raise NotVisible
            with noting() as damaged, _of_their_office(actor, kwargs.get("application_id")):
                request.damaged = damaged  # type: ignore[attr-defined]  # what a list leaves out; see `show`
                response = view(request, actor, *args, **kwargs)
            keep_seen(damaged, timezone.now())
            return response

        return guarded

    return decorate


@contextmanager
def _of_their_office(actor: Actor, application_id: object) -> Iterator[None]:
    """What is damaged cannot always say who may see it; another office's is answered as if it did not exist."""
    try:
        yield
    except Damaged as fault:
        identify(fault, application_id if isinstance(application_id, UUID) else None)
        if fault.office and fault.office != actor.office:
            raise NotVisible from fault
        raise


def stopped_at_the_door(request: HttpRequest) -> HttpResponse | None:
    """The login for strangers, the page for the code for whoever has an app and did not prove it; None to come in."""
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path(), reverse("desk:login"))
    if not proven(request):
        return redirect_to_login(request.get_full_path(), reverse("desk:code"))
    return None


def proven(request: HttpRequest) -> bool:
    """Whether this session has proved the second factor that the person has now, or they have none."""
    since = since_when(request)
    return since is None or request.session.get(PROVEN) == since.isoformat()


def remember_proof(request: HttpRequest, since: datetime) -> None:
    """The second factor that began at `since` was proved in this session; what was known of its key ends."""
    request.session.cycle_key()
    request.session[PROVEN] = since.isoformat()


def pending(request: HttpRequest) -> bool:
    """Whether the logged-in person still has to choose a password of their own."""
    return bool(getattr(request.user, "password_once", False))


def since_when(request: HttpRequest) -> datetime | None:
    """Since when the logged-in person has their authenticator app; None for none."""
    since: datetime | None = getattr(request.user, "second_factor_at", None)
    return since


def lacks_code(request: HttpRequest, actor: Actor) -> bool:
    """Whether this person may sign, must have an app to do so, and has none."""
    if not settings.SIGNERS_NEED_CODE or since_when(request) is not None:
        return False
    return bool(catalogue.signers(actor.office) & {*actor.posts, *(one.post for one in actor.standings)})


def actor_of(request: HttpRequest, moment: datetime) -> Actor | None:
    """The logged-in person at work in the office their session keeps; None when they hold no post there now."""
    code = request.session.get(OFFICE)
    if code is None:
        found = offices_now(request, moment)
        request.session[SEVERAL] = len(found) > 1
        if len(found) != 1:
            return None
        code = request.session[OFFICE] = found[0].code
    try:
        office = office_of(code, moment)
        request.office = office  # type: ignore[attr-defined]  # read once per request; see `here`
        return people.actor_for(user_id(request), office, today(office, moment))
    except NotVisible:
        request.session.pop(OFFICE, None)
        return None


def offices_now(request: HttpRequest, moment: datetime) -> list[Office]:
    """The offices where the logged-in person holds a post today, by name."""
    in_utc = moment.astimezone(UTC).date()  # east of Greenwich it is the same day, or the next already
    codes = {code for day in (in_utc, in_utc + timedelta(days=1)) for code in people.offices_of(user_id(request), day)}
    found = [office_of(code, moment) for code in codes]
    held = [office for office in found if office.code in people.offices_of(user_id(request), today(office, moment))]
    return sorted(held, key=lambda office: office.name)


def office_of(code: str, moment: datetime) -> Office:
    """The office as in force now."""
    return catalogue.office(code, moment)


def here(request: HttpRequest) -> Office:
    """The office in which the person of this request is at work."""
    office = getattr(request, "office", None)
    assert isinstance(office, Office)  # noqa: S101  # `officer` has set it
    return office


def today(office: Office, moment: datetime) -> date:
    """The day at the office."""
    return catalogue.local_date(office, moment)


def show(
    request: HttpRequest,
    actor: Actor,
    template: str,
    values: Mapping[str, Any],
    *,
    status: int = 200,
    room: str = "desk",
) -> HttpResponse:
    """Draw a page for officials with what every one of them shows: the person, the posts, the office, and which files
    a list had to leave out because they are damaged.

    `room`: the folder of templates that it lies in.
    """
    office = here(request)
    on = today(office, timezone.now())
    names = list(post_words(office, actor, on))
    several = request.session.get(SEVERAL, False)
    damaged = getattr(request, "damaged", ())
    shared = {"actor": actor, "posts": names, "office": office, "several": several, "damaged": damaged}
    return render(request, f"{room}/{template}", {**shared, **values}, status=status)


def post_words(office: Office, actor: Actor, on: date) -> Iterator[str]:
    """The posts of an actor as their pages name them, those that are not their own with how they came to them."""
    stands = {one.post: one for one in actor.standings}
    for post in office.posts:
        known = post.code in actor.posts or post.code in stands
        if not known or office.present(post.code, on) != post.code:
            continue
        by = stands[post.code].by if post.code in stands else ""
        yield f"pengganti {post.name}" if by == SUBSTITUTE else f"{WORDS.get(by, '')} {post.name}".strip()


def user_id(request: HttpRequest) -> int:
    """The id of the logged-in person."""
    key = request.user.pk
    assert isinstance(key, int)  # noqa: S101  # the caller has checked that somebody is logged in
    return key
