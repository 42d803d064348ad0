"""The shell: what every page has, how failures look, and what never leaves."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.urls import include, path

from maklumat.core.errors import Conflict, NotVisible, Refusal, Unavailable
from maklumat.web.shared.guard import personal
from maklumat.web.shared.limits import limited


def refuse(request: HttpRequest) -> HttpResponse:
    raise Refusal("UJI-001", "Tidak boleh karena {why}.", why="sudah lewat")


def clash(request: HttpRequest) -> HttpResponse:
    raise Conflict("UJI-002", "Sudah dikerjakan oleh {who}.", who="Loket 2")


def hide(request: HttpRequest) -> HttpResponse:
    raise NotVisible


def away(request: HttpRequest) -> HttpResponse:
    raise Unavailable("UJI-003", "Penyimpanan tidak menjawab.")


def crash(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("secret words")


@limited("uji")
def guess(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok")


@personal
def diary(request: HttpRequest) -> HttpResponse:
    request.session["note"] = "x"
    return HttpResponse("mine")


urlpatterns = [
    path("tolak/", refuse),
    path("bentrok/", clash),
    path("sembunyi/", hide),
    path("jauh/", away),
    path("rusak/", crash),
    path("tebak/", guess),
    path("catatan/", diary),
    path("", include("maklumat.config.urls")),
]
handler400 = "maklumat.web.shared.errors.bad_request"
handler403 = "maklumat.web.shared.errors.forbidden"
handler404 = "maklumat.web.shared.errors.not_found"
handler500 = "maklumat.web.shared.errors.broken"


@pytest.fixture
def browser() -> Iterator[Client]:
    with override_settings(ROOT_URLCONF=__name__, ALLOWED_HOSTS=["testserver"]):
        yield Client(raise_request_exception=False)


@pytest.mark.parametrize(
    ("address", "status", "code", "words"),
    [
        ("/tolak/", 422, "UJI-001", "Tidak boleh karena sudah lewat."),
        ("/bentrok/", 409, "UJI-002", "Sudah dikerjakan oleh Loket 2."),
        ("/sembunyi/", 404, "AKS-001", "bukan untuk Anda"),
        ("/tidak/ada/", 404, "AKS-001", "bukan untuk Anda"),
        ("/jauh/", 503, "UJI-003", "Tidak ada yang hilang."),
        ("/rusak/", 500, "SIS-001", "Ada kesalahan pada sistem kami"),
        ("/bahasa/", 405, "PRM-004", "tidak dapat dibuka langsung"),
    ],
)
@pytest.mark.django_db
def test_failures_are_pages_with_code_and_advice(
    browser: Client, address: str, status: int, code: str, words: str
) -> None:
    answer = browser.get(address)
    text = answer.content.decode()
    assert answer.status_code == status
    assert f'<span class="m-mono">{code}</span>' in text
    assert words in text
    assert "Layanan ini gratis. Jangan memberi imbalan" in text
    assert "secret words" not in text
    assert answer["Cache-Control"] == "no-store"


@pytest.mark.django_db
def test_a_denial_equals_a_missing_page(browser: Client) -> None:
    """Apart from the tokens that differ on every page and the address to return to."""

    def body(address: str) -> str:
        text = browser.get(address).content.decode()
        return re.sub(r'name="(csrfmiddlewaretoken|kembali)" value="[^"]*"', "", text)

    assert body("/sembunyi/") == body("/tidak/ada/")


@pytest.mark.django_db
def test_a_stale_form_is_told_so() -> None:
    strict = Client(enforce_csrf_checks=True)
    with override_settings(ALLOWED_HOSTS=["testserver"]):
        answer = strict.post("/bahasa/", {"bahasa": "en"})
    assert answer.status_code == 403
    assert "PRM-003" in answer.content.decode()


@pytest.mark.django_db
def test_a_request_that_is_too_large_gets_a_page(browser: Client) -> None:
    with override_settings(REQUEST_LIMIT_BYTES=1000):
        answer = browser.post("/bahasa/", {"kembali": "x" * 1001})
    assert answer.status_code == 413
    assert "PRM-002" in answer.content.decode()


@pytest.mark.django_db
def test_a_form_that_is_too_large_gets_the_same_page(browser: Client) -> None:
    with override_settings(DATA_UPLOAD_MAX_MEMORY_SIZE=100):
        answer = browser.post("/bahasa/", "kembali=" + "x" * 500, content_type="application/x-www-form-urlencoded")
    assert answer.status_code == 413
    assert "PRM-002" in answer.content.decode()


@pytest.mark.django_db
def test_an_unknown_host_is_refused(browser: Client) -> None:
    answer = browser.get("/privasi/", headers={"host": "evil.example"})
    assert answer.status_code == 400
    assert "PRM-001" in answer.content.decode()


@pytest.mark.django_db
def test_too_many_tries_are_told_how_long_to_wait(browser: Client) -> None:
    with override_settings(LIMITS={"uji": (2, 600)}):
        assert [browser.post("/tebak/").status_code for _ in range(3)] == [200, 200, 429]
        answer = browser.post("/tebak/")
        assert browser.get("/tebak/").status_code == 200
        assert browser.post("/tebak/", REMOTE_ADDR="203.0.113.9").status_code == 200
    assert "BTS-001" in answer.content.decode()
    assert 0 < int(answer["Retry-After"]) <= 600
    assert "dalam 10 menit" in answer.content.decode()


@pytest.mark.django_db
def test_behind_a_proxy_the_visitor_is_counted_not_the_proxy(browser: Client) -> None:
    """And a visitor cannot choose another address by sending a list of their own."""
    with override_settings(LIMITS={"uji": (1, 600)}, TRUSTED_PROXIES=1):
        first = browser.post("/tebak/", headers={"x-forwarded-for": "10.0.0.1, 203.0.113.1"})
        other = browser.post("/tebak/", headers={"x-forwarded-for": "203.0.113.2"})
        again = browser.post("/tebak/", headers={"x-forwarded-for": "10.0.0.2, 203.0.113.1"})
    assert [first.status_code, other.status_code, again.status_code] == [200, 200, 429]


@pytest.mark.django_db
def test_language_is_indonesian_until_chosen(browser: Client) -> None:
    english = {"accept-language": "en"}
    assert '<html lang="id"' in browser.get("/privasi/", headers=english).content.decode()
    answer = browser.post("/bahasa/", {"bahasa": "en", "kembali": "/privasi/"})
    assert (answer.status_code, answer["Location"]) == (302, "/privasi/")
    page = browser.get("/privasi/").content.decode()
    assert '<html lang="en"' in page
    assert "Skip to content" in page
    browser.post("/bahasa/", {"bahasa": "fr"})
    assert '<html lang="en"' in browser.get("/privasi/").content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:x"])
def test_the_language_switch_stays_in_the_house(browser: Client, elsewhere: str) -> None:
    assert browser.post("/bahasa/", {"bahasa": "en", "kembali": elsewhere})["Location"] == "/"


@pytest.mark.django_db
def test_every_page_is_guarded_by_headers(browser: Client) -> None:
    answer = browser.get("/privasi/")
    policy = answer["Content-Security-Policy"]
    assert "font-src 'none'" in policy  # no page asks for the font that the vendored style sheet names
    assert "script-src 'self';" in f"{policy};"
    assert "style-src 'self';" in f"{policy};"
    assert "unsafe" not in policy
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["X-Content-Type-Options"] == "nosniff"


@pytest.mark.django_db
def test_personal_pages_are_not_kept(browser: Client) -> None:
    assert browser.get("/catatan/")["Cache-Control"] == "no-store, private"


@pytest.mark.django_db
def test_a_session_in_use_lives_on_and_an_idle_one_ends(browser: Client) -> None:
    browser.get("/catatan/")
    key = browser.cookies[settings.SESSION_COOKIE_NAME].value
    with override_settings(SESSION_TOUCH_SECONDS=0):
        answer = browser.get("/privasi/")
    assert answer.cookies[settings.SESSION_COOKIE_NAME]["max-age"] == 30 * 60
    stored = SessionStore(key)
    stored["note"] = "y"
    stored.set_expiry(-1)
    stored.save()
    answer = browser.get("/privasi/")
    assert SessionStore(key).get("note") is None
    assert not answer.wsgi_request.session.keys(), "an ended session is not begun anew by looking at a page"


@pytest.mark.django_db
def test_health(browser: Client) -> None:
    assert browser.get("/sehat/hidup").json() == {"hidup": True}
    answer = browser.get("/sehat/siap")
    passed = {"basis_data": True, "migrasi": True, "buku_besar": True, "kunci": True}
    assert (answer.status_code, answer.json()) == (200, {"siap": True, "pemeriksaan": passed})


@pytest.mark.django_db
def test_readiness_says_what_is_wrong(browser: Client) -> None:
    settings.KEYS_DIR.chmod(0o755)
    try:
        answer = browser.get("/sehat/siap")
    finally:
        settings.KEYS_DIR.chmod(0o700)
    assert answer.status_code == 503
    assert answer.json()["pemeriksaan"]["kunci"] is False
    assert answer.json()["pemeriksaan"]["basis_data"] is True
