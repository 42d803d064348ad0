"""Why this date: the sentences an official would say, in order, and the words for what is left."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from string import Formatter

import pytest

from maklumat.core.clock.breach import breach
from maklumat.core.clock.due import due
from maklumat.core.clock.reasons import REASONS, moved
from maklumat.core.clock.remaining import remaining_in_words
from maklumat.core.clock.spans import Span
from maklumat.core.clock.values import Due
from maklumat.core.clock.words import Amount, Day, Hour, Length, Moment, Unit, Weekday
from maklumat.core.errors import Message
from maklumat.core.standard.model import TimeLimit
from maklumat.core.workdays.calendar import work_calendar
from maklumat.core.workdays.facts import Closure
from tests.core.clock_cast import WITA, at, calendar, facts, held, promise

ONE_DAY = promise(1, "working_days")
WORDS = (str, Message, Amount, Day, Hour, Length, Moment, Unit, Weekday)


def reached(limit: TimeLimit, start: str, spans: tuple[Span, ...] = (), now: str = "") -> Due:
    found = due(limit, at(start), spans, calendar(), at(now) if now else None)
    assert found is not None
    return found


def said(limit: TimeLimit, start: str, spans: tuple[Span, ...] = (), now: str = "") -> list[tuple[str, str]]:
    return [(reason.code, str(reason)) for reason in reached(limit, start, spans, now).reasons]


def test_holidays_joint_leave_and_weekends_on_the_way_are_named() -> None:
    skb = (
        "Keputusan Bersama Menteri Agama, Menteri Ketenagakerjaan, dan Menteri PANRB "
        "Nomor 1017 Tahun 2024, Nomor 2 Tahun 2024, Nomor 2 Tahun 2024"
    )
    assert said(promise(2, "working_days"), "2025-05-09 09:00") == [
        ("JAM-001", "Waktu mulai dihitung Jumat, 9 Mei 2025 pukul 09.00 WIB."),
        ("JAM-005", "Janji layanan: 2 hari kerja, dihitung mulai hari berikutnya."),
        ("JAM-020", "2 hari akhir pekan dilewati."),
        ("JAM-021", f"Senin, 12 Mei 2025 dilewati: libur nasional Hari Raya Waisak 2569 BE ({skb})."),
        ("JAM-022", f"Selasa, 13 Mei 2025 dilewati: cuti bersama Hari Raya Waisak ({skb})."),
        ("JAM-040", "Batas waktu: Kamis, 15 Mei 2025 pukul 16.00 WIB."),
    ]


def test_the_amending_decree_of_18_august_is_cited() -> None:
    (leave,) = [text for code, text in said(ONE_DAY, "2025-08-15 09:00") if code == "JAM-022"]
    assert "Senin, 18 Agustus 2025" in leave
    assert "Nomor 933 Tahun 2025" in leave


@pytest.mark.parametrize(
    ("limit", "start", "expected"),
    [
        (
            ONE_DAY,
            "2025-07-10 16:05",
            ("JAM-002", "Masuk setelah jam tutup pukul 16.00 WIB, sehingga dihitung diterima Jumat, 11 Juli 2025."),
        ),
        (
            ONE_DAY,
            "2025-07-12 08:00",
            ("JAM-003", "Masuk pada hari Sabtu, sehingga dihitung diterima Senin, 14 Juli 2025."),
        ),
        (
            ONE_DAY,
            "2025-05-12 08:00",
            (
                "JAM-003",
                (
                    "Masuk pada hari libur nasional Hari Raya Waisak 2569 BE, "
                    "sehingga dihitung diterima Rabu, 14 Mei 2025."
                ),
            ),
        ),
        (
            promise(30, "minutes"),
            "2025-07-07 12:10",
            ("JAM-004", "Masuk di luar jam kerja, sehingga waktu mulai berjalan Senin, 7 Juli 2025 pukul 13.00 WIB."),
        ),
        (promise(30, "minutes"), "2025-07-07 09:00", ("JAM-006", "Janji layanan: 30 menit, dihitung pada jam kerja.")),
        (
            promise(24, "hours", round_the_clock=True),
            "2025-07-07 09:00",
            (
                "JAM-007",
                "Janji layanan: 24 jam, dihitung siang dan malam tanpa memandang jam kerja dan hari libur.",
            ),
        ),
        (
            promise(2, "days"),
            "2025-07-07 09:00",
            ("JAM-008", "Keputusan hanya menyebut “hari”; dijalankan sebagai hari kerja."),
        ),
        (
            promise(18, "months", min=12),
            "2025-01-06 09:00",
            ("JAM-009", "Keputusan menyebut 12 sampai 18 bulan; yang mengikat adalah 18."),
        ),
        (
            promise(3, "months"),
            "2025-07-07 09:00",
            ("JAM-010", "Janji layanan: 3 bulan, yaitu tanggal yang sama (atau hari terakhir bulan itu)."),
        ),
        (promise(17, "monthly"), "2025-07-07 09:00", ("JAM-011", "Janji layanan: batas bulanan setiap tanggal 17.")),
        (
            promise(None, "budget_year"),
            "2025-07-07 09:00",
            ("JAM-012", "Janji layanan: 1 tahun anggaran, yang berakhir 31 Desember."),
        ),
        (
            promise(30, "hours"),
            "2026-02-18 09:00",
            ("JAM-024", "Jam kerja Ramadan berlaku pada sebagian waktu ini."),
        ),
        (
            promise(3, "calendar_days"),
            "2025-07-09 09:00",
            (
                "JAM-041",
                "Hari terakhir bukan hari kerja; janji hari kalender tidak bergeser dan berakhir pukul 16.00 WIB.",
            ),
        ),
        (
            promise(5, "working_days"),
            "2026-12-29 09:00",
            (
                "JAM-050",
                "Kalender 2027 belum dimuat: batas waktu ini sementara, baru akhir pekan yang diperhitungkan.",
            ),
        ),
    ],
)
def test_each_special_case_is_said(limit: TimeLimit, start: str, expected: tuple[str, str]) -> None:
    assert expected in said(limit, start)
    assert expected[0] not in [code for code, _ in said(ONE_DAY, "2025-07-07 09:00")]


def test_a_local_closure_is_named() -> None:
    closed = work_calendar(replace(facts(), closures=(Closure(date(2025, 7, 8), "banjir rob"),)))
    found = due(ONE_DAY, at("2025-07-07 09:00"), (), closed)
    assert found is not None
    assert "Selasa, 8 Juli 2025 dilewati: kantor tutup, banjir rob." in [str(reason) for reason in found.reasons]
    during = due(ONE_DAY, at("2025-07-08 09:00"), (), closed)
    assert during is not None
    assert str(during.reasons[1]) == (
        "Masuk pada hari kantor tutup, banjir rob, sehingga dihitung diterima Rabu, 9 Juli 2025."
    )


def test_time_elsewhere_is_explained() -> None:
    spans = held(
        ("2025-07-08 10:00", "applicant"),
        ("2025-07-08 11:00", "office"),
        ("2025-07-08 12:00", "outside"),
        ("2025-07-10 09:00", "office"),
        ("2025-07-10 10:00", "applicant"),
    )
    pauses = [line for line in said(ONE_DAY, "2025-07-07 09:00", spans, "2025-07-11 09:00") if line[0] in PAUSES]
    assert pauses == [
        (
            "JAM-031",
            (
                "Berkas di pemohon sejak Selasa, 8 Juli 2025 pukul 10.00 WIB. "
                "Kembali Selasa, 8 Juli 2025 pukul 11.00 WIB; batas waktu tidak berubah karenanya."
            ),
        ),
        (
            "JAM-030",
            (
                "Berkas di pihak luar sejak Selasa, 8 Juli 2025 pukul 12.00 WIB. "
                "Kembali Kamis, 10 Juli 2025 pukul 09.00 WIB: 2 hari kerja tidak dihitung."
            ),
        ),
        (
            "JAM-032",
            (
                "Berkas masih di pemohon sejak Kamis, 10 Juli 2025 pukul 10.00 WIB: "
                "batas waktu ini perkiraan dan mundur sampai berkas kembali."
            ),
        ),
    ]


PAUSES = ("JAM-030", "JAM-031", "JAM-032")


@pytest.mark.parametrize(
    ("limit", "lost"),
    [
        (promise(20, "hours"), "12 jam waktu kerja tidak dihitung"),
        (promise(5, "calendar_days"), "2 hari kalender tidak dihitung"),
        (promise(36, "hours", round_the_clock=True), "1 hari 21 jam tidak dihitung"),
        (promise(17, "monthly"), "batas waktu tidak berubah karenanya"),
    ],
)
def test_time_elsewhere_is_said_in_the_promises_own_unit(limit: TimeLimit, lost: str) -> None:
    spans = held(("2025-07-08 12:00", "outside"), ("2025-07-10 09:00", "office"))
    (line,) = [text for code, text in said(limit, "2025-07-07 09:00", spans, "2025-07-20 09:00") if code in PAUSES]
    assert lost in line


def test_a_moved_due_date_says_from_where_to_where() -> None:
    before = due(ONE_DAY, at("2025-08-15 09:00"), (), calendar().as_known_on(date(2025, 8, 1)))
    after = reached(ONE_DAY, "2025-08-15 09:00")
    assert before is not None
    first, *rest = moved(before, after)
    assert str(first) == (
        "Batas waktu berubah dari Senin, 18 Agustus 2025 pukul 16.00 WIB menjadi Selasa, 19 Agustus 2025 pukul "
        "16.00 WIB karena kalender kerja berubah."
    )
    assert tuple(rest) == after.reasons
    assert moved(after, after) == ()


def test_other_zones_say_their_own_name() -> None:
    found = due(ONE_DAY, at("2025-07-07 09:00", WITA), (), calendar(WITA))
    assert found is not None
    assert str(found.reasons[-1]) == "Batas waktu: Selasa, 8 Juli 2025 pukul 16.00 WITA."


def test_all_values_of_reasons_are_words() -> None:
    """Text, or a value that can be said in another language and whose Indonesian is its `str()`."""
    spans = held(("2025-07-08 12:00", "outside"), ("2025-07-10 09:00", "office"))
    for reason in reached(promise(9, "days", min=2), "2025-07-06 09:00", spans, "2025-07-20 09:00").reasons:
        holes = {name for _, name, _, _ in Formatter().parse(REASONS[reason.code]) if name}
        assert set(reason.values) == holes
        assert all(isinstance(value, WORDS) for value in reason.values.values())


@pytest.mark.parametrize(
    ("limit", "now", "expected"),
    [
        (promise(3, "working_days"), "2025-07-07 09:00", "tersisa 3 hari kerja"),
        (promise(3, "working_days"), "2025-07-08 15:00", "tersisa 2 hari kerja"),
        (promise(3, "working_days"), "2025-07-09 18:00", "tersisa 7 jam 30 menit"),
        (promise(3, "working_days"), "2025-07-10 15:15", "tersisa 45 menit"),
        (promise(3, "working_days"), "2025-07-10 15:59:30", "tersisa kurang dari 1 menit"),
        (promise(3, "working_days"), "2025-07-10 16:00", "tersisa kurang dari 1 menit"),
        (promise(3, "working_days"), "2025-07-10 18:00", "terlambat"),
        (promise(3, "working_days"), "2025-07-11 07:30", "terlambat 1 hari kerja"),
        (promise(3, "working_days"), "2025-07-13 09:00", "terlambat 1 hari kerja"),
        (promise(3, "working_days"), "2025-07-14 07:00", "terlambat 1 hari kerja"),
        (promise(3, "working_days"), "2025-07-14 08:00", "terlambat 2 hari kerja"),
        (promise(30, "minutes"), "2025-07-07 09:05", "tersisa 25 menit"),
        (promise(30, "minutes"), "2025-07-07 11:00", "terlambat 1 jam 30 menit"),
        (promise(30, "minutes"), "2025-07-08 11:00", "terlambat 1 hari kerja"),
        (promise(7, "calendar_days"), "2025-07-08 09:00", "tersisa 6 hari"),
        (promise(7, "calendar_days"), "2025-07-14 14:00", "tersisa 2 jam"),
        (promise(36, "hours", round_the_clock=True), "2025-07-07 10:00", "tersisa 1 hari 11 jam"),
        (promise(36, "hours", round_the_clock=True), "2025-07-09 00:00", "terlambat 3 jam"),
    ],
)
def test_what_is_left_in_words(limit: TimeLimit, now: str, expected: str) -> None:
    assert remaining_in_words(reached(limit, "2025-07-07 09:00"), at(now), calendar()) == expected


def test_no_promise_a_pause_and_a_missing_calendar_are_said_too() -> None:
    assert remaining_in_words(None, at("2025-07-07 09:00"), calendar()) == "tanpa batas waktu"
    paused = reached(ONE_DAY, "2025-07-07 09:00", held(("2025-07-07 10:00", "outside")), "2025-07-09 10:00")
    assert remaining_in_words(paused, at("2025-07-09 10:00"), calendar()) == "berhenti: berkas di pihak luar"
    assert remaining_in_words(paused, at("2025-08-09 10:00"), calendar()) == "berhenti: berkas di pihak luar"
    assert not paused.is_over(at("2025-08-09 10:00"))
    provisional = reached(promise(5, "working_days"), "2026-12-29 09:00")
    assert remaining_in_words(provisional, at("2026-12-30 09:00"), calendar()) == (
        "tersisa 4 hari kerja (sementara, menunggu kalender 2027)"
    )


def test_a_breach_begins_after_the_due_moment_and_finishing_late_does_not_erase_it() -> None:
    found = reached(ONE_DAY, "2025-07-07 09:00")
    due_moment, later = at("2025-07-08 16:00"), at("2025-07-09 09:00")
    assert breach(found, due_moment) is None
    assert breach(found, later, finished_at=due_moment) is None
    assert breach(None, later) is None
    still = breach(found, later)
    finished = breach(found, at("2025-08-01 09:00"), finished_at=later)
    assert still is not None
    assert finished is not None
    assert (still.limit, still.due_at, still.seen_at, still.finished, still.certain) == (
        "janji",
        due_moment,
        later,
        False,
        True,
    )
    assert (finished.seen_at, finished.finished) == (later, True)


def test_a_breach_is_not_certain_while_a_calendar_is_missing() -> None:
    found = breach(reached(promise(5, "working_days"), "2026-12-29 09:00"), at("2027-02-01 09:00"))
    assert found is not None
    assert not found.certain
