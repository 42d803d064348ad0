"""A letter that is drafted, initialled, tidied up once more, and signed: so that it can change after its paraf."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any, Final
from uuid import UUID

from django.utils import timezone

from maklumat.core.standard.model import Outcome, ServiceStandard, Step
from maklumat.records.catalogue import queries as catalogue
from maklumat.records.catalogue.actions import enact
from maklumat.records.work import actions
from maklumat.records.work import queries as work
from tests import cast
from tests.issued_cast import HERE, LETTER, SERVICE, TYPED

KABID: Final = "kabid-pemberdayaan-sosial"
OTHER: Final = "kabid-pemberdayaan-perempuan"
SIGN: Final = "tanda-tangan"
SECOND: Final = "paraf-kedua"


def _step(code: str, kind: str, post: str, ways: dict[str, str]) -> Step:
    outcomes = tuple(Outcome(way, to) for way, to in ways.items())
    return Step(code, code, "post", kind, (post,), outcomes, HERE, product=LETTER)


def initialled_here(standard: ServiceStandard, after: str) -> ServiceStandard:
    """The permit's standard with a paraf before the signature, and between them a last touch (`after`: "rapikan") or
    a second paraf (SECOND)."""
    back = {"signed": "serah", "returned": "konsep", "stepped_back": "paraf"}
    steps: tuple[Step, ...] = (
        _step("konsep", "draft", cast.CLERK, {"drafted": "paraf"}),
        _step("paraf", "initial", KABID, {"initialled": after, "returned": "konsep"}),
        _step("rapikan", "draft", cast.CLERK, {"drafted": SIGN}),
        _step(SECOND, "initial", OTHER, {"initialled": SIGN, "returned": "konsep", "stepped_back": "paraf"}),
        _step(SIGN, "sign", cast.HEAD, back),
        _step("serah", "deliver", cast.CLERK, {"delivered": "selesai"}),
    )
    limits = tuple(replace(limit, ends="", starts="received", starts_after="") for limit in standard.time_limits)
    products = tuple(
        replace(one, signed_by=cast.HEAD, outside_signer="", signature="electronic", number_format=one.number_format)
        if one.code == LETTER else one
        for one in standard.products
    )  # fmt: skip
    steps = tuple(step for step in steps if step.code not in {"rapikan", SECOND} - {after})
    return replace(standard, steps=steps, products=products, time_limits=limits)


def enacted(after: str = "rapikan", *, neighbour: bool = False) -> None:
    """The law, with the permit changed so."""
    cast.enact(neighbour=neighbour)
    now = timezone.now()
    laws = catalogue.services(cast.OFFICE, now)
    changed = [initialled_here(one.standard, after) if one.standard.code == SERVICE else one.standard for one in laws]
    enact(laws[0].office, changed, {}, moment=now)
    cast.forget_law()


@dataclass
class Chain:
    """Those who work on such a letter, and the file on its way."""

    file: UUID
    clerk: cast.Officer = field(default_factory=lambda: cast.officer(cast.CLERK, name="Contoh Loket"))
    kabid: cast.Officer = field(default_factory=lambda: cast.officer(KABID, name="Contoh Kabid"))
    other: cast.Officer = field(default_factory=lambda: cast.officer(OTHER, name="Contoh Kabid Lain"))
    head: cast.Officer = field(default_factory=lambda: cast.officer(cast.HEAD, name="Contoh Kepala"))

    @property
    def seq(self) -> int:
        return work.followed(self.file).state.seq

    def act(self, who: cast.Officer, step: str, outcome: str, **data: Any) -> None:
        actions.act(
            who.actor, self.file, step=step, outcome=outcome, seen_seq=self.seq, data=data, moment=timezone.now()
        )  # fmt: skip

    def draft(self, step: str = "konsep", **typed: str) -> None:
        self.act(self.clerk, step, "drafted", letter={**TYPED, **typed})

    def to_signing(self, **changed: str) -> None:
        """Drafted, initialled, and tidied up: with the words of `changed` in it, which the kabid has not seen."""
        self.draft()
        self.act(self.kabid, "paraf", "initialled")
        self.draft("rapikan", **changed)


def applied(after: str = "rapikan") -> Chain:
    """A new application for such a letter."""
    enacted(after)
    return Chain(cast.apply(SERVICE).application_id)


def also_applied(chain: Chain) -> Chain:
    """Another application for such a letter, with the same people."""
    return replace(chain, file=cast.apply(SERVICE).application_id)
