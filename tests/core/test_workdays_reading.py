"""Reading a year of holidays: what is right, and one fault at a time."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from maklumat.core.workdays.facts import CalendarFault
from maklumat.core.workdays.reading import holiday_year
from tests.core.clock_cast import year


def small(**changes: Any) -> dict[str, Any]:
    mapping: dict[str, Any] = {
        "tahun": 2031,
        "keputusan": [
            {"kode": "skb", "nomor": "SKB 1/2030", "diumumkan": "2030-10-01"},
            {"kode": "ubah", "nomor": "SKB 2/2031", "diumumkan": "2031-03-01"},
        ],
        "libur_nasional": [{"tanggal": date(2031, 1, 1), "nama": "Tahun Baru"}],
        "cuti_bersama": [
            {"tanggal": "2031-05-02", "nama": "cuti lain", "keputusan": "ubah"},
            {"tanggal": "2031-02-03", "nama": "cuti", "dicabut": "ubah"},
        ],
        "ramadan": {"mulai": "2031-01-05", "sampai": "2031-02-02"},
    }
    return {key: value for key, value in {**mapping, **changes}.items() if value is not None}


def test_a_year_is_read_with_decrees_and_dates() -> None:
    read = holiday_year(small())
    assert [(h.on, h.name, h.kind, h.decree, h.announced_on, h.withdrawn_on) for h in read.holidays] == [
        (date(2031, 1, 1), "Tahun Baru", "public", "SKB 1/2030", date(2030, 10, 1), None),
        (date(2031, 2, 3), "cuti", "joint_leave", "SKB 1/2030", date(2030, 10, 1), date(2031, 3, 1)),
        (date(2031, 5, 2), "cuti lain", "joint_leave", "SKB 2/2031", date(2031, 3, 1), None),
    ]
    assert (read.year, read.announced_on, read.source) == (2031, date(2030, 10, 1), "SKB 1/2030; SKB 2/2031")
    assert read.ramadan == (date(2031, 1, 5), date(2031, 2, 2))
    assert holiday_year(small(ramadan=None, cuti_bersama=None)).ramadan is None


def test_the_18th_of_august_2025_came_with_the_amending_decree() -> None:
    added = [holiday for holiday in year(2025).holidays if holiday.announced_on > date(2024, 10, 14)]
    assert [(holiday.on, holiday.announced_on) for holiday in added] == [(date(2025, 8, 18), date(2025, 8, 7))]
    assert "Nomor 933 Tahun 2025" in added[0].decree
    assert year(2025).ramadan == (date(2025, 3, 1), date(2025, 3, 30))
    assert year(2026).ramadan == (date(2026, 2, 19), date(2026, 3, 20))


@pytest.mark.parametrize(
    ("changes", "code", "words"),
    [
        ({"tahun": None}, "KAL-011", '"tahun" belum diisi'),
        ({"tahun": "dua ribu"}, "KAL-013", "dua ribu"),
        ({"tahun": True}, "KAL-013", "harus bilangan"),
        ({"libur": []}, "KAL-012", '"libur" tidak dikenal'),
        ({"keputusan": []}, "KAL-011", '"keputusan" belum diisi'),
        ({"keputusan": [{"kode": "skb", "nomor": "1"}]}, "KAL-011", '"diumumkan" belum diisi pada keputusan[1]'),
        ({"keputusan": ["skb"]}, "KAL-010", "keputusan[1]"),
        ({"libur_nasional": {"a": 1}}, "KAL-013", '"libur_nasional" harus berupa daftar'),
        ({"libur_nasional": [{"nama": "x"}]}, "KAL-011", '"tanggal" belum diisi pada libur_nasional[1]'),
        ({"libur_nasional": [{"tanggal": "2031-01-01"}]}, "KAL-011", '"nama" belum diisi'),
        ({"libur_nasional": [{"tanggal": "1 Januari", "nama": "x"}]}, "KAL-013", "1 Januari"),
        ({"libur_nasional": [{"tanggal": "2030-01-01", "nama": "x"}]}, "KAL-014", "tidak di tahun 2031"),
        ({"libur_nasional": [{"tanggal": "2031-05-02", "nama": "x"}]}, "KAL-014", "disebut dua kali"),
        ({"cuti_bersama": [{"tanggal": "2031-05-02", "nama": "x", "keputusan": "lain"}]}, "KAL-015", '"lain"'),
        ({"cuti_bersama": [{"tanggal": "2031-05-02", "nama": "x", "jenis": "y"}]}, "KAL-012", '"jenis"'),
        ({"ramadan": {"mulai": "2031-02-02", "sampai": "2031-01-05"}}, "KAL-014", "sebelum mulai"),
        ({"ramadan": {"mulai": "2031-02-02"}}, "KAL-011", '"sampai" belum diisi pada ramadan'),
    ],
)
def test_faults_name_the_place(changes: dict[str, Any], code: str, words: str) -> None:
    with pytest.raises(CalendarFault) as caught:
        holiday_year(small(**changes))
    assert caught.value.code == code
    assert words in str(caught.value)
