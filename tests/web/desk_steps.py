"""Small steps through the desk that several tests take: log in, press a way out, sign."""

from __future__ import annotations

from io import BytesIO
from typing import Any
from uuid import UUID

import pikepdf
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from maklumat.records.procedures import queries as procedures
from maklumat.records.procedures.queries import Position
from tests import cast
from tests.cast import Officer


def at_work(officer: Officer) -> Client:
    """A browser in which this officer is logged in."""
    client = Client()
    client.force_login(officer.user)
    return client


def position(application_id: UUID) -> Position:
    found = procedures.position(application_id)
    assert found is not None
    return found


def press(client: Client, application_id: UUID, outcome: str, seen_seq: int | None = None, **typed: Any) -> Any:
    """Leave the present step by `outcome`; `typed` are the fields of that way ("__" stands for "-")."""
    state = position(application_id).state
    fields = {f"{outcome}-{name.replace('__', '-')}": value for name, value in typed.items()}
    data = {"seen_seq": seen_seq or state.seq, "step": state.step, "outcome": outcome, **fields}
    return client.post(reverse("desk:act", args=[application_id]), data)


def sign(client: Client, application_id: UUID, password: str = cast.PASSWORD, **more: Any) -> Any:
    """Press "Tanda tangani" with the password."""
    data = {"seen_seq": position(application_id).state.seq, "way": "electronic", "password": password, **more}
    return client.post(reverse("desk:sign", args=[application_id]), data)


def blank_pdf() -> bytes:
    target = BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(595, 842))
        pdf.save(target)
    return target.getvalue()


def upload(name: str = "unduhan.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, blank_pdf(), content_type="application/pdf")


def drafted(application_id: UUID, clerk: Client, team: Client, operator: Client) -> Any:
    """Up to the signature, with a letter written in the office: checked, verified by both, drafted."""
    press(clerk, application_id, "complete")
    press(team, application_id, "valid")
    press(operator, application_id, "valid")
    return press(operator, application_id, "drafted", **draft_fields(operator, application_id))


def draft_fields(client: Client, application_id: UUID) -> dict[str, Any]:
    """The letter's own fields, as the page asks for them: dates and texts."""
    page = client.get(reverse("desk:file", args=[application_id]))
    form = page.context["act"]
    typed: dict[str, Any] = {}
    for question in form.questions:
        name = f"letter__{question.field.name}"
        if question.field.kind == "date":
            typed |= {f"{name}_0": "20", f"{name}_1": "11", f"{name}_2": "2026"}
        else:
            typed[name] = str(question.known or "contoh")
    return typed


def refusal_fields(client: Client, application: UUID) -> dict[str, Any]:
    """The fields of a refusal letter as the page proposes them."""
    page = client.get(reverse("desk:sign", args=[application]))
    typed: dict[str, Any] = {}
    for bound in page.context["letter_fields"]:
        value = bound.value()
        if hasattr(value, "isoformat"):
            parts = (value.day, value.month, value.year)
            typed |= {f"{bound.html_name}_{index}": part for index, part in enumerate(parts)}
        else:
            typed[bound.html_name] = value or "contoh"
    return typed


def refused(application_id: UUID, clerk: Client, team: Client, head: Client, reason: str) -> Any:
    """Up to the signed refusal letter, with the grounds as the page proposes them."""
    press(clerk, application_id, "complete")
    press(team, application_id, "invalid", reason=reason)
    return sign(head, application_id, **refusal_fields(head, application_id))


def text(response: HttpResponse) -> str:
    return response.content.decode()
