"""What became of the products of a file after they were issued, as its page shows it, with the forms of who may act."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from django import forms

from maklumat.core import events
from maklumat.core.standard.model import Product
from maklumat.records.catalogue import queries as catalogue
from maklumat.records.people.access import Actor
from maklumat.records.products.queries import ProductView
from maklumat.records.work import afterlife
from maklumat.records.work.afterlife import Owed, answers_of
from maklumat.records.work.queries import FileView, Happened
from maklumat.web.desk import telling
from maklumat.web.desk.eligibility import VERDICT
from maklumat.web.shared.forms import Form
from maklumat.web.shared.issued import due_words, extension_words, left_words
from maklumat.web.shared.reporting import report_form

HOLDING: Final = frozenset({"issued", "delivered"})
SAID: Final[Mapping[str, str]] = {
    events.DUTY_REPORTED: "Dilaporkan",
    events.DUTY_MET: "Diterima",
    events.DUTY_RETURNED: "Dikembalikan",
}


class ExtendForm(Form):
    """Extending an issued product: until when it ran as the officer saw it, and on what ground."""

    seen = forms.CharField(widget=forms.HiddenInput, max_length=10)
    reason = forms.CharField(
        label="Dasar perpanjangan",
        help_text="Misalnya nomor dan tanggal surat permohonannya.",
        max_length=300,
        error_messages={"required": "Tulis dasar perpanjangan, misalnya nomor surat permohonannya."},
    )


class GiveBackForm(Form):
    """Returning a report that cannot be taken."""

    reason = forms.CharField(
        label="Yang harus diperbaiki",
        help_text="Dibaca pemegang surat di halaman lacak.",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Tulis mengapa laporan dikembalikan."},
    )


@dataclass(frozen=True, slots=True)
class Spoken:
    """One thing that was said of a duty. `paper`: the event that holds its paper, 0 for none."""

    title: str
    by: str
    at: datetime
    lines: tuple[tuple[str, str], ...]
    paper: int


@dataclass(frozen=True, slots=True)
class DutyShown:
    """A duty with what was said of it. `state` in words with its look; `take` and `back` are None for whoever may not.

    `criteria`: (rule, verdict, look, legal basis). `token` names a scan that came with a try that was wrong elsewhere.
    """

    owed: Owed
    due: str
    state: str
    look: str
    said: tuple[Spoken, ...]
    criteria: tuple[tuple[str, str, str, str], ...]
    take: Form | None
    back: Form | None
    token: str = ""
    opened: bool = False


@dataclass(frozen=True, slots=True)
class IssuedShown:
    """An issued product. `left`: how long it still holds, "" once it has ended; `extend` is None for who may not."""

    product: ProductView
    standard: Product
    holds: bool
    left: str
    extension: str
    extend: ExtendForm | None
    duties: tuple[DutyShown, ...]
    opened: bool = False


@dataclass(frozen=True)
class Tried:
    """A form of this section that was sent and is wrong: of a product (its code), or of a duty (its id)."""

    extend: str = ""
    duty: UUID | None = None
    form: Form | None = None
    returning: bool = False
    token: str = ""
    more: Mapping[str, Any] = field(default_factory=dict)


NOTHING: Final = Tried()


def issued(actor: Actor, opened: FileView, now: datetime, tried: Tried = NOTHING) -> list[IssuedShown]:
    """The issued products of a file that have a life: a last day, or duties."""
    on = catalogue.local_date(opened.law.office, now)
    duties = afterlife.owed(opened, on) if any(one.issued_at for one in opened.products) else ()
    found = []
    for view in opened.products:
        own = tuple(owed for owed in duties if owed.view.product_id == view.id)
        if view.issued_at and (view.valid_until or own):
            found.append(_issued(actor, opened, view, own, on, tried))
    return found


def _issued(
    actor: Actor, opened: FileView, view: ProductView, own: tuple[Owed, ...], on: date, tried: Tried
) -> IssuedShown:
    product = opened.law.standard.product(view.product)
    holds = view.status in HOLDING and (view.valid_until is None or view.valid_until >= on)
    return IssuedShown(
        product=view,
        standard=product,
        holds=holds,
        left=left_words(view.valid_until, on) if view.valid_until and holds else "",
        extension=extension_words(product.extension) if product.extension else "",
        extend=_extend(actor, opened, view, product, tried) if holds else None,
        duties=tuple(_duty(actor, opened, owed, tried) for owed in own),
        opened=tried.extend == view.product,
    )


def _extend(actor: Actor, opened: FileView, view: ProductView, product: Product, tried: Tried) -> ExtendForm | None:
    if tried.extend == view.product and isinstance(tried.form, ExtendForm):
        return tried.form
    extension = product.extension
    able = extension is not None and view.extended_times < extension.times and view.valid_until is not None
    if not able or not afterlife.may_extend(actor, opened, product):
        return None
    return ExtendForm(initial={"seen": view.valid_until}, auto_id=f"extend_{view.product}_%s")


def _duty(actor: Actor, opened: FileView, owed: Owed, tried: Tried) -> DutyShown:
    open_one = owed.view.met_at is None and afterlife.may_keep(actor, opened, owed.product)
    mine = tried if tried.duty == owed.view.id else NOTHING
    state, look = _state(owed)
    back: Form | None = None
    if open_one and owed.view.reported_at is not None:
        back = mine.form if mine.returning else GiveBackForm(auto_id=f"back_{owed.duty.code}_%s")
    take: Form | None = None
    if open_one:
        take = (
            mine.form if mine.form is not None and not mine.returning else report_form(owed.duty)(prefix=owed.duty.code)
        )
    return DutyShown(
        owed=owed,
        due=due_words(owed.duty, opened.law.standard.intake),
        state=state,
        look=look,
        said=tuple(_said(opened, owed, event) for event in owed.said),
        criteria=tuple(_criteria(owed)),
        take=take,
        back=back,
        token=mine.token,
        opened=mine.form is not None,
    )


def _state(owed: Owed) -> tuple[str, str]:
    if owed.view.met_at is not None:
        return "Sudah dipenuhi", "good"
    if owed.view.reported_at is not None:
        return "Laporan masuk, perlu diperiksa", "wait"
    if owed.late:
        return "Lewat tenggat, belum dilaporkan", "late"
    return "Belum dilaporkan", ""


def _said(opened: FileView, owed: Owed, event: Happened) -> Spoken:
    answers = answers_of(owed.duty, event)
    lines = [
        (one.label, telling.answer_words(one, answers[one.code])) for one in owed.duty.fields if one.code in answers
    ]
    lines += [(telling.DATA[key], str(event.data[key])) for key in ("note", "reason") if event.data.get(key)]
    posts = telling.post_names(opened.law.office, event.post)
    by = f"{event.who}, {posts}" if posts else event.who
    return Spoken(SAID[event.kind], by, event.occurred_at, tuple(lines), event.seq if event.data.get("paper") else 0)


def _criteria(owed: Owed) -> Iterator[tuple[str, str, str, str]]:
    for result in owed.judgement.results if owed.judgement else ():
        verdict, look = VERDICT[result.value]
        yield result.rule.text, verdict, look, result.rule.legal_basis
