"""A small standard for tests of the procedure: check, a joint verification, draft, sign, deliver, and a refusal."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from maklumat.core.standard.model import (
    FINISHED,
    REFUSED,
    TO_APPLICANT,
    Outcome,
    Product,
    ServiceStandard,
    Source,
    Staffing,
    Step,
    Text,
    TimeLimit,
)

HERE = Source(lines="1")


def step(code: str, kind: str, posts: str, outcomes: dict[str, str], **extra: object) -> Step:
    """A step whose posts are words in one text."""
    ways = tuple(Outcome(code=outcome, to=to) for outcome, to in outcomes.items())
    values = {"code": code, "text": f"Langkah {code}", "actor": "post", "kind": kind, "posts": tuple(posts.split()),
              "outcomes": ways, "source": HERE}  # fmt: skip
    return Step(**{**values, **extra})  # type: ignore[arg-type]


STEPS = (
    step("terima", "check", "loket", {"complete": "verifikasi", "incomplete": TO_APPLICANT}),
    step("verifikasi", "verify", "analis operator",
         {"valid": "konsep", "unclear": TO_APPLICANT, "invalid": "penolakan"}, joint=True),
    step("konsep", "draft", "staf", {"drafted": "tanda-tangan", "returned": "verifikasi"}, product="surat"),
    step("tanda-tangan", "sign", "kepala", {"signed": "serah", "returned": "konsep"}, product="surat"),
    step("serah", "deliver", "loket", {"delivered": FINISHED}, product="surat"),
    step("penolakan", "sign", "kepala", {"signed": REFUSED, "returned": "verifikasi"}, product="tolak", added=True),
)  # fmt: skip

STANDARD = ServiceStandard(
    code="layanan",
    office="kantor",
    seq=1,
    name="Layanan Uji",
    decree_title="Layanan Uji",
    division="bidang",
    in_force_from=date(2023, 1, 1),
    source=HERE,
    requirements=(),
    steps=STEPS,
    time_limits=(TimeLimit(code="utama", max=1, unit="working_days", source=HERE),),
    fee_rupiah=0,
    fee_source=HERE,
    products=(
        Product(code="surat", name="Surat", kind="letter", source=HERE, signed_by="kepala"),
        Product(code="tolak", name="Penolakan", kind="letter", source=HERE, signed_by="kepala"),
    ),
    complaint_channels=(),
    legal_basis=(),
    facilities=(),
    competences=(),
    supervision=Text("", HERE),
    staffing=Staffing(1, (), HERE),
    guarantees=(),
    safety=(),
    evaluation=Text("", HERE),
    survey_every_months=6,
)


def with_limits(*limits: TimeLimit) -> ServiceStandard:
    """The small standard with other promises."""
    return replace(STANDARD, time_limits=limits)
