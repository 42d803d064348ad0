"""From an uploaded file to a decoded one. What may come in is decided by `ports.uploads`."""

from __future__ import annotations

from typing import Final

from django.core import signing
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_noop

from maklumat.core.errors import Refusal
from maklumat.ports.scans import MOST_PAGES, joined
from maklumat.ports.uploads import LIMITS, Decoded, decode

MAX_BYTES: Final = LIMITS.max_bytes
ACCEPT: Final = "image/*,application/pdf"


def received(request: HttpRequest, name: str) -> Decoded:
    """The decoded file of this field; its name is not kept. Raises Refusal (UNG-...) with what the sender can do."""
    upload = request.FILES.get(name)
    if not isinstance(upload, UploadedFile):
        raise Refusal("UNG-015", gettext_noop("Pilih dahulu berkasnya, lalu tekan Unggah."))
    return decode(upload.read(MAX_BYTES + 1), upload.name or "")


def received_pages(request: HttpRequest, name: str, *, tidy: bool) -> Decoded:
    """Everything that came in this field as one paper; photographs are tidied where that is wished. Raises Refusal."""
    uploads = [one for one in request.FILES.getlist(name) if isinstance(one, UploadedFile)]
    return joined([decode(one.read(MAX_BYTES + 1), one.name or "") for one in uploads[: MOST_PAGES + 1]], tidy=tidy)


def received_all(request: HttpRequest, name: str) -> list[Decoded]:
    """Every file of this field, at least one, decoded. Raises Refusal (UNG-...) as `received` does."""
    uploads = [one for one in request.FILES.getlist(name) if isinstance(one, UploadedFile)]
    if not uploads:
        raise Refusal("UNG-015", gettext_noop("Pilih dahulu berkasnya, lalu tekan Unggah."))
    return [decode(one.read(MAX_BYTES + 1), one.name or "") for one in uploads]


def shown(content: bytes, kind: str, file_name: str, *, download: bool = False) -> HttpResponse:
    """A stored file for its reader: never kept by the browser, never run as anything else than it is."""
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'{"attachment" if download else "inline"}; filename="{file_name}"'
    response["Cache-Control"] = "no-store, private"
    response["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    return response


def read_token(token: str, salt: str) -> dict[str, str] | None:
    """The paper a token names; None for one that was not made here for this owner (`salt`)."""
    try:
        paper = signing.loads(token, salt=salt)
    except signing.BadSignature:
        return None
    return paper if isinstance(paper, dict) else None
