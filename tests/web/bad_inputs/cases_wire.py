"""What no browser sends, or sends too late: cut-off bodies, wrong forms and methods, old tokens, ended sessions."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any, Final
from urllib.parse import urlencode

from django.test import Client

from maklumat.web.public.grants import NUMBER, WAY
from tests.web.bad_inputs import files
from tests.web.bad_inputs.case import TOLD, Case
from tests.web.bad_inputs.stage import PERSON, Stage

BOUNDARY: Final = "batas"
MULTIPART: Final = f"multipart/form-data; boundary={BOUNDARY}"
FORM: Final = "application/x-www-form-urlencoded"
KEPT: Final = (PERSON["name"], PERSON["nik"])
Where = Callable[[Stage], Any]


def multipart(content: bytes, *, name: str = "ktp.jpg", end: bool = True) -> bytes:
    """The body that a browser makes of the upload form."""
    parts = b""
    for field, value in (("tempat", "identitas"), ("aksi", "unggah"), ("pilihan", "ektp")):
        parts += f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{field}"\r\n\r\n{value}\r\n'.encode()
    head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="berkas"; filename="{name}"\r\n'
    body = parts + head.encode() + b"Content-Type: application/pdf\r\n\r\n" + content
    return body + f"\r\n--{BOUNDARY}--\r\n".encode() if end else body


def cut(stage: Stage, address: str, body: bytes, kind: str, *, promised: int) -> Any:
    """The line breaks: fewer bytes arrive than the head of the request promised."""
    before = stage.kept()
    answer = stage.raw(address, body, kind, CONTENT_LENGTH=str(promised), **{"wsgi.input": BytesIO(body)})
    assert stage.kept() == before, "something of half a request was written"
    return answer


def cut_upload(stage: Stage) -> Any:
    whole = multipart(files.image(size=(1200, 800)))
    return cut(stage, stage.at("draft_papers"), whole[: len(whole) // 2], MULTIPART, promised=len(whole))


def cut_pdf(stage: Stage) -> Any:
    """A PDF can often be read without its end: it must not come in without it."""
    whole = multipart(files.pdf(40))
    return cut(stage, stage.at("draft_papers"), whole[:-400], MULTIPART, promised=len(whole))


def cut_form(stage: Stage) -> Any:
    whole = urlencode({**PERSON, "name": "Siti Berganti"}).encode()
    return cut(stage, stage.at("draft_person"), whole[: len(whole) // 2], FORM, promised=len(whole))


def cut_large(stage: Stage) -> Any:
    """Three megabytes of a file, which by then lies in a temporary file."""
    whole = multipart(files.image() + bytes(5_000_000))
    return cut(stage, stage.at("draft_papers"), whole[:3_000_000], MULTIPART, promised=len(whole))


def whole(body: bytes, kind: str, page: str = "draft_papers", **environ: Any) -> Where:
    def send(stage: Stage) -> Any:
        before = stage.kept()
        answer = stage.raw(stage.at(page), body, kind, **environ)
        assert stage.kept() == before, "something was written"
        return answer

    return send


BODIES: Final = (
    Case("cut-jpeg", "half an upload: the line broke", "berkas", cut_upload, (400,), "PRM-005"),
    Case("cut-pdf", "an upload without its last bytes", "berkas", cut_pdf, (400,), "PRM-005"),
    Case("cut-large", "three of five megabytes", "berkas", cut_large, (400,), "PRM-005"),
    Case(
        "cut-form",
        "half a form: the line broke",
        "pemohon",
        cut_form,
        (400,),
        "PRM-005",
        look="draft_person",
        keeps=KEPT,
    ),
    Case(
        "no-boundary",
        "multipart without a boundary",
        "berkas",
        whole(b"x" * 50, "multipart/form-data"),
        (400,),
        "PRM-001",
    ),
    Case(
        "bad-boundary",
        "a boundary that never comes",
        "berkas",
        whole(multipart(b"x"), "multipart/form-data; boundary=lain"),
        (404,),
        "AKS-001",
    ),
    Case(
        "json",
        "JSON instead of a form",
        "berkas",
        whole(b'{"tempat": "identitas"}', "application/json"),
        (404,),
        "AKS-001",
    ),
    Case("text", "plain text instead of a form", "berkas", whole(b"halo", "text/plain"), (404,), "AKS-001"),
    Case("no-type", "no Content-Type", "berkas", whole(b"tempat=identitas", ""), (404,), "AKS-001"),
    Case(
        "fields-500",
        "500 fields",
        "pemohon",
        whole(b"&".join(b"a%d=1" % n for n in range(500)), FORM, "draft_person"),
        (413,),
        "PRM-002",
    ),
    Case(
        "text-3-mb",
        "three megabytes of text",
        "pemohon",
        whole(b"name=" + b"x" * 3_000_000, FORM, "draft_person"),
        (413,),
        "PRM-002",
    ),
    Case(
        "latin-1",
        "letters that are no UTF-8",
        "pemohon",
        lambda stage: stage.raw(stage.at("draft_person"), b"name=Si\xe9ti+Contoh&nik=9999014505900001", FORM),
        TOLD,
        look="draft_person",
        keeps=("Si\u00e9ti Contoh",),
    ),
    Case(
        "charset-other",
        "another character set",
        "pemohon",
        whole(b"name=Siti", FORM + "; charset=utf-16", "draft_person"),
        (400,),
        "PRM-001",
    ),
    Case(
        "part-nested",
        "multipart within multipart",
        "berkas",
        whole(multipart(multipart(b"x"), name='a"; name="tempat'), MULTIPART),
        TOLD,
        "UNG-003",
    ),
    Case(
        "length-words",
        "words for a length",
        "berkas",
        whole(multipart(b"x"), MULTIPART, CONTENT_LENGTH="banyak"),
        (404,),
        "AKS-001",
    ),
    Case(
        "length-negative",
        "a negative length",
        "berkas",
        whole(multipart(b"x"), MULTIPART, CONTENT_LENGTH="-5"),
        (400,),
        "PRM-001",
    ),
)


def strict(stage: Stage) -> Client:
    """The same device, tokens checked."""
    client = Client(enforce_csrf_checks=True, raise_request_exception=False)
    stage.draft  # noqa: B018  # made before its cookies are taken along
    client.cookies = stage.client.cookies
    return client


def no_token(stage: Stage) -> Any:
    return strict(stage).post(stage.at("draft_person"), {**PERSON, "address": "Jalan Tanpa Tanda 7"})


def old_token(stage: Stage) -> Any:
    client = strict(stage)
    client.get(stage.at("draft_person"))
    return client.post(
        stage.at("draft_person"), {**PERSON, "address": "Jalan Usang 8", "csrfmiddlewaretoken": "a" * 64}
    )


def foreign_origin(stage: Stage) -> Any:
    client = strict(stage)
    client.get(stage.at("draft_person"))
    data = {**PERSON, "csrfmiddlewaretoken": client.cookies["csrftoken"].value}
    answer = client.post(
        stage.at("draft_person"), {**data, "address": "Jalan Jahat"}, headers={"origin": "https://jahat.example"}
    )
    assert "Jalan Jahat" not in answer.content.decode()
    return answer


def by(method: str, page: str) -> Where:
    return lambda stage: stage.client.generic(method, stage.at(page), b"")


def ended(stage: Stage) -> Any:
    """The session ends while a form is being filled in: what was typed is carried along."""
    stage.later()
    return stage.person(address="Jalan Sesudah 9")


def ended_then_named(stage: Stage) -> Any:
    stage.later()
    stage.person(address="Jalan Sesudah 9")
    return stage.person(address="Jalan Sesudah 9", **{NUMBER: PERSON["nik"], WAY: "POST"})


def ended_upload(stage: Stage) -> Any:
    stage.later()
    return stage.upload(files.image())


def ended_wrong(stage: Stage) -> Any:
    stage.later()
    return stage.person(**{NUMBER: "9999010101010001", WAY: "POST"})


SESSIONS: Final = (
    Case("token-none", "no CSRF token", "pemohon", no_token, (403,), "PRM-003", keeps=("Jalan Tanpa Tanda 7",)),
    Case("token-old", "an old CSRF token", "pemohon", old_token, (403,), "PRM-003", keeps=("Jalan Usang 8",)),
    Case("origin-foreign", "a form on another site", "pemohon", foreign_origin, (403,), "PRM-003"),
    Case(
        "session-ended",
        "the session ended while typing",
        "pemohon",
        ended,
        (200,),
        says="Sesi Anda berakhir, isian Anda tersimpan",
        keeps=("Jalan Sesudah 9",),
    ),
    Case(
        "session-resumed",
        "and the number opens the draft again",
        "pemohon",
        ended_then_named,
        (302, 200),
        look="draft_person",
        keeps=("Jalan Sesudah 9",),
    ),
    Case(
        "session-ended-upload",
        "the session ended during an upload",
        "berkas",
        ended_upload,
        (200,),
        says="Berkas yang baru saja dipilih perlu dipilih lagi.",
    ),
    Case(
        "session-wrong-number",
        "and a wrong number does not",
        "pemohon",
        ended_wrong,
        (422,),
        says="Itu bukan NIK atau nama yang tertulis",
    ),
    Case("put", "PUT", "pemohon", by("PUT", "draft_person"), (405,), "PRM-004"),
    Case("delete", "DELETE", "pemohon", by("DELETE", "draft_person"), (405,), "PRM-004"),
    Case("options", "OPTIONS", "pemohon", by("OPTIONS", "draft_person"), (405,), "PRM-004"),
    Case("trace", "TRACE", "pemohon", by("TRACE", "draft_person"), (405,), "PRM-004"),
    Case("get-of-send", "the address of sending, opened", "kirim", by("GET", "draft_submit"), (405,), "PRM-004"),
)


CASES: Final = (*BODIES, *SESSIONS)
