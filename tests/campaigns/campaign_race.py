"""Two officers on one thing: one wins, the other is told by whom. Over HTTP, two workers, on either database.

Files: each of 200 is opened by at least two of eight clerks, who then press the button at the same moment, having
seen the same state. Signatures: 50 letters wait for a signature; heads of the office sign at the same moment, each
letter twice: by two people, or by one person in two windows. Afterwards nothing was done twice, numbers have neither
gap nor repeat, and nobody saw a lock, a crash or an empty refusal.

    FILES=200 LETTERS=50 SEED=... python -m tests.campaigns.campaign_race
"""

from __future__ import annotations

import json
import os
import random
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

from tests.campaigns import evidence, stage
from tests.campaigns.client import Answer
from tests.campaigns.desk import JOURNEY, SIGNED, Deed, Desk, conflict_of
from tests.campaigns.server import Server
from tools.throwaway_postgres import stop_on_signals

FILES = int(os.environ.get("FILES", "200"))
LETTERS = int(os.environ.get("LETTERS", "50"))
SEED = int(os.environ.get("SEED", str(random.SystemRandom().randrange(1_000_000))))
CLERKS, HEADS, WINDOWS = 8, 4, 2
TEAMS = ((2, 2, 2, 2), (3, 3, 2), (4, 4))
CHECK = JOURNEY[0]
SIGNING = next(number for number, deed in enumerate(JOURNEY) if deed.outcome == SIGNED)
ALLOWED = (302, 409)


@dataclass(frozen=True, slots=True)
class Racer:
    person: stage.Person
    desk: Desk


@dataclass(frozen=True, slots=True)
class Result:
    application: UUID
    person: stage.Person
    answer: Answer


class Heats:
    """Runs teams against each other: everybody of a heat opens their file, then all press at once."""

    def __init__(self, deed: Deed) -> None:
        self._deed = deed
        self.results: list[Result] = []

    def run(self, heat: Sequence[tuple[UUID, Racer]]) -> None:
        gate = threading.Barrier(len(heat), timeout=120)

        def press(entry: tuple[UUID, Racer]) -> Result:
            application, racer = entry
            request = racer.desk.deed(str(application), self._deed)
            gate.wait()
            return Result(application, racer.person, racer.desk.browser.send(request))

        with ThreadPoolExecutor(len(heat)) as pool:
            self.results += pool.map(press, heat)


def file_heats(files: Sequence[UUID], clerks: Sequence[Racer], chance: random.Random) -> list[list[tuple[UUID, Racer]]]:
    """Every clerk is in every heat; the teams' sizes change."""
    heats, left, number = [], list(files), 0
    while left:
        heat, free = [], chance.sample(list(clerks), len(clerks))
        for size in TEAMS[number % len(TEAMS)][: len(left)]:
            application = left.pop()
            heat += [(application, free.pop()) for _ in range(size)]
        heats.append(heat)
        number += 1
    return heats


def letter_heats(files: Sequence[UUID], heads: Sequence[Sequence[Racer]]) -> list[list[tuple[UUID, Racer]]]:
    """Four letters a heat: two are signed by two people each, two by one person in two windows each."""
    first, second, third, fourth = heads
    pairs = ((first[0], second[0]), (first[1], second[1]), (third[0], third[1]), (fourth[0], fourth[1]))
    heats = []
    for start in range(0, len(files), len(pairs)):
        some = files[start : start + len(pairs)]
        heats.append([(application, racer) for application, pair in zip(some, pairs, strict=False) for racer in pair])
    return heats


def winners() -> dict[tuple[UUID, str], stage.Person]:
    """Who did which step of which file, by the ledger."""
    from maklumat.records.ledger.models import LedgerEntry
    from maklumat.records.people.models import User

    names = dict(User.objects.values_list("pk", "full_name"))
    rows = LedgerEntry.objects.filter(kind="acted").values_list("application", "step", "actor_id")
    return {(row[0], row[1]): stage.Person(row[2], "", names.get(row[2], ""), "") for row in rows}


def judge(results: Sequence[Result], step: str, faults: list[str]) -> dict[str, int]:
    """Counts losers and what they were told; adds whatever is wrong to `faults`."""
    won = winners()
    counts: Counter[str] = Counter()
    done: Counter[UUID] = Counter()
    for result in results:
        winner, status = won.get((result.application, step)), result.answer.status
        if winner is None or status not in ALLOWED:
            faults.append(f"{step} of {result.application}: {status} for {result.person.name}, winner {winner}")
            continue
        if status == 302:
            done[result.application] += 1
            counts["won" if done[result.application] == 1 else "own_repeat_answered_like_the_first"] += 1
            if winner.user_id != result.person.user_id:
                faults.append(
                    f"{step} of {result.application}: {result.person.name} was told so, but {winner.name} did it"
                )
            continue
        told = conflict_of(result.answer)
        counts["losers"] += 1
        counts["told_by_whom" if winner.name in told else "told_by_whom_in_history_only"] += (
            winner.name in result.answer.text
        )
        if not told or winner.name not in result.answer.text:
            faults.append(
                f"{step} of {result.application}: {result.person.name} was not told that {winner.name} did it"
            )
    return dict(counts)


def prepared(count: int, deeds: Sequence[Deed], people: dict[str, stage.Person]) -> list[UUID]:
    """Files on which these deeds were done."""
    from maklumat.records.work import actions

    moment = datetime.now(UTC)
    made = stage.applications(count, moment)
    for application in made:
        for seq, deed in enumerate(deeds, start=1):
            person = people[deed.post]
            actor = stage.officer(deed.post, user_id=person.user_id)
            actions.act(actor, application, step=deed.step, outcome=deed.outcome, seen_seq=seq,
                        data=stage.data_of(deed.outcome), moment=moment)  # type: ignore[arg-type]  # fmt: skip
    return made


def raced(port: int, people: Sequence[stage.Person], windows: int) -> list[list[Racer]]:
    """Each person logged in, in so many windows."""
    racers = [[Racer(person, Desk(port, person.username)) for _ in range(windows)] for person in people]
    for racer in (racer for own in racers for racer in own):
        racer.desk.log_in()
    return racers


def main() -> int:
    stop_on_signals()  # whatever ends us ends the server too
    database = os.environ.get("MAKLUMAT_DATABASE", "sqlite")
    stage.set_up_django(database)
    chance = random.Random(SEED)
    people = {post: stage.staff(post)[0] for post in (stage.ANALYST, stage.OPERATOR)}
    clerks, heads = stage.staff(stage.CLERK, CLERKS), stage.staff(stage.HEAD, HEADS)
    files = prepared(FILES, (), people)
    letters = prepared(LETTERS, JOURNEY[:SIGNING], {**people, stage.CLERK: clerks[0]})
    folder = Path(tempfile.mkdtemp(prefix="maklumat-race-"))
    began = time.monotonic()
    with Server(folder / "server.log", workers=2) as server:
        checking, signing = Heats(CHECK), Heats(JOURNEY[SIGNING])
        at_the_counter = [own[0] for own in raced(server.port, clerks, 1)]
        for heat in file_heats(files, at_the_counter, chance):
            checking.run(heat)
        for heat in letter_heats(letters, raced(server.port, heads, WINDOWS)):
            signing.run(heat)
        faults = [f"the server's log: {line[:300]}" for line in server.faults()]
    counts = judge(checking.results, CHECK.step, faults)
    signed = judge(signing.results, JOURNEY[SIGNING].step, faults)
    faults += verdict(files, letters)
    if not counts.get("losers") or not signed.get("losers"):
        faults.append("nobody lost: this was no race")
    summary = {
        "campaign": "race", "database": database.partition(":")[0], "seed": SEED, "workers": 2,
        "files": FILES, "requests": len(checking.results), **counts, "letters": LETTERS,
        "signing_requests": len(signing.results), **{f"signing_{name}": count for name, count in signed.items()},
        "statuses": dict(Counter(result.answer.status for result in checking.results + signing.results)),
        "seconds": round(time.monotonic() - began), "faults": len(faults),
    }  # fmt: skip
    print(json.dumps(summary), flush=True)
    for fault in faults[:20]:
        print(f"FAULT {fault}", flush=True)
    return 1 if faults else 0


def verdict(files: Sequence[UUID], letters: Sequence[UUID]) -> list[str]:
    """What the tables and the ledger say."""
    received = ("received", "", "")
    done = [("acted", deed.step, deed.outcome) for deed in JOURNEY[: SIGNING + 1]]
    wanted: dict[UUID, Sequence[evidence.Told]] = dict.fromkeys(files, (received, done[0]))
    wanted |= dict.fromkeys(letters, (received, *done))
    faults = [*evidence.histories(wanted), *evidence.agenda(())]
    faults += [*evidence.letters(letters, "issued"), *evidence.projections(), *evidence.ledger()]
    return faults


if __name__ == "__main__":
    sys.exit(main())
