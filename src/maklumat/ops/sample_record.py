"""Fictitious records of steps: every field of a way out filled by what kind of field it is."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from maklumat.core.kinds import kind as kinds
from maklumat.core.kinds.kind import Column, Field, Kind, Way

PAPER: Final[Mapping[str, str]] = {"vault_name": "0" * 64, "sha256": "0" * 64, "kind": "image/png"}
"""Stands for a photograph where no vault is at hand."""

AMOUNTS: Final = {kinds.NUMBER: 3, kinds.MONEY: 150_000}


def sample(
    kind: Kind,
    way: Way,
    *,
    now: datetime,
    groups: tuple[str, ...] = (),
    requirement: str = "contoh",
    image: Mapping[str, str] = PAPER,
) -> dict[str, Any]:
    """What an officer might record with this way: every field that it asks.

    `now` (aware) is when it happened, `requirement` the code of one requirement of the service, `image` a photograph in
    the vault.
    """
    return {field.code: _value(field, now, requirement, image) for field in kind.asked(way, groups)}


def _value(field: Field, now: datetime, requirement: str, image: Mapping[str, str]) -> Any:
    if field.kind == kinds.CHOICE:
        return field.choices[0][0]
    if field.kind == kinds.CHOICES:
        return [field.choices[0][0]]
    if field.kind == kinds.ROWS:
        return [{column.code: cell(column, now) for column in field.columns}]
    values = {
        kinds.DATE: now.date().isoformat(),
        kinds.MOMENT: now.isoformat(),
        kinds.YES_NO: True,
        kinds.PERSON: {"user": 1, "name": "Contoh Petugas"},
        kinds.PLACE: {"text": "Balai Desa Contoh, seberang lapangan", "coordinates": "-2.741050, 107.638120"},
        kinds.PEOPLE: ["Contoh Warga", "Contoh Saksi"],
        kinds.PHOTOS: [dict(image)],
        kinds.DOCUMENT: dict(image),
        kinds.PROOF: {"how": kinds.DRAWN, "image": dict(image)},
        kinds.PER_REQUIREMENT: {requirement: "Tidak terbaca (contoh)"},
        **AMOUNTS,
    }
    return values.get(field.kind, f"Contoh {field.label.lower()}")


def cell(column: Column, now: datetime) -> Any:
    """What stands in one cell of a small table."""
    if column.kind == kinds.DATE:
        return now.date().isoformat()
    return AMOUNTS.get(column.kind, f"Contoh {column.label.lower()}")
