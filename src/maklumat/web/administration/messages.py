"""How the messages of the office stand: what waits, what was given up and why, which ways really send, a sample."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django import forms
from django.contrib import messages as notices
from django.core.validators import validate_email
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from maklumat.core.identity import read_phone
from maklumat.core.messages.table import OCCASIONS
from maklumat.core.messages.wishes import EMAIL, WAYS
from maklumat.ports.messages.channel import Delivered, Never
from maklumat.records.messages import actions
from maklumat.records.messages.queries import MessageView, traffic
from maklumat.records.people.access import Actor
from maklumat.web.administration.home import ROOM
from maklumat.web.shared.entering import ADMINISTRATOR, officer, show, user_id
from maklumat.web.shared.forms import Form
from maklumat.web.shared.limits import spend
from maklumat.web.shared.reasons import REASONS, WAY_NAMES

STATES: Final = (
    ("waiting", "Menunggu"),
    ("sent", "Diterima penyedia"),
    ("written", "Ditulis ke folder, belum dikirim"),
    ("skipped", "Tidak dikirim"),
    ("dead", "Gagal"),
    ("called", "Gagal, lalu disampaikan lewat telepon"),
)


@dataclass(frozen=True, slots=True)
class Dead:
    """A message that was given up. It names no file: whoever administers an office opens none."""

    about: str
    way: str
    why: str
    attempts: int
    at: datetime


def titled(words: str) -> str:
    """With a capital letter in front, and the others as they are."""
    return words[:1].upper() + words[1:]


class SampleForm(Form):
    """A sample to oneself: by which way, to which address."""

    way = forms.ChoiceField(
        label="Lewat", choices=[(way, titled(WAY_NAMES[way])) for way in WAYS], widget=forms.RadioSelect
    )
    address = forms.CharField(
        label="Ke nomor atau surel Anda sendiri",
        help_text="Hanya untuk mencoba; tidak disimpan. Isinya pesan contoh.",
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def clean(self) -> dict[str, str]:
        cleaned = super().clean() or self.cleaned_data
        way, address = cleaned.get("way"), cleaned.get("address", "").strip()
        if way == EMAIL and address:
            try:
                validate_email(address)
            except forms.ValidationError:
                self.add_error("address", "Alamat surel tidak terbaca; tulis misalnya nama@contoh.id.")
        elif way and address:
            phone = read_phone(address)
            if not phone.valid:
                self.add_error("address", phone.findings[0].text)
            address = phone.value
        return {**cleaned, "address": address}


@officer(ADMINISTRATOR)
def messages(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The state of things; a POST tries the dead again, takes up a way anew, or sends a sample."""
    deed = request.POST.get("deed", "") if request.method == "POST" else ""
    form = SampleForm(request.POST if deed == "sample" else None)
    if deed == "retry":
        count = actions.retry_dead(actor, moment=timezone.now())
        notices.success(request, f"{count} pesan dicoba lagi.")
        return redirect("administration:messages")
    if deed == "clear":
        way = request.POST.get("way", "")
        count = actions.clear_way(actor, way, moment=timezone.now())
        notices.success(request, f"Tanda alamat salah dihapus dari {count} pesan lewat {WAY_NAMES[way]}.")
        return redirect("administration:messages")
    if deed == "sample" and form.is_valid():
        spend(request, "sample", str(user_id(request)))
        notices.info(request, _sampled(actor, form))
        return redirect("administration:messages")
    found = traffic(actor)
    values = {
        "section": ROOM,
        "counts": [(words, found.counts.get(state, 0)) for state, words in STATES],
        "oldest": found.oldest,
        "dead": list(_dead(found.dead)),
        "dead_count": found.counts.get("dead", 0),
        "ways": [(titled(WAY_NAMES[way]), way in found.live) for way in WAYS],
        "clearing": [(way, WAY_NAMES[way]) for way in WAYS],
        "live": bool(found.live),
        "form": form if actor.administers else None,
    }
    return show(request, actor, "messages.html", values, status=422 if form.errors else 200, room=ROOM)


def _sampled(actor: Actor, form: SampleForm) -> str:
    way, address = form.cleaned_data["way"], form.cleaned_data["address"]
    answer, real = actions.try_way(actor, way, address, moment=timezone.now())
    if isinstance(answer, Delivered):
        return "Pesan contoh diterima penyedia." if real else "Ditulis ke folder, belum dikirim ke siapa pun."
    why = REASONS.get(answer.reason, answer.reason)
    return f"Pesan contoh ditolak: {why}." if isinstance(answer, Never) else f"Belum berhasil: {why}. Coba lagi nanti."


def _dead(found: tuple[MessageView, ...]) -> Iterator[Dead]:
    for one in found:
        yield Dead(
            about=OCCASIONS[one.kind].word,
            way=WAY_NAMES.get(one.way, "–"),
            why=REASONS.get(one.reason, one.reason),
            attempts=one.attempts,
            at=one.happened_at,
        )
