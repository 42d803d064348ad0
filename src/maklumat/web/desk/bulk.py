"""Many letters in one sitting, on a telephone: choose, prove once, and see of each what became of it.

The sitting is kept in the session: which letters, what became of each. It signs a few in every request, so that a slow
line loses nothing; only a POST signs. Proof holds for a quarter of an hour.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from time import monotonic
from typing import Any, Final
from uuid import UUID, uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters

from maklumat.core.errors import Refusal
from maklumat.core.identity import mask_nik
from maklumat.records.people.access import Actor
from maklumat.records.work import batch, owing
from maklumat.records.work.batch import Candidate, Item
from maklumat.web.desk.forms_proof import ProofForm
from maklumat.web.shared.entering import MEMBER, here, officer, show, today
from maklumat.web.shared.errors import say

SITTING: Final = "sitting"
LETTER: Final = re.compile(
    r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\|(?:sign|initial)\|[a-z0-9-]{1,60}\|[0-9]{1,8}", re.ASCII
)
"""A letter as it was seen: file, deed, step, sequence number."""
PROOF_HOLDS: Final = timedelta(minutes=15)
IN_ONE_GO: Final = 8
SECONDS_IN_ONE_GO: Final = 4.0
PENDING: Final = ""
NOT_HERE: Final = "Surat ini tidak lagi menunggu Anda."
NOT_NOW: Final = "Belum berhasil karena gangguan; nomornya tetap tersimpan. Coba lagi dari daftar."


@dataclass(frozen=True, slots=True)
class Line:
    """A letter on the list. `value`: what its box sends. `refused`: why it cannot be ticked, "" where it can.

    `alone`: it is done on its own page. `flags`: what to look at first, with its colour.
    """

    candidate: Candidate
    value: str
    nik: str
    refused: str
    alone: bool
    ticked: bool
    flags: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Told:
    """A letter of the sitting. `status`: see `batch`; "" while it has not had its turn."""

    application_id: str
    name: str
    register: str
    initial: bool
    status: str
    said: str


class LettersField(forms.MultipleChoiceField):
    """Letters as their page showed them. Whether they still stand so is said of each when its turn comes."""

    def valid_value(self, value: Any) -> bool:
        return LETTER.fullmatch(str(value)) is not None


class SittingForm(ProofForm):
    """Which letters, and who sits here."""

    sitting = forms.UUIDField(widget=forms.HiddenInput)
    letters = LettersField(
        required=False,
        label="Surat",
        error_messages={"invalid_choice": "Salah satu surat tidak dikenal; baca lagi daftarnya."},
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if len(cleaned.get("letters", ())) > batch.MOST:
            self.add_error("letters", f"Paling banyak {batch.MOST} surat sekali jalan.")
        if "letters" not in self.errors and not cleaned.get("letters"):
            self.add_error("letters", ValidationError("Pilih paling sedikit satu surat."))
        return cleaned


@officer(MEMBER)
@sensitive_post_parameters("password")
def letters(request: HttpRequest, actor: Actor) -> HttpResponse:
    """What waits for my signature or paraf; the chosen ones in one sitting."""
    kept = request.session.get(SITTING)
    if request.method == "POST" and kept and kept["id"] == request.POST.get("sitting"):
        return redirect("desk:sitting")  # the answer got lost: this very sitting has begun
    waiting = batch.candidates(actor, timezone.now())
    values = {_value(one): one for one in waiting if not one.blocked}
    data = request.POST if request.method == "POST" else None
    form = SittingForm(data=data, initial={"sitting": uuid4()}, auto_id="sitting_%s")
    if data is not None and form.proven(request):
        begun = str(form.cleaned_data["sitting"])
        request.session[SITTING] = {
            "id": begun,
            "office": actor.office,
            "proof": form.proof,
            "until": (timezone.now() + PROOF_HOLDS).isoformat(),
            "letters": _entries(actor, values, form.cleaned_data["letters"]),
        }
        _go_on(request, actor)
        return redirect("desk:sitting")
    ticked = set(request.POST.getlist("letters")) if data is not None else set()
    page = {
        "section": "worklist",
        "form": form,
        "lines": [_line(one, ticked) for one in waiting],
        "most": batch.MOST,
        "apologies": owing.to_sign(actor, today(here(request), timezone.now())),
        "embedded": any(one.deed == batch.SIGN and not one.blocked for one in waiting),
        "open_sitting": any(one[4] == PENDING for one in kept["letters"]) if kept else False,
    }
    return show(request, actor, "bulk.html", page, status=422 if data is not None else 200)


@officer(MEMBER)
def sitting(request: HttpRequest, actor: Actor) -> HttpResponse:
    """What became of each; a POST goes on with those whose turn has not come."""
    kept = request.session.get(SITTING)
    if not kept or kept["office"] != actor.office:
        return redirect("desk:letters")
    proven = timezone.now() < datetime.fromisoformat(kept["until"])
    if request.method == "POST":
        if proven:
            _go_on(request, actor)
        return redirect("desk:sitting")
    told = [Told(one[0], one[5], one[6], one[1] == batch.INITIAL, one[4], one[7]) for one in kept["letters"]]
    left = sum(one.status == PENDING for one in told)
    page = {
        "section": "worklist",
        "told": told,
        "done": sum(one.status == batch.DONE for one in told),
        "left": left,
        "goes_on": bool(left) and proven,
        "expired": bool(left) and not proven,
    }
    return show(request, actor, "sitting.html", page)


def _go_on(request: HttpRequest, actor: Actor) -> None:
    """The next letters, as many as fit into a few seconds; what became of each is kept at once."""
    kept = request.session[SITTING]
    began = monotonic()
    for entry in [one for one in kept["letters"] if one[4] == PENDING][:IN_ONE_GO]:
        item = Item(UUID(entry[0]), entry[1], entry[2], entry[3])
        result = batch.carry_out(actor, item, proof=kept["proof"], moment=timezone.now())
        fault = f"{say(result.fault)} ({result.fault.code})" if result.fault else ""
        entry[4] = result.status
        entry[7] = fault or {batch.REFUSED: NOT_HERE, batch.FAILED: NOT_NOW}.get(result.status, "")
        request.session.modified = True
        request.session.save()
        if monotonic() - began > SECONDS_IN_ONE_GO:
            break


def _value(one: Candidate) -> str:
    """A letter as it was seen: file, deed, step, sequence number."""
    line = one.waiting.line
    return f"{line.application_id}|{one.deed}|{line.step}|{line.seq}"


def _entries(actor: Actor, waiting: Mapping[str, Candidate], chosen: Sequence[str]) -> list[list[Any]]:
    """How the session keeps the letters: parts, what became of each, name and number; nobody's name.

    One that no longer waits is kept too, so that its turn says what happened to it.
    """
    found = []
    for value in dict.fromkeys(chosen):
        file, deed, step, seq = value.split("|")
        one = waiting.get(value)
        named = (one.product.name, one.waiting.line.register) if one else batch.named(actor, UUID(file), step)
        found.append([file, deed, step, int(seq), PENDING, *named, ""])
    return found


def _line(one: Candidate, ticked: set[str]) -> Line:
    refusal = isinstance(one.blocked, Refusal)
    refused = f"{say(one.blocked)} ({one.blocked.code})" if isinstance(one.blocked, Refusal) else one.blocked
    value = _value(one)
    nik = mask_nik(one.person.nik) if one.person.nik else ""
    return Line(
        one, value, nik, refused, alone=bool(refused) and not refusal, ticked=value in ticked, flags=_flags(one)
    )


def _flags(one: Candidate) -> tuple[tuple[str, str], ...]:
    words = {
        batch.LATE: ("terlambat", "late"),
        batch.CHANGED: ("konsep berubah sesudah diparaf", "late"),
        batch.BACK: ("pernah dikembalikan", "wait"),
        batch.UNUSUAL: (f"lain dari permohonan: {', '.join(one.unusual)}", "wait"),
    }
    return tuple(words[flag] for flag in one.flags)
