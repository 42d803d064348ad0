"""Every failure as a page that says what is wrong, where, and what to do, with a stable code.

MaklumatError     page
Conflict          409   somebody else was faster
TooMany           429   too many tries, with the waiting time
Refusal           422   the action may not happen; a form shows it at its top instead (`forms.attempt`)
NotVisible        404   the same answer as for no object at all
Unavailable       503   try again, nothing is lost
Damaged           500   a row or file is not what was written; 503 where only this installation cannot read it

The page that answers a form shows what was written in it, to be copied: nobody writes a report twice because a session
ended or somebody else was faster.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from http import HTTPStatus
from typing import Final

from django.core.exceptions import (
    BadRequest,
    RequestDataTooBig,
    SuspiciousOperation,
    TooManyFieldsSent,
    TooManyFilesSent,
)
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.http.request import RawPostDataException
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from maklumat.core.errors import Conflict, Damaged, MaklumatError, NotVisible, Refusal, Unavailable
from maklumat.records.ledger.aside import keep_seen
from maklumat.web.shared.contacts import Contact, reached
from maklumat.web.shared.wording import sentence

log = logging.getLogger("maklumat.web")

UNSHOWN: Final = re.compile(
    r"token|password|sandi|secret|code|otp|consent|seen_seq|_id$|nomor"
    r"|^(step|outcome|offered|seen|way|deed|product|office|identity|aksi|tempat|pilihan|for_whom|sex|next|kembali|bahasa)$"
)
"""Names of fields that are never shown back: proofs, codes, and what was pressed and not written."""
SHORT: Final = 3


class TooMany(Refusal):
    """Too many tries in a while. `seconds` until the next may succeed."""

    def __init__(self, seconds: int) -> None:
        self.seconds = seconds
        super().__init__(
            "BTS-001",
            gettext_noop("Terlalu banyak percobaan dalam waktu singkat. Coba lagi dalam {minutes} menit."),
            minutes=max(1, -(-seconds // 60)),
        )


@dataclass(frozen=True, slots=True)
class Page:
    """What an error page says. `title` and `advice` are Indonesian source strings, translated when shown.

    `number`: the agenda number of the file it is about; `contacts`: whom a citizen asks, both empty for most.
    """

    status: int
    code: str
    title: str
    advice: str
    detail: str = ""
    number: str = ""
    contacts: tuple[Contact, ...] = ()

    @property
    def at_desk(self) -> bool:
        """The way on is the desk's door, not the catalogue."""
        return self.code == LOGGED_OUT.code

    @property
    def ours(self) -> bool:
        """The fault is on our side: the page gives a number to quote."""
        return self.status >= HTTPStatus.INTERNAL_SERVER_ERROR


BAD_REQUEST: Final = Page(
    HTTPStatus.BAD_REQUEST,
    "PRM-001",
    gettext_noop("Permintaan ini tidak dapat dibaca"),
    gettext_noop("Kembali ke halaman sebelumnya, muat ulang, lalu coba lagi."),
)
TOO_LARGE: Final = Page(
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    "PRM-002",
    gettext_noop("Kiriman terlalu besar"),
    gettext_noop(
        "Kembali ke halaman sebelumnya dan kirim berkas yang lebih kecil, satu per satu. "
        "Foto dari telepon cukup dengan mutu sedang. Isian yang sudah tersimpan tidak hilang."
    ),
)
STALE_FORM: Final = Page(
    HTTPStatus.FORBIDDEN,
    "PRM-003",
    gettext_noop("Formulir ini tidak berlaku lagi"),
    gettext_noop(
        "Halaman terlalu lama terbuka, atau kuki peramban dimatikan. "
        "Kembali ke halaman sebelumnya, muat ulang, lalu kirim lagi. Isian yang sudah tersimpan tidak hilang."
    ),
)
CUT_OFF: Final = Page(
    HTTPStatus.BAD_REQUEST,
    "PRM-005",
    gettext_noop("Kiriman terputus di jalan"),
    gettext_noop(
        "Sambungan putus sebelum semuanya sampai. Tidak ada yang berubah. "
        "Kembali ke halaman sebelumnya, lalu kirim lagi."
    ),
)
FORBIDDEN: Final = Page(
    HTTPStatus.FORBIDDEN,
    "AKS-002",
    gettext_noop("Anda tidak dapat membuka halaman ini"),
    gettext_noop("Periksa alamatnya, atau mulai lagi dari beranda."),
)
LOGGED_OUT: Final = Page(
    HTTPStatus.FORBIDDEN,
    "AKS-003",
    gettext_noop("Anda perlu masuk lagi"),
    gettext_noop(
        "Sesi Anda berakhir atau jabatan Anda berubah, sehingga yang Anda kirim tidak dicatat. Ulangi sesudah masuk."
    ),
)
NOT_FOUND: Final = Page(
    HTTPStatus.NOT_FOUND,
    "AKS-001",
    gettext_noop("Halaman atau berkas ini tidak ada, atau bukan untuk Anda"),
    gettext_noop("Periksa alamat atau kodenya, atau mulai lagi dari beranda."),
)
WRONG_METHOD: Final = Page(
    HTTPStatus.METHOD_NOT_ALLOWED,
    "PRM-004",
    gettext_noop("Halaman ini tidak dapat dibuka langsung"),
    gettext_noop("Kembali ke halaman sebelumnya dan tekan tombolnya di sana."),
)
BROKEN: Final = Page(
    HTTPStatus.INTERNAL_SERVER_ERROR,
    "SIS-001",
    gettext_noop("Ada kesalahan pada sistem kami"),
    gettext_noop(
        "Yang sudah diberi tanda terima tidak hilang. Coba lagi beberapa menit lagi. "
        "Bila tetap gagal, beri tahu kantor kode dan nomor di bawah ini."
    ),
)


UNREAD: Final = frozenset({"BKT-113", "BKT-114", "BRK-001", "KCI-003"})
"""Damage that is none of the row's own: its key, its file, or the version that knows it is not here."""


def damaged_page(error: Damaged, *, at_work: bool) -> Page:
    """What is said of data that are not what was written: to officials what and where, to citizens whom to ask."""
    status = HTTPStatus.SERVICE_UNAVAILABLE if error.code in UNREAD else HTTPStatus.INTERNAL_SERVER_ERROR
    if at_work:
        title = gettext_noop("Data berkas ini tidak dapat dibaca")
        advice = gettext_noop(
            "Data berkas ini rusak atau diubah di luar aplikasi. Tidak ada yang berubah sekarang. "
            "Beri tahu pengelola sistem, dan sebutkan kode serta nomor di bawah ini."
        )
        return Page(status, error.code, title, advice, say(error), error.number)
    title = gettext_noop("Data ini sedang tidak dapat kami buka")
    advice = gettext_noop(
        "Ini bukan kesalahan Anda, dan tidak ada yang berubah. "
        "Hubungi kantor, lalu sebutkan kode dan nomor di bawah ini."
    )
    return Page(status, error.code, title, advice, number=error.number, contacts=tuple(reached(error.office)))


def error_page(request: HttpRequest, page: Page) -> HttpResponse:
    """The page, drawn without touching the database, so that it works when little else does."""
    values = {"page": page, "title": _(page.title), "advice": _(page.advice), "written": list(written(request))}
    response = render(request, "shared/error.html", values, status=page.status)
    response["Cache-Control"] = "no-store"
    return response


def written(request: HttpRequest) -> Iterator[str]:
    """What was written in the form that this page answers, so that it can be copied; never proofs and codes.

    Nothing for a form that came from another site: its words are not the reader's own.
    """
    if request.method != "POST" or not _ours(request):
        return
    try:
        typed = list(request.POST.items())
    except (UnreadablePostError, RawPostDataException, MultiPartParserError, SuspiciousOperation, BadRequest):
        return  # it could not be read, which is what the page is about
    for name, value in typed:
        if isinstance(value, str) and len(value.strip()) >= SHORT and not UNSHOWN.search(name.lower()):
            yield value


def _ours(request: HttpRequest) -> bool:
    """Whether the form was on a page of ours, as far as the browser says."""
    origin = request.headers.get("Origin")
    return origin is None or origin == f"{request.scheme}://{request.META.get('HTTP_HOST', '')}"


def page_of(error: MaklumatError, *, at_work: bool = False) -> Page:
    """The page that tells this error. `at_work`: to an official."""
    detail = say(error)
    match error:
        case NotVisible():
            return NOT_FOUND
        case TooMany():
            title, advice = gettext_noop("Terlalu banyak percobaan"), gettext_noop("Tunggu sebentar, lalu coba lagi.")
            return Page(HTTPStatus.TOO_MANY_REQUESTS, error.code, title, advice, detail)
        case Conflict():
            title = gettext_noop("Orang lain lebih dulu")
            advice = gettext_noop("Tidak ada yang berubah oleh Anda. Muat ulang untuk melihat keadaan sekarang.")
            return Page(HTTPStatus.CONFLICT, error.code, title, advice, detail)
        case Damaged():
            return damaged_page(error, at_work=at_work)
        case Unavailable():
            title = gettext_noop("Layanan sedang tidak tersedia")
            advice = gettext_noop("Tidak ada yang hilang. Coba lagi beberapa menit lagi.")
            return Page(HTTPStatus.SERVICE_UNAVAILABLE, error.code, title, advice, detail)
        case Refusal():
            title = gettext_noop("Ini belum dapat dilakukan")
            advice = gettext_noop("Tidak ada yang berubah. Kembali ke halaman sebelumnya dan perbaiki yang disebut.")
            return Page(HTTPStatus.UNPROCESSABLE_ENTITY, error.code, title, advice, detail)
    return BROKEN


def say(error: MaklumatError) -> str:
    """The error's sentence in the reader's language."""
    return sentence(error.message)


class ErrorPagesMiddleware:
    """Turns a MaklumatError that a view let go into its page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code == HTTPStatus.METHOD_NOT_ALLOWED and not response.content:
            allowed = response.headers.get("Allow", "")
            response = error_page(request, WRONG_METHOD)
            response["Allow"] = allowed
        return response

    def process_view(self, request: HttpRequest, *_: object) -> HttpResponse | None:
        """The check of the token has read the body by now; what broke off would reach the view as an empty form."""
        return cut_off(request) if broke_off(request) else None

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if isinstance(error, UnreadablePostError):
            return cut_off(request)
        if not isinstance(error, MaklumatError):
            return None
        page = page_of(error, at_work=hasattr(request, "office"))
        if page.ours:
            facts = {"code": error.code}
            if isinstance(error, Damaged):
                facts |= {"number": error.number, "file": str(error.application or "")}
                keep_seen([error], timezone.now())
            log.error("page for an error", extra={"facts": facts}, exc_info=error)
        response = error_page(request, page)
        if isinstance(error, TooMany):
            response["Retry-After"] = str(error.seconds)
        return response


def logged_out(request: HttpRequest) -> HttpResponse:
    """A form of the desk from somebody who is not at work (any more): nothing is recorded, the words are shown."""
    return error_page(request, LOGGED_OUT)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """handler400."""
    too_large = isinstance(exception, RequestDataTooBig | TooManyFieldsSent | TooManyFilesSent)
    return error_page(request, TOO_LARGE if too_large else BAD_REQUEST)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001  # Django's signature
    """handler403."""
    return error_page(request, FORBIDDEN)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001  # Django's signature
    """handler404."""
    return error_page(request, NOT_FOUND)


def broken(request: HttpRequest) -> HttpResponse:
    """handler500."""
    return error_page(request, BROKEN)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001  # Django's signature
    """CSRF_FAILURE_VIEW. A body that broke off brings no token either, and is told so."""
    return cut_off(request) if broke_off(request) else error_page(request, STALE_FORM)


def broke_off(request: HttpRequest) -> bool:
    """Whether the body was read and ended too early; see `guard.WholeBody`."""
    return bool(getattr(getattr(request, "_stream", None), "broken", False))


def cut_off(request: HttpRequest) -> HttpResponse:
    """The line broke before the whole body was here; what had come in of a file is thrown away at once."""
    for handler in request.upload_handlers:
        if hasattr(handler, "file"):
            handler.file.close()
    return error_page(request, CUT_OFF)
