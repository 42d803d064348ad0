"""The stage that benches and campaigns play on: a database with the standards enacted, officers and applications."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

OFFICE = "belitung"
SERVICE = "sk-dtks"
START = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
CLERK, ANALYST, OPERATOR = "front-office", "analis-kebijakan", "operator-dtks"
HEAD, PRINTER = "kepala-dinas", "staf-administrasi"
PASSWORD = "sandi contoh yang panjang"


def set_up_django(database: str) -> None:
    """Point Django at `database` and make its tables. Once per process."""
    os.environ["MAKLUMAT_DATABASE"] = database
    os.environ["DJANGO_SETTINGS_MODULE"] = "maklumat.config.settings"
    os.environ["MAKLUMAT_MODE"] = "test"
    import django
    from django.conf import settings
    from django.core.management import call_command

    Path(settings.DATA_DIR).mkdir(parents=True, exist_ok=True)
    django.setup()
    call_command("migrate", interactive=False, verbosity=0)
    from maklumat.ops.law import enact_folder

    enact_folder(settings.STANDARDS_DIR, moment=START - timedelta(days=1))


@contextmanager
def databases() -> Iterator[dict[str, str]]:
    """The bench's two databases by name: their addresses."""
    yield {
        "sqlite": f"sqlite:///{os.environ['MAKLUMAT_BENCH_SQLITE']}",
        "postgresql": os.environ["MAKLUMAT_BENCH_POSTGRES"],
    }


def submission(service: str = SERVICE) -> object:
    """A fictitious person's application."""
    from maklumat.core.identity import Person
    from maklumat.core.intake import WEB, Submission

    person = Person(
        name="Contoh Pemohon",
        nik="9999990101900001",
        kk="9999990101900002",
        birth_date=date(1990, 1, 1),
        sex="male",
        phone="+620000000000",
        address="Jalan Contoh Nomor 1 RT 001 RW 001",
    )
    return Submission(service, OFFICE, person, None, None, {}, (), WEB)


def applications(count: int, moment: datetime = START) -> list[UUID]:
    """Received applications."""
    from maklumat.records.work.submit import submit

    made = [uuid4() for _ in range(count)]
    for application_id in made:
        submit(application_id, submission=submission(), notice_version="uji", moment=moment)  # type: ignore[arg-type]
    return made


def officer(*posts: str, user_id: int = 1) -> object:
    """A person at work who holds these posts."""
    from maklumat.records.people.access import Actor

    return Actor(user_id=user_id, name="Contoh Petugas", office=OFFICE, posts=tuple(sorted(posts)))


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody of the office with an account; the password is PASSWORD."""

    user_id: int
    username: str
    name: str
    post: str


def staff(post: str, count: int = 1) -> list[Person]:
    """New people who hold this post since yesterday, with names that tell them apart."""
    from maklumat.records.catalogue import queries as catalogue
    from maklumat.records.people.actions import appoint, open_account

    now = datetime.now(UTC)
    office = catalogue.office(OFFICE, now)
    today = catalogue.local_date(office, now)
    made = []
    for number in range(1, count + 1):
        user = open_account(f"{post}.{number:02}", f"Contoh {post.title()} {number:02}", PASSWORD)
        appoint(user, office, post, from_on=today - timedelta(days=1))
        made.append(Person(user.pk, user.username, user.full_name, post))
    return made


def data_of(outcome: str) -> dict[str, object]:
    """What has to be recorded with an outcome of the second service."""
    if outcome == "drafted":
        return {"letter": {"tempat_lahir": "Contoh", "tanggal_periksa_data": "2026-11-20"}}
    return {"done": {"note": "Dicetak"}, "delivered": {"collector": "Pemohon sendiri"}}.get(outcome, {})
