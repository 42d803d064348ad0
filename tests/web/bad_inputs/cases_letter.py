"""Letters that come from elsewhere, that are written here, and their signatures."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from django.core.files.uploadedfile import SimpleUploadedFile

from tests import cast
from tests.web import desk_steps as desk
from tests.web.bad_inputs import files
from tests.web.bad_inputs.case import Case
from tests.web.bad_inputs.stage import Stage

Send = Callable[[Stage], Any]


def at_letter(stage: Stage) -> None:
    """The file lies with the operator, who writes the letter."""
    stage.act()
    for post in (cast.ANALYST, cast.OPERATOR):
        desk.press(stage.officer(post), stage.file, "valid")


def importing(content: Callable[[], bytes] | bytes, name: str, kind: str = "application/pdf") -> Send:
    def send(stage: Stage) -> Any:
        at_letter(stage)
        data = content if isinstance(content, bytes) else content()
        document = SimpleUploadedFile(name, data, kind)
        return desk.press(
            stage.officer(cast.OPERATOR), stage.file, "imported", reference="SIKS-NG 7/2026", document=document
        )

    return send


def imported(name: str, code: str, sent: str, content: Callable[[], bytes] | bytes, file_name: str = "sk.pdf") -> Case:
    return Case(
        name,
        sent,
        "tindak",
        importing(content, file_name),
        (422,),
        code,
        keeps=("SIKS-NG 7/2026",),
        receives=1,
        writes=3,
    )


def drafting(**over: str) -> Send:
    def send(stage: Stage) -> Any:
        at_letter(stage)
        operator = stage.officer(cast.OPERATOR)
        return desk.press(operator, stage.file, "drafted", **{**desk.draft_fields(operator, stage.file), **over})

    return send


def hostile_letter(words: str) -> Send:
    """What a template language or a typesetter would obey is only text: the letter is drawn, and says it."""

    def send(stage: Stage) -> Any:
        answer = drafting(letter__tempat_lahir=words)(stage)
        page = stage.officer(cast.OPERATOR).get(stage.desk("preview", "surat-keterangan-dtks"))
        assert page.status_code == 200
        assert page.content.startswith(b"%PDF")
        return answer

    return send


def at_signature(stage: Stage) -> None:
    drafting()(stage)


def signing(**data: Any) -> Send:
    def send(stage: Stage) -> Any:
        at_signature(stage)
        found = {"seen_seq": desk.position(stage.file).state.seq, **data}
        return stage.officer(cast.HEAD).post(stage.desk("sign"), found)

    return send


def undrafted(stage: Stage) -> Any:
    stage.file  # noqa: B018
    return desk.sign(stage.officer(cast.HEAD), stage.file)


CASES: Final = (
    imported("import-photo", "PRD-008", "a photo instead of the document", files.image, "sk.jpg"),
    imported("import-word", "UNG-005", "a Word file", files.DOCX, "sk.docx"),
    imported("import-locked", "UNG-009", "a document behind a password", files.locked_pdf),
    imported("import-script", "UNG-011", "a document with a script", files.scripted_pdf),
    imported("import-tail", "UNG-013", "a document with something behind it", lambda: files.pdf() + files.DOCX),
    imported("import-cut", "UNG-008", "half a document", lambda: files.pdf()[:120]),
    Case(
        "import-none",
        "no document",
        "tindak",
        lambda stage: (
            at_letter(stage),
            desk.press(stage.officer(cast.OPERATOR), stage.file, "imported", reference="SIKS-NG 7/2026"),
        )[1],
        (422,),
        beside="imported-document",
        keeps=("SIKS-NG 7/2026",),
        receives=1,
        writes=3,
    ),
    Case(
        "letter-year",
        "a date of 30 digits in a letter",
        "tindak",
        drafting(letter__tanggal_periksa_data_2="9" * 30),
        (422,),
        beside="drafted-letter-tanggal_periksa_data",
        receives=1,
        writes=3,
    ),
    Case(
        "letter-typst",
        "typesetting commands in a letter",
        "tindak",
        hostile_letter('#read("/etc/passwd") $x^2$ *tebal* \\ #{1+1} //'),
        (302, 200),
        says="Tercatat",
        receives=1,
        writes=4,
    ),
    Case(
        "letter-braces",
        "template holes in a letter",
        "tindak",
        hostile_letter("{pemohon.nik} {{ settings.SECRET_KEY }}"),
        (302, 200),
        says="Tercatat",
        receives=1,
        writes=4,
    ),
    Case(
        "letter-rtl",
        "right-to-left marks in a letter",
        "tindak",
        hostile_letter("Tanjung \u202eotnoC\u202c"),
        (302, 200),
        says="Tercatat",
        receives=1,
        writes=4,
    ),
    Case(
        "letter-long",
        "a place of 10,000 letters",
        "tindak",
        drafting(letter__tempat_lahir="x" * 10_000),
        (422,),
        beside="drafted-letter-tempat_lahir",
        receives=1,
        writes=3,
    ),
    Case("sign-nothing", "signing without drafting", "tanda tangan", undrafted, (409,), "PRO-005", receives=1),
    Case(
        "sign-password",
        "signing with a wrong password",
        "tanda tangan",
        signing(way="electronic", password="salah"),
        (422,),
        beside="password",
        receives=1,
        writes=4,
    ),
    Case(
        "sign-no-scan",
        "a wet signature without its scan",
        "tanda tangan",
        signing(way="scan", password=cast.PASSWORD),
        (422,),
        "UNG-015",
        receives=1,
        writes=4,
    ),
    Case(
        "sign-bad-scan",
        "a wet signature as a web page",
        "tanda tangan",
        signing(way="scan", password=cast.PASSWORD, scan=SimpleUploadedFile("a.pdf", files.HTML)),
        (422,),
        "UNG-003",
        receives=1,
        writes=4,
    ),
    Case(
        "print-words",
        "printing, having seen words",
        "tanda tangan",
        signing(way="print", seen_seq="abc"),
        (422,),
        "PRD-009",
        receives=1,
        writes=4,
    ),
    Case(
        "print-huge",
        "printing, having seen the future",
        "tanda tangan",
        signing(way="print", seen_seq="9" * 5000),
        (422,),
        "PRD-009",
        receives=1,
        writes=4,
    ),
)
