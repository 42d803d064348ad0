"""A small fixed cast: one who applies, those who serve in that office, those in another office who must see nothing.

The neighbouring office has the same posts and the same standards under another code, so that whatever is not scoped
by office shows at once. Nobody here exists; the identity numbers are impossible.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.conf import settings
from django.utils import timezone

from maklumat.core.identity import Person
from maklumat.core.intake import ATTACHED, WEB, Claim, Submission, asked
from maklumat.core.organisation.table import ONE_PERSON
from maklumat.core.standard.model import Office
from maklumat.ops.law import _letters, enact_folder
from maklumat.ports import standards_folder
from maklumat.records.catalogue import actions as catalogue_actions
from maklumat.records.catalogue import drafts, english, lists, texts
from maklumat.records.catalogue import queries as catalogue
from maklumat.records.catalogue import settings as settings_of
from maklumat.records.catalogue.models import (
    CalendarVersion,
    EnglishTexts,
    LetterBody,
    OfficeSetting,
    OfficeVersion,
    ReferenceList,
    StandardText,
    StandardVersion,
)
from maklumat.records.people.access import Actor
from maklumat.records.people.actions import appoint, open_account
from maklumat.records.people.queries import actor_for
from maklumat.records.work import facts
from maklumat.records.work.submit import Receipt, submit

OFFICE = "belitung"
NEIGHBOUR = "tetangga"
REGION, NEIGHBOURHOOD = "19.02", "19.06"
SERVICE = "sk-dtks"
PASSWORD = "sandi contoh yang panjang"
SITI = Person(
    name="Siti Contoh",
    nik="9999014505900001",
    kk="9999011201100002",
    birth_date=date(1990, 5, 5),
    sex="female",
    phone="+6281200000001",
    address="Jalan Rekaan 1, Kelurahan Contoh",
    region="",
)
CLERK, ANALYST, OPERATOR, HEAD = "front-office", "analis-kebijakan", "operator-dtks", "kepala-dinas"
PRINTER = "staf-administrasi"


def enact(moment: datetime | None = None, *, neighbour: bool = True) -> Office:
    """Bring the law into force, also for the neighbouring office; returns the first.

    What an empty database holds afterwards is always the same: read and judged once, then laid out as rows.
    """
    forget_law()
    if moment is not None or OfficeVersion.objects.exists():
        return _enact(moment or timezone.now(), neighbour=neighbour)
    if neighbour not in _enacted:
        office = _enact(timezone.now(), neighbour=neighbour)
        tables = (OfficeVersion, StandardVersion, LetterBody, CalendarVersion, EnglishTexts, ReferenceList,
                  StandardText)  # fmt: skip
        _enacted[neighbour] = [list(table.objects.order_by("pk")) for table in tables]
        return office
    _lay_out(*_enacted[neighbour])
    return catalogue.office(OFFICE, timezone.now())


_enacted: dict[bool, list[list[Any]]] = {}


def _lay_out(
    offices: list[OfficeVersion],
    standards: list[StandardVersion],
    letters: list[LetterBody],
    years: list[CalendarVersion],
    english: list[EnglishTexts],
    references: list[ReferenceList],
    written: list[StandardText],
) -> None:
    """The same rows again, under new numbers."""
    made = OfficeVersion.objects.bulk_create(map(_unsaved, offices))
    fresh = {before.pk: now for before, now in zip(offices, made, strict=True)}
    StandardVersion.objects.bulk_create(_unsaved(one, office_version=fresh[one.office_version_id]) for one in standards)
    LetterBody.objects.bulk_create(map(_unsaved, letters))
    CalendarVersion.objects.bulk_create(map(_unsaved, years))
    EnglishTexts.objects.bulk_create(map(_unsaved, english))
    ReferenceList.objects.bulk_create(map(_unsaved, references))
    StandardText.objects.bulk_create(map(_unsaved, written))


def _unsaved(row: Any, **changes: Any) -> Any:
    names = [field.name for field in row._meta.concrete_fields if not field.primary_key and field.name not in changes]
    return type(row)(**{name: getattr(row, name) for name in names}, **changes)


def _enact(moment: datetime, *, neighbour: bool) -> Office:
    enact_folder(settings.STANDARDS_DIR, moment=moment, only=OFFICE)
    office = catalogue.office(OFFICE, moment)
    if neighbour:
        enact_neighbour(office, moment)
    return office


def enact_neighbour(office: Office, moment: datetime) -> None:
    """The same standards under another name and code, in a regency of its own."""
    beside = replace(
        office,
        code=NEIGHBOUR,
        name="Dinas Sosial Kabupaten Tetangga",
        short_name="Dinsos Tetangga",
        region_code=NEIGHBOURHOOD,
    )
    services = [replace(law.standard, office=NEIGHBOUR) for law in catalogue.services(OFFICE, moment)]
    files = standards_folder.office_files(settings.STANDARDS_DIR, OFFICE)
    catalogue_actions.enact(beside, services, _letters(files, OFFICE), moment=moment)
    own = {path.replace(f"{OFFICE}/", f"{NEIGHBOUR}/", 1): text for path, text in files.items()}
    own[f"{NEIGHBOUR}/kantor.yaml"] = own[f"{NEIGHBOUR}/kantor.yaml"].replace(
        f"kantor: {OFFICE}", f"kantor: {NEIGHBOUR}", 1
    )
    texts.keep_folder(NEIGHBOUR, own, moment=moment)


def forget_law() -> None:
    """Enacted law is cached by its row for good; between two tests the rows begin anew."""
    catalogue.enacted.cache_clear()
    drafts._judged.cache_clear()
    drafts._known.cache_clear()
    catalogue._desks.cache_clear()
    catalogue._letter_text.cache_clear()
    english.forget()
    lists.forget()
    catalogue._offices.clear()
    catalogue._calendars.clear()
    facts._posts.cache_clear()


@dataclass(frozen=True, slots=True)
class Officer:
    """Somebody with an account and one or more posts."""

    user: Any
    actor: Actor

    @property
    def username(self) -> str:
        return str(self.user.username)


def today(office: str = OFFICE) -> date:
    """The day at the office: from 17.00 UTC on it is tomorrow there."""
    now = timezone.now()
    return catalogue.local_date(catalogue.office(office, now), now)


def let_one_person_judge(office: str = OFFICE) -> None:
    """As the head of an office with too few people decides: one person may judge a file in two posts."""
    if not settings_of.value(office, ONE_PERSON):
        OfficeSetting.objects.create(
            office=office, code=ONE_PERSON, value="true", decided_at=timezone.now(), decided_by=0
        )  # fmt: skip


def officer(*posts: str, office: str = OFFICE, name: str = "") -> Officer:
    """A new officer who has held these posts since a month ago."""
    law = catalogue.office(office, timezone.now())
    if len(posts) > 1:
        let_one_person_judge(office)
    user = open_account(f"{office}.{posts[0]}.{uuid4().hex[:6]}", name or f"Contoh {posts[0]}", PASSWORD)
    for post in posts:
        appoint(user, law, post, from_on=today(office) - timedelta(days=30))
    return Officer(user, actor_for(user.pk, law, today(office)))


def submission(service: str = SERVICE, office: str = OFFICE, person: Person = SITI, **more: Any) -> Submission:
    """What Siti asks for, complete: every paper attached, every choice answered with its first option."""
    standard = catalogue.in_force(office, service, timezone.now()).standard
    answers = {
        question.code: {"number": 1, "date": date(2020, 1, 1), "yes_no": True}.get(question.kind)
        or (question.choices[0].code if question.choices else "contoh")
        for question in standard.intake
    }
    plain = Submission(service, office, person, None, None, answers, (), WEB)
    claims = tuple(
        Claim(slot.key, ATTACHED, slot.requirement.one_of[0].code if slot.requirement.one_of else "")
        for slot in asked(standard, plain.facts, today(office))
    )
    return replace(plain, requirement_claims=claims, **more)


def apply(
    service: str = SERVICE, *, office: str = OFFICE, moment: datetime | None = None, person: Person = SITI
) -> Receipt:
    """Siti applies, now or at an earlier moment."""
    return submit(
        uuid4(),
        submission=submission(service, office, person),
        notice_version="uji",
        moment=moment or timezone.now(),
    )


def stranger_id() -> UUID:
    """The id of no file at all."""
    return uuid4()
