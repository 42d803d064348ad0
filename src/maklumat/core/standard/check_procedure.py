"""Judging a procedure: branches, refusals, signatures, and whether what is promised is ever made and handed over."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from maklumat.core.kinds.kind import REFUSE
from maklumat.core.kinds.registry import KINDS
from maklumat.core.standard import graph
from maklumat.core.standard.findings import Finding, Place
from maklumat.core.standard.load import Loaded
from maklumat.core.standard.model import CLOSED, REFUSED, Office, Product, ServiceStandard, Step
from maklumat.core.standard.sayings import finding

JUDGING: Final = frozenset({"check", "verify", "data_check", "visit", "conference", "plan", "sign", "wait", "refer"})
"""Kinds whose result is a judgement: where only the good result leads on, the decree forgot the other."""

HANDING_OVER: Final = frozenset({"deliver", "send"})
_LETTER: Final = re.compile(r"\bsurat (keterangan|rekomendasi|pengantar|izin|penolakan)", re.IGNORECASE)


def judge_procedure(loaded: Loaded, office: Office, service: ServiceStandard) -> Iterator[Finding]:
    """Findings about the steps of one service."""
    for step in service.steps:
        place = loaded.place(service.code, "steps", step.code)
        yield from _branches(step, place)
        yield from _signature(office, service, step, place)
        yield from _refusal(office, service, step, place)
        yield from _words(service, step, place)
        if step.added:
            yield finding("STD-602", place, "prosedur", step=step.code, reason=step.source.reason)
    refuses = any(REFUSE in _effects(step) for step in service.steps)
    if not refuses and any(not rule.advisory for rule in service.eligibility):
        yield finding("STD-409", loaded.place(service.code, "eligibility"), "kelayakan")
    for product in service.products:
        yield from _product(service, product, loaded.place(service.code, "products", product.code))


def _effects(step: Step) -> frozenset[str]:
    kind = KINDS[step.kind]
    return frozenset(effect for way in step.outcomes for effect in kind.way(way.code).effects)


def _branches(step: Step, place: Place) -> Iterator[Finding]:
    """A judgement needs a way for the other answer."""
    if step.kind not in JUDGING:
        return
    kind = KINDS[step.kind]
    others = [way for way in kind.ways if not way.onward]
    written = {way.code for way in step.outcomes}
    if written and all(kind.way(code).onward for code in written) and len(written) < 2:
        words = ", ".join(way.word for way in others) or ", ".join(way.word for way in kind.ways)
        yield finding("STD-404", place, "prosedur", step=step.code, words=words)


def _signature(office: Office, service: ServiceStandard, step: Step, place: Place) -> Iterator[Finding]:
    if step.kind != "sign":
        return
    for post in step.posts:
        if not office.post(post).signs:
            yield finding("STD-408", place, "pelaku", post=post)
    signer = service.product(step.product).signed_by if step.product else ""
    if signer and signer not in step.posts:
        yield finding("STD-413", place, "pelaku", product=step.product, signer=signer, step=step.code)


def _refusal(office: Office, service: ServiceStandard, step: Step, place: Place) -> Iterator[Finding]:
    """A refusal is only proposed; a letter that somebody signs decides it, and for a person in need the head does."""
    kind = KINDS[step.kind]
    for way in step.outcomes:
        if REFUSE not in kind.way(way.code).effects:
            continue
        if way.to == REFUSED:
            yield finding("STD-411", place, "hasil", step=step.code)
        if service.person_in_need and _refuses(service, way.to) and not _seen_by_head(office, service, step, way.to):
            yield finding("STD-412", place, "hasil", step=step.code)


def _refuses(service: ServiceStandard, target: str) -> bool:
    """Whether this way refuses or leads to where it is refused. The same result may lead on to more help instead."""
    ends = {REFUSED, CLOSED}
    return target in ends or any(
        step.code == target and any(way.to in ends for way in step.outcomes) for step in service.steps
    )


def _seen_by_head(office: Office, service: ServiceStandard, step: Step, target: str) -> bool:
    heads = {post.code for post in office.posts if post.head}
    if set(step.posts) & heads:
        return True
    return any(other.code == target and set(other.posts) & heads for other in service.steps)


def _words(service: ServiceStandard, step: Step, place: Place) -> Iterator[Finding]:
    """A printed step that calls the letter by another name than the product has."""
    if step.added or not step.product:
        return
    product = service.product(step.product)
    said, named = _letters(step.text), _letters(product.name)
    if said and named and not said & named:
        yield finding("STD-516", place, "produk", said="Surat " + sorted(said)[0].title(), product=product.name)


def _letters(text: str) -> set[str]:
    return {word.lower() for word in _LETTER.findall(text)}


def _product(service: ServiceStandard, product: Product, place: Place) -> Iterator[Finding]:
    steps = [step for step in service.steps if step.product == product.code]
    if not steps and product.kind in ("letter", "aid"):
        yield finding("STD-410", place, "produk", product=product.name)
    signing = [step for step in steps if step.kind == "sign"]
    handed = {step.code for step in steps if step.kind in HANDING_OVER}
    for step in signing:
        if not handed & graph.after(step.code, service) and REFUSED not in {way.to for way in step.outcomes}:
            yield finding("STD-407", place, "produk", product=product.name)
