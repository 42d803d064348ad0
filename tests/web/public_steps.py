"""Small steps a citizen takes that several tests need: begin, fill in, attach, send, follow."""

from __future__ import annotations

import re
from io import BytesIO
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from tests import cast

SITI = {
    "name": "Siti Contoh",
    "nik": cast.SITI.nik,
    "address": "Jalan Rekaan 1",
    "phone": "0812 0000 0001",
    "for_whom": "sendiri",
}


def photo(name: str = "ktp.jpg") -> SimpleUploadedFile:
    target = BytesIO()
    Image.new("RGB", (60, 40), "white").save(target, "JPEG")
    return SimpleUploadedFile(name, target.getvalue(), content_type="image/jpeg")


def begin(client: Client, service: str = cast.SERVICE, office: str = cast.OFFICE) -> UUID:
    """Press "Ajukan sekarang"."""
    answer = client.post(reverse("public:start", args=[office, service]))
    assert answer.status_code == 302, answer.content
    return UUID(answer.url.split("/")[2])


def page(name: str, draft: UUID) -> str:
    return reverse(f"public:{name}", args=[draft])


def attach(client: Client, draft: UUID, slot: str = "identitas", **more: Any) -> Any:
    data = {"tempat": slot, "aksi": "unggah", "pilihan": "ektp", "berkas": photo(), **more}
    return client.post(page("draft_papers", draft), data)


def complete(client: Client) -> UUID:
    """A draft of Siti's with nothing left to say but that she agrees."""
    draft = begin(client)
    client.post(page("draft_person", draft), SITI)
    client.post(page("draft_answers", draft), {"keperluan": "pendidikan"})
    attach(client, draft)
    return draft


def send(client: Client, draft: UUID) -> Any:
    return client.post(page("draft_submit", draft), {"consent": "on"})


def codes(html: str) -> tuple[str, str]:
    """Code and secret, as the receipt prints them."""
    found = re.findall(r'class="m-code[^"]*">([^<]+)<', html)
    return found[0], found[1]


def follow(client: Client, code: str, secret: str) -> Any:
    return client.post(reverse("public:follow"), {"code": code, "secret": secret})


def text(answer: Any) -> str:
    return str(answer.content.decode())
