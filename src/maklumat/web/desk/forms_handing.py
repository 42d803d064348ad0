"""The forms that hand the work on a file to somebody else, and give it back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import ValidationError

from maklumat.core.kinds.instruction import INSTRUCTIONS, ORDINARY, URGENCIES
from maklumat.core.kinds.registry import KINDS
from maklumat.core.standard.model import Office
from maklumat.records.catalogue import queries as catalogue
from maklumat.records.people import absences, access
from maklumat.records.people.access import Actor
from maklumat.records.people.queries import Holder
from maklumat.records.work import delegating
from maklumat.records.work.delegating import Order
from maklumat.records.work.facts import facts_of
from maklumat.records.work.queries import FileView
from maklumat.web.desk.step_drawing import Drawn, draw
from maklumat.web.desk.step_fields import MomentField
from maklumat.web.shared.forms import Form, SeenField
from maklumat.web.shared.wording import day_words

MARK: Final = ":"
"""Between a post and a user's id: "kasi:7" is a person, "kasi" whoever holds the post."""


class DelegateForm(Form):
    """To whom, what is asked of them, until when, and whether they may record the outcome."""

    seen_seq = SeenField()
    to = forms.ChoiceField(label="Teruskan kepada", error_messages={"required": "Pilih orang atau jabatan."})
    instructions = forms.MultipleChoiceField(
        label="Instruksi", choices=INSTRUCTIONS, required=False, widget=forms.CheckboxSelectMultiple
    )
    instruction = forms.CharField(
        label="Pesan Anda", max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    urgency = forms.ChoiceField(
        label="Sifat", choices=URGENCIES, required=False, initial=ORDINARY, widget=forms.RadioSelect
    )
    does = forms.BooleanField(
        label="Boleh mencatat hasil langkah ini atas penugasan saya",
        required=False,
        help_text="Tanpa ini ia hanya memberi jawaban. Paraf, disposisi, dan tanda tangan tetap tugas Anda sendiri.",
    )

    def __init__(
        self, office: Office, zone: ZoneInfo, people: Sequence[Holder], away: Mapping[int, date] | None = None,
        *, own: bool = False, **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(auto_id="delegate_%s", **kwargs)
        to = self.fields["to"]
        assert isinstance(to, forms.ChoiceField)  # noqa: S101  # declared above
        to.choices = [("", "Pilih"), *_choices(office, people, away or {})]
        self.fields["wanted_at"] = MomentField(
            zone, label="Diminta selesai", help_text="Batas dari Anda sendiri; janji kepada pemohon tetap berjalan."
        )
        self.fields["instructions"].is_expected = True  # type: ignore[attr-defined]
        if own:
            del self.fields["does"]

    @property
    def wanted(self) -> Drawn:
        """The moment that is wished for, as the page draws it."""
        return draw(self["wanted_at"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not cleaned.get("instructions") and not cleaned.get("instruction") and "instructions" not in self.errors:
            self.add_error("instructions", ValidationError("Pilih instruksi, atau tulis pesan Anda."))
        return cleaned

    def order(self) -> Order:
        """What is asked, as a value."""
        said = self.cleaned_data
        post, _, user = said["to"].partition(MARK)
        return Order(
            to_post=post,
            to_user=int(user or 0),
            instructions=tuple(said["instructions"]),
            instruction=said["instruction"],
            urgency=said["urgency"],
            due_at=datetime.fromisoformat(said["wanted_at"]) if said["wanted_at"] else None,
            does=bool(said.get("does")),
        )


def _choices(office: Office, people: Sequence[Holder], away: Mapping[int, date]) -> list[tuple[str, Any]]:
    """By post: whoever holds it, and each of them by name; whoever is away with until when."""
    names = {post.code: post.name for post in office.posts}
    groups: dict[str, list[tuple[str, str]]] = {}
    for one in people:
        name = names.get(one.post, one.post)
        found = groups.setdefault(name, [(one.post, f"Siapa pun: {name}")])
        until = away.get(one.user_id)
        name = f"{one.name} (berhalangan sampai {day_words(until)})" if until else one.name
        found.append((f"{one.post}{MARK}{one.user_id}", name))
    return list(groups.items())


class AnswerForm(Form):
    """What came of it."""

    seen_seq = SeenField()
    answer = forms.CharField(label="Jawaban Anda", max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(auto_id="answer_%s", **kwargs)


def delegate_form(actor: Actor, opened: FileView, now: datetime, **kwargs: Any) -> DelegateForm | None:
    """The form of whoever holds the work now; None for everybody else, and where there is nobody to give it to."""
    people = delegating.possible(actor, opened.position, now)
    if not people or opened.step is None:
        return None
    own = KINDS[opened.step.kind].own
    kwargs.setdefault("initial", {"seen_seq": opened.state.seq})
    office = catalogue.office(actor.office, now)
    away = absences.away_until(actor.office, catalogue.local_date(office, now))
    return DelegateForm(office, catalogue.zone(office), people, away, own=own, **kwargs)


def answer_form(actor: Actor, opened: FileView, **kwargs: Any) -> AnswerForm | None:
    """The form of the delegate; None for everybody else."""
    delegation = opened.state.delegation
    if delegation is None or not delegation.is_for(actor.user_id, actor.posts):
        return None
    if not access.may(actor, access.ANSWER, facts_of(opened.position)):
        return None
    kwargs.setdefault("initial", {"seen_seq": opened.state.seq})
    return AnswerForm(**kwargs)
