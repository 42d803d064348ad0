"""A quarter of a year of example offices, done in the order of time by the product's own actions.

The clock goes on between the deeds as the clock worker lets it: warnings, breaches and lapses come when they fall due.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from heapq import heappop, heappush
from typing import Final

from maklumat.core.errors import MaklumatError
from maklumat.core.procedure.state import State
from maklumat.core.standard.model import Office
from maklumat.core.workdays.calendar import WorkCalendar
from maklumat.ops.examples import apologising, hours
from maklumat.ops.examples.deeds import File, Staff, example_paper
from maklumat.ops.examples.hours import DAY, HOUR
from maklumat.ops.examples.people import chance_of
from maklumat.ops.examples.stories import DELEGATED, ROUTED, WITHDRAWN, Plan, Story
from maklumat.ports.uploads import Decoded
from maklumat.records.catalogue import queries as catalogue
from maklumat.records.compensation.following import make_entitlements
from maklumat.records.work.clockwork import next_moment, run_due
from maklumat.records.work.prioritising import place_priorities

LOG = logging.getLogger(__name__)
MOMENT_LATER: Final = timedelta(seconds=2)
AFTER: Final = 2.6 * DAY
"""So long after a promise was broken is the apology signed."""
EVENING: Final = 10
"""An hour of UTC at which every office of the country has closed."""
LEAST: Final = timedelta(minutes=3)
Deed = Callable[[datetime], None]


@dataclass
class History:
    """What happens when, until `now`. `left`: the files whose road could not be gone to its end, and why."""

    now: datetime
    left: list[str] = field(default_factory=list)
    files: list[File] = field(default_factory=list)
    staff: list[Staff] = field(default_factory=list)
    _queue: list[tuple[datetime, int, Deed]] = field(default_factory=list)
    _evenings: set[datetime] = field(default_factory=set)
    _at: datetime | None = None
    _count: int = 0

    def plan(self, moment: datetime, deed: Deed) -> None:
        """Let this happen then; what lies ahead of `now` does not happen."""
        if moment <= self.now:
            self._count += 1
            heappush(self._queue, (moment, self._count, deed))

    def add(self, office: Office) -> Staff:
        """The files of one office, each on its road."""
        calendar = catalogue.calendar(office)
        laws = catalogue.services(office.code, self.now)
        staff, papers = Staff(office), example_paper()
        self.staff.append(staff)
        for story in Plan(office, laws, calendar, self.now).stories():
            file = File(story, office, staff, chance_of(office.code, story.number, calendar.local(self.now).date()))
            self.files.append(file)
            self.plan(story.received_at, _Road(self, file, calendar, papers).begin)
        return staff

    def run(self) -> None:
        """Everything, in the order of time."""
        while self._queue:
            moment, _, deed = heappop(self._queue)
            self._passes(moment)
            deed(moment)
        self._passes(self.now)

    def _passes(self, until: datetime) -> None:
        """Time passes: what falls due by then is recorded at its moment."""
        after = (self._at or until) - timedelta(microseconds=1)  # what the last deed left to be told is due at once
        while (due := next_moment(after)) is not None and due <= until:
            after = due
            recorded = 0
            while some := run_due(due + MOMENT_LATER):
                recorded += some
            if recorded:
                self._looks_in_the_evening(due)
        self._at = until

    def _looks_in_the_evening(self, due: datetime) -> None:
        evening = due.replace(hour=EVENING, minute=0, second=0, microsecond=0)
        evening += timedelta(days=evening < due)
        if evening not in self._evenings:
            self._evenings.add(evening)
            self.plan(evening, self._owes)

    def _owes(self, moment: datetime) -> None:
        """What broken promises make is made once a day; letters of apology are signed some days later, and handed over
        the hour after."""
        make_entitlements(moment)
        place_priorities(moment)
        for staff in self.staff:
            if staff.office.compensation:
                at = catalogue.calendar(staff.office).add_working_time(moment, AFTER)
                self.plan(at, partial(apologising.signs, staff))
                self.plan(at + HOUR, partial(apologising.gives, staff))


@dataclass(frozen=True, slots=True)
class _Road:
    """One file and its office's time."""

    history: History
    file: File
    calendar: WorkCalendar
    papers: Decoded

    @property
    def story(self) -> Story:
        return self.file.story

    def begin(self, moment: datetime) -> None:
        self.file.receive(moment, self.papers)
        self.goes_on(moment, self.file.position().state)

    def goes_on(self, moment: datetime, state: State) -> None:
        """When the next move is made."""
        if self.file.move is None:
            self.arrived(moment)
            return
        if state.status == "with_applicant":
            self.history.plan(self._later(moment, self.file.chance.uniform(0.8, 2.5) * DAY), self.mended)
            return
        if not state.ended:
            self.history.plan(self._next(moment, state), self.moves)

    def moves(self, moment: datetime) -> None:
        try:
            state = self.file.take(moment)
        except MaklumatError as error:
            name = f"{self.file.office.code} {self.story.law.standard.code} {self.story.sort}"
            self.history.left.append(f"{name} {self.file.move}: {type(error).__name__} {error}")
            LOG.warning("examples: %s was left where it is", name)
            return
        self.goes_on(max(moment, state.at), state)

    def mended(self, moment: datetime) -> None:
        state = self.file.mend(moment)
        self.goes_on(max(moment, state.at), state)

    def arrived(self, moment: datetime) -> None:
        """At the end of the road something more may happen."""
        file, chance = self.file, self.file.chance
        if self.story.sort == WITHDRAWN:
            self.history.plan(self._later(moment, chance.uniform(1, 2) * HOUR), file.withdraw)
        elif self.story.sort == ROUTED and self.story.number % 2:
            self.history.plan(self._later(moment, 20 * LEAST), file.read)
        elif self.story.sort == DELEGATED:
            given_at = self._later(moment, 5 * LEAST)
            self.history.plan(given_at, file.delegate)
            if self.story.number % 2 == 0:
                self.history.plan(given_at + 2 * LEAST, file.read_by_delegate)

    def _later(self, moment: datetime, length: timedelta) -> datetime:
        return self.calendar.add_working_time(moment, length)

    def _next(self, moment: datetime, state: State) -> datetime:
        """Spread over what is left: until it has to arrive, or of the promise."""
        left = len(self.story.road) - self.file.done
        if self.story.arrives_at is not None:
            rest = self.calendar.working_time_between(moment, self.story.arrives_at)
            if not rest:  # outside hours, in an emergency
                return moment + max(self.story.arrives_at - moment, timedelta()) / left
            return self._later(moment, rest / left * (1 if left == 1 else self.file.chance.uniform(0.6, 1.2)))
        due = state.next_due
        rest = (
            self.calendar.working_time_between(moment, due.at)
            if due
            else hours.promised(self.story.law.standard) * left / len(self.story.road)
        )
        if self.story.slow == self.file.done:
            return self._later(moment, rest + self.file.chance.uniform(0.6, 1.8) * DAY)
        step = self.story.law.standard.step(self.story.road[self.file.done].step)
        if step.actor == "outside":
            return self._later(moment, self.file.chance.uniform(1, 3) * DAY)
        gap = min(rest * self.story.pace / left, 2 * DAY) * self.file.chance.uniform(0.7, 1.2)
        return self._later(moment, max(gap, min(LEAST, rest / (2 * left))))
