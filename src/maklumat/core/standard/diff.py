"""Two versions of an office's standards compared, in sentences that a kepala dinas reads."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from maklumat.core.kinds.registry import KINDS
from maklumat.core.standard.check_content import said
from maklumat.core.standard.export import actor_of
from maklumat.core.standard.model import (
    CLOSED,
    FINISHED,
    REFUSED,
    TO_APPLICANT,
    Compensation,
    EligibilityRule,
    IntakeField,
    Item,
    Office,
    Product,
    Requirement,
    ServiceStandard,
    Step,
    TimeLimit,
)
from maklumat.core.standard.words import COUNTED, FIELD_KINDS, FORMS, MADE, MOMENTS, PRODUCT_KINDS, SIGNATURES
from maklumat.core.terbilang.numbers import grouped

HEAVIER: Final = "heavier"
LIGHTER: Final = "lighter"
_WEIGHT_WORDS: Final = {HEAVIER: " (lebih berat bagi pemohon)", LIGHTER: " (lebih ringan bagi pemohon)", "": ""}
_HOURS: Final = {"minutes": 1 / 60, "hours": 1.0, "working_days": 7.5, "calendar_days": 7.5, "days": 7.5, "weeks": 37.5,
                 "months": 160.0}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Change:
    """One difference. `service` is its name ("" for the office); `weight` HEAVIER, LIGHTER or "" for the applicant."""

    service: str
    component: str
    text: str
    weight: str = ""

    def __str__(self) -> str:
        owner = f"{self.service}: " if self.service else ""
        return f"{owner}{self.text}{_WEIGHT_WORDS[self.weight]}"


Standards = tuple[Office, tuple[ServiceStandard, ...]]


def diff(old: Standards, new: Standards) -> tuple[Change, ...]:
    """Every difference that means something, the office first, then the services in the order of the new decree.

    Sources and notes are left out: they say where and why, not what is promised.
    """
    found = list(_office(old[0], new[0]))
    before = {service.code: service for service in old[1]}
    after = {service.code: service for service in new[1]}
    for code, service in before.items():
        if code not in after:
            found.append(Change(service.name, "layanan", "layanan ini dihapus.", HEAVIER))
    for code, service in after.items():
        if code not in before:
            found.append(Change(service.name, "layanan", "layanan baru.", LIGHTER))
        else:
            found += _service(before[code], service, old[0], new[0])
    return tuple(found)


def _office(old: Office, new: Office) -> Iterator[Change]:
    for label, one, two in (
        ("nama kantor", old.name, new.name),
        ("alamat", old.address, new.address),
        ("telepon", ", ".join(old.phones), ", ".join(new.phones)),
        ("surel", old.email, new.email),
        ("situs", old.website, new.website),
        ("nomor keputusan", old.decree.number, new.decree.number),
        ("isi maklumat", old.pledge.text, new.pledge.text),
        ("visi", old.vision.text, new.vision.text),
    ):
        if one != two:
            yield Change("", label, f"{label} {_from_to(one, two)}.")
    yield from _named("", "bidang", {x.code: x.name for x in old.divisions}, {x.code: x.name for x in new.divisions})
    yield from _named("", "jabatan", {x.code: x.name for x in old.posts}, {x.code: x.name for x in new.posts})
    if [(one.from_on, one.rules) for one in old.hours] != [(two.from_on, two.rules) for two in new.hours]:
        yield Change("", "jam kerja", "jam kerja berubah.")
    lists = (
        ("misi", old.mission, new.mission),
        ("moto", old.motto, new.motto),
        ("asas", old.pledge.principles, new.pledge.principles),
        ("kompensasi", old.compensation, new.compensation),
    )
    for label, ones, twos in lists:
        yield from _lines("", label, ones, twos)


def _service(old: ServiceStandard, new: ServiceStandard, old_office: Office, new_office: Office) -> Iterator[Change]:
    name = new.name
    if old.name != new.name:
        yield Change(name, "nama", f"nama layanan {_from_to(old.name, new.name)}.")
    if old.in_force_from != new.in_force_from:
        one, two = old.in_force_from.isoformat(), new.in_force_from.isoformat()
        yield Change(name, "berlaku", f"tanggal berlaku {_from_to(one, two)}.")
    if old.fee_rupiah != new.fee_rupiah:
        weight = HEAVIER if new.fee_rupiah > old.fee_rupiah else LIGHTER
        yield Change(name, "biaya", f"biaya {_from_to(_rupiah(old.fee_rupiah), _rupiah(new.fee_rupiah))}.", weight)
    if old.staffing.count != new.staffing.count:
        text = f"jumlah pelaksana {_from_to(str(old.staffing.count), str(new.staffing.count))}."
        yield Change(name, "jumlah pelaksana", text)
    yield from _limits(name, old.time_limits, new.time_limits)
    added = _Weights(HEAVIER, LIGHTER)
    yield from _coded(name, "persyaratan", old.requirements, new.requirements, _requirement, added)
    yield from _coded(name, "isian", old.intake, new.intake, _field, added)
    yield from _coded(name, "aturan kelayakan", old.eligibility, new.eligibility, _rule, added)
    steps = _steps(old, old_office), _steps(new, new_office)
    yield from _tables(name, "langkah", *steps, _Weights())
    yield from _coded(name, "produk", old.products, new.products, _product, _Weights(LIGHTER, HEAVIER))
    for label, ones, twos in _plain_lists(old, new):
        yield from _lines(name, label, ones, twos)
    for label, one, two in (
        ("pengawasan internal", old.supervision.text, new.supervision.text),
        ("evaluasi kinerja", old.evaluation.text, new.evaluation.text),
        ("ringkasan", old.summary, new.summary),
    ):
        if one != two:
            yield Change(name, label, f"{label} {_from_to(one, two)}.")


def _plain_lists(old: ServiceStandard, new: ServiceStandard) -> Iterable[tuple[str, Iterable[Any], Iterable[Any]]]:
    return (
        ("saluran pengaduan", old.complaint_channels, new.complaint_channels),
        ("dasar hukum", old.legal_basis, new.legal_basis),
        ("sarana", old.facilities, new.facilities),
        ("kompetensi", old.competences, new.competences),
        ("jaminan pelayanan", old.guarantees, new.guarantees),
        ("jaminan keamanan", old.safety, new.safety),
    )


@dataclass(frozen=True, slots=True)
class _Weights:
    """What it means for the applicant when an item is added or removed."""

    added: str = ""
    removed: str = ""


Described = Mapping[str, tuple[str, Mapping[str, str]]]
"""Items by code: their text, and their properties in words by label."""


def _coded(
    service: str,
    component: str,
    old: Iterable[Any],
    new: Iterable[Any],
    describe: Callable[[Any], tuple[str, Mapping[str, str]]],
    weights: _Weights,
) -> Iterator[Change]:
    one, two = ({item.code: describe(item) for item in items} for items in (old, new))
    yield from _tables(service, component, one, two, weights)


def _tables(service: str, component: str, old: Described, new: Described, weights: _Weights) -> Iterator[Change]:
    for code, (text, _) in old.items():
        if code not in new:
            yield Change(service, component, f"{component} dihapus: “{text}”.", weights.removed)
    for code, (text, properties) in new.items():
        if code not in old:
            yield Change(service, component, f"{component} baru: “{text}”.", weights.added)
            continue
        before, known = old[code]
        if before != text:
            yield Change(service, component, f"bunyi {component} {_from_to(before, text)}.")
        for label in {**known, **properties}:
            value = properties.get(label, "")
            if known.get(label, "") != value:
                yield Change(
                    service, component, f"{component} “{text}”: {label} {_from_to(known.get(label, ''), value)}."
                )


def _named(service: str, component: str, old: Mapping[str, str], new: Mapping[str, str]) -> Iterator[Change]:
    empty: Mapping[str, str] = {}
    one, two = ({code: (name, empty) for code, name in table.items()} for table in (old, new))
    yield from _tables(service, component, one, two, _Weights())


def _lines(
    service: str, component: str, old: Iterable[Item | Compensation], new: Iterable[Item | Compensation]
) -> Iterator[Change]:
    before, after = [item.text for item in old], [item.text for item in new]
    for text in before:
        if text not in after:
            yield Change(service, component, f"{component} dihapus: “{text}”.")
    for text in after:
        if text not in before:
            yield Change(service, component, f"{component} baru: “{text}”.")


def _limits(service: str, old: Iterable[TimeLimit], new: Iterable[TimeLimit]) -> Iterator[Change]:
    before, after = ({limit.code: limit for limit in limits} for limits in (old, new))
    for code, limit in before.items():
        if code not in after:
            yield Change(service, "jangka waktu", f"janji {_promise(limit)} dihapus.", HEAVIER)
    for code, limit in after.items():
        if code not in before:
            yield Change(service, "jangka waktu", f"janji baru: {_promise(limit)}.", LIGHTER)
        elif _promise(before[code]) != _promise(limit):
            text = f"jangka waktu {_from_to(_promise(before[code]), _promise(limit))}."
            yield Change(service, "jangka waktu", text, _slower(before[code], limit))


def _promise(limit: TimeLimit) -> str:
    parts = [said(limit)]
    if limit.counted_as:
        parts.append(f"(dihitung {_word(COUNTED.words, limit.counted_as)})")
    if limit.condition:
        parts.append(f"untuk {limit.condition}")
    if limit.starts_after:
        parts.append(f"sesudah langkah {limit.starts_after}")
    else:
        parts.append(f"sejak {_word(MOMENTS.words, limit.starts)}")
    if limit.lasting:
        parts.append("sebagai lamanya layanan")
    if limit.answer:
        parts.append("sebagai jawaban pertama")
    if limit.depends_on:
        parts.append(f"menyesuaikan {limit.depends_on}")
    if limit.ends:
        parts.append(f"sampai langkah {limit.ends}")
    if not limit.office_only:
        parts.append("termasuk waktu pihak lain")
    return " ".join(parts)


def _slower(old: TimeLimit, new: TimeLimit) -> str:
    """Whether the binding figure grew, where both units can be compared."""
    if old.max is None or new.max is None or old.unit not in _HOURS or new.unit not in _HOURS:
        return ""
    before, after = old.max * _HOURS[old.unit], new.max * _HOURS[new.unit]
    if before == after:
        return ""
    return HEAVIER if after > before else LIGHTER


def _requirement(item: Requirement) -> tuple[str, Mapping[str, str]]:
    return item.text, {
        "bentuk": _word(FORMS.words, item.form),
        "boleh tidak ada": _yes(yes=item.optional),
        "cukup salah satu dari": ", ".join(choice.text for choice in item.one_of),
        "syarat diminta": item.when,
        "formulir": item.statement,
        "berkas lama berlaku (hari)": str(item.max_age_days or ""),
    }


def _field(item: IntakeField) -> tuple[str, Mapping[str, str]]:
    return item.label, {
        "jenis jawaban": _word(FIELD_KINDS.words, item.kind),
        "wajib": _yes(yes=item.required),
        "pilihan": ", ".join(choice.text for choice in item.choices),
    }


def _rule(item: EligibilityRule) -> tuple[str, Mapping[str, str]]:
    return item.text, {
        "aturan": item.expression,
        "dasar": item.legal_basis,
        "sekadar info": _yes(yes=item.advisory),
    }


def _product(item: Product) -> tuple[str, Mapping[str, str]]:
    return item.name, {
        "jenis": _word(PRODUCT_KINDS.words, item.kind),
        "dibuat": _word(MADE.words, item.made),
        "tanda tangan": _word(SIGNATURES.words, item.signature),
        "penanda tangan": item.signed_by,
        "masa berlaku": _validity(item),
        "ditandatangani di luar oleh": item.outside_signer,
        "diperpanjang": _extension(item),
        "dicabut oleh": item.revocation.post if item.revocation else "",
        "kewajiban pemegang": "; ".join(f"{one.text} ({one.days} hari sejak {one.since})" for one in item.duties),
        "pola nomor": item.number_format,
    }


def _validity(item: Product) -> str:
    if item.validity is not None:
        return f"{item.validity.count} {_UNIT_WORDS[item.validity.unit]}"
    return f"{item.validity_days} hari" if item.validity_days else ""


def _extension(item: Product) -> str:
    found = item.extension
    if found is None:
        return ""
    return f"lewat layanan {found.service}" if found.service else f"{found.times} kali {found.months} bulan"


_DESK_UNITS: Final = {"minutes": "menit kerja", "hours": "jam kerja", "working_days": "hari kerja"}
_UNIT_WORDS = {"days": "hari", "months": "bulan", "years": "tahun"}


def _steps(service: ServiceStandard, office: Office) -> Described:
    return {step.code: (step.text, _step(step, office)) for step in service.steps}


def _step(step: Step, office: Office) -> Mapping[str, str]:
    kind = KINDS[step.kind]
    limit = f"{step.limit.max} {_DESK_UNITS[step.limit.unit]}" if step.limit else ""
    properties = {"pelaku": actor_of(step, office), "jenis": kind.label, "aplikasi": step.system, "batas meja": limit}
    for way in step.outcomes:
        properties[f"sesudah “{kind.way(way.code).label}”"] = _TARGETS.get(way.to, f"ke {way.to}")
    return properties


_TARGETS: Final = {
    TO_APPLICANT: "kembali ke pemohon", FINISHED: "selesai", REFUSED: "ditolak", CLOSED: "ditutup",
}  # fmt: skip


def _word(words: Iterable[tuple[str, str]], code: str) -> str:
    for word, known in words:
        if known == code:
            return word.replace("_", " ")
    return code


def _yes(*, yes: bool) -> str:
    return "ya" if yes else "tidak"


def _rupiah(amount: int) -> str:
    return "gratis" if amount == 0 else f"Rp{grouped(amount)}"


def _from_to(old: str, new: str) -> str:
    if not old:
        return f"kini “{new}”"
    if not new:
        return f"“{old}” dihapus"
    return f"berubah dari “{old}” menjadi “{new}”"
