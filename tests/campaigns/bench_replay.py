"""100,000 past files through a changed standard, beside the same files one by one through `decide`.

The files are synthetic, their ledger is real: sealed, chained, and written in the order in which things happened, so
that the entries of one file lie scattered as they do in life. Each goes its own way: some are returned to their
applicants, some are refused, desks are quick or slow. What counts is reading included, from an empty process to the
answer; the peer is the file-by-file run of a sample, its seconds multiplied up to all files. The figures are printed
only where every file of the sample has the same verdict both ways.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from random import Random
from time import process_time
from typing import Any
from uuid import UUID

from tests.campaigns import stage
from tests.campaigns.desk import JOURNEY
from tests.campaigns.figures import figure, per_database, timed

FILES = int(os.environ.get("FILES", "100000"))
SAMPLE = int(os.environ.get("SAMPLE", "300"))
YEAR = 2025
RETURNED, REFUSED = 0.15, 0.04
BLOCK = 5_000


def moments(random: Random, calendar: Any) -> Iterator[datetime]:
    """Working moments one after the other: quick hands, and now and then a file that lies for days."""
    at = datetime(YEAR, 1, 6, tzinfo=UTC) + timedelta(minutes=random.randrange(60 * 24 * 330))
    at = calendar.next_working_moment(at)
    while True:
        yield at
        slow = random.random() < 0.1
        at = calendar.add_working_minutes(at, int(random.expovariate(1 / (600 if slow else 25))) + 1)


def history(number: int, calendar: Any, limits: list[str]) -> list[Any]:
    """The events of one file."""
    from maklumat.core.events import Event

    random = Random(number)
    ticks = moments(random, calendar)
    at = next(ticks)
    found = [Event(1, "received", at, at, data={"limits": limits, "due": []})]

    def add(kind: str, at: datetime, post: str = "", step: str = "", outcome: str = "") -> None:
        lacking = {"findings": {"identitas": "Belum ada"}} if outcome == "incomplete" else {}
        data = {**stage.data_of(outcome), **lacking, "due": []}
        found.append(Event(len(found) + 1, kind, at, at, post, step, outcome, data))

    if random.random() < RETURNED:
        add("acted", next(ticks), stage.CLERK, "penyerahan-berkas", "incomplete")
        back = calendar.next_working_moment(found[-1].occurred_at + timedelta(hours=random.randrange(1, 400)))
        add("resubmitted", back)
        ticks = (calendar.add_working_minutes(back, 5 + place * 40) for place in range(99))
    refused = random.random() < REFUSED
    for deed in JOURNEY:
        if refused and deed.step == "verifikasi":
            add("acted", next(ticks), deed.post, deed.step, "invalid")
            add("acted", next(ticks), stage.HEAD, "penolakan", "signed")
            break
        add("acted", next(ticks), deed.post, deed.step, deed.outcome)
    return found


def fill() -> None:
    """The year: applications, their places in the worklist, and the ledger in the order of time."""
    from django.db import connection, transaction

    from maklumat.records.catalogue import queries as catalogue
    from maklumat.records.ledger.actions import Happening, append_many
    from maklumat.records.models import Application, WorkItem

    law = catalogue.in_force(stage.OFFICE, stage.SERVICE, stage.START)
    calendar = catalogue.calendar(law.office)
    limits = [limit.code for limit in law.standard.time_limits]
    (model,) = stage.applications(1)
    item, application = WorkItem.objects.get(pk=model), Application.objects.get(pk=model)
    state = item.state.replace('"status":"open"', '"status":"finished"')
    happened: list[tuple[datetime, int, Any]] = []
    for start in range(0, FILES, BLOCK):
        rows, items = [], []
        for number in range(start, min(start + BLOCK, FILES)):
            events = history(number, calendar, limits)
            happened += ((event.occurred_at, number, event) for event in events)
            own = {"register_year": YEAR, "register_seq": number + 1, "code": f"UJI-{number:07d}"}
            rows.append(copied(application, id=_id(number), received_at=events[0].occurred_at, **own))
            items.append(
                copied(item, application_id=_id(number), status="finished", desk="", look_at=None, state=state)
            )
        with transaction.atomic():
            Application.objects.bulk_create(rows, batch_size=1000)
            WorkItem.objects.bulk_create(items, batch_size=1000)
    happened.sort(key=lambda one: (one[0], one[1], one[2].seq))
    chunk = 2000 if connection.vendor == "sqlite" else 10
    for block in range(0, len(happened), 20_000):
        with transaction.atomic():
            for start in range(block, min(block + 20_000, len(happened)), chunk):
                some = happened[start : min(start + chunk, block + 20_000)]
                append_many(stage.OFFICE, [Happening(event, _id(number), 1) for _, number, event in some])
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")


def copied(row: Any, **changes: Any) -> Any:
    names = [field.attname for field in row._meta.concrete_fields]
    return type(row)(**{**{name: row.__dict__[name] for name in names}, **changes})


def _id(number: int) -> UUID:
    return UUID(int=Random(number + 7).getrandbits(128), version=4)


def question(law: Any, *, staffing: bool) -> Any:
    """Half the promise: three working hours instead of a working day; and one operator more."""
    from maklumat.records.work.replaying import Question

    changed = tuple(replace(limit, unit="hours", max=3) for limit in law.standard.time_limits)
    standard = replace(law.standard, time_limits=changed)
    people = dict.fromkeys((stage.CLERK, stage.ANALYST, stage.OPERATOR, stage.HEAD, stage.PRINTER), 12)
    return Question(
        office=law.office, standard=standard, year=YEAR, moment=stage.START, people_now=people,
        people={stage.OPERATOR: 14}, sample=SAMPLE, staffing=staffing,
    )  # fmt: skip


def measure(database: str) -> None:
    from maklumat.records.catalogue import queries as catalogue
    from maklumat.records.work.replaying import replay

    print(f"{database}: {FILES} files written in {timed(fill):.0f} s", file=sys.stderr)
    law = catalogue.in_force(stage.OFFICE, stage.SERVICE, stage.START)
    for name, staffing in (("promise", False), ("desks", True)):
        begun = process_time()
        answer = replay(question(law, staffing=staffing))
        spent = process_time() - begun - answer.sample_seconds
        assert answer.tally.files == FILES, answer.tally.files
        assert (answer.sampled, answer.agreed) == (SAMPLE, SAMPLE), f"{answer.agreed} of {answer.sampled} agree"
        peer = answer.sample_seconds / SAMPLE * FILES
        said = f"{name} {answer.seconds:.1f} s, {spent:.1f} s of it this process's own"
        rate = f"{FILES / answer.seconds:.0f} files/s, {answer.agreed} of {answer.sampled} as file by file"
        print(f"{database}: {said}, {rate}; {answer.sentences}", file=sys.stderr)
        figure(f"replay_{name}_{FILES}", answer.seconds, "s", "file by file through decide, from the sample", peer,
               database=database, n=FILES)  # fmt: skip


if __name__ == "__main__":
    sys.exit(per_database("bench_replay", measure))
