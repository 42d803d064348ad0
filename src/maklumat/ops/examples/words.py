"""What people write into forms, records and letters, by what is asked: plausible, and about nobody."""

from __future__ import annotations

import random
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, Final

from maklumat.core.intake import Answer
from maklumat.core.kinds import kind as kinds
from maklumat.core.kinds.kind import Field, Kind, Way
from maklumat.core.letter.template import Table, Template, TemplateField
from maklumat.core.standard.model import IntakeField, Step
from maklumat.ops.examples import people
from maklumat.ops.examples.phrases import SAID
from maklumat.ops.sample_record import AMOUNTS, cell

_REASONS: Final[Mapping[str, tuple[str, ...]]] = {
    "invalid": ("Menurut data yang diperiksa, syarat kelayakan tidak terpenuhi.",
                "Alamat pada Kartu Keluarga di luar wilayah kantor ini."),
    "unclear": ("Nama pada KTP dan Kartu Keluarga tidak sama; mohon surat keterangan dari kelurahan.",),
    "mismatch": ("NIK pada berkas berbeda dari yang tercatat; mohon diperiksa di Dukcapil.",),
    "not_found": ("Tidak ditemukan pada data yang dibuka hari ini.",),
    "not_met": ("Rumah terkunci, tetangga mengatakan sedang bekerja.",),
    "postponed": ("Kapal tidak berangkat karena cuaca.",),
    "returned": ("Mohon diperbaiki penulisan namanya.",),
    "rejected": ("Kuota bulan ini sudah habis.",),
}  # fmt: skip
FINDINGS: Final = ("Fotonya terlalu gelap, tulisannya tidak terbaca.", "Halaman kedua belum ikut dilampirkan.",
                   "Surat pengantarnya sudah lewat masa berlakunya.")  # fmt: skip
_KEPT_EMPTY: Final = frozenset({
    "answered_how", "answered_why", "photos", "scan", "next_at", "next_on", "next_where", "findings", "decisions",
    "letters", "assignee", "wanted_at", "channel", "collector_is", "identity", "expected_on", "holds_until",
})  # fmt: skip
"""Optional fields that stay empty unless somebody fills them in on purpose."""


def line(code: str, label: str, chance: random.Random) -> str:
    """One sentence or name for a field of this code."""
    texts = SAID.get(code) or SAID.get(code.replace("_", "-").split("-")[0])
    if texts is None:
        return f"Contoh {label[:1].lower()}{label[1:]}".rstrip("?.")[:80]
    text = chance.choice(texts)
    return text.format(number=chance.randint(100, 999), name=people.name(chance), address=people.address(chance))


def amount(code: str, chance: random.Random) -> int:
    """A number of people or things; of rupiah where the code says so."""
    return chance.randint(3, 40) * 50_000 if "rupiah" in code or "dimohon" in code else chance.randint(2, 6)


def answer(field: IntakeField, on: datetime, chance: random.Random) -> Answer:
    """What an applicant answers."""
    match field.kind:
        case "number":
            return amount(field.code, chance)
        case "date":
            return (on + timedelta(days=chance.randint(20, 60)) if field.ahead else on - timedelta(days=3)).date()
        case "yes_no":
            return True
        case "choice":
            return field.choices[0].code
    return line(field.code, field.label, chance)


def recorded(
    kind: Kind, way: Way, step: Step, *, now: datetime, requirement: str, chance: random.Random
) -> dict[str, Any]:
    """What an officer records with this way: what it needs and expects, and some of what may stay empty. `now`: at the
    office; `requirement`: the one that a finding is about."""
    wanted = {*way.needs, *way.expects}
    found = {}
    for field in kind.asked(way, step.asks):
        if field.code in wanted or (field.code not in _KEPT_EMPTY and field.kind in _WRITTEN and chance.random() < 0.6):
            found[field.code] = _value(field, way, now, requirement, chance)
    for codes in kind.together:
        if not set(codes) <= found.keys():
            found = {code: value for code, value in found.items() if code not in codes}
    return found


_WRITTEN: Final = frozenset({kinds.TEXT, kinds.PARAGRAPH, kinds.CHOICE, kinds.CHOICES, kinds.PLACE, kinds.PEOPLE})


def _value(field: Field, way: Way, now: datetime, requirement: str, chance: random.Random) -> Any:
    match field.kind:
        case kinds.CHOICE:
            return chance.choice(field.choices)[0]
        case kinds.CHOICES:
            return [chance.choice(field.choices)[0]]
        case kinds.ROWS:
            return [{column.code: cell(column, now) for column in field.columns}]
        case kinds.DATE:
            return now.date().isoformat()
        case kinds.MOMENT:
            return now.isoformat()
        case kinds.YES_NO:
            return True
        case kinds.PLACE:
            return {"text": people.address(chance)}
        case kinds.PEOPLE:
            return [people.name(chance)]
        case kinds.PROOF:
            return {"how": kinds.SIGNED_PAPER}
        case kinds.PER_REQUIREMENT:
            return {requirement: chance.choice(FINDINGS)}
    if field.code == "reason":
        return chance.choice(_REASONS.get(way.code, _REASONS["invalid"]))
    return AMOUNTS.get(field.kind) or line(field.code, field.label, chance)


def typed(field: TemplateField, template: Template, on: datetime, chance: random.Random) -> Any:
    """What is typed into a letter."""
    match field.kind:
        case "number":
            return amount(field.name, chance)
        case "date":
            return on.date().isoformat()
        case "table":
            columns = next(
                len(one.columns) for one in template.blocks if isinstance(one, Table) and one.source == field.name
            )
            return [[line("kebutuhan", "", chance)] * columns]
    return field.choices[0] if field.choices else line(field.name, field.label, chance)
