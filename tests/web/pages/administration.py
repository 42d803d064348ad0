"""Pages of whoever administers the office."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final
from uuid import uuid4

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from maklumat.core.organisation.table import TRIAL_UNTIL
from maklumat.core.standard.editing import COMPONENTS
from maklumat.core.takeover import running
from maklumat.ports.workbooks import Table, workbook
from maklumat.records.archive import closing, moving
from maklumat.records.archive.models import MovingBatch
from maklumat.records.catalogue import drafts, enacting, texts
from maklumat.records.catalogue import queries as catalogue
from maklumat.records.catalogue.models import Rehearsal, StandardDraft, StandardText
from maklumat.records.people import absences, appointing, mandates, roster
from maklumat.records.people.access import ADMINISTRATOR, Actor
from maklumat.records.people.mandates import Wanted
from maklumat.records.work import rehearsing
from tests import cast, duty_cast
from tests.web.pages.scene import Scene
from tests.web.pages.table import EMPTY, ERROR, FILLED, NO_PAGE, States, Visit, shows

LEADER: Final = "kabid-pemberdayaan-sosial"


@shows("administration:home")
def home(scene: Scene) -> States:
    page = Visit(scene.staff(ADMINISTRATOR), reverse("administration:home"))
    return {EMPTY: page, FILLED: "the same for every office", ERROR: "it asks for nothing"}


@shows("administration:settings")
def settings(scene: Scene) -> States:
    client, address = scene.staff(ADMINISTRATOR), reverse("administration:settings")

    def decide() -> object:
        return client.post(address, {"code": TRIAL_UNTIL, "value": "2026-12-31"})

    return {
        EMPTY: Visit(client, address),
        FILLED: [Visit(client, address, before=decide), Visit(scene.staff(cast.HEAD), address)],
        ERROR: Visit(client, address, post={"code": TRIAL_UNTIL, "value": "31 Desember"}, status=422),
    }


NO_PAGE |= {
    "administration:moving_template": "an XLSX file",
    "administration:moving_corrections": "an XLSX file",
}


def sheet() -> bytes:
    """One row that can come in, one that cannot, and one to look at."""
    headings = [column.heading for column in running.COLUMNS if column.required]
    law = catalogue.in_force(cast.OFFICE, cast.SERVICE, timezone.now()).standard
    day = cast.today().strftime("%d-%m-%Y")
    good = [str(901), day, law.name, "Siti Contoh", law.steps[1].text]
    return workbook(Table(running.SHEET, headings, [good, ["dua", day, "entah", "Budi Contoh", "entah"]]))


def batch() -> MovingBatch:
    """A sheet that waits for its confirmation."""
    return moving.send(cast.officer(ADMINISTRATOR).actor, uuid4(), sheet(), moment=timezone.now())


@shows("administration:moving")
def moving_in(scene: Scene) -> States:
    client, address = scene.staff(ADMINISTRATOR), reverse("administration:moving")
    return {
        EMPTY: Visit(client, address),
        FILLED: [Visit(client, address, before=batch), Visit(scene.staff(cast.HEAD), address)],
        ERROR: Visit(client, address, post={"batch_id": str(uuid4())}, status=422),
    }


@shows("administration:moving_batch")
def moving_batch(scene: Scene) -> States:
    client, waiting = scene.staff(ADMINISTRATOR), batch()
    address = reverse("administration:moving_batch", args=[waiting.pk])
    dropped = batch()
    moving.drop(cast.officer(ADMINISTRATOR).actor, dropped.pk, moment=timezone.now())
    gone = reverse("administration:moving_batch", args=[dropped.pk])
    return {
        EMPTY: Visit(client, gone),
        FILLED: [
            Visit(client, address),
            Visit(scene.staff(cast.HEAD), address),
            Visit(client, address, post={"deed": "confirm"}),
        ],
        ERROR: Visit(client, gone, post={"deed": "confirm"}, status=422),
    }


def days(name: str, on: object) -> dict[str, object]:
    """A day as the three small fields of a form."""
    day = on if isinstance(on, date) else date.fromisoformat(str(on))
    return {f"{name}_0": day.day, f"{name}_1": day.month, f"{name}_2": day.year}


@shows("administration:people")
def people(scene: Scene) -> States:
    client, address = scene.staff(ADMINISTRATOR), reverse("administration:people")
    sound = {"full_name": "Dewi Contoh", "username": f"dewi.{uuid4().hex[:6]}", "post": cast.CLERK}
    return {
        EMPTY: Visit(client, address),
        FILLED: [
            Visit(scene.staff(cast.HEAD), address),
            Visit(client, address, post={**sound, **days("from_on", cast.today())}),
        ],
        ERROR: Visit(client, address, post={"username": "D"}, status=422),
    }


@shows("administration:person")
def person(scene: Scene) -> States:
    client, officer = scene.staff(ADMINISTRATOR), cast.officer(cast.CLERK, name="Contoh Petugas")
    address = reverse("administration:person", args=[officer.user.pk])
    closed = cast.officer(cast.CLERK, name="Contoh Pindah")
    appointing.close_account(cast.officer(ADMINISTRATOR).actor, closed.user.pk, reason="Pindah.", on=cast.today(),
                             moment=timezone.now())  # fmt: skip
    return {
        EMPTY: Visit(client, reverse("administration:person", args=[closed.user.pk])),
        FILLED: [
            Visit(client, address),
            Visit(scene.staff(cast.HEAD), address),
            Visit(client, address, post={"deed": "password"}),
        ],
        ERROR: Visit(client, address, post={"deed": "close"}, status=422),
    }


def arranged() -> None:
    """The head is away, a leader acts for them and signs for them, and there was a mandate that was revoked."""
    now, today = timezone.now(), cast.today()
    law = catalogue.office(cast.OFFICE, now)
    chief = cast.officer(ADMINISTRATOR).actor
    head, leader = cast.officer(cast.HEAD, name="Andi Contoh"), cast.officer(LEADER, name="Budi Contoh")
    last = today + timedelta(days=5)
    absences.record(chief, head.user.pk, kind="leave", from_on=today, until_on=last, substitute=leader.user.pk,
                    moment=now)  # fmt: skip
    common = (cast.HEAD, leader.user.pk, LEADER, today, last, "800/1/2026", today)
    number = mandates.give(chief, law, Wanted("an", *common), moment=now)
    mandates.revoke(chief, law.code, number, reason="Keliru.", on=today, moment=now)
    mandates.give(chief, law, Wanted("an", *common, services=(cast.SERVICE,)), moment=now)


def given(client: Client, address: str, state: str, *, error: Visit | str) -> States:
    """A page that shows how the office is arranged, before and after something was."""
    return {
        EMPTY: Visit(client, address),
        FILLED: [Visit(client, address, before=arranged), Visit(client, state or address)],
        ERROR: error,
    }


@shows("administration:posts")
def posts(scene: Scene) -> States:
    return given(scene.staff(ADMINISTRATOR), reverse("administration:posts"), "", error="it asks for nothing")


@shows("administration:on_day")
def on_day(scene: Scene) -> States:
    address = reverse("administration:on_day")
    return given(scene.staff(ADMINISTRATOR), address, f"{address}?hari=2026-12-25", error="any day can be asked for")


@shows("administration:mandates")
def mandates_page(scene: Scene) -> States:
    client, address = scene.staff(ADMINISTRATOR), reverse("administration:mandates")
    wrong = [Visit(client, address, post={"kind": "plt"}, status=422),
             Visit(client, address, post={"deed": "revoke", "mandate": "1"}, status=422)]  # fmt: skip
    states = given(client, address, "", error="")
    return {**states, FILLED: [*states[FILLED], Visit(scene.staff(cast.HEAD), address)], ERROR: wrong}


@shows("administration:mandates_print")
def mandates_print(scene: Scene) -> States:
    return given(scene.staff(ADMINISTRATOR), reverse("administration:mandates_print"), "", error="it asks for nothing")


def entered() -> None:
    """Two are on duty now, the first of them to everybody's knowledge; the second begins a day later as well."""
    now, chief = timezone.now(), cast.officer(ADMINISTRATOR).actor
    for rank, name in ((1, "Andi Contoh"), (2, "Budi Contoh")):
        user = cast.officer(cast.CLERK, name=name).user.pk
        begin = now - timedelta(minutes=10)
        if any(one.rank == rank for one in roster.on_duty(cast.OFFICE, now, cast.today())):
            continue
        roster.enter(chief, user, [(begin, begin + timedelta(hours=8))], rank=rank, phone=f"+6281200000{rank:03}",
                     published=rank == 1, moment=now)  # fmt: skip


def rung_at_night() -> None:
    entered()
    duty_cast.report_at_night()


@shows("administration:roster")
def roster_page(scene: Scene) -> States:
    client, address = scene.staff(ADMINISTRATOR), reverse("administration:roster")
    return {
        EMPTY: Visit(client, address),
        FILLED: [Visit(client, address, before=entered), Visit(scene.staff(cast.HEAD), address)],
        ERROR: Visit(client, address, post={"phone": "bukan nomor"}, status=422),
    }


@shows("desk:roster")
def on_duty(scene: Scene) -> States:
    client, address = scene.staff("konselor-rujukan"), reverse("desk:roster")
    return {
        EMPTY: Visit(client, address),
        FILLED: Visit(client, address, before=rung_at_night),
        ERROR: [
            Visit(client, address, post={"deed": "answered"}, status=404),
            Visit(client, address, post={"deed": "take", "file": uuid4()}, status=404),
        ],
    }


@shows("administration:absences")
def leave(scene: Scene) -> States:
    client, address = scene.staff(ADMINISTRATOR), reverse("administration:absences")
    return given(client, address, "", error=Visit(client, address, post={"kind": ""}, status=422))


NO_PAGE |= {
    "administration:standard_text": "a YAML file",
    "administration:draft_decree": "the scanned decree",
}
BAD: Final = ("    - hari_kerja: 1\n", "    - hari_krja: 1\n")
SHORT: Final = ("    - hari_kerja: 1\n", "    - jam: {dari: 2, sampai: 3}\n")


OTHER: Final = "rekomendasi-jkn"


def administrator() -> Actor:
    return cast.officer(ADMINISTRATOR).actor


def draft(change: tuple[str, str] = ("", "")) -> StandardDraft:
    """The draft of the service, with this change."""
    begun = drafts.begin(administrator(), cast.SERVICE, moment=timezone.now())
    text = texts.files_of(cast.OFFICE)[begun.path]
    text = text.replace(*change) if change[0] else text
    return drafts.save(administrator(), begun.pk, text, seen=begun.version, moment=timezone.now())


def proposed() -> StandardDraft:
    """The draft, laid before the head."""
    found = draft(("    - hari_kerja: 1\n", "    - jam: 3\n"))
    deed = enacting.Deed("1/UJI/2026", cast.today(), cast.today(), "Kepala Dinas")
    enacting.propose(administrator(), found.pk, deed, seen=found.version, moment=timezone.now())
    return found


def of(name: str, found: StandardDraft, *more: object) -> str:
    return reverse(f"administration:{name}", args=[found.pk, *more])


@shows("administration:standards")
def standards(scene: Scene) -> States:
    client, address = scene.staff(ADMINISTRATOR), reverse("administration:standards")
    return {
        EMPTY: [Visit(client, address), Visit(scene.staff(cast.HEAD), address)],
        FILLED: Visit(client, address, before=draft),
        ERROR: Visit(client, address, before=forgotten, post={"service": OTHER}, status=422),
    }


def forgotten() -> None:
    """A service whose text is not kept, as where an older program enacted it."""
    path = texts.path_of(texts.files_of(cast.OFFICE), cast.OFFICE, OTHER)
    StandardText.objects.filter(path=path).delete()


@shows("administration:draft")
def writing(scene: Scene) -> States:
    client, found = scene.staff(ADMINISTRATOR), draft()
    address, text = of("draft", found), found.content.replace(*BAD)
    return {
        EMPTY: Visit(client, address),
        FILLED: [
            Visit(client, address, post={"deed": "check", "text": text, "seen": found.version}),
            Visit(scene.staff(cast.HEAD), address),
        ],
        ERROR: Visit(client, address, post={"deed": "save", "text": text, "seen": "1000000"}, status=409),
    }


@shows("administration:draft_part")
def forms(scene: Scene) -> States:
    client, found = scene.staff(ADMINISTRATOR), draft()
    address = of("draft_part", found, "persyaratan")
    return {
        EMPTY: Visit(scene.staff(cast.HEAD), address),
        FILLED: [Visit(client, of("draft_part", found, part)) for part in COMPONENTS],
        ERROR: [Visit(client, address, post={"seen": "1000000", "new.teks": "Kartu pelajar"}, status=422),
                Visit(client, of("draft_part", found, "janji"), before=lambda: draft(BAD))],
    }  # fmt: skip


@shows("administration:draft_history")
def saves(scene: Scene) -> States:
    client, found = scene.staff(ADMINISTRATOR), draft(SHORT)
    address, first = of("draft_history", found), drafts.saves(found)[-1].pk
    return {
        EMPTY: Visit(scene.staff(cast.HEAD), address),
        FILLED: Visit(client, address),
        ERROR: Visit(client, address, before=lambda: draft(SHORT), post={"save": first, "seen": "1000000"}, status=422),
    }


@shows("administration:draft_changes")
def changes(scene: Scene) -> States:
    client, found = scene.staff(ADMINISTRATOR), draft()
    address = of("draft_changes", found)
    return {
        EMPTY: Visit(client, address),
        FILLED: [
            Visit(client, address, before=lambda: draft(SHORT)),
            Visit(client, address, before=lambda: draft(BAD)),
        ],
        ERROR: "it asks for nothing",
    }


@shows("administration:draft_enact")
def enact(scene: Scene) -> States:
    client, head, found = scene.staff(ADMINISTRATOR), scene.staff(cast.HEAD), draft(SHORT)
    address = of("draft_enact", found)
    return {
        EMPTY: Visit(client, address),
        FILLED: Visit(head, address),
        ERROR: [Visit(client, address, post={"act": "propose"}, status=422),
                Visit(head, address, post={"act": "confirm", "seen": "1"}, status=422)],
    }  # fmt: skip


@shows("administration:draft_trials")
def trials(scene: Scene) -> States:
    client, found = scene.staff(ADMINISTRATOR), draft()
    address = of("draft_trials", found)
    return {
        EMPTY: Visit(client, address),
        FILLED: Visit(client, address, before=lambda: asked(found)),
        ERROR: Visit(client, address, post={"year": "2025", f"people-{cast.OPERATOR}": "dua"}, status=422),
    }


def asked(found: StandardDraft) -> Rehearsal:
    """One that waits, and is the only one."""
    Rehearsal.objects.filter(finished_at=None).delete()
    draft()
    wish = rehearsing.Wish(cast.today().year, {cast.OPERATOR: 2}, {})
    return rehearsing.ask(administrator(), found.pk, wish, moment=timezone.now())


@shows("administration:draft_trial")
def trial(scene: Scene) -> States:
    cast.apply(moment=timezone.now() - timedelta(days=9))
    client, found = scene.staff(ADMINISTRATOR), draft()
    answered = asked(found)
    rehearsing.run_rehearsals(timezone.now())
    kept = of("draft_trial", found, answered.pk)
    return {EMPTY: Visit(client, kept), FILLED: Visit(scene.staff(cast.HEAD), kept), ERROR: "it asks for nothing"}


@shows("administration:closings")
def closings(scene: Scene) -> States:
    client, address = scene.staff(ADMINISTRATOR), reverse("administration:closings")
    return {
        EMPTY: Visit(client, address),
        FILLED: Visit(client, address, before=lambda: closed(2019)),
        ERROR: "it asks for nothing",
    }


def closed(year: int) -> object:
    """The books of that year, closed."""
    return closing.close(cast.officer(ADMINISTRATOR).actor, year, note="", moment=timezone.now())


@shows("administration:closing")
def year_closing(scene: Scene) -> States:
    client, address = scene.staff(ADMINISTRATOR), reverse("administration:closing", args=[2018])
    minutes = reverse("administration:closing", args=[2017])
    return {
        EMPTY: [Visit(client, address), Visit(scene.staff(cast.HEAD), address)],
        FILLED: Visit(client, minutes, before=lambda: closed(2017)),
        ERROR: Visit(client, address, post={"note": ""}, status=422),
    }
