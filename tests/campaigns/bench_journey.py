"""Whole journeys beside SpiffWorkflow on the same PostgreSQL: the same six steps, one commit per transition.

Ours: receive, act, resubmit, each through core, ledger and worklist with permission checked. The peer is measured
twice: with the same ledger and worklist statements in its transactions, and bare, with its own state alone.
"""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from datetime import timedelta
from importlib.metadata import version
from typing import Any
from uuid import UUID, uuid4

from tests.campaigns import stage
from tests.campaigns.figures import figure, in_turn, per_database, rate, timed
from tests.campaigns.peer_spiff import Extra, Spiff
from tests.campaigns.six_steps import CODE, FORM, MEND, PATH, POSTS, path, transitions, written

ROUNDS = int(os.environ.get("ROUNDS", "9"))
JOURNEYS = int(os.environ.get("JOURNEYS", "20"))
KINDS = {"check": "check", "verify": "verify", "initial-division": "initial", "initial-secretary": "initial",
         "sign": "sign", "deliver": "deliver"}  # fmt: skip


def enact() -> None:
    """Belitung's second service with the six steps instead of its own, and without products."""
    from maklumat.core.standard.model import FINISHED, TO_APPLICANT, Outcome
    from maklumat.records.catalogue import actions as catalogue_actions
    from maklumat.records.catalogue import queries as catalogue

    law = catalogue.in_force(stage.OFFICE, stage.SERVICE, stage.START)
    model = law.standard.steps[0]
    targets = [step for step, _ in PATH[1:]] + [FINISHED]
    steps = []
    for (code, outcome), target in zip(PATH, targets, strict=True):
        ways = [Outcome(outcome, target)] + [Outcome("incomplete", TO_APPLICANT)] * (code == "check")
        steps.append(replace(model, code=code, kind=KINDS[code], posts=(POSTS[code],), outcomes=tuple(ways), product="",
                             joint=False))  # fmt: skip
    standard = replace(law.standard, code=CODE, seq=99, steps=tuple(steps), products=(), intake=(), requirements=())
    catalogue_actions.enact(law.office, [standard], {}, moment=stage.START - timedelta(days=1))


class Ours:
    """Our journeys."""

    def __init__(self) -> None:
        posts = set(POSTS.values())
        people = {post: stage.staff(post)[0] for post in posts}
        self._actors: dict[str, Any] = {
            post: stage.officer(post, user_id=person.user_id) for post, person in people.items()
        }
        self._at = stage.START
        self._submission: Any = replace(stage.submission(CODE), answers=FORM)  # type: ignore[type-var]

    def journeys(self, count: int) -> UUID:
        """Runs them all; the id of the last one."""
        from maklumat.records.work.actions import act, resubmit
        from maklumat.records.work.submit import submit

        application = uuid4()
        for number in range(count):
            self._at += timedelta(milliseconds=1)
            application, at = uuid4(), self._at
            submit(application, submission=self._submission, notice_version="uji", moment=at)
            for seq, (step, outcome) in enumerate(path(number), start=1):
                if step == MEND:
                    resubmit(application, seen_seq=seq, data={}, moment=at)
                    continue
                act(self._actors[POSTS[step]], application, step=step, outcome=outcome, seen_seq=seq,
                    data=written(outcome), moment=at)  # fmt: skip
        return application


def all_ended(count: int) -> None:
    """Our side did the work: every file is finished, with an entry for each transition."""
    from maklumat.records.ledger.models import LedgerEntry
    from maklumat.records.procedures.models import WorkItem

    ours = WorkItem.objects.filter(service=CODE, status="finished").values_list("pk", flat=True)
    entries = LedgerEntry.objects.filter(application__in=list(ours)).count()
    wanted = transitions(JOURNEYS) * (count // JOURNEYS) + count
    assert (len(ours), entries) >= (count, wanted), (len(ours), count, entries, wanted)


def measure(database: str) -> None:
    import psycopg
    from django.db import connection, transaction

    enact()
    ours = Ours()
    model = ours.journeys(JOURNEYS)
    with_extra = Spiff(connection.connection, Extra(model, stage.START))
    own_connection = psycopg.connect(**{**connection.get_connection_params(), "autocommit": True, "context": None})
    bare = Spiff(own_connection, None)
    batches = [
        lambda: timed(lambda: ours.journeys(JOURNEYS)),
        lambda: timed(lambda: with_extra.journeys(JOURNEYS, transaction.atomic)),
        lambda: timed(lambda: bare.journeys(JOURNEYS)),
    ]
    for batch in batches[1:]:
        batch()
    mine, peer, alone = in_turn(ROUNDS, batches)
    all_ended(JOURNEYS * (ROUNDS + 1))
    n, spiff = ROUNDS * JOURNEYS, f"SpiffWorkflow {version('SpiffWorkflow')}, spec cached"
    for name, against, seconds in (
        ("journey", f"{spiff}, same ledger and worklist statements", peer),
        ("journey_beside_bare_engine", f"{spiff}, its state alone", alone),
    ):
        figure(name, rate(mine, JOURNEYS), "journeys/s", against, rate(seconds, JOURNEYS), database=database, n=n)


if __name__ == "__main__":
    sys.exit(per_database("bench_journey", measure, only=("postgresql",)))
