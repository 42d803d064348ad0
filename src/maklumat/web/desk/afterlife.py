"""After issue at the desk: the office's list, extending a product, taking a report and giving one back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from maklumat.core import events
from maklumat.core.errors import NotVisible
from maklumat.core.standard.model import Product
from maklumat.records.catalogue import queries as catalogue
from maklumat.records.people.access import Actor
from maklumat.records.products.afterlife import Mark
from maklumat.records.work import afterlife, watching
from maklumat.records.work import queries as work
from maklumat.records.work.afterlife import Owed
from maklumat.records.work.queries import FileView, Happened
from maklumat.records.work.watching import Watch, Watched
from maklumat.web.desk.file import page
from maklumat.web.desk.issued import ExtendForm, GiveBackForm, Tried, issued
from maklumat.web.desk.scans import KEPT, kept_scan, token_of
from maklumat.web.shared.entering import KEEPER, MEMBER, SIGNER, officer, show
from maklumat.web.shared.forms import attempt
from maklumat.web.shared.reporting import Report, read_report
from maklumat.web.shared.wording import day_words

LISTS: Final[Mapping[str, tuple[str, Callable[[Actor, datetime, Mark | None], Watch]]]] = {
    "laporan": ("Laporan yang menunggu diperiksa", watching.reported),
    "kewajiban": ("Kewajiban yang belum dilaporkan", watching.owed),
    "berakhir": ("Segera berakhir", watching.ending),
}
NO_DAY: Final = "-"


@dataclass(frozen=True, slots=True)
class ListShown:
    """One of the lists, each line with the days left. `later`: the address of its next page, "" on the last."""

    code: str
    title: str
    lines: tuple[tuple[Watched, str], ...]
    later: str


@officer(MEMBER)
@require_safe
def after_issue(request: HttpRequest, actor: Actor) -> HttpResponse:
    """What ends soon, what was reported, what is owed; or one of these lists further on."""
    now, chosen = timezone.now(), request.GET.get("daftar", "")
    codes = (chosen,) if chosen in LISTS else tuple(LISTS)
    after = _after(request.GET.get("sesudah", "")) if chosen in LISTS else None
    values = {
        "section": "after_issue",
        "lists": [_list(code, actor, now, after) for code in codes],
        "single": chosen in LISTS,
    }
    return show(request, actor, "after_issue.html", values)


def _list(code: str, actor: Actor, now: datetime, after: Mark | None) -> ListShown:
    title, look = LISTS[code]
    watch = look(actor, now, after)
    return ListShown(code, title, tuple((line, _left(line)) for line in watch.lines), _later(code, watch.after))


def _left(line: Watched) -> str:
    return "hari ini" if line.days == 0 else f"{line.days} hari lagi"


def _later(code: str, after: Mark | None) -> str:
    if after is None:
        return ""
    on, row = after
    return "?" + urlencode({"daftar": code, "sesudah": f"{on.isoformat() if on else NO_DAY}_{row}"})


def _after(mark: str) -> Mark | None:
    if not mark:
        return None
    day, _, row = mark.partition("_")
    try:
        return (None if day == NO_DAY else date.fromisoformat(day), UUID(row))
    except ValueError:
        raise NotVisible from None


@officer(SIGNER)
@require_POST
def extend(request: HttpRequest, actor: Actor, application_id: UUID, product: str) -> HttpResponse:
    """Extend an issued product as its standard grants; sent twice it is done once."""
    opened = work.file_for(actor, application_id)
    standard = _product(opened, product)
    if not afterlife.may_extend(actor, opened, standard):
        raise NotVisible
    form = ExtendForm(request.POST, auto_id=f"extend_{product}_%s")
    if form.is_valid():
        typed = form.cleaned_data
        until = _extended_already(actor, opened, product, typed["reason"], typed["seen"])
        if until is None:
            seen, moment = _day(typed["seen"]), timezone.now()
            until = attempt(
                form,
                lambda: afterlife.extend(
                    actor, opened.id, product, seen=seen, reason=typed["reason"], moment=moment
                ),
            )  # fmt: skip
        if until is not None:
            messages.success(request, f"{standard.name} sekarang berlaku sampai {day_words(until)}.")
            return redirect("desk:file", opened.id)
    return _again(request, actor, opened, Tried(extend=product, form=form))


def _day(text: str) -> date:
    """The last day that the page showed; one that no page can have shown is no such day."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return date.min


def _extended_already(actor: Actor, opened: FileView, product: str, reason: str, seen: str) -> date | None:
    """The last day, if this very request was carried out before and its answer got lost."""
    done = [event for event in opened.history if event.kind == events.EXTENDED and event.data.get("product") == product]
    view = next((one for one in opened.products if one.product == product and not one.revoked_at), None)
    if not done or view is None or view.valid_until is None or seen == view.valid_until.isoformat():
        return None
    same = done[-1].data.get("reason") == reason.strip() and _mine(actor, done[-1])
    return view.valid_until if same and done[-1].data.get("until") == view.valid_until.isoformat() else None


@officer(KEEPER)
@require_POST
def take(request: HttpRequest, actor: Actor, application_id: UUID, duty_id: UUID) -> HttpResponse:
    """Take the report that was sent, or the one that somebody brought to the counter."""
    opened, owed = _kept(actor, application_id, duty_id)
    now, page_of = timezone.now(), str(duty_id)
    kept = kept_scan(request.POST.get(KEPT + owed.duty.code, ""), page_of)
    on = catalogue.local_date(opened.law.office, now)
    read = read_report(request, owed.duty, on, prefix=owed.duty.code, whole=False, kept=kept)
    form, token = read.form, token_of(read.paper, page_of, opened.law.office.code) if read.paper else ""
    if not read.wrong:
        attempt(form, lambda: _take(actor, opened, duty_id, read, now))
    if form.errors:
        return _again(request, actor, opened, Tried(duty=duty_id, form=form, token=token))
    return _taken(request, actor, application_id, duty_id)


def _take(actor: Actor, opened: FileView, duty_id: UUID, read: Report, moment: datetime) -> None:
    answers, paper, note = read.answers, read.paper, read.note
    afterlife.take(actor, opened, duty_id, answers=answers, paper=paper, note=note, moment=moment)


def _taken(request: HttpRequest, actor: Actor, application_id: UUID, duty_id: UUID) -> HttpResponse:
    """Say what holds now: taken by me, or by a colleague who was faster."""
    opened, owed = _kept(actor, application_id, duty_id)
    taken = next(event for event in reversed(owed.said) if event.kind == events.DUTY_MET)
    if not _mine(actor, taken):
        sentence = f"Laporan ini sudah diterima oleh {taken.who}."
        return page(request, actor, opened, {"conflict": sentence}, status=409)
    messages.success(request, f"Tercatat untuk berkas {opened.register}: laporan diterima.")
    return redirect("desk:file", application_id)


@officer(KEEPER)
@require_POST
def give_back(request: HttpRequest, actor: Actor, application_id: UUID, duty_id: UUID) -> HttpResponse:
    """Return a report that cannot be taken, with what is to be mended."""
    opened, owed = _kept(actor, application_id, duty_id)
    form = GiveBackForm(request.POST, auto_id=f"back_{owed.duty.code}_%s")
    if form.is_valid():
        reason, moment = form.cleaned_data["reason"], timezone.now()
        if not _returned_already(actor, owed, reason):
            attempt(form, lambda: afterlife.give_back(actor, opened, duty_id, reason=reason, moment=moment))
        if not form.errors:
            messages.success(request, f"Laporan untuk berkas {opened.register} dikembalikan kepada pemegang surat.")
            return redirect("desk:file", opened.id)
    return _again(request, actor, opened, Tried(duty=duty_id, form=form, returning=True))


def _returned_already(actor: Actor, owed: Owed, reason: str) -> bool:
    last = owed.said[-1] if owed.said else None
    return (
        last is not None
        and last.kind == events.DUTY_RETURNED
        and last.data.get("reason") == reason.strip()
        and _mine(actor, last)
    )


def _mine(actor: Actor, event: Happened) -> bool:
    return event.who == actor.name and bool(set(event.post.split("+")) & set(actor.posts))


def _product(opened: FileView, code: str) -> Product:
    try:
        return opened.law.standard.product(code)
    except KeyError:
        raise NotVisible from None


def _kept(actor: Actor, application_id: UUID, duty_id: UUID) -> tuple[FileView, Owed]:
    """A duty of a file whose products the actor looks after. Raises NotVisible."""
    opened = work.file_for(actor, application_id)
    on = catalogue.local_date(opened.law.office, timezone.now())
    owed = next((one for one in afterlife.owed(opened, on) if one.view.id == duty_id), None)
    if owed is None or not afterlife.may_keep(actor, opened, owed.product):
        raise NotVisible
    return opened, owed


def _again(request: HttpRequest, actor: Actor, opened: FileView, tried: Tried) -> HttpResponse:
    """The file's page with the form as it was sent."""
    values = {"issued": issued(actor, opened, timezone.now(), tried), "tried": tried.form}
    return page(request, actor, opened, values, status=422)
