"""A file that waits for somebody outside the office, its promise met too late: everybody reads so, and it grows no
later. Of files due at one moment whoever came first goes first."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, time, timedelta
from uuid import UUID

import pytest
from django.conf import settings as configured
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from maklumat.core.kinds.registry import KINDS
from maklumat.ops.law import enact_folder
from maklumat.ops.sample_record import sample
from maklumat.records.catalogue import queries as catalogue
from maklumat.records.figures.actions import follow_figures
from maklumat.records.figures.queries import standing
from maklumat.records.figures.scope import scope_of
from maklumat.records.people.access import Actor
from maklumat.records.procedures import queries as procedures
from maklumat.records.work import actions, clockwork, waiting
from maklumat.records.work.rebuilt import differences
from tests import cast
from tests.web.desk_steps import at_work, position
from tests.web.public_steps import follow, text

pytestmark = pytest.mark.django_db

OFFICE = "kutai-timur"
INSURANCE = "pbi-jkn"
EMERGENCY = "kedaruratan"
SERVICE = "permakanan"
CLERK = "front-office"


@pytest.fixture
def morning() -> Iterator[datetime]:
    """Ten o'clock at the office, on a working day that has passed."""
    cast.forget_law()
    enact_folder(configured.STANDARDS_DIR, moment=timezone.now(), only=OFFICE)
    office = catalogue.office(OFFICE, timezone.now())
    calendar = catalogue.calendar(office)
    on = cast.today(OFFICE) - timedelta(days=5)
    while not calendar.is_working_day(on):
        on -= timedelta(days=1)
    yield datetime.combine(on, time(10), catalogue.zone(office))
    cast.forget_law()


def brought_outside(file: UUID, service: str, moment: datetime) -> None:
    """All steps of the office before somebody outside has it, at one moment."""
    who = officer(CLERK).user.pk
    law = catalogue.in_force(OFFICE, service, moment).standard
    while (state := position(file).state).owner != "outside":
        step = law.step(state.step)
        outcome = next(one.code for one in step.outcomes if one.to != "applicant")
        actor = Actor(user_id=who, name="Contoh Petugas", office=OFFICE, posts=state.desk)
        data = sample(KINDS[step.kind], KINDS[step.kind].way(outcome), now=moment, groups=step.asks,
                      requirement=law.requirements[0].code)  # fmt: skip
        actions.act(actor, file, step=step.code, outcome=outcome, seen_seq=state.seq, data=data, moment=moment)
    assert state.status == "open"


def officer(post: str) -> cast.Officer:
    return cast.officer(post, office=OFFICE)


def counted(now: datetime) -> None:
    while clockwork.run_due(now):
        continue
    while follow_figures(now):
        continue


def the_link(page: str, figure: str) -> str:
    found = re.search(rf'href="([^"]+)"><strong>\d+</strong> {figure}', page)
    assert found, figure
    return found.group(1).replace("&amp;", "&")


def test_met_too_late_and_now_outside_everybody_reads_so(morning: datetime, client: Client) -> None:
    receipt = cast.apply(INSURANCE, office=OFFICE, moment=morning)
    file = receipt.application_id
    brought_outside(file, INSURANCE, morning + timedelta(minutes=41))
    operator, head = officer("operator-pbi"), officer(cast.HEAD)
    for later in (timedelta(hours=1), timedelta(days=3)):
        now = morning + later
        counted(now)
        (line,) = waiting.page(operator.actor, now=now).lines
        assert (line.remaining, line.late, line.due_at) == ("sudah dipenuhi, terlambat 11 menit", False, None)
        assert waiting.counts(operator.actor, now) == {"operator-pbi": (1, 0)}
        stood = standing(scope_of(head.actor, catalogue.office(OFFICE, now), now), now.date()).total
        assert (stood.waiting, stood.late, stood.outside, stood.today) == (1, 0, 1, 0)
    assert list(differences(OFFICE)) == []

    board = at_work(head).get(reverse("board:today")).content.decode()
    register = position(file).register
    for figure, listed in (("Di antaranya menunggu pihak luar", 1), ("Di meja kantor", 1), ("Terlambat", 0)):
        page = at_work(head).get(the_link(board, figure)).content.decode()
        assert page.count(register) == listed, figure
    broken = at_work(head).get(reverse("board:files"), {"keadaan": "janji-terlewati"}).content.decode()
    assert broken.count(register) == 1, "a breach never vanishes"

    page = text(at_work(operator).get(reverse("desk:file", args=[file])))
    assert "Menunggu pihak luar" in page
    assert "Sedang dikerjakan kantor" not in page
    assert "Terlewati, terlambat 11 menit" in page
    assert follow(client, receipt.code, receipt.secret).status_code == 302
    page = text(client.get(reverse("public:follow_file")))
    assert "Menunggu pihak di luar kantor" in page
    assert "Sedang dikerjakan kantor" not in page


def test_what_is_owing_outside_is_late_and_grows_no_later(morning: datetime) -> None:
    file = cast.apply(EMERGENCY, office=OFFICE, moment=morning - timedelta(days=30)).application_id
    counted(morning)
    brought_outside(file, EMERGENCY, morning)
    worker, head = officer("pekerja-sosial"), officer(cast.HEAD)
    found = set[str]()
    for later in (timedelta(hours=1), timedelta(days=3)):
        now = morning + later
        counted(now)
        (line,) = waiting.page(worker.actor, now=now).lines
        assert (line.late, line.due_at) == (True, position(file).state.owing_since)
        assert line.remaining.endswith(", kini di pihak luar")
        found.add(line.remaining)
        stood = standing(scope_of(head.actor, catalogue.office(OFFICE, now), now), now.date()).total
        assert (stood.waiting, stood.late, stood.outside) == (1, 1, 0)
    assert len(found) == 1


def test_of_files_due_at_one_moment_whoever_came_first_goes_first(morning: datetime) -> None:
    came = [morning + timedelta(minutes=minute) for minute in (50, 10, 40, 0, 30, 20)]
    files = {moment: cast.apply(SERVICE, office=OFFICE, moment=moment).application_id for moment in came}
    dues = {one.due_at for one in procedures.worklist(OFFICE, [CLERK], limit=9)}
    assert len(dues) == 1, "all are due at one closing"
    clerk, seen, after = officer(CLERK).actor, list[UUID](), None
    while True:
        page = waiting.page(clerk, now=morning + timedelta(hours=2), after=after, limit=2)
        seen += [one.line.application_id for one in page.lines]
        after = page.next
        if after is None:
            break
    assert seen == [files[moment] for moment in sorted(came)]


def test_the_addresses_of_later_pages_keep_the_order(morning: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    came = [morning + timedelta(minutes=minute) for minute in (2, 0, 1)]
    files = {moment: cast.apply(SERVICE, office=OFFICE, moment=moment) for moment in came}
    monkeypatch.setattr(waiting.page, "__kwdefaults__", {**waiting.page.__kwdefaults__, "limit": 1})
    client, address, seen = at_work(officer(CLERK)), reverse("desk:worklist"), list[str]()
    while address:
        page = client.get(address).content.decode()
        seen += re.findall(r'href="/kantor/berkas/([0-9a-f-]{36})/"', page)
        later = re.search(r'href="(\?[^"]*sesudah=[^"]+)"', page)
        address = reverse("desk:worklist") + later.group(1).replace("&amp;", "&") if later else ""
    assert list(dict.fromkeys(seen)) == [str(files[moment].application_id) for moment in sorted(came)]
