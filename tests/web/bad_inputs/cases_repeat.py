"""What happens twice, too late, or out of order: double clicks, the back button, a lost answer, a law that changed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, Final

from django.conf import settings
from django.test import override_settings
from django.urls import reverse
from django.utils import timezone

from maklumat.records.catalogue import actions as catalogue_actions
from maklumat.records.catalogue import queries as catalogue
from maklumat.records.catalogue.models import CalendarVersion
from maklumat.records.work import queries as work
from tests import cast
from tests.web import public_steps as public
from tests.web.bad_inputs import files
from tests.web.bad_inputs.case import TOLD, Case
from tests.web.bad_inputs.stage import PERSON, Stage

Send = Callable[[Stage], Any]
LATER_NAME: Final = {**PERSON, "name": "Nama Sesudah Dikirim"}


def send(stage: Stage) -> Any:
    stage.draft  # noqa: B018  # made here, so that a case may begin with sending
    return public.send(stage.client, stage.draft)


def send_twice(stage: Stage) -> Any:
    first, second = send(stage), send(stage)
    pages = [public.codes(public.text(stage.client.get(answer.url))) for answer in (first, second)]
    assert pages[0] == pages[1]
    return second


def after_sending(page: str, **data: Any) -> Send:
    """Back to a page of the wizard, and sent again: it leads to the receipt, and what was sent stays as it was."""

    def again(stage: Stage) -> Any:
        send(stage)
        before = stage.kept()
        answer = stage.client.post(stage.at(page), data) if data else stage.client.get(stage.at(page))
        assert stage.kept() == before
        return answer

    return again


def without_consent(stage: Stage) -> Any:
    stage.draft  # noqa: B018
    return stage.client.post(stage.at("draft_submit"), {})


def unfinished(stage: Stage) -> Any:
    stage.without("nik")
    return send(stage)


def send_after_session(stage: Stage) -> Any:
    stage.later()
    return send(stage)


def law_changed(stage: Stage) -> Any:
    """A new version of the standard asks more than the one the draft was begun under."""
    stage.draft  # noqa: B018
    now = timezone.now()
    old = catalogue.in_force(cast.OFFICE, cast.SERVICE, now)
    question = replace(old.standard.intake[0], code="alasan", label="Alasan baru", kind="text", choices=())
    changed = replace(old.standard, intake=(*old.standard.intake, question))
    catalogue_actions.enact(old.office, [changed], {}, moment=now)
    return send(stage)


def without_calendar(stage: Stage) -> Any:
    """Nobody loaded the year's calendar: intake goes on, the date is called provisional."""
    stage.draft  # noqa: B018
    CalendarVersion.objects.all().delete()
    return send(stage)


def followed(stage: Stage) -> None:
    """The applicant has opened their file, which came back to be completed."""
    receipt = cast.apply()
    stage.made["file"] = receipt.application_id
    stage.act(outcome="incomplete", **{"incomplete-findings-identitas": "Foto buram"})
    public.follow(stage.client, receipt.code, receipt.secret)


def resubmit(stage: Stage, seen: str = "") -> Any:
    seq = seen or str(work.followed(stage.file).state.seq)
    return stage.client.post(reverse("public:resubmit"), {"seen_seq": seq, "bawa": "on"})


def resubmit_twice(stage: Stage) -> Any:
    followed(stage)
    seen = str(work.followed(stage.file).state.seq)
    resubmit(stage, seen)
    return resubmit(stage, seen)


def resubmit_rubbish(seen: str) -> Send:
    def rubbish(stage: Stage) -> Any:
        followed(stage)
        return resubmit(stage, seen)

    return rubbish


def bad_paper_when_returned(stage: Stage) -> Any:
    followed(stage)
    photo = public.SimpleUploadedFile("ktp.jpg", files.HTML)
    return stage.client.post(reverse("public:follow_file"), {"tempat": "identitas", "berkas": photo})


def paper_while_at_office(stage: Stage) -> Any:
    receipt = cast.apply()
    public.follow(stage.client, receipt.code, receipt.secret)
    return stage.client.post(reverse("public:follow_file"), {"tempat": "identitas", "berkas": public.photo()})


def withdraw_twice(stage: Stage) -> Any:
    followed(stage)
    seen = str(work.followed(stage.file).state.seq)
    answers = [stage.client.post(reverse("public:withdraw"), {"seen_seq": seen}) for _ in range(2)]
    return answers[1]


def guesses(stage: Stage) -> Any:
    """Ten wrong secrets for one code, written in as many ways: the eleventh try is not looked at."""
    code = cast.apply().code
    ways = (code, code.lower(), code.replace("-", ""), f" {code} ", code.replace("-", " "))
    for number in range(10):
        public.follow(stage.client, ways[number % len(ways)], f"AAAA-BBB{number}")
    return public.follow(stage.client, code, "AAAA-CCCC")


def drafts_without_end(stage: Stage) -> Any:
    limits = {**settings.LIMITS, "draft": (2, 600)}
    with override_settings(LIMITS=limits):
        address = reverse("public:start", args=[cast.OFFICE, cast.SERVICE])
        return [stage.client.post(address) for _ in range(3)][-1]


SENDING: Final = (
    Case("send-twice", "a double click on sending", "kirim", send_twice, TOLD, says="Tanda terima", receives=1),
    Case("send-unfinished", "sending without a NIK", "kirim", unfinished, TOLD, says="Belum bisa dikirim"),
    Case("send-no-consent", "sending without consent", "kirim", without_consent, TOLD, beside="consent"),
    Case(
        "send-ended", "the session ended at sending", "kirim", send_after_session, (200,), says="isian Anda tersimpan"
    ),
    Case(
        "send-law-changed",
        "the standard changed before sending",
        "kirim",
        law_changed,
        TOLD,
        says="“Alasan baru” belum dijawab",
        keeps=("Siti Contoh",),
    ),
    *(
        Case(
            f"back-{page}",
            f"back to {page} after sending",
            "ajukan",
            after_sending(page),
            TOLD,
            says="Tanda terima",
            receives=1,
        )
        for page in (
            "draft_person",
            "draft_beneficiary",
            "draft_proxy",
            "draft_answers",
            "draft_papers",
            "draft_review",
        )
    ),
    Case(
        "again-person",
        "the applicant's page again",
        "pemohon",
        after_sending("draft_person", **LATER_NAME),
        TOLD,
        says="Tanda terima",
        receives=1,
    ),
    Case(
        "again-answers",
        "the questions again",
        "pertanyaan",
        after_sending("draft_answers", keperluan="bantuan"),
        TOLD,
        says="Tanda terima",
        receives=1,
    ),
    Case(
        "again-papers",
        "a paper taken off again",
        "berkas",
        after_sending("draft_papers", tempat="identitas", aksi="hapus"),
        TOLD,
        says="Tanda terima",
        receives=1,
    ),
    Case(
        "no-calendar",
        "sent in a year without a calendar",
        "kirim",
        without_calendar,
        TOLD,
        says="batas waktu ini sementara",
        receives=1,
    ),
    Case("draft-limit", "drafts without end", "ajukan", drafts_without_end, (429,), "BTS-001"),
)
FOLLOWING: Final = (
    Case(
        "resubmit-twice",
        "a double click on resubmitting",
        "kirim-ulang",
        resubmit_twice,
        TOLD,
        says="dikirim kembali",
        receives=1,
        writes=2,
    ),
    *(
        Case(
            f"resubmit-{name}",
            f"resubmitting having seen {name}",
            "kirim-ulang",
            resubmit_rubbish(seen),
            (409,),
            "PRO-005",
            receives=1,
            writes=1,
        )
        for name, seen in (("nothing", "x"), ("huge", "9" * 30), ("negative", "-1"), ("arabic", "٣٤٥٦٧٨٩٠١"))
    ),
    Case(
        "returned-bad-paper",
        "a bad file for a returned paper",
        "lacak",
        bad_paper_when_returned,
        TOLD,
        "UNG-003",
        keeps=("Foto buram",),
        receives=1,
        writes=1,
    ),
    Case(
        "paper-at-office", "a paper while the office works", "lacak", paper_while_at_office, TOLD, "LCK-002", receives=1
    ),
    Case(
        "withdraw-twice",
        "a double click on withdrawing",
        "tarik",
        withdraw_twice,
        TOLD,
        says="ditarik",
        receives=1,
        writes=2,
    ),
    Case("follow-guessed", "a secret guessed eleven times", "lacak", guesses, (429,), "BTS-001", receives=1),
)
CASES: Final = (*SENDING, *FOLLOWING)
