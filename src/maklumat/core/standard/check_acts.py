"""Judging the acts that a standard cites: repealed before it began, repealed since, or of doubtful status."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from maklumat.core.standard.acts import LegalAct
from maklumat.core.standard.findings import Finding
from maklumat.core.standard.load import Loaded
from maklumat.core.standard.model import LegalBasis
from maklumat.core.standard.sayings import finding
from maklumat.core.terbilang.dates import long_date


def judge_cited(
    loaded: Loaded, cited: Iterable[LegalBasis], begins: date, path: tuple[str, ...]
) -> Iterator[Finding]:  # fmt: skip
    """Findings about the acts cited at `path` by what comes into force on the day `begins`."""
    for index, basis in enumerate(cited):
        act = loaded.acts.get(basis.act)
        if act is None:
            continue
        place = loaded.place(*path, str(index))
        if act.repealed_by and repealed_after(loaded, act, begins):
            words = {"act": act.name, "begins": long_date(begins), "by": _by(act)}
            yield finding("STD-541", place, "dasar_hukum", **words)
        elif act.repealed_by:
            yield finding("STD-504", place, "dasar_hukum", act=act.name, by=_by(act))
        elif act.doubtful:
            yield finding("STD-603", place, "dasar_hukum", act=act.name, note=act.note)


def repealed_after(loaded: Loaded, act: LegalAct, day: date) -> bool:
    """Whether a repealed act was still in force on `day`.

    Where the day of the repeal is not known, the year of the act that repealed it tells; where that is not known
    either, or is the same year, the act counts as repealed before: better one look too many into the law.
    """
    if act.repealed_on is not None:
        return act.repealed_on > day
    by = loaded.acts.get(act.repealed_by_act)
    return by is not None and by.year is not None and by.year > day.year


def _by(act: LegalAct) -> str:
    since = f" sejak {long_date(act.repealed_on)}" if act.repealed_on else ""
    doubt = "" if act.sourced else " (perlu diperiksa)"
    return f"oleh {act.repealed_by}{since}{doubt}"
