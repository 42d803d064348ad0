"""What many verdicts come to, and the sentences that a kepala dinas reads."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final

from maklumat.core.replay.desks import Desk
from maklumat.core.replay.values import Verdict
from maklumat.core.standard.model import Office
from maklumat.core.terbilang.numbers import grouped
from maklumat.core.workdays.calendar import WorkCalendar

_HOUR: Final = 3600
_ELSEWHERE: Final = {"applicant": "pemohon", "outside": "pihak luar"}


@dataclass(slots=True)
class Tally:
    """Verdicts counted as they come; nothing of a file stays. `over` counts late files by the working days that
    closed while they were late: 0 for hours, the first missed closing is 1, 10 stands for ten and more. `brought` came
    from paper and `unfit` took a way that is gone: neither is among the `files`."""

    files: int = 0
    late: int = 0
    running: int = 0
    unfit: int = 0
    brought: int = 0
    by_limit: Counter[str] = field(default_factory=Counter)
    by_desk: Counter[str] = field(default_factory=Counter)
    by_longest: Counter[str] = field(default_factory=Counter)
    over: Counter[int] = field(default_factory=Counter)
    worst: timedelta = field(default_factory=timedelta)

    def add(self, verdict: Verdict, calendar: WorkCalendar, until: datetime) -> None:
        self.files += 1
        self.running += verdict.ended_at is None
        if not verdict.broken:
            return
        self.late += 1
        first = min(verdict.broken, key=lambda one: one.due_at)
        for one in verdict.broken:
            self.by_limit[one.limit] += 1
        self.by_desk[first.desk] += 1
        self.by_longest[first.longest] += 1
        end = verdict.ended_at or until
        self.over[min(10, calendar.working_days_between(first.due_at, end))] += 1
        self.worst = max(self.worst, end - first.due_at)

    @property
    def share(self) -> float:
        """The share of the files that were late; 0 to 1."""
        return self.late / self.files if self.files else 0.0

    def plain(self) -> dict[str, Any]:
        """As JSON values."""
        return {
            "files": self.files, "late": self.late, "late_percent": round(100 * self.share, 2),
            "running": self.running, "unfit": self.unfit, "brought": self.brought,
            "by_limit": dict(self.by_limit),
            "by_desk": dict(self.by_desk.most_common()), "by_longest": dict(self.by_longest.most_common()),
            "late_by_working_days": {str(days): self.over[days] for days in sorted(self.over)},
        }  # fmt: skip


def percent(share: float) -> str:
    """A share as an official writes it: "14 %", "0,4 %"."""
    value = 100 * share
    text = f"{value:.1f}".replace(".", ",") if 0 < value < 10 else f"{value:.0f}"
    return f"{text.removesuffix(',0')} %"


def desk_name(desk: str, office: Office) -> str:
    """A desk in words."""
    names = {post.code: post.name for post in office.posts}
    return " dan ".join(names.get(post, _ELSEWHERE.get(post, post)) for post in desk.split("+"))


def promise_sentences(tally: Tally, year: int, office: Office) -> tuple[str, ...]:
    """What the promise alone would have meant for the files as they went."""
    if not tally.files:
        return (f"Tidak ada berkas tahun {year} untuk diputar ulang.", *_left_out(tally))
    share, count = percent(tally.share), grouped(tally.files)
    first = f"Dengan janji ini, {share} dari {count} berkas tahun {year} akan terlambat ({grouped(tally.late)} berkas)."
    found = [first]
    if tally.late:
        desk, most = tally.by_longest.most_common(1)[0]
        found.append(
            f"Penyebab terbanyak: {desk_name(desk, office)}, yang paling lama memegang "
            f"{percent(most / tally.late)} dari berkas yang terlambat."
        )
        desk, most = tally.by_desk.most_common(1)[0]
        found.append(
            f"Saat menjadi terlambat, {percent(most / tally.late)} berkas sedang di {desk_name(desk, office)}."
        )
    return (*found, *_left_out(tally))


def _left_out(tally: Tally) -> Iterator[str]:
    """How many files were not counted, and why."""
    if tally.unfit:
        yield f"{grouped(tally.unfit)} berkas tidak dapat diputar ulang, karena jalannya tidak ada lagi dalam prosedur."
    if tally.brought:
        yield (
            f"{grouped(tally.brought)} berkas dipindahkan dari buku kertas dan tidak ikut dihitung: perjalanannya di"
            " kertas tidak tercatat di sini."
        )


def staffing_sentences(tally: Tally, desks: Iterable[Desk], usual: float, office: Office) -> tuple[str, ...]:
    """What the promise would have meant with other people at the desks. `usual`: the share that the same reckoning
    finds late with the people who were there."""
    share, count = percent(tally.share), grouped(tally.files)
    first = f"Dengan janji dan petugas ini, {share} dari {count} berkas akan terlambat."
    found = [f"{first} Dengan petugas yang ada sekarang: {percent(usual)}."]
    worst = bottleneck(desks)
    if worst is not None:
        found.append(
            f"Yang paling menahan berkas: {desk_name(worst.post, office)}. Ia sibuk {percent(worst.busy)} dari jam "
            f"kerja, dan sebuah berkas menunggu gilirannya rata-rata {hours(worst.wait)}."
        )
    return tuple(found)


def bottleneck(desks: Iterable[Desk]) -> Desk | None:
    """The desk before which files wait most, all together; None where nothing ever waits."""
    worst = max(desks, key=lambda desk: (desk.waited, desk.busy), default=None)
    return worst if worst is not None and worst.waited else None


def hours(seconds: float) -> str:
    """Working seconds in words: "2,3 jam kerja", "12 menit kerja"."""
    if seconds < _HOUR:
        return f"{round(seconds / 60)} menit kerja"
    return f"{seconds / _HOUR:.1f} jam kerja".replace(".", ",").replace(",0 ", " ")


def desk_plain(desks: Iterable[Desk], names: Mapping[str, str]) -> list[dict[str, Any]]:
    """Desks as JSON values, the busiest first."""
    return [
        {
            "post": desk.post, "name": names.get(desk.post, desk.post), "people": desk.people, "pieces": desk.pieces,
            "busy_percent": round(100 * desk.busy, 1), "mean_wait_working_hours": round(desk.wait / _HOUR, 2),
        }
        for desk in sorted(desks, key=lambda desk: -desk.waited)
    ]  # fmt: skip
