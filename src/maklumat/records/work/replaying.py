"""A year's files through a changed standard: what would have become of them under another promise, other steps, other
people at the desks. Nothing is written; it may take most of a minute, so it never runs inside a page."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from random import Random
from time import perf_counter
from typing import Any, Final

from maklumat.core.errors import Refusal
from maklumat.core.procedure.promises import applicable
from maklumat.core.replay.answer import Tally, desk_plain, promise_sentences, staffing_sentences
from maklumat.core.replay.course import Plan, plan, replayed
from maklumat.core.replay.desks import Desk, played
from maklumat.core.replay.fitting import fitted, same_course
from maklumat.core.replay.judge import judged
from maklumat.core.replay.legs import Gathering, Work
from maklumat.core.replay.timing import YEARS_BEYOND, long_calendar, order_of, timed
from maklumat.core.replay.values import Astray, Trace, Verdict
from maklumat.core.standard.model import Office, ServiceStandard
from maklumat.records.catalogue import queries as catalogue
from maklumat.records.work.past import PastFile, facts_of, past_files, records_of

MOST_FILES: Final = 500_000
REPORTED: Final = 2_000
SEED: Final = 2015
ASSUMED: Final = (
    "Lama pengerjaan tidak dicatat; yang dipakai adalah taksiran paling lama: sejak petugas sempat sampai diteruskan.",
    "Setiap meja mengerjakan berkas yang janjinya paling dekat lebih dahulu, tanpa berhenti selama jam kerja.",
    "Berkas layanan lain kantor ini tahun itu ikut dikerjakan petugas yang sama; yang dari buku kertas tidak.",
)
Progress = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked: this standard, for the files of that year, as of `moment`. `people`: by post, where other than
    now; `new_minutes`: the working minutes of a step that has no history; `sample`: how many files are run through the
    live system's judgement as well."""

    office: Office
    standard: ServiceStandard
    year: int
    moment: datetime
    people: Mapping[str, int] = field(default_factory=dict)
    people_now: Mapping[str, int] = field(default_factory=dict)
    new_minutes: Mapping[str, int] = field(default_factory=dict)
    sample: int = 0
    staffing: bool = True


@dataclass(slots=True)
class Answer:
    """What came of it. `agreed` of `sampled` files had the same verdict as file by file; seconds are of the wall."""

    tally: Tally
    sentences: tuple[str, ...] = ()
    sampled: int = 0
    agreed: int = 0
    sample_seconds: float = 0.0
    seconds: float = 0.0
    usual: float | None = None
    desks: tuple[Desk, ...] = ()
    staffed: Tally | None = None
    assumptions: tuple[str, ...] = ()

    def plain(self, office: Office) -> dict[str, Any]:
        """As JSON values."""
        names = {post.code: post.name for post in office.posts}
        return {
            "promise": self.tally.plain(),
            "staffing": self.staffed and {
                **self.staffed.plain(), "late_percent_with_present_people": round(100 * (self.usual or 0), 2),
                "desks": desk_plain(self.desks, names),
            },
            "sentences": list(self.sentences), "assumptions": list(self.assumptions),
            "sample": {"files": self.sampled, "agreed": self.agreed, "seconds": round(self.sample_seconds, 3)},
            "seconds": round(self.seconds, 3),
        }  # fmt: skip


def replay(question: Question, progress: Progress = lambda _: None) -> Answer:
    """Answer it. Raises Refusal STD-811 for a year with more files than one machine should take at once."""
    began = perf_counter()
    reader, answer, sample = _Reader(question), Answer(Tally()), _Sample(question.sample)
    for number, file in enumerate(reader.files()):
        if number >= MOST_FILES:
            raise Refusal(
                "STD-811", "Tahun {year} punya lebih dari {most} berkas.", year=question.year, most=MOST_FILES
            )
        if number % REPORTED == 0:
            progress(number)
        if file.brought:
            answer.tally.brought += file.service == question.standard.code
            continue
        if file.service != question.standard.code:
            reader.beside(file)
            continue
        trace = reader.trace(file)
        verdict = reader.verdict(trace)
        if trace is None or verdict is None:
            answer.tally.unfit += 1
            continue
        answer.tally.add(verdict, reader.calendar, question.moment)
        sample.offer(file, trace)
        if question.staffing:
            reader.keep(trace)
    answer.sentences = promise_sentences(answer.tally, question.year, question.office)
    answer.assumptions = reader.assumptions()
    if question.staffing and reader.kept:
        _staffed(question, reader, answer)
    answer.seconds = perf_counter() - began
    _compare(question, sample, reader, answer)
    return answer


class _Reader:
    """Files as they come, made into what the replay and the play of the desks need."""

    def __init__(self, question: Question) -> None:
        self.question = question
        self.calendar = catalogue.calendar(question.office)
        self.long = long_calendar(self.calendar, question.moment)
        self.ready = plan(question.standard, self.calendar)
        self.kept: list[Trace] = []
        self.pieces = Gathering(self.long, {**question.people_now}, self._new_seconds())
        self._plans: dict[int, Plan] = {}
        self._fits: dict[int, _Fit] = {}

    def files(self) -> Iterator[PastFile]:
        """Those of the service; where desks are played, those of the whole office, whose people are the same."""
        question = self.question
        office, code = question.office.code, question.standard.code
        asked = not all(self._fit(version).simple for version in catalogue.versions(office, code))
        return past_files(
            office, question.year, service="" if question.staffing else code, answers_of=code if asked else ""
        )

    def trace(self, file: PastFile) -> Trace | None:
        """The file under the standard that is tried; None where it does not fit."""
        fit = self._fit(file.standard_id)
        limits = fit.limits(file) if fit.simple else self._limits(file)
        trace = Trace(str(file.id), file.received_at, limits, file.deeds, file.at, file.ended)
        return trace if fit.same else fitted(self.ready, trace, fit.steps)

    def verdict(self, trace: Trace | None) -> Verdict | None:
        """What becomes of it; None where it does not fit."""
        try:
            return None if trace is None else replayed(self.ready, trace, self.question.moment)
        except Astray:
            return None

    def keep(self, trace: Trace) -> None:
        """For the play of the desks."""
        self.kept.append(trace)
        self.pieces.add(self.ready, trace, order_of(self.ready, trace, self.long), own=True)

    def beside(self, file: PastFile) -> None:
        """A file of another service: work for the same people, under its own standard."""
        if file.standard_id not in self._plans:
            self._plans[file.standard_id] = plan(catalogue.standard(file.standard_id), self.calendar)
        ready = self._plans[file.standard_id]
        trace = Trace("", file.received_at, file.limits, file.deeds, file.at, file.ended)
        with suppress(Astray):
            self.pieces.add(ready, trace, order_of(ready, trace, self.long))

    def assumptions(self) -> tuple[str, ...]:
        """What was taken for granted, in sentences."""
        old = {code for fit in self._fits.values() for code in fit.steps}
        new = {step.code: step.text for step in self.question.standard.steps}
        gone = [f"Langkah {code} dihapus: waktunya dihitung pada meja sesudahnya." for code in sorted(old - set(new))]
        return (*gone, *(self._assumed(code, new[code]) for code in new if old and code not in old))

    def _assumed(self, code: str, text: str) -> str:
        minutes = self.question.new_minutes.get(code)
        taken = f"{minutes} menit kerja" if minutes else "1 menit kerja, karena tidak disebut"
        return f"Langkah baru “{text}”: lamanya {taken}; pada hitungan janji ia dilewati seketika."

    def _new_seconds(self) -> dict[str, int]:
        return {code: 60 * minutes for code, minutes in self.question.new_minutes.items()}

    def _fit(self, standard_id: int) -> _Fit:
        if standard_id not in self._fits:
            self._fits[standard_id] = _Fit(catalogue.standard(standard_id), self.question.standard)
        return self._fits[standard_id]

    def _limits(self, file: PastFile) -> tuple[str, ...]:
        on = catalogue.local_date(self.question.office, file.received_at)
        return applicable(self.question.standard, facts_of(file), on)


class _Fit:
    """How files of one standard fit the one that is tried. `simple`: no promise asks for answers that it did not."""

    def __init__(self, old: ServiceStandard, new: ServiceStandard) -> None:
        self.same = same_course(old, new)
        self.steps = frozenset(step.code for step in old.steps)
        known = {(limit.code, limit.when) for limit in old.time_limits}
        self.always = frozenset(limit.code for limit in new.time_limits if not limit.when)
        self.codes = tuple(limit.code for limit in new.time_limits)
        self.simple = all(not limit.when or (limit.code, limit.when) in known for limit in new.time_limits)

    def limits(self, file: PastFile) -> tuple[str, ...]:
        return tuple(code for code in self.codes if code in self.always or code in file.limits)


class _Sample:
    """So many files, each as likely as any other, the same ones every time."""

    def __init__(self, size: int) -> None:
        self.size, self._seen, self._random = size, 0, Random(SEED)  # noqa: S311  # no secret
        self.files: list[tuple[PastFile, Trace]] = []

    def offer(self, file: PastFile, trace: Trace) -> None:
        self._seen += 1
        if len(self.files) < self.size:
            self.files.append((file, trace))
        elif (place := self._random.randrange(self._seen)) < self.size:
            self.files[place] = (file, trace)


def _compare(question: Question, sample: _Sample, reader: _Reader, answer: Answer) -> None:
    """The sample again, one file after the other through the judgement of the live system."""
    began = perf_counter()
    for file, trace in sample.files:
        records = records_of(file) if len(file.deeds) == len(trace.deeds) else ()
        slow = judged(question.standard, trace, question.moment, reader.calendar, records)
        answer.agreed += slow == replayed(reader.ready, trace, question.moment)
    answer.sampled, answer.sample_seconds = len(sample.files), perf_counter() - began


def _staffed(question: Question, reader: _Reader, answer: Answer) -> None:
    """The desks played through, with the people of now and with those that are asked for."""
    work = reader.pieces.work()
    usual, desks = _play(question, reader, work, question.people_now)
    wanted = {**question.people_now, **question.people}
    staffed = usual
    if wanted != dict(question.people_now):
        staffed, desks = _play(question, reader, work, wanted)
    answer.usual, answer.staffed, answer.desks = usual.share, staffed, desks
    answer.sentences += staffing_sentences(staffed, desks, usual.share, question.office)
    answer.assumptions += ASSUMED


def _play(question: Question, reader: _Reader, work: Work, people: Mapping[str, int]) -> tuple[Tally, tuple[Desk, ...]]:
    try:
        left, desks = played(work, people)
    except LookupError:
        raise Refusal(
            "STD-812", "Dengan petugas sesedikit ini antrean tidak pernah habis dalam {years} tahun.",
            years=YEARS_BEYOND,
        ) from None  # fmt: skip
    tally = Tally()
    for trace, place in zip(reader.kept, reader.pieces.own, strict=True):
        played_trace = timed(trace, left[place], reader.long)
        until = max((question.moment, *played_trace.at[-1:]))
        tally.add(replayed(reader.ready, played_trace, until), reader.calendar, question.moment)
    return tally, desks
