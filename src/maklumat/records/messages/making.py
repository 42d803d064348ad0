"""From what happened to the messages that are owed: each once, in the transaction that moves the follower."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any, Final
from uuid import UUID

from maklumat.core import events
from maklumat.core.messages import table
from maklumat.core.messages.occasions import FOLLOWED, occasion_of
from maklumat.core.messages.table import OCCASIONS, Occasion
from maklumat.core.messages.wishes import NOT_WANTED, Circumstances, route
from maklumat.core.organisation.table import OLDEST_HOURS, WAYS_ORDER
from maklumat.records.catalogue import queries as catalogue
from maklumat.records.catalogue import settings
from maklumat.records.compensation.models import Entitlement
from maklumat.records.ledger import damage
from maklumat.records.ledger.following import Followed, begun_at, follow
from maklumat.records.ledger.queries import offices
from maklumat.records.messages import rows
from maklumat.records.messages.models import Message
from maklumat.records.messages.people import File, files, whom
from maklumat.records.outside import live_ways
from maklumat.records.people import roster
from maklumat.records.people.mandates import reached_by_email
from maklumat.records.procedures import queries as procedures
from maklumat.records.procedures.queries import Position

NAME: Final = "messages"
TO_OFFICERS: Final[Mapping[str, str]] = {events.WARNED: table.WARNED, events.ESCALATED: table.ESCALATED}
KINDS: Final = FOLLOWED | set(TO_OFFICERS) | {roster.CALLED}
BATCH: Final = 100
"""Entries in one transaction: their applications are opened in it, and nobody else writes meanwhile on SQLite."""


def make_messages(moment: datetime) -> int:
    """The messages owed for what happened in every office since the last round. Repeat until 0.

    What happened before messages began is passed over (a migration sees to it where an office ran before, and the
    office's setting of how old is too old). What became too old since, because nothing ran, is passed over as well; but
    where somebody has to be told, the message is given up at once, so that a call or a letter can do it.
    """
    return sum(follow(NAME, office, _Maker(office, moment).handle, kinds=KINDS, batch=BATCH) for office in offices())


class _Maker:
    """One batch of one office."""

    def __init__(self, office: str, moment: datetime) -> None:
        self.office, self.moment = office, moment

    @cached_property
    def settings(self) -> Mapping[str, Any]:
        """Read once, and only where there is something to tell."""
        return settings.values(self.office)

    @cached_property
    def begun(self) -> int:
        """Read only where something is old."""
        return begun_at(NAME, self.office)

    def _is_late(self, found: Followed) -> bool:
        return found.entry.recorded_at < self.moment - timedelta(hours=self.settings[OLDEST_HOURS])

    def handle(self, found: Sequence[Followed]) -> None:
        fresh = [one for one in found if not self._is_late(one) or one.entry.office_seq > self.begun]
        ids = {one.entry.application for one in fresh if one.entry.application is not None}
        if not fresh:
            return
        places, known = procedures.positions(ids), files(ids)
        owed = set(Entitlement.objects.filter(application_id__in=ids).values_list("application_id", flat=True))
        made: list[Message] = []
        for one in fresh:
            application = one.entry.application
            if application is None:
                made += [] if self._is_late(one) else self._rung(one)
            elif application in places and application in known:
                made += self._understood(one, places[application], known[application], owed)
        Message.objects.bulk_create(made, ignore_conflicts=True)

    def _understood(self, found: Followed, position: Position, file: File, owed: set[UUID]) -> list[Message]:
        """What is told; one that nobody understands is set aside by the follower, and stops no other."""
        try:
            return self._told(found, position, file, owed)
        except (KeyError, ValueError, TypeError) as error:
            raise damage.not_understood(found.entry.office_seq) from error

    def _rung(self, found: Followed) -> list[Message]:
        """Somebody on duty did not answer the telephone: a message waits for them beside it."""
        data = found.event.data
        return [] if data.get("answered") else [self._row(found, table.ROSTER, f"officer-{data.get('user', 0)}")]

    def _told(self, found: Followed, position: Position, file: File, owed: set[UUID]) -> list[Message]:
        event = found.event
        if event.kind in TO_OFFICERS:
            return (
                []
                if self._is_late(found)
                else self._to_officers(found, TO_OFFICERS[event.kind], str(event.data.get("to", "")))
            )
        code = occasion_of(file.law.standard, event, position.state, compensates=file.id in owed)
        return self._to_people(found, OCCASIONS[code], file) if code else []

    def _to_people(self, found: Followed, occasion: Occasion, file: File) -> list[Message]:
        late = self._is_late(found)
        if late and not occasion.must:
            return []
        around = circumstances(occasion, file, self.settings)
        made = []
        for one in whom(file, occasion):
            reason = route(one.person, one.person.told_by, around).reason
            if reason != NOT_WANTED:
                row = self._row(found, occasion.code, one.role, reason)
                made.append(rows.settled(row, rows.DEAD, rows.TOO_OLD, self.moment) if late and not reason else row)
        return made

    def _to_officers(self, found: Followed, code: str, post: str) -> list[Message]:
        office = catalogue.office(self.office, self.moment)
        on = catalogue.local_date(office, self.moment)
        return [self._row(found, code, f"officer-{user}") for user in reached_by_email(office, post, on)]

    def _row(self, found: Followed, code: str, recipient: str, reason: str = "") -> Message:
        entry = found.entry
        return rows.new(
            self.office, rows.of_entry(entry.office_seq), code, recipient, application_id=entry.application,
            happened_at=entry.recorded_at, moment=self.moment, office_seq=entry.office_seq, reason=reason,
        )  # fmt: skip


def circumstances(
    occasion: Occasion, file: File, values: Mapping[str, Any], failed: Sequence[str] = ()
) -> Circumstances:
    """What a route depends on besides the person. `values`: the settings of the office."""
    return Circumstances(
        by_law=bool(occasion.law),
        discreet=file.discreet,
        order=values[WAYS_ORDER].split(),
        failed=failed,
        live=live_ways(),
    )
