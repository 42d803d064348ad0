"""Judging the words and figures of one service: time limits, sources, staffing, search words, letters."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations
from typing import Final

from maklumat.core.standard.findings import Finding, Place
from maklumat.core.standard.load import Loaded
from maklumat.core.standard.model import Office, ServiceStandard, Source, TimeLimit
from maklumat.core.standard.sayings import finding
from maklumat.core.standard.words import CONFIDENTIALITY, UNIT_WORDS

_LINES: Final = re.compile(r"(\d+)(?:-(\d+))?")
_WORDS: Final = {code: word.replace("_", " ") for word, code in CONFIDENTIALITY.words}
LISTS: Final = ("requirements", "steps", "time_limits", "products", "complaint_channels", "legal_basis", "facilities",
                "competences", "guarantees", "safety")  # fmt: skip
_LIST_WORDS: Final = {
    "complaint_channels": "pengaduan", "legal_basis": "dasar_hukum", "facilities": "sarana",
    "competences": "kompetensi", "guarantees": "jaminan_pelayanan", "safety": "jaminan_keamanan",
}  # fmt: skip
SINGLE: Final = ("supervision", "staffing", "evaluation")


def judge_content(loaded: Loaded, office: Office, service: ServiceStandard) -> Iterator[Finding]:
    """Findings about everything of a service except its procedure."""
    for index, limit in enumerate(service.time_limits):
        yield from _time_limit(limit, loaded.place(service.code, "time_limits", str(index)))
        if limit.unit == "none" and not any(_tells_when(other, limit) for other in service.time_limits):
            yield finding("STD-517", loaded.place(service.code, "time_limits", str(index)), "jangka_waktu")
    yield from _contradictions(loaded, service)
    yield from _own_paper(loaded, office, service)
    yield from _templates(loaded, service)
    yield from _sources(loaded, service)
    yield from _item_numbers(loaded, service)
    yield from _channels(loaded, service)
    yield from _empty(loaded, service)
    yield from _law(loaded, service)
    place = loaded.place(service.code)
    if not service.search_words:
        yield finding("STD-507", place, "cari")
    if service.survey_every_months is None:
        yield finding("STD-509", loaded.place(service.code, "evaluation"), "evaluasi_kinerja")
    total = sum(count for _, count in service.staffing.roles)
    if service.staffing.roles and total != service.staffing.count:
        where = loaded.place(service.code, "staffing")
        yield finding("STD-514", where, "jumlah_pelaksana", count=service.staffing.count, sum=total)
    if service.in_force_from < office.decree.in_force_from:
        where = loaded.place(service.code, "in_force_from")
        dates = {"service": service.in_force_from.isoformat(), "office": office.decree.in_force_from.isoformat()}
        yield finding("STD-518", where, "berlaku_sejak", **dates)
    if service.confidentiality != "normal":
        where = loaded.place(service.code, "confidentiality")
        yield finding("STD-604", where, "kerahasiaan", kind=_WORDS[service.confidentiality])


def _time_limit(limit: TimeLimit, place: Place) -> Iterator[Finding]:
    if limit.unit == "days":
        counted = UNIT_WORDS.get(limit.counted_as, "hari kerja (bawaan)")
        yield finding("STD-501", place, "hari", counted=counted, note=limit.note)
    if limit.min is not None:
        yield finding(
            "STD-502", place, "jangka_waktu", low=limit.min, high=limit.max, unit=UNIT_WORDS[limit.unit]
        )  # fmt: skip


def _tells_when(limit: TimeLimit, silent: TimeLimit) -> bool:
    """Whether a promise about the whole service has a figure where another has none: "2-3 bulan" beside "langsung
    sesudah SK turun"."""
    whole = not (limit.lasting or limit.ends or limit.starts_after)
    return whole and limit.max is not None and limit.when in ("", silent.when)


_EMPTY_NUMBER: Final = re.compile(r"0[08]?0{4,}")


def _channels(loaded: Loaded, service: ServiceStandard) -> Iterator[Finding]:
    """Channels that are never shown, and numbers that look like placeholders and would be."""
    for channel in service.complaint_channels:
        place = loaded.place(service.code, "complaint_channels", channel.code)
        digits = re.sub(r"[\s()+.-]", "", channel.address)
        if channel.withheld:
            yield finding("STD-523", place, "pengaduan", text=channel.text, reason=channel.withheld)
        elif _EMPTY_NUMBER.fullmatch(digits):
            yield finding("STD-524", place, "pengaduan", text=channel.text, address=channel.address)


def _empty(loaded: Loaded, service: ServiceStandard) -> Iterator[Finding]:
    """Components whose row the decree prints without anything in it."""
    for component, word in _LIST_WORDS.items():
        if not getattr(service, component):
            yield finding("STD-520", loaded.place(service.code, component), word)


def _law(loaded: Loaded, service: ServiceStandard) -> Iterator[Finding]:
    """Rules of the decree that differ from higher law."""
    for rule in service.eligibility:
        if rule.law is not None:
            place = loaded.place(service.code, "eligibility", rule.code)
            yield finding("STD-525", place, "kelayakan", text=rule.text, law=rule.law.text, basis=rule.law.legal_basis)


def _contradictions(loaded: Loaded, service: ServiceStandard) -> Iterator[Finding]:
    """Two promises for the same thing under the same condition, with other figures."""
    for first, second in combinations(service.time_limits, 2):
        if _about(first) == _about(second) and said(first) != said(second):
            place = loaded.place(service.code, "time_limits", second.code)
            yield finding("STD-503", place, "jangka_waktu", first=said(first), second=said(second))


def _about(limit: TimeLimit) -> tuple[object, ...]:
    """What a promise is about, whatever its figure."""
    return (limit.condition, limit.when, limit.ends, limit.starts, limit.starts_after, limit.lasting)


def said(limit: TimeLimit) -> str:
    """A promise in words: "12-18 bulan", "1 hari kerja", "tanpa angka"."""
    if limit.max is None:
        return UNIT_WORDS[limit.unit]
    figure = str(limit.max) if limit.min is None else f"{limit.min}-{limit.max}"
    return f"{figure} {UNIT_WORDS[limit.unit]}"


def _own_paper(loaded: Loaded, office: Office, service: ServiceStandard) -> Iterator[Finding]:
    """A paper that this office itself issues is no burden to put on the applicant."""
    names = "|".join(re.escape(name) for name in (office.short_name, office.name, "Dinas Sosial"))
    issued = re.compile(
        rf"\b(dari|oleh|diterbitkan|dikeluarkan)\b[^.;]*\b({names})\b(?!\s+(?:terdekat|setempat|asal|tujuan|provinsi)\b)",
        re.IGNORECASE,
    )
    for item in service.requirements:
        if item.kind == "document" and issued.search(item.text):
            place = loaded.place(service.code, "requirements", item.code)
            yield finding("STD-505", place, "persyaratan", text=item.text)


def _templates(loaded: Loaded, service: ServiceStandard) -> Iterator[Finding]:
    for product in service.products:
        if product.template and product.template not in loaded.templates:
            place = loaded.place(service.code, "products", product.code)
            yield finding("STD-309", place, "templat", text=product.template)
    for item in service.requirements:
        if item.statement and item.statement not in loaded.templates:
            place = loaded.place(service.code, "requirements", item.code)
            yield finding("STD-309", place, "formulir", text=item.statement)


def _sources(loaded: Loaded, service: ServiceStandard) -> Iterator[Finding]:
    """Every source line of a service lies within a part of the decree that is about it."""
    parts = [lines_of(source) for source in (service.source, *(one.source for one in service.printings))]
    if not parts[0][0]:
        return
    for component, name, source in facts(service):
        low, high = lines_of(source)
        if low and not any(first <= low and high <= last for first, last in parts):
            place = loaded.place(service.code, component, name)
            yield finding("STD-508", place, "sumber", lines=source.lines, range=service.source.lines)


def facts(service: ServiceStandard) -> Iterator[tuple[str, str, Source]]:
    """Every sourced fact of a service: component, code or number, source."""
    for component in (*LISTS, "intake", "eligibility", "notes"):
        for index, item in enumerate(getattr(service, component)):
            yield component, getattr(item, "code", str(index)), item.source
    for component in SINGLE:
        yield component, "", getattr(service, component).source
    yield "fee", "", service.fee_source


def lines_of(source: Source) -> tuple[int, int]:
    """First and last line of a source; (0, 0) for what the decree does not say."""
    found = _LINES.fullmatch(source.lines)
    return (int(found[1]), int(found[2] or found[1])) if found else (0, 0)


def _item_numbers(loaded: Loaded, service: ServiceStandard) -> Iterator[Finding]:
    """Printed numbers of a component follow each other without a gap."""
    for component in LISTS:
        before = 0
        for index, item in enumerate(getattr(service, component)):
            number = item.source.item
            if not item.source.lines or not number.isdigit():
                continue
            if int(number) > before + 1:
                place = loaded.place(service.code, component, str(index))
                yield finding("STD-515", place, "butir", before=before, after=number)
            before = int(number)
