"""The worklist page at 100,000 open files beside itself at 1,000: the time of the page's query and of the whole page,
and the literal number of queries, which must be the same.

The files are copies of real ones with their own ids, numbers and due dates, spread over the desks as they came; the
reader holds the posts of two desks, so that several stretches of the index have to be merged.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from statistics import median
from typing import Any
from uuid import UUID

from tests.campaigns import stage
from tests.campaigns.desk import JOURNEY
from tests.campaigns.figures import figure, per_database, timed

FEW = int(os.environ.get("FEW", "1000"))
MANY = int(os.environ.get("MANY", "100000"))
PAGES = int(os.environ.get("PAGES", "60"))
BLOCK = 2_000
POSTS = (stage.CLERK, stage.OPERATOR)


def models() -> list[Any]:
    """One real work item per desk of the first steps."""
    from maklumat.records.procedures.models import WorkItem
    from maklumat.records.work.actions import act

    for stop in range(4):
        (application,) = stage.applications(1)
        for seq, deed in enumerate(JOURNEY[:stop], start=1):
            act(stage.officer(deed.post), application, step=deed.step, outcome=deed.outcome, seen_seq=seq,
                data=stage.data_of(deed.outcome), moment=stage.START)  # type: ignore[arg-type]  # fmt: skip
    return list(WorkItem.objects.filter(status="open"))


def copies(of: list[Any], begin: int, end: int) -> Iterator[Any]:
    """Files number `begin` to `end`, each due some minutes after the one before."""
    from maklumat.records.procedures.models import WorkItem

    names = [field.attname for field in WorkItem._meta.concrete_fields]
    for number in range(begin, end):
        model = of[number % len(of)]
        values = {name: getattr(model, name) for name in names}
        due = stage.START + timedelta(minutes=number * 7919 % 100_000)
        moved = {name: due for name in ("due_at", "order_at") if name in values}
        own = {"application_id": UUID(int=number + 1), "register": f"{number:04d}/2026", **moved}
        yield WorkItem(**{**values, **own})


def fill(of: list[Any], begin: int, end: int) -> None:
    """Bring the table to `end` open files, and let the database look at it."""
    from django.db import connection, transaction

    from maklumat.records.procedures.models import WorkItem

    with transaction.atomic():
        for start in range(begin, end, BLOCK):
            WorkItem.objects.bulk_create(copies(of, start, min(start + BLOCK, end)), batch_size=BLOCK)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE procedures_work_item" if connection.vendor == "postgresql" else "ANALYZE")
    assert WorkItem.objects.filter(status="open").count() == end


def reader() -> tuple[Callable[[], int], Callable[[], int]]:
    """(the page's own query, the whole page over Django's client); each returns the number of lines it found."""
    from django.conf import settings
    from django.test import Client

    from maklumat.records.catalogue import queries as catalogue
    from maklumat.records.people.actions import appoint
    from maklumat.records.people.models import User
    from maklumat.records.procedures.queries import worklist
    from maklumat.records.work.queries import PAGE, desks_of

    person = stage.staff(POSTS[0])[0]
    user = User.objects.get(pk=person.user_id)
    office = catalogue.office(stage.OFFICE, stage.START)
    for post in POSTS[1:]:
        appoint(user, office, post, from_on=datetime.now(UTC).date() - timedelta(days=1))
    actor: Any = stage.officer(*POSTS, user_id=person.user_id)
    settings.ALLOWED_HOSTS.append("testserver")
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")

    def page() -> int:
        answer = client.get("/kantor/")
        assert answer.status_code == 200, answer.status_code
        return int(answer.content.count(b"/kantor/berkas/"))

    return lambda: len(worklist(actor.office, desks_of(actor), limit=PAGE + 1)), page


def queries(page: Callable[[], int]) -> int:
    """How many statements one page sends."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as captured:
        page()
    return len(captured)


def look(works: tuple[Callable[[], int], Callable[[], int]]) -> tuple[list[float], int]:
    """Median milliseconds of query and page, and the number of statements of a page."""
    milliseconds = []
    for work in works:
        lines = [work() for _ in range(3)]
        assert min(lines) > 0, lines
        milliseconds.append(median(timed(work) for _ in range(PAGES)) * 1000)
    return milliseconds, queries(works[1])


def measure(database: str) -> None:
    of = models()
    works = reader()
    fill(of, len(of), FEW)
    few, few_queries = look(works)
    fill(of, FEW, MANY)
    many, many_queries = look(works)
    assert few_queries == many_queries, (few_queries, many_queries)
    against = f"the same at {FEW} open files"
    for name, value, peer in zip(("worklist_query", "worklist_page"), many, few, strict=True):
        figure(f"{name}_at_{MANY}", value, "ms", against, peer, database=database, n=PAGES)
    figure(f"worklist_page_queries_at_{MANY}", many_queries, "queries", against, few_queries, database=database, n=1)


if __name__ == "__main__":
    sys.exit(per_database("bench_worklist", measure))
