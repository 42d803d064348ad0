"""Running one case through the pure core: receipt, deeds, the look at the end, and what differs from the hope."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from maklumat.core.clock.office import calendar_of
from maklumat.core.clock.values import Due
from maklumat.core.eligibility import Judgement, judge
from maklumat.core.errors import Refusal
from maklumat.core.events import Event
from maklumat.core.intake import (
    ABSENT,
    ATTACHED,
    ERROR,
    WEB,
    Claim,
    RawPerson,
    RawSubmission,
    Submission,
    Terms,
    asked,
    blocking,
    clean,
    examine,
)
from maklumat.core.kinds.registry import KINDS
from maklumat.core.procedure import promises
from maklumat.core.procedure.actions import Act, Action, Receive, Reschedule, Resubmit, Tick, Withdraw
from maklumat.core.procedure.decide import decide
from maklumat.core.procedure.fold import fold
from maklumat.core.procedure.state import State
from maklumat.core.standard.model import Office, ServiceStandard
from maklumat.core.standard.typed import Record
from maklumat.core.workdays.facts import HolidayYear
from maklumat.ops.sample_record import sample
from tests.standards.uji_format import ALL_PAPERS, APPLICANT, STATUSES, SYSTEM, VERDICTS, moment_of, slot_name, ways

PERSON = {"name": "Contoh Pemohon", "nik": "9999990101900001"}
WORDS = {code: word for choice in (STATUSES, VERDICTS) for word, code in choice.words}


@dataclass
class Play:
    """One case being played: the file's events so far, and the calendar that is loaded."""

    office: Office
    service: ServiceStandard
    case: Record
    years: Mapping[int, HolidayYear]
    history: tuple[Event, ...] = ()
    differences: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        loaded = self.case.get("years", tuple(self.years))
        self.calendar = calendar_of(self.office, [self.years[year] for year in loaded])

    def run(self) -> list[str]:
        """Everything that is not as hoped, in words; empty when the case holds."""
        received = self.moment(self.case.get("received"))
        self.submission, self.lacking, self.may_submit = self._intake(received)
        on = self.calendar.local(received).date()
        limits = promises.applicable(self.service, self.submission.facts, on)
        self._take(Receive(received, limits), received)
        for deed in self.case.records("deeds"):
            self._deed(deed)
        if self.case.has("seen"):
            seen = self.moment(self.case.get("seen"))
            self._take(Tick(seen), seen)
        self._compare(self.case.get("expected"))
        return self.differences

    def moment(self, written: str) -> datetime:
        """A moment written on the office's wall, as aware UTC."""
        found = moment_of(written)
        assert found is not None
        return found.replace(tzinfo=ZoneInfo(self.office.time_zone)).astimezone(UTC)

    @property
    def state(self) -> State:
        return fold(self.service, self.history)

    def _intake(self, received: datetime) -> tuple[Submission, list[str], bool]:
        on = self.calendar.local(received).date()
        person = self.case.get("applicant")
        applicant = RawPerson(**(person.values if isinstance(person, Record) else PERSON))
        raw = RawSubmission(applicant, answers=self.case.get("answers", {}))
        terms = Terms(on, fictitious_allowed=True)
        submission, _ = clean(self.service, raw, WEB, terms)
        papers = self.case.get("papers", (ALL_PAPERS,))
        claims = tuple(
            Claim(slot.key, ATTACHED if {slot.requirement.code, ALL_PAPERS} & set(papers) else ABSENT)
            for slot in asked(self.service, submission.facts, on)
        )
        raw = RawSubmission(applicant, answers=raw.answers, claims=claims)
        submission, told = clean(self.service, raw, WEB, terms)
        self.differences += [
            f"{self.case.at('answers')}: {problem.field}: {problem.text}"
            for problem in told
            if problem.grade == ERROR and problem.field.startswith("answers.")
        ]
        lacks = examine(self.service, submission, on, told)
        missing = [slot_name(lack.field.removeprefix("requirements.")) for lack in lacks if lack.code == "ISI-203"]
        return submission, missing, not blocking((*told, *lacks), WEB)

    def _take(self, action: Action, moment: datetime) -> None:
        self.history += decide(self.service, self.history, action, moment, self.calendar).events

    def _deed(self, deed: Record) -> None:
        at = self.moment(deed.get("at"))
        recorded = self.moment(deed.get("recorded", deed.get("at")))
        refused = ""
        try:
            self._take(self._action(deed, at), recorded)
        except Refusal as refusal:
            refused = refusal.code
        if refused != deed.get("refusal", ""):
            said = f"galat {refused}" if refused else "diterima"
            self.differences.append(f"{deed.place}: harus {deed.get('refusal', 'diterima')}, ternyata {said}")
        if isinstance(expected := deed.get("expected"), Record):
            self._compare(expected)

    def _action(self, deed: Record, at: datetime) -> Action:
        by, outcome, late = deed.get("by"), deed.get("outcome"), deed.get("late_reason", "")
        if by == (APPLICANT,):
            kind = Resubmit if outcome == "dilengkapi" else Withdraw
            return kind(self.state.seq, at, late_reason=late)
        if by == (SYSTEM,) and outcome == "kalender_dimuat":
            self.calendar = calendar_of(self.office, self.years.values())
            return Reschedule(at, "kalender")
        if by == (SYSTEM,):
            return Tick(at)
        step = self.service.step(deed.get("step"))
        way = KINDS[step.kind].way(ways(step)[outcome])
        data = sample(KINDS[step.kind], way, now=at, groups=step.asks)
        data = {code: value for code, value in data.items() if code not in ("reason", "findings")}
        data |= {code: deed.get(code) for code in ("reason", "findings") if deed.has(code)}
        return Act(step.code, way.code, by, self.state.seq, at, data, late)

    def _compare(self, expected: Record) -> None:
        for code in expected.values:
            if code == "limit":
                continue
            hoped, found = getattr(self, f"_{code}")(expected)
            if hoped != found:
                word = expected.shape.word(code)
                self.differences.append(f"{expected.at(code)}: {word} harus {hoped}, ternyata {found}")

    # What each key of `harap` asks: (hoped, found).

    def _status(self, expected: Record) -> tuple[str, str]:
        return WORDS[expected.get("status")], WORDS[self.state.status]

    def _step(self, expected: Record) -> tuple[str, str]:
        return expected.get("step"), self.state.step

    def _desk(self, expected: Record) -> tuple[set[str], set[str]]:
        return set(expected.get("desk")), set(self.state.desk)

    def _breached(self, expected: Record) -> tuple[set[str], set[str]]:
        return set(expected.get("breached")), set(self.state.breached)

    def _kept(self, expected: Record) -> tuple[set[str], set[str]]:
        return set(expected.get("kept")), set(self.state.kept)

    def _late_since(self, expected: Record) -> tuple[str, str]:
        since = self.state.late_since
        return expected.get("late_since"), self._wall(since) if since else "tidak terlambat"

    def _due(self, expected: Record) -> tuple[str, str]:
        due = self._promise(expected)
        running = {due.limit: due.at for due in self.state.dues}
        if due is not None and running.get(due.limit.code, due.at) != due.at:
            self.differences.append(f"{expected.place}: batas pada berkas tidak sama dengan penjelasannya")
        return expected.get("due"), self._wall(due.at) if due else "tanpa batas"

    def _provisional(self, expected: Record) -> tuple[str, str]:
        due = self._promise(expected)
        words = {True: "ya", False: "tidak"}
        return words[expected.get("provisional")], words[due is not None and due.provisional]

    def _reasons(self, expected: Record) -> tuple[list[str], list[str]]:
        """The hoped reasons, and those of them that are given."""
        due = self._promise(expected)
        given = [f"{reason.code} {reason}" for reason in (due.reasons if due else ())]
        hoped = list(expected.get("reasons"))
        found = [word for word in hoped if any(word in sentence for sentence in given)]
        return hoped, found if found == hoped else given

    def _verdict(self, expected: Record) -> tuple[str, str]:
        return WORDS[expected.get("verdict")], WORDS[self._judgement().verdict]

    def _rules(self, expected: Record) -> tuple[list[str], list[str]]:
        return list(expected.get("rules")), [ground.rule.code for ground in self._judgement().grounds]

    def _proposes_refusal(self, expected: Record) -> tuple[bool, bool]:
        return expected.get("proposes_refusal"), self._judgement().proposes_refusal

    def _papers_missing(self, expected: Record) -> tuple[list[str], list[str]]:
        return list(expected.get("papers_missing")), self.lacking

    def _may_submit(self, expected: Record) -> tuple[bool, bool]:
        return expected.get("may_submit"), self.may_submit

    def _judgement(self) -> Judgement:
        state = self.state
        local = [self.calendar.local(at).date() for at in (state.received_at, state.complete_at) if at is not None]
        return judge(
            self.service.eligibility,
            self.submission.facts,
            local[0],
            local[1] if len(local) == 2 else None,
            person_in_need=self.service.person_in_need,
        )

    def _promise(self, expected: Record) -> Due | None:
        """The due date that is asked for: of the named promise, or the earliest of those that apply."""
        return min(self._dues(expected), key=lambda due: due.at, default=None)

    def _dues(self, expected: Record) -> Iterator[Due]:
        for limit in self.service.time_limits:
            if limit.code in self.state.limits and expected.get("limit", limit.code) == limit.code:
                due = promises.explain(limit, self.state, self.calendar)
                if due is not None:
                    yield due

    def _wall(self, at: datetime) -> str:
        return self.calendar.local(at).strftime("%Y-%m-%d %H:%M")
