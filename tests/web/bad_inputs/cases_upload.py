"""Files: empty, broken, huge, hostile, in disguise; and the names and forms they come in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import override_settings

from tests.web import public_steps as public
from tests.web.bad_inputs import files
from tests.web.bad_inputs.case import TOLD, Case, Send
from tests.web.bad_inputs.stage import Stage

THERE: Final = ("Terlampir", "Lihat berkas")
"""The paper that was attached before is still there."""
MEGABYTE: Final = 1024 * 1024


def file(content: Callable[[], bytes] | bytes, name: str, kind: str) -> Send:
    return lambda stage: stage.upload(content if isinstance(content, bytes) else content(), name, kind)


def refused(
    name: str, code: str, sent: str, content: Callable[[], bytes] | bytes, file_name: str = "ktp.jpg",
    kind: str = "image/jpeg",
) -> Case:  # fmt: skip
    return Case(name, sent, "berkas", file(content, file_name, kind), TOLD, code, keeps=THERE)


def cleaned(name: str, sent: str, content: Callable[[], bytes] | bytes, file_name: str, never: bytes = b"") -> Case:
    """A file that may come in once it was written anew; what was hidden in it is gone."""

    def send(stage: Stage) -> Any:
        answer = stage.upload(content if isinstance(content, bytes) else content(), file_name, "application/x-x")
        stored = stage.stored()
        assert not never or never not in stored, "what was hidden came in"
        assert stored[:4] in {b"\xff\xd8\xff\xe0", b"\x89PNG", b"%PDF"}
        return answer

    return Case(name, sent, "berkas", send, TOLD, says="Tersimpan:", keeps=THERE)


BROKEN: Final = (
    refused("file-empty", "UNG-001", "an empty file", b""),
    refused("file-one-byte", "UNG-003", "one byte", b"\xff"),
    refused("jpeg-cut", "UNG-006", "half a JPEG", lambda: files.image()[:2000]),
    refused("jpeg-header", "UNG-006", "three bytes of a JPEG", b"\xff\xd8\xff"),
    refused("jpeg-noise", "UNG-006", "noise with a JPEG's first bytes", b"\xff\xd8\xff\xe0" + bytes(range(256)) * 40),
    refused("jpeg-scans", "UNG-006", "a JPEG of hundreds of passes", lambda: files.image() + b"\xff\xda\x00" * 300),
    refused("png-cut", "UNG-006", "half a PNG", lambda: files.image("PNG")[:3000], "ktp.png", "image/png"),
    refused("png-hollow", "UNG-006", "a PNG with most rows missing", files.hollow_png, "ktp.png", "image/png"),
    refused("webp-cut", "UNG-006", "half a WebP", lambda: files.image("WEBP")[:500], "ktp.webp", "image/webp"),
    refused("pdf-cut", "UNG-008", "half a PDF", lambda: files.pdf()[:120], "kk.pdf", "application/pdf"),
    refused("pdf-header", "UNG-008", "a PDF's first line alone", b"%PDF-1.7\n", "kk.pdf", "application/pdf"),
    refused("pdf-no-page", "UNG-008", "a PDF without a page", lambda: files.pdf(0), "kk.pdf", "application/pdf"),
    refused("pdf-loop", "UNG-008", "a PDF whose pages are their own children", files.looped_pdf, "kk.pdf"),
)
HUGE: Final = (
    refused("png-bomb", "UNG-007", "a PNG of 900 megapixels in a megabyte", files.bomb_png, "ktp.png", "image/png"),
    refused("png-strip", "UNG-007", "a PNG of 100 million by 1", files.strip_png, "ktp.png", "image/png"),
    refused("file-9-mb", "UNG-002", "nine megabytes", lambda: files.image() + bytes(9 * MEGABYTE)),
    Case(
        "request-12-mb",
        "twelve megabytes at once",
        "berkas",
        file(lambda: files.image() + bytes(12 * MEGABYTE), "ktp.jpg", "image/jpeg"),
        (413,),
        "PRM-002",
    ),
    refused("pdf-500", "UNG-010", "a PDF of 500 pages", lambda: files.pdf(500), "kk.pdf", "application/pdf"),
    cleaned("pdf-swelling", "a PDF page that unpacks to 200 MB", files.bomb_pdf, "kk.pdf"),
)
HOSTILE: Final = (
    refused("pdf-locked", "UNG-009", "a PDF behind a password", files.locked_pdf, "kk.pdf", "application/pdf"),
    refused("pdf-xfa", "UNG-012", "an XFA form", files.form_pdf, "kk.pdf", "application/pdf"),
    cleaned("pdf-script", "a PDF that runs JavaScript", files.scripted_pdf, "kk.pdf", files.SECRET),
    cleaned("pdf-carrying", "a PDF with a program inside", files.carrying_pdf, "kk.pdf", b"alat.exe"),
    cleaned("jpeg-pdf", "JPEG and PDF in one", lambda: files.image() + files.pdf() + files.SECRET, "a.pdf", b"%PDF"),
    cleaned("jpeg-zip", "JPEG and ZIP in one", lambda: files.image() + files.DOCX + files.SECRET, "a.zip", b"PK\3\4"),
    cleaned("jpeg-html", "JPEG and web page in one", lambda: files.image() + files.HTML, "a.html", files.SECRET),
    cleaned(
        "jpeg-comment", "a script in a JPEG's comment", lambda: files.image(comment=files.SECRET), "a.jpg", files.SECRET
    ),
    cleaned("pdf-zip", "PDF and ZIP in one", lambda: files.pdf() + files.DOCX, "a.pdf", b"PK\3\4"),
    refused("html-pdf", "UNG-008", "a web page that calls itself PDF", files.HTML + b"%PDF-1.7", "a.pdf"),
    refused("html-jpg", "UNG-003", "a web page named .jpg", files.HTML),
    refused("svg", "UNG-003", "an SVG with a script", files.SVG, "ktp.svg", "image/svg+xml"),
    refused("xml-bomb", "UNG-003", "XML that unfolds", files.XML_BOMB, "ktp.svg", "image/svg+xml"),
    refused("exe-jpg", "UNG-003", "a program named .jpg", files.EXE),
    refused("docx", "UNG-005", "a Word file", files.DOCX, "surat.docx", "application/msword"),
    refused("text-pdf", "UNG-003", "plain text named .pdf", files.TEXT, "kk.pdf", "application/pdf"),
)
OTHER_KINDS: Final = (
    refused("gif", "UNG-003", "an animated GIF", files.gif, "ktp.gif", "image/gif"),
    refused("tiff", "UNG-003", "a TIFF", lambda: files.image("TIFF"), "ktp.tif", "image/tiff"),
    refused("bmp", "UNG-003", "a BMP", lambda: files.image("BMP"), "ktp.bmp", "image/bmp"),
    refused("heic", "UNG-004", "a HEIC photo", files.HEIC, "IMG_0001.HEIC", "image/heic"),
    refused("heic-jpg", "UNG-004", "a HEIC photo named .jpg", files.HEIC),
    cleaned("webp", "a WebP photo", lambda: files.image("WEBP"), "ktp.webp"),
    cleaned("png-jpg", "a PNG named .jpg", lambda: files.image("PNG"), "ktp.jpg"),
    cleaned("type-wrong", "a photo declared as a program", files.image, "ktp.exe"),
)


def named(name: str, sent: str, file_name: str) -> Case:
    """The name of a file is nobody's business: it is not kept, and shown nowhere."""
    return cleaned(name, sent, files.image, file_name, file_name.encode()[-20:])


NAMES: Final = (
    named("name-path", "a file name that climbs folders", "../../../../etc/passwd"),
    named("name-windows", "a Windows path", "C:\\Windows\\system32\\cmd.exe"),
    named("name-300", "a file name of 300 letters", "k" * 300 + ".jpg"),
    named("name-control", "control characters in the file name", "ktp\x01\x1b[2J.jpg"),
    named("name-rtl", "a file name that reads backwards", "ktp\u202egpj.exe"),
    named("name-html", "a script as a file name", "<img src=x onerror=alert(1)>.jpg"),
    named("name-empty-ish", "a file name of blanks", "   "),
)


def twice(stage: Stage) -> Any:
    stage.upload(files.image())
    return stage.upload(files.image())


def too_often(stage: Stage) -> Any:
    stage.draft  # noqa: B018  # one paper is attached while making it
    with override_settings(LIMITS={**settings.LIMITS, "upload_draft": (1, 600)}):
        return stage.upload(files.image("PNG"), "ktp.png", "image/png")


def many(stage: Stage) -> Any:
    photos = [SimpleUploadedFile(f"{number}.jpg", b"x", "image/jpeg") for number in range(120)]
    return public.attach(stage.client, stage.draft, berkas=photos)


def no_file(stage: Stage) -> Any:
    return stage.client.post(stage.at("draft_papers"), {"tempat": "identitas", "aksi": "unggah"})


def as_text(stage: Stage) -> Any:
    return stage.client.post(stage.at("draft_papers"), {"tempat": "identitas", "aksi": "unggah", "berkas": "ktp.jpg"})


def after_bringing(stage: Stage) -> Any:
    """Said to be brought; then a bad file: what was said before still counts."""
    address = stage.at("draft_papers")
    for button in ("hapus", "bawa"):
        stage.client.post(address, {"tempat": "identitas", "aksi": button, "pilihan": "ektp"})
    return stage.upload(files.HTML)


def pressing(**data: str) -> Send:
    return lambda stage: stage.client.post(stage.at("draft_papers"), data)


FORMS: Final = (
    Case("same-twice", "the same file twice", "berkas", twice, TOLD, says="Tersimpan:", keeps=THERE),
    Case("too-often", "more uploads than allowed", "berkas", too_often, (429,), "BTS-001"),
    Case("120-files", "120 files at once", "berkas", many, (413,), "PRM-002"),
    Case("no-file", "no file chosen", "berkas", no_file, TOLD, "UNG-015", keeps=THERE),
    Case("file-as-text", "a file's name instead of the file", "berkas", as_text, TOLD, "UNG-015", keeps=THERE),
    Case(
        "after-bringing",
        "a bad file where the paper was to be brought",
        "berkas",
        after_bringing,
        TOLD,
        "UNG-003",
        keeps=('yellow">Saya bawa ke kantor',),
    ),
    Case(
        "no-place", "a place that is not asked for", "berkas", pressing(tempat="../x", aksi="unggah"), (404,), "AKS-001"
    ),
    Case(
        "no-button", "a button that does not exist", "berkas", pressing(tempat="identitas", aksi="x"), (400,), "PRM-001"
    ),
    Case(
        "no-alternative",
        "a document that is not among those asked for",
        "berkas",
        lambda stage: stage.upload(files.image(), pilihan="paspor-mars"),
        TOLD,
        says="Tersimpan:",
        keeps=THERE,
    ),
)

CASES: Final = (*BROKEN, *HUGE, *HOSTILE, *OTHER_KINDS, *NAMES, *FORMS)
