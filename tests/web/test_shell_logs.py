"""Logs know nothing of people: an identity number is planted everywhere, then the log is searched."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Iterator

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.urls import include, path

from maklumat.core.errors import Refusal, Unavailable
from maklumat.web.shared.logs import JsonFormatter, masked
from tests.web import public_steps as steps

NIK = "9999012345678901"


def crash(request: HttpRequest, typed: str = "") -> HttpResponse:
    raise ValueError(f"Key (nik)=({NIK}) {typed} belongs to Sukma Fiktif")


def refuse(request: HttpRequest) -> HttpResponse:
    raise Refusal("UJI-001", "Nomor {nik} salah.", nik=NIK)


def away(request: HttpRequest) -> HttpResponse:
    raise Unavailable("UJI-003", "Nomor {nik} tidak terjangkau.", nik=NIK)


def chat(request: HttpRequest) -> HttpResponse:
    logging.getLogger("maklumat.uji").warning("seen %s", request.POST.get("nik"), extra={"facts": {"who": NIK}})
    return HttpResponse("ok")


urlpatterns = [
    path("rusak/<str:typed>/", crash),
    path("tolak/", refuse),
    path("jauh/", away),
    path("cakap/", chat),
    path("", include("maklumat.config.urls")),
]
handler500 = "maklumat.web.shared.errors.broken"


@pytest.fixture
def lines() -> Iterator[io.StringIO]:
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(JsonFormatter())
    root = logging.getLogger()
    loggers = {name: logging.getLogger(name).level for name in ("", "maklumat", "django")}
    root.addHandler(handler)
    for name in loggers:
        logging.getLogger(name).setLevel(logging.DEBUG if name != "django" else logging.INFO)
    yield stream
    root.removeHandler(handler)
    for name, level in loggers.items():
        logging.getLogger(name).setLevel(level)


@pytest.mark.django_db
def test_a_planted_number_is_found_nowhere(lines: io.StringIO) -> None:
    with override_settings(ROOT_URLCONF=__name__, ALLOWED_HOSTS=["testserver"]):
        browser = Client(raise_request_exception=False, enforce_csrf_checks=False)
        planted = {"nik": NIK, "kembali": f"/?n={NIK}", "bahasa": NIK, "code": NIK, "secret": NIK, NIK: NIK}
        headers = {"user-agent": NIK, "referer": f"http://testserver/{NIK}", "x-forwarded-for": NIK, "x-nik": NIK}
        for address in ("/", f"/rusak/{NIK}/", "/tolak/", "/jauh/", "/cakap/", f"/{NIK}/", "/bahasa/", "/lacak/"):
            browser.get(address, {"cari": NIK, NIK: NIK}, headers=headers)
            browser.post(address, planted, headers=headers)
        browser.cookies["bahasa"] = NIK
        browser.get("/", headers={"host": f"{NIK}.example"})
        browser.generic(f"X{NIK}", "/")
        Client(enforce_csrf_checks=True).post("/bahasa/", planted, headers=headers)
    text = lines.getvalue()
    assert len(text.splitlines()) > 20
    assert NIK not in text
    assert "Sukma" not in text
    assert "cari" not in text


@pytest.mark.django_db
def test_a_request_is_one_line_with_its_template(lines: io.StringIO) -> None:
    with override_settings(ROOT_URLCONF=__name__, ALLOWED_HOSTS=["testserver"]):
        browser = Client(raise_request_exception=False)
        answer = browser.get(f"/rusak/{NIK}/")
    rows = [json.loads(line) for line in lines.getvalue().splitlines()]
    request = next(row for row in rows if row["message"] == "request")
    assert {key: request[key] for key in ("method", "path", "status", "request")} == {
        "method": "GET",
        "path": "rusak/<str:typed>/",
        "status": 500,
        "request": answer["X-Request-ID"],
    }
    failure = next(row for row in rows if row.get("error"))
    assert failure["error"] == "ValueError"
    assert failure["passed"][-1].endswith(":crash")
    assert failure["request"] == request["request"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"nik={NIK}.", "nik=[16 angka]."),
        ("9999 0123 4567 8901", "[16 angka]"),
        ("9999.0123.4567.8901", "[16 angka]"),
        ("99990123456789012", "99990123456789012"),
        ("123456789012345", "123456789012345"),
    ],
)
def test_masking(text: str, expected: str) -> None:
    assert masked(text) == expected


@pytest.mark.django_db
@pytest.mark.usefixtures("law")
def test_a_whole_application_leaves_nothing_of_its_person(lines: io.StringIO) -> None:
    """The number in every field and header of every step, and nothing of it, or of the name, in the log."""
    browser = Client(headers={"user-agent": NIK, "x-forwarded-for": NIK})
    draft = steps.begin(browser)
    everywhere = dict.fromkeys(("name", "nik", "kk", "address", "phone", "email", "birth_date_0", "keperluan"), NIK)
    for page in ("draft_person", "draft_beneficiary", "draft_proxy", "draft_answers"):
        browser.post(steps.page(page, draft), everywhere)
    steps.attach(browser, draft, slot=NIK)
    steps.attach(browser, draft, berkas=steps.photo(f"{NIK}.jpg"))
    browser.post(steps.page("draft_person", draft), steps.SITI)
    browser.post(steps.page("draft_answers", draft), {"keperluan": "pendidikan"})
    code, secret = steps.codes(steps.text(browser.get(steps.send(browser, draft).url)))
    steps.follow(browser, NIK, secret)
    steps.follow(browser, code, secret)
    browser.get("/lacak/berkas/", {"nik": NIK})
    browser.get(f"/v/{NIK}/")
    browser.get(f"/lacak/{NIK}/")
    text = lines.getvalue()
    assert text.count('"message": "request"') > 12
    for planted in (NIK, steps.SITI["nik"], "Siti", secret, code, str(draft)):
        assert planted not in text
