"""Addresses, searches and codes that lead nowhere."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from django.urls import reverse

from tests import cast
from tests.web import public_steps as public
from tests.web.bad_inputs.case import Case
from tests.web.bad_inputs.stage import Stage, nobody

Where = Callable[[Stage], Any]


def fetch(address: str, **more: Any) -> Where:
    return lambda stage: stage.client.get(address, **more)


def posted(name: str, **data: str) -> Where:
    return lambda stage: stage.client.post(reverse(f"public:{name}"), data)


def wrong_secret(stage: Stage) -> Any:
    return public.follow(stage.client, cast.apply().code, "AAAA-BBBB")


def their_draft(page: str) -> Where:
    return lambda stage: stage.somebody_else().get(stage.at(page))


CASES: Final = (
    Case(
        "draft-unknown",
        "an id of no draft",
        "pemohon",
        lambda stage: stage.client.get(reverse("public:draft_person", args=[nobody()])),
        (404,),
        "AKS-001",
    ),
    Case("draft-of-another", "somebody else's draft", "pemohon", their_draft("draft_person"), (404,), "AKS-001"),
    Case("receipt-of-another", "somebody else's receipt", "tanda terima", their_draft("receipt"), (404,), "AKS-001"),
    Case(
        "draft-no-uuid", "an id that is none", "pemohon", fetch("/ajukan/1%27%20OR%201=1/pemohon/"), (404,), "AKS-001"
    ),
    Case("path-climbs", "a path that climbs", "berkas statis", fetch("/aset/../../etc/passwd"), (404,), "AKS-001"),
    Case("path-nul", "a NUL byte in the path", "alamat", fetch("/layanan/%00/x/"), (404,), "AKS-001"),
    Case("path-latin-1", "a path that is no UTF-8", "alamat", fetch("/layanan/%ff%fe/x/"), (404,), "AKS-001"),
    Case("path-long", "a path of 10,000 letters", "alamat", fetch("/" + "a" * 10_000 + "/"), (404,), "AKS-001"),
    Case(
        "search-long",
        "a search of 10,000 letters",
        "beranda",
        fetch("/", data={"cari": "wkwkwk " * 1430}),
        (200,),
        says="Tidak ada layanan",
    ),
    Case(
        "search-nul",
        "a search with a NUL byte",
        "beranda",
        fetch("/", data={"cari": "a\x00b"}),
        (200,),
        says="Tidak ada layanan",
    ),
    Case(
        "search-html",
        "a search with a script",
        "beranda",
        fetch("/", data={"cari": "<script>xyz</script>"}),
        (200,),
        keeps=("<script>xyz</script>",),
    ),
    Case(
        "families-nul",
        "a search for a need with a NUL byte",
        "banding",
        fetch("/banding/", data={"cari": "a\x00b"}),
        (200,),
        says="Tidak ada keperluan",
    ),
    Case(
        "families-long",
        "a search for a need of 10,000 letters",
        "banding",
        fetch("/banding/", data={"cari": "wkwkwk " * 1430}),
        (200,),
        says="Tidak ada keperluan",
    ),
    Case(
        "families-html",
        "a search for a need with a script",
        "banding",
        fetch("/banding/", data={"cari": "<script>xyz</script>"}),
        (200,),
        keeps=("<script>xyz</script>",),
    ),
    Case("office-unknown", "an office that is not here", "profil", fetch("/profil/tidak-ada/"), (404,), "AKS-001"),
    Case("office-nul", "an office with a NUL byte", "profil", fetch("/profil/%00/"), (404,), "AKS-001"),
    Case(
        "drawing-unknown",
        "the picture of no service",
        "gambar alur",
        fetch("/layanan/belitung/tidak-ada/alur.svg"),
        (404,),
        "AKS-001",
    ),
    Case("family-unknown", "a need that nobody knows", "banding", fetch("/banding/tidak-ada/"), (404,), "AKS-001"),
    Case("family-sql", "SQL as a need", "banding", fetch("/banding/1%27%20OR%201=1/"), (404,), "AKS-001"),
    Case(
        "service-unknown",
        "a service that does not exist",
        "ajukan",
        lambda stage: stage.client.post("/ajukan/belitung/tidak-ada/"),
        (404,),
        "AKS-001",
    ),
    Case("follow-empty", "no code and no secret", "lacak", posted("follow"), (422,), beside="code"),
    Case(
        "follow-wrong",
        "a code of nobody",
        "lacak",
        posted("follow", code="AAAA-BBBB", secret="CCCC-DDDD"),
        (422,),
        "LCK-001",
        keeps=("AAAA-BBBB",),
    ),
    Case("follow-secret", "a right code with a wrong secret", "lacak", wrong_secret, (422,), "LCK-001", receives=1),
    Case(
        "follow-long",
        "a code of 10,000 letters",
        "lacak",
        posted("follow", code="A" * 10_000, secret="B"),
        (422,),
        beside="code",
    ),
    Case(
        "follow-nul",
        "a code with a NUL byte",
        "lacak",
        posted("follow", code="A\x00B", secret="B"),
        (422,),
        beside="code",
    ),
    Case(
        "follow-sql",
        "SQL as a code",
        "lacak",
        posted("follow", code="' OR 1=1 --", secret="' OR 1=1 --"),
        (422,),
        "LCK-001",
        keeps=("' OR 1=1 --",),
    ),
    Case(
        "verify-wrong",
        "a letter's code of nobody",
        "verifikasi",
        posted("verify_form", code="AAAA-BBBB"),
        (422,),
        beside="code",
        keeps=("AAAA-BBBB",),
    ),
    Case(
        "verify-nul",
        "a letter's code with a NUL byte",
        "verifikasi",
        posted("verify_form", code="A\x00"),
        (422,),
        beside="code",
    ),
    Case("verify-address", "a letter's address of nobody", "verifikasi", fetch("/v/AAAA-BBBB/"), (404,), "AKS-001"),
    Case(
        "language-far",
        "a language form that leads elsewhere",
        "bahasa",
        posted("language", bahasa="en", kembali="https://jahat.example/"),
        (302, 200),
        says="Your personal data",
    ),
    Case(
        "language-lines",
        "line ends in the way back",
        "bahasa",
        posted("language", bahasa="xx", kembali="/\r\nSet-Cookie: a=b"),
        (302, 404),
        "AKS-001",
    ),
    Case(
        "language-long",
        "a way back of 10,000 letters",
        "bahasa",
        posted("language", bahasa="id", kembali="/" + "a" * 10_000),
        (302, 200),
        says="Layanan",
    ),
    Case(
        "place-long",
        "a place of 10,000 letters",
        "pilihan tempat",
        fetch("/tempat/", data={"q": "wkwkwk " * 1430}),
        (200,),
        says="Tempat itu tidak ditemukan",
    ),
    Case(
        "place-nul",
        "a NUL byte and marks in a place",
        "pilihan tempat",
        fetch("/tempat/", data={"q": "\x00,;--%'\"", "provinsi": "\x00"}),
        (200,),
        says="Tempat itu tidak ditemukan",
    ),
    Case(
        "place-unknown",
        "a region that is not in the list",
        "pilihan tempat",
        posted("whereabouts_choose", wilayah="99.99.99.9999"),
        (422,),
        "WIL-002",
    ),
    Case(
        "place-cookie",
        "rubbish for a place that was chosen",
        "beranda",
        fetch("/", headers={"cookie": "tempat=kantor.\xff../..%00"}),
        (200,),
        says="Anda tinggal di mana?",
    ),
    Case("host-forged", "a forged host", "beranda", fetch("/", headers={"host": "jahat.example"}), (400,), "PRM-001"),
    Case(
        "cookie-rubbish",
        "rubbish for cookies",
        "beranda",
        fetch("/", headers={"cookie": "sessionid=\xff\xfe;;; =; konsep=a:b:c; messages=[}"}),
        (200,),
        says="Layanan",
    ),
)
