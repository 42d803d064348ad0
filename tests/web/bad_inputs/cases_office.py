"""The counter, the books, the worklist and the door of the desk."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests import cast
from tests.web.bad_inputs import files
from tests.web.bad_inputs.case import Case
from tests.web.bad_inputs.stage import Stage

Send = Callable[[Stage], Any]
INTAKE: Final = "desk:counter_intake"


def at_counter(**over: Any) -> Send:
    """The counter's one page, right but for `over`."""

    def send(stage: Stage) -> Any:
        address = reverse(INTAKE, args=[cast.SERVICE])
        page = stage.clerk.get(address)
        data = {
            "submission_id": page.context["submission_id"],
            "applicant-name": cast.SITI.name,
            "applicant-nik": cast.SITI.nik,
            "applicant-address": cast.SITI.address,
            "answers-keperluan": "pendidikan",
            "paper-identitas": "ya",
            "which-identitas": "ektp",
            **over,
        }
        return stage.clerk.post(address, data)

    return send


def wrong(name: str, sent: str, beside: str, code: str = "", **over: Any) -> Case:
    keeps = () if "applicant-name" in over else (cast.SITI.name, cast.SITI.address)
    return Case(name, sent, "loket", at_counter(**over), (422,), code, beside, keeps=keeps)


THEN: Final = {
    "moment-happened_on_0": "2",
    "moment-happened_on_1": "11",
    "moment-happened_on_2": "2026",
    "moment-happened_at": "09.00",
    "moment-late_reason": "Listrik padam",
}

COUNTER: Final = (
    wrong("counter-no-name", "a walk-in without a name", "applicant-name", **{"applicant-name": ""}),
    wrong("counter-nik", "a walk-in with half a NIK", "applicant-nik", **{"applicant-nik": "99990145"}),
    wrong("counter-no-answer", "an unanswered question", "answers-keperluan", **{"answers-keperluan": ""}),
    wrong("counter-year-0", "a slip of the year 0", "moment-happened_on", **{**THEN, "moment-happened_on_2": "0"}),
    wrong("counter-year-1", "a slip of the year 1", "moment-happened_on", **{**THEN, "moment-happened_on_2": "1"}),
    wrong(
        "counter-early",
        "a slip older than the standard",
        "moment-happened_on",
        **{**THEN, "moment-happened_on_2": "1999"},
    ),
    wrong(
        "counter-huge",
        "a slip of a year of 30 digits",
        "moment-happened_on",
        **{**THEN, "moment-happened_on_2": "9" * 30},
    ),
    wrong("counter-future", "a slip of next century", "", "PRO-012", **{**THEN, "moment-happened_on_2": "2126"}),
    wrong(
        "counter-scan",
        "a web page as a scan",
        "",
        "UNG-003",
        **{"scan-identitas": SimpleUploadedFile("a.jpg", files.HTML)},
    ),
    Case(
        "counter-forged",
        "a form that was not given away here",
        "loket",
        at_counter(submission_id="abc"),
        (404,),
        "AKS-001",
        keeps=(cast.SITI.address,),
    ),
    Case(
        "counter-service",
        "a service that does not exist",
        "loket",
        lambda stage: stage.clerk.post(reverse(INTAKE, args=["tidak-ada"]), {"applicant-address": "Jalan Rekaan 5"}),
        (404,),
        "AKS-001",
        keeps=("Jalan Rekaan 5",),
    ),
)


def get(name: str, **query: str) -> Send:
    return lambda stage: stage.clerk.get(reverse(f"desk:{name}"), query)


def number(deed: str, **data: str) -> Send:
    return lambda stage: stage.clerk.post(reverse("desk:numbers"), {"deed": deed, **data})


BOOKS: Final = (
    Case(
        "list-rubbish", "a place in the queue that is none", "antrean", get("worklist", sesudah="x"), (404,), "AKS-001"
    ),
    Case(
        "list-naive",
        "a place without a time zone",
        "antrean",
        get("worklist", sesudah="2026-11-23T09:00:00_00000000-0000-0000-0000-000000000001"),
        (404,),
        "AKS-001",
    ),
    Case(
        "list-year-1",
        "a place in the year 1",
        "antrean",
        get("worklist", sesudah="0001-01-01T00:00:00+14:00_00000000-0000-0000-0000-000000000001"),
        (404,),
        "AKS-001",
    ),
    Case(
        "list-9999",
        "a place at the end of time",
        "antrean",
        get("worklist", sesudah="9999-12-31T23:59:59-14:00_00000000-0000-0000-0000-000000000001"),
        (404,),
        "AKS-001",
    ),
    Case("year-words", "a register of the year of words", "nomor", get("numbers", tahun="lalu"), (404,), "AKS-001"),
    Case("year-5000", "a year of 5,000 digits", "nomor", get("numbers", tahun="9" * 5000), (404,), "AKS-001"),
    Case(
        "number-words-desk",
        "words for a number",
        "nomor",
        number("next", seq="banyak", note="Melanjutkan buku"),
        (422,),
        beside="seq",
        keeps=("Melanjutkan buku",),
    ),
    Case(
        "number-below",
        "a negative number",
        "nomor",
        number("next", seq="-3", note="Melanjutkan buku"),
        (422,),
        beside="seq",
        keeps=("Melanjutkan buku",),
    ),
    Case(
        "number-30",
        "a number of 30 digits",
        "nomor",
        number("next", seq="9" * 30, note="Melanjutkan buku"),
        (422,),
        beside="seq",
        keeps=("Melanjutkan buku",),
    ),
    Case(
        "number-formula",
        "a formula for a reason",
        "nomor",
        number("insert", after="0", reason="=1+1"),
        (422,),
        beside="after",
        keeps=("=1+1",),
    ),
)


def login(**data: str) -> Send:
    return lambda _: Client(raise_request_exception=False).post(reverse("desk:login"), data)


def locked(stage: Stage) -> Any:
    client = Client(raise_request_exception=False)
    name = stage.staff[cast.ANALYST].username
    return [client.post(reverse("desk:login"), {"username": name, "password": f"salah {n}"}) for n in range(6)][-1]


DOOR: Final = (
    Case(
        "login-wrong",
        "a name nobody has",
        "masuk",
        login(username="hantu", password="sandi yang salah"),
        (422,),
        says="tidak cocok",
        keeps=("hantu",),
    ),
    Case("login-empty", "an empty form", "masuk", login(username="", password=""), (422,), beside="username"),
    Case(
        "login-long",
        "a name of 10,000 letters",
        "masuk",
        login(username="a" * 10_000, password="x"),
        (422,),
        beside="username",
    ),
    Case(
        "login-nul",
        "a name with a NUL byte",
        "masuk",
        login(username="a\x00b", password="x"),
        (422,),
        beside="username",
    ),
    Case(
        "login-sql", "SQL for a name", "masuk", login(username="' OR 1=1 --", password="x"), (422,), says="tidak cocok"
    ),
    Case(
        "login-next",
        "a way on that leads elsewhere",
        "masuk",
        login(username="hantu", password="x", next="https://jahat.example/"),
        (422,),
        says="tidak cocok",
    ),
    Case("login-locked", "six wrong passwords", "masuk", locked, (429,), "BTS-002"),
)
CASES: Final = (*COUNTER, *BOOKS, *DOOR)
