"""What the tests of letters share: a fictitious office, person and signatory, and the letters in `standards`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from maklumat.core.letter.base import Base, parse_base
from maklumat.core.letter.content import Frame, Letterhead, Signatory
from maklumat.core.letter.names import APPLICATION_NAMES
from maklumat.core.letter.template import Template, parse_template
from maklumat.core.letter.texts import Value

ROOT = Path(__file__).resolve().parents[2]
STANDARDS = ROOT / "standards"
FONTS = ROOT / "vendor" / "fonts"
SHARED = STANDARDS / "_bersama" / "surat"
TEMPLATE_FILES = sorted(path for path in STANDARDS.glob("*/surat/*.yaml") if path.stem != "dasar")

LETTERHEAD = Letterhead(
    "Pemerintah Kabupaten Contoh",
    "Dinas Sosial, Pemberdayaan Perempuan dan Perlindungan Anak",
    "Jalan Contoh Nomor 1, Kota Contoh 99999",
    ("(0999) 999999",),
    "dinas@example.go.id",
    "dinas.example.go.id",
)
SIGNATORY = Signatory("Kepala Dinas Sosial", "Contoh Kepala, S.Sos.", "Pembina Utama Muda", "99991231 999912 9 999")


def base() -> Base:
    return parse_base((SHARED / "dasar.yaml").read_text(), "dasar.yaml")


def template(path: Path) -> Template:
    return parse_template(path.read_text(), path.name)


def frame(**changed: Any) -> Frame:
    parts: dict[str, Any] = {
        "letterhead": LETTERHEAD,
        "place": "Kota Contoh",
        "on": date(2026, 11, 21),
        "signatory": SIGNATORY,
        "number": "400.9.14/0017/DINSOS/XI/2026",
        "verify_url": "http://127.0.0.1:8000/periksa/7KQ29XWM4T3C",
        "verify_code": "7KQ2-9XWM-4T3C",
    }
    return Frame(**(parts | changed))


PERSON: Mapping[str, Value] = dict.fromkeys(APPLICATION_NAMES, "contoh") | {
    "nama": "CONTOH SATU BINTI CONTOH DUA",
    "nik": "9999014502900001",
    "nik_tersamar": "9999********0001",
    "tanggal_lahir": date(1990, 2, 5),
    "tanggal_permohonan": date(2026, 11, 19),
    "alamat": "Jalan Merdeka Nomor 17 RT 003/RW 008, Desa Contoh",
}


def answers(letter: Template) -> dict[str, Value]:
    """A value of the right kind for everything the letter declares."""
    given: dict[str, Value] = dict(PERSON)
    for number, field in enumerate(letter.fields, 1):
        row = tuple(f"sel {column}" for column in range(len(letter.columns(field.name))))
        kinds: dict[str, Value] = {
            "text": field.choices[0] if field.choices else f"jawaban {field.name}",
            "paragraph": f"uraian {field.name} " * 12,
            "number": 1_000_000 + number,
            "date": date(2026, 1, 1) + timedelta(days=number),
            "table": (row, row),
        }
        given[field.name] = kinds[field.kind]
    return given
