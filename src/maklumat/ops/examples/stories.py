"""Which files an example office has: where each of them comes from and where it lies today.

The plan knows no office: it reads the standards, and sees to it that something lies at every desk.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from maklumat.core.intake import COUNTER, PAPER, PHONE, WEB
from maklumat.core.procedure.paths import Journey, Move
from maklumat.core.standard.model import REFUSED as REFUSAL
from maklumat.core.standard.model import Office, Step
from maklumat.core.workdays.calendar import WorkCalendar
from maklumat.ops.examples import hours
from maklumat.ops.examples.hours import DAY
from maklumat.ops.examples.people import chance_of
from maklumat.ops.examples.roads import Roads, onward
from maklumat.records.catalogue.queries import Enacted

FINISHED, EARLY, LATE, REFUSED, WITHDRAWN, LAPSED = "finished", "early", "late", "refused", "withdrawn", "lapsed"
RETURNED, OUTSIDE, BREACHED = "returned", "outside", "breached"
DESK, INITIALS, SIGNATURE, ROUTED, DELEGATED = "desk", "initials", "signature", "routed", "delegated"
Fits = Callable[[Step], bool]
Choice = tuple[Enacted, Roads, Journey | None]
QUARTER: Final = 57
"""Working days, roughly, that the examples go back."""
OVER: Final = 26
"""Files that came to an ordinary end."""
LONG_RETURNED: Final = 15
"""Working days after which whoever was sent away for a paper has to be reminded."""
SHORTEST: Final = timedelta(minutes=10)
FORWARDED: Final = "forwarded"
"""The way out of a step by which a disposisi is given."""
_OFTEN: Final = (WEB, WEB, COUNTER, COUNTER, COUNTER, PAPER)
_IN_NEED: Final = (COUNTER, PHONE, PHONE, WEB, COUNTER, PAPER)


@dataclass(frozen=True, slots=True)
class Story:
    """A file. `road`: what happens to it in order; `arrives_at`: when the last of that is done, where it then lies;
    None: as the promise allows, at this `pace` (1: just in time). `slow`: the move before which it lies too long."""

    number: int
    sort: str
    law: Enacted
    channel: str
    road: Journey
    received_at: datetime
    arrives_at: datetime | None = None
    pace: float = 0.6
    slow: int | None = None


class Plan:
    """The files of one office."""

    def __init__(self, office: Office, laws: Sequence[Enacted], calendar: WorkCalendar, now: datetime) -> None:
        self.office, self.calendar, self.now = office, calendar, now
        self.chance = chance_of(office.code, calendar.local(now).date())
        self.roads = [(law, Roads(law.standard)) for law in laws]
        self.used: Counter[str] = Counter()
        self.busy: set[str] = set()
        self.count = 0

    def stories(self) -> list[Story]:
        """All of them; the same for the same day."""
        return [*self._ended(), *self._open()]

    # ---- what is over

    def _ended(self) -> Iterator[Story]:
        usual = [(law, roads, roads.finish) for law, roads in self.roads if roads.finish and not _endless(law)]
        letters = [one for one in usual if one[1].signs] or usual
        often = [one for one in _plain(letters) if DAY <= hours.promised(one[0].standard) < hours.MOST] or usual
        often = self.chance.sample(often, k=min(2, len(often)))
        for number in range(OVER):
            law, roads, way = self._next([often[number % len(often)]] if number % 5 < 3 else usual)
            road = roads.mended(way) if number % 5 == 3 else way
            least = 1.2 * hours.promised(law.standard) + DAY
            ago = least + (QUARTER * DAY - least) * (number + self.chance.random()) / OVER
            yield self._over(FINISHED, law, road, ago, pace=self.chance.uniform(0.35, 0.85))
        law, _, road = self._next(_plain(letters))
        yield self._over(EARLY, law, road, 14 * DAY, pace=0.12)
        for number in range(2):
            law, _, road = self._next(_promising(usual))
            late = self._over(LATE, law, road, (9 + 13 * number) * DAY + hours.promised(law.standard))
            yield replace(late, slow=self._slow(law, road))
        refusing = [(law, roads, roads.refusal) for law, roads in self.roads if roads.refusal]
        for number in range(3):
            law, _, road = self._next(_plain(refusing))
            yield self._over(REFUSED, law, road, (6 + 9 * number) * DAY + hours.promised(law.standard))
        for number, channel in enumerate((WEB, COUNTER)):
            law, _, road = self._next(_promising(usual))
            yield replace(self._over(WITHDRAWN, law, road[:1], (4 + 7 * number) * DAY, pace=0.2), channel=channel)
        for law, _, road in self._returning(1):
            yield self._over(LAPSED, law, road, 40 * DAY)

    def _over(self, sort: str, law: Enacted, road: Journey, ago: timedelta, *, pace: float = 0.7) -> Story:
        began = self.calendar.opening_on(law.standard.in_force_from) + self.chance.uniform(1, 6) * hours.HOUR
        received_at = max(hours.before(self.calendar, self.now, ago + self.chance.random() * DAY), began)
        return Story(self._number(), sort, law, self._channel(law), road, received_at, pace=pace)

    def _slow(self, law: Enacted, road: Journey) -> int:
        """A move of the office's own, late in the road."""
        own = [index for index, move in enumerate(road) if law.standard.step(move.step).actor == "post"]
        return self.chance.choice(own[len(own) // 2 :])

    # ---- what lies somewhere

    def _open(self) -> Iterator[Story]:
        for days, (law, _, road) in zip((2.5, LONG_RETURNED), self._returning(2), strict=False):
            yield self._lying(RETURNED, law, road, days * DAY, 0.2 * hours.promised(law.standard))
        for law, road in self._at(lambda step: step.actor == "outside", 2):
            took = 0.5 * hours.promised(law.standard)
            yield self._lying(OUTSIDE, law, road, took + DAY, took)
        breached = self._at(lambda step: step.actor == "post" and not _signs(step), 1, promising=True, least=2)
        for law, road in breached:
            promised = hours.promised(law.standard)
            yield self._lying(BREACHED, law, road, 1.3 * promised + 1.3 * DAY, 0.35 * promised)
        yield from self._still(INITIALS, self._at(lambda step: step.kind == "initial", 2))
        yield from self._still(SIGNATURE, self._before_signature(3))
        yield from self._still(ROUTED, self._after_route(2))
        yield from self._still(DELEGATED, self._at(self._can_delegate, 2))
        for post in self.office.posts:
            present = self.office.present(post.code, self.calendar.local(self.now).date()) == post.code
            if present and post.code not in self.busy:
                yield from self._still(DESK, self._at(_of(post.code), 1))

    def _still(self, sort: str, found: Iterable[tuple[Enacted, Journey]]) -> Iterator[Story]:
        """In time, and with some time left wherever the promise allows that."""
        for law, road in found:
            elapsed = hours.promised(law.standard) * self.chance.uniform(0.2, 0.65)
            while elapsed > SHORTEST and not self._in_time(law, hours.before(self.calendar, self.now, elapsed)):
                elapsed /= 2
            story = self._lying(sort, law, road, elapsed, elapsed * self.chance.uniform(0.5, 0.8))
            if law.standard.person_in_need and not self._in_time(law, story.received_at):
                came = self.now - timedelta(minutes=self.chance.randint(12, 25))  # help that is counted at night too
                story = replace(story, received_at=came, arrives_at=came + timedelta(minutes=8), channel=PHONE)
            yield story

    def _in_time(self, law: Enacted, received_at: datetime) -> bool:
        due = hours.due(law.standard, self.calendar, received_at)
        return due is None or self.calendar.working_time_between(self.now, due) >= min(
            2 * hours.HOUR, hours.promised(law.standard) / 3
        )

    def _lying(self, sort: str, law: Enacted, road: Journey, elapsed: timedelta, took: timedelta) -> Story:
        """Received so long ago, `elapsed`, and brought to where it is in so long, `took`; both in working time."""
        received_at = hours.before(self.calendar, self.now, elapsed)
        arrives_at = min(self.calendar.add_working_time(received_at, took), self.now)
        self.busy |= set(Roads(law.standard).place(road))
        return Story(self._number(), sort, law, self._channel(law), road, received_at, arrives_at)

    def _can_delegate(self, step: Step) -> bool:
        """Whether somebody else of the division may be given the work."""
        divisions = {post.code: post.division for post in self.office.posts}
        own = divisions.get(step.posts[0], "")
        others = [code for code, division in divisions.items() if code not in step.posts and division == own]
        return step.actor == "post" and len(step.posts) == 1 and bool(own and others) and not _signs(step)

    # ---- choosing

    def _at(
        self, fits: Fits, most: int, *, promising: bool = False, least: int = 0
    ) -> Iterator[tuple[Enacted, Journey]]:
        """Ways of at least so many moves to steps that fit; see `_chosen`."""
        found = [
            (law, road)
            for law, roads in self.roads
            for step in law.standard.steps
            if fits(step) and (road := roads.to(step.code)) is not None and len(road) >= least
        ]
        if promising:
            found = [one for one in found if _promises_days(one[0])] or found
        return self._chosen(found, most)

    def _after_route(self, most: int) -> Iterator[tuple[Enacted, Journey]]:
        """Ways that end with a disposisi."""
        found = [
            (law, (*road, Move(step.code, FORWARDED)))
            for law, roads in self.roads
            for step in law.standard.steps
            if step.kind == "route" and (road := roads.to(step.code)) is not None
            if set(step.posts).isdisjoint(roads.place((*road, Move(step.code, FORWARDED))))
        ]
        return self._chosen(found, most)

    def _before_signature(self, most: int) -> Iterator[tuple[Enacted, Journey]]:
        """Ways to a letter that the head signs: one that is signed on the screen wherever there is one."""
        heads = {post.code for post in self.office.posts if post.head}
        found = [
            (law, road, law.standard.product(step.product).signature)
            for law, roads in self.roads
            for step in law.standard.steps
            if _signs(step) and step.product and set(step.posts) <= heads and (road := roads.to(step.code)) is not None
        ]
        on_screen = [(law, road) for law, road, signature in found if signature == "electronic"]
        return self._chosen(on_screen or [(law, road) for law, road, _ in found], most)

    def _chosen(self, found: list[tuple[Enacted, Journey]], most: int) -> Iterator[tuple[Enacted, Journey]]:
        """Those first on which nothing goes wrong, without secrets, with a long promise, of services with few files."""
        for _ in range(min(most, len(found))):
            law, road = min(found, key=lambda one: self._price(*one))
            found.remove((law, road))
            self.used[law.standard.code] += 1
            yield law, road

    def _price(self, law: Enacted, road: Journey) -> tuple[bool, bool, bool, int, int]:
        detour = any(not onward(law.standard, move) for move in road)
        secret = law.standard.confidentiality != "normal"
        short = hours.promised(law.standard) < DAY
        return secret, detour, short, self.used[law.standard.code], len(road)

    def _returning(self, most: int) -> Iterator[tuple[Enacted, Roads, Journey]]:
        found = _promising([(law, roads, roads.back) for law, roads in self.roads if roads.back])
        for _ in range(most if found else 0):
            yield self._next(found)

    def _next(self, among: Sequence[Choice]) -> tuple[Enacted, Roads, Journey]:
        """The one whose service had the fewest files."""
        law, roads, road = min(among, key=lambda one: (self.used[one[0].standard.code], self.chance.random()))
        self.used[law.standard.code] += 1
        assert road is not None  # noqa: S101  # only such ones are handed in
        return law, roads, road

    def _channel(self, law: Enacted) -> str:
        return self.chance.choice(_IN_NEED if law.standard.person_in_need else _OFTEN)

    def _number(self) -> int:
        self.count += 1
        return self.count


def _plain(among: Sequence[Choice]) -> list[Choice]:
    """Those that the whole office may see, where there are any."""
    return [one for one in among if one[0].standard.confidentiality == "normal"] or list(among)


def _promising(among: Sequence[Choice]) -> list[Choice]:
    """Those with a promise of some days: one that is broken is seen as such."""
    return [one for one in _plain(among) if _promises_days(one[0])] or _plain(among)


def _promises_days(law: Enacted) -> bool:
    whole = any(not (limit.ends or limit.starts_after or limit.lasting) for limit in law.standard.time_limits)
    return whole and DAY < hours.promised(law.standard) < hours.MOST


def _of(post: str) -> Fits:
    """The steps of a post."""
    return lambda step: step.actor == "post" and post in step.posts


def _signs(step: Step) -> bool:
    """Whether a letter is signed here that is no refusal."""
    return step.kind == "sign" and all(outcome.to != REFUSAL for outcome in step.outcomes)


def _endless(law: Enacted) -> bool:
    """Whether its files go on for longer than the examples last."""
    return all(limit.unit in ("budget_year", "months") for limit in law.standard.time_limits)
