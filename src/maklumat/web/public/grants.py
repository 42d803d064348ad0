"""What a guest may open: the drafts begun in this session, and the one file whose code and secret were told.

A draft outlives its session. A signed cookie on the same device remembers which draft it was, and the NIK that was
typed into it opens it again: the device alone is not enough, since phones and counters are shared.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any, Final
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from maklumat.core.errors import Damaged, NotVisible
from maklumat.core.intake import WEB, Problem
from maklumat.records.applications import queries as applications
from maklumat.records.applications.content import identify
from maklumat.records.applications.queries import DraftView
from maklumat.records.catalogue import queries as catalogue
from maklumat.web.shared.guard import personal
from maklumat.web.shared.intake import Filled
from maklumat.web.shared.limits import forgive, spend
from maklumat.web.shared.spoken import spoken

DRAFTS: Final = "drafts"
FOLLOWED: Final = "followed"
COOKIE: Final = "konsep"
KEPT_SECONDS: Final = 30 * 24 * 3600
NUMBER: Final = "lanjut_nomor"
WAY: Final = "lanjut_cara"
OURS: Final = frozenset({NUMBER, WAY, "csrfmiddlewaretoken"})


SELF: Final = "sendiri"
OTHER: Final = "lain"
PROXY: Final = "kuasa"
COLLECTOR: Final = "ambil"
OTHER_ROLES: Final = {OTHER: "beneficiary", PROXY: "proxy", COLLECTOR: "collector"}
"""Who else takes part, by the word that the applicant's page keeps."""


def roles_of(applicant: Mapping[str, str]) -> tuple[str, ...]:
    """The parts of everybody besides the applicant, as the applicant's page says, in the order of their pages."""
    said = {applicant.get("for_whom", ""), *applicant.get("also", "").split()}
    return tuple(role for word, role in OTHER_ROLES.items() if word in said)


class Draft:
    """A draft of this guest, with the law it is for and what it means so far.

    `roles`: the parts of whoever else it is for, by, or collected by ("beneficiary", "proxy", "collector"), as the
    applicant's page says; what was typed about another before a change of mind is kept, but does not count.
    """

    def __init__(self, view: DraftView) -> None:
        now = timezone.now()
        law = spoken(catalogue.in_force(view.office, view.service, now))
        on = catalogue.local_date(law.office, now)
        self.id = view.id
        self.submitted = view.submitted
        self.code = view.code
        self.changed_at = view.changed_at
        self.content = view.content
        self.roles = roles_of(view.content.get("applicant", {}))
        others = set(OTHER_ROLES.values()) - set(self.roles)
        meant = {part: texts for part, texts in view.content.items() if part not in others}
        self.filled = Filled(law, meant, tuple(applications.papers(view.id)), on, WEB)

    @property
    def law(self) -> catalogue.Enacted:
        return self.filled.law

    @property
    def stopping(self) -> tuple[Problem, ...]:
        """What still stops it; also that somebody else was announced and not named."""
        text = gettext_noop("Anda memilih orang lain, tetapi datanya belum diisi.")
        unnamed = [role for role in self.roles if getattr(self.filled.submission, role) is None]
        return (*(Problem("ISI-113", f"{role}.name", text) for role in unnamed), *self.filled.stopping)


def grant_draft(request: HttpRequest, draft_id: UUID) -> None:
    """From now on this session may open the draft."""
    if FOLLOWED not in request.session and not request.session.get(DRAFTS):
        request.session.cycle_key()
    request.session[DRAFTS] = [*request.session.get(DRAFTS, [])[-9:], str(draft_id)]


def leave_draft(request: HttpRequest, draft_id: UUID) -> None:
    """From now on this session may not open the draft any more."""
    request.session[DRAFTS] = [kept for kept in request.session.get(DRAFTS, []) if kept != str(draft_id)]


def remember_draft(response: HttpResponse, draft_id: UUID) -> None:
    """Let this device find the draft again after the session has ended."""
    response.set_signed_cookie(
        COOKIE,
        str(draft_id),
        salt=COOKIE,
        max_age=KEPT_SECONDS,
        path="/ajukan/",
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )


def forget_draft(response: HttpResponse) -> None:
    response.delete_cookie(COOKIE, path="/ajukan/")


DraftPage = Callable[[HttpRequest, Draft], HttpResponse]


def own_draft(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Decorates a page of a draft: the view gets the `Draft` in place of its id.

    Whoever has no grant sees nothing; a device that remembers the draft is asked for the number typed into it, and
    what it was just sending is carried along.
    """

    @personal
    @wraps(view)
    def guarded(request: HttpRequest, /, draft: UUID, **kwargs: Any) -> HttpResponse:
        if str(draft) in request.session.get(DRAFTS, []):
            return view(request, Draft(applications.draft(draft)), **kwargs)
        if request.get_signed_cookie(COOKIE, default="", salt=COOKIE, max_age=KEPT_SECONDS) != str(draft):
            raise NotVisible
        return _resume(request, Draft(applications.draft(draft)), view, kwargs)

    return guarded


def _resume(request: HttpRequest, draft: Draft, view: Callable[..., HttpResponse], kwargs: Any) -> HttpResponse:
    """The session has ended: ask for the number, then go on with what was being done."""
    if draft.submitted:
        raise NotVisible
    wrong = False
    known = _number_of(draft)
    if NUMBER in request.POST or not known:
        spend(request, "resume", str(draft.id))
        if not known or constant_time_compare(_digits(request.POST.get(NUMBER, "")), known):
            forgive(request, "resume", str(draft.id))
            grant_draft(request, draft.id)
            if request.POST.get(WAY, request.method) == "POST":
                return view(request, draft, **kwargs)
            return HttpResponseRedirect(request.path)
        wrong = True
    carried = [(name, value) for name, value in request.POST.items() if name not in OURS]
    way = request.POST.get(WAY, "GET" if request.FILES else request.method)
    values = {"carried": carried, "way": way, "wrong": wrong, "number": NUMBER, "had_file": bool(request.FILES)}
    return render(request, "public/resume.html", {**values, "way_name": WAY}, status=422 if wrong else 200)


def _number_of(draft: Draft) -> str:
    """What opens the draft again: the applicant's NIK as typed, else the letters of their name; "" for neither."""
    applicant = draft.content.get("applicant", {})
    return _digits(applicant.get("nik", "")) or _digits(applicant.get("name", ""))


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text) or re.sub(r"\W", "", text).casefold()


def grant_file(request: HttpRequest, application_id: UUID) -> None:
    """Code and secret were right: from now on this session may open that one file. A new session key, as at a login."""
    request.session.cycle_key()
    request.session[FOLLOWED] = str(application_id)


def grant_sent(request: HttpRequest, draft_id: UUID) -> None:
    """Who has just sent an application follows it without typing the code and secret that the receipt shows anyway.

    The session keeps its key: of two presses on the button, the second must still find its session.
    """
    request.session[FOLLOWED] = str(draft_id)


def close_file(request: HttpRequest) -> None:
    request.session.pop(FOLLOWED, None)


def own_file(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Decorates a page of the followed file: the view gets its id. Without a grant it goes to the form for the code."""

    @personal
    @wraps(view)
    def guarded(request: HttpRequest, /, **kwargs: Any) -> HttpResponse:
        followed = request.session.get(FOLLOWED)
        if followed is None:
            if settings.SESSION_COOKIE_NAME in request.COOKIES and request.session.is_empty():
                messages.info(request, _("Sesi Anda berakhir. Tulis lagi kode dan kata kunci Anda."))
            return redirect("public:follow")
        try:
            return view(request, UUID(followed), **kwargs)
        except Damaged as fault:
            identify(fault, UUID(followed))
            raise

    return guarded


def require_known(value: str, known: frozenset[str]) -> str:
    """A button's value; anything else is no request of ours."""
    if value not in known:
        raise BadRequest
    return value
