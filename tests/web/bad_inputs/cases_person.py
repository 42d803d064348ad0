"""The applicant's page: every field missing in turn, and wrong in turn."""

from __future__ import annotations

from typing import Any, Final

from tests import cast
from tests.web.bad_inputs.case import TOLD, Case, Send
from tests.web.bad_inputs.stage import PERSON, Stage

LONG: Final = "Siti " * 2000
RTL: Final = "Siti \u202egnaroes\u202c Contoh"
ZERO: Final = "Si\u200bti\ufeff Con\u00adtoh"
ZALGO: Final = "S" + "\u0301" * 60 + "iti"
ONWARD: Final = (302, 200)
"""Taken as it is: leads on to the next page."""


def typed(**over: str) -> Send:
    return lambda stage: stage.person(**over)


def leaving_out(*names: str) -> Send:
    return lambda stage: stage.without(*names)


def wrong(field: str, value: str, code: str, sent: str, *, name: str = "", says: str = "") -> Case:
    """One field wrong: told beside it, and what was typed stays, this field's text included."""
    keeps = (value[:200], PERSON["address"]) if field != "address" else (value[:200],)
    title = name or f"{field}-{code}"
    return Case(title, sent, "pemohon", typed(**{field: value}), TOLD, code, field, says, keeps)


def born(day: str, month: str, year: str, code: str, sent: str) -> Case:
    parts = dict(zip(("birth_date_0", "birth_date_1", "birth_date_2"), (day, month, year), strict=True))
    keeps = (f'value="{day}"', f'value="{year}"', PERSON["name"])
    return Case(f"birth-{day}-{month}-{year[:9]}", sent, "pemohon", typed(**parts), TOLD, code, "birth_date", "", keeps)


def fine(name: str, sent: str, send: Send, says: str = "", keeps: tuple[str, ...] = ()) -> Case:
    """Odd, and no reason to stop anybody."""
    return Case(name, sent, "pemohon", send, ONWARD, says=says, keeps=keeps, look="draft_person")


MISSING: Final = (
    Case("no-name", "no name", "pemohon", leaving_out("name"), TOLD, "ISI-103", "name", keeps=(PERSON["nik"],)),
    Case("no-nik", "no NIK", "pemohon", leaving_out("nik"), TOLD, "ISI-104", "nik", keeps=(PERSON["name"],)),
    *(
        fine(f"no-{name}", f"no {name}", leaving_out(name))
        for name in ("kk", "sex", "address", "phone", "email", "for_whom")
    ),
    fine("no-birth-date", "no birth date", leaving_out("birth_date_0", "birth_date_1", "birth_date_2")),
    Case("nothing-at-all", "an empty form", "pemohon", leaving_out(*PERSON), TOLD, "ISI-103", "name"),
    Case("only-blanks", "a name of blanks", "pemohon", typed(name=" \t\u00a0\u3000 "), TOLD, "ISI-103", "name"),
)

WRONG: Final = (
    wrong("nik", "999901450590000", "IDN-001", "NIK of 15 digits", name="nik-15"),
    wrong("nik", "99990145059000011", "IDN-001", "NIK of 17 digits", name="nik-17"),
    wrong("nik", "99990I4505900OO1", "IDN-001", "NIK with letters for digits", name="nik-letters"),
    wrong("nik", "९९९९०१४५०५९००००१", "IDN-001", "NIK in Devanagari digits", name="nik-devanagari"),
    wrong("nik", "1902013213900001", "IDN-004", "NIK with the 32nd of the 13th month", name="nik-date"),
    wrong("nik", "1902010101000000", "IDN-005", "NIK with serial 0000", name="nik-serial"),
    wrong("nik", "0102014505900001", "IDN-002", "NIK of no province", name="nik-province"),
    wrong("nik", "1900004505900001", "IDN-003", "NIK of no district", name="nik-district"),
    wrong("nik", "9" * 10_000, "ISI-101", "NIK of 10,000 digits", name="nik-10000"),
    wrong("nik", "-999901450590001", "IDN-001", "negative NIK", name="nik-negative"),
    wrong("nik", "9999014505900001\x009", "IDN-001", "NIK with a NUL byte", name="nik-nul"),
    wrong("kk", PERSON["nik"], "ISI-114", "family card number = NIK", name="kk-is-nik"),
    wrong("kk", "12345", "IDN-011", "family card of 5 digits", name="kk-5"),
    wrong("kk", "0000000000000000", "IDN-012", "family card of zeros", name="kk-zeros"),
    wrong("kk", "tidak punya", "IDN-011", "words for a family card", name="kk-words"),
    wrong("name", LONG, "ISI-101", "name of 10,000 characters", name="name-10000"),
    wrong("name", "12345", "ISI-105", "name of digits", name="name-digits"),
    wrong("name", "😀😀😀", "ISI-105", "name of emoji", name="name-emoji"),
    wrong("address", "Jalan Rekaan " * 800, "ISI-101", "address of 10,000 characters", name="address-10000"),
    wrong("phone", "telepon saya", "IDN-031", "words for a phone", name="phone-words"),
    wrong("phone", "0812 3456 7890 / 0813", "IDN-031", "two phones in one field", name="phone-two"),
    wrong("phone", "12", "IDN-032", "phone of 2 digits", name="phone-2"),
    wrong("phone", "08" + "1" * 30, "IDN-033", "phone of 32 digits", name="phone-32"),
    wrong("phone", "0" * 5000, "ISI-101", "phone of 5,000 zeros", name="phone-5000"),
    wrong("email", "siti@@contoh", "ISI-109", "e-mail without an address", name="email-bad"),
    wrong("email", "a@b.id\r\nBcc: semua@contoh.id", "ISI-109", "e-mail with a header in it", name="email-header"),
    wrong("email", "a" * 5000 + "@contoh.id", "ISI-101", "e-mail of 5,000 characters", name="email-5000"),
    wrong("sex", "robot", "ISI-108", "a sex that is not offered", name="sex-other"),
    born("1", "1", "2999", "ISI-107", "born in the future"),
    born("1", "1", "0", "ISI-106", "born in the year 0"),
    born("31", "12", "9999", "ISI-107", "born in 9999"),
    born("31", "2", "1990", "ISI-106", "born on 31 February"),
    born("1", "1", "1899", "ISI-107", "born before 1900"),
    born("lima", "Mei", "90", "ISI-106", "birth date in words"),
    born("9" * 30, "1", "1990", "ISI-106", "a day of 30 digits"),
    born("-1", "1", "1990", "ISI-106", "a negative day"),
    Case(
        "for-whom-unknown",
        "a beneficiary that is not offered",
        "pemohon",
        typed(for_whom="siapa-saja"),
        ONWARD,
        keeps=(PERSON["name"],),
        look="draft_person",
    ),
    Case(
        "same-person",
        "the beneficiary is the applicant",
        "penerima",
        lambda stage: (stage.person(for_whom="lain"), stage.client.post(stage.at("draft_beneficiary"), PERSON))[-1],
        ONWARD,
    ),
    Case(
        "own-proxy",
        "the applicant as their own proxy",
        "kuasa",
        lambda stage: (stage.person(for_whom="kuasa"), stage.client.post(stage.at("draft_proxy"), PERSON))[-1],
        TOLD,
        "ISI-112",
        "nik",
        keeps=(PERSON["name"],),
    ),
)

HOSTILE: Final = (
    fine("rtl", "right-to-left override in the name", typed(name=RTL)),
    fine("zero-width", "zero-width marks in the name", typed(name=ZERO)),
    fine("nul", "a NUL byte in the name", typed(name="Siti\x00 Contoh")),
    fine("zalgo", "sixty accents on one letter", typed(name=ZALGO)),
    fine("arabic", "a name in Arabic letters", typed(name="سيتي"), keeps=("سيتي",)),
    fine("html", "HTML in the name", typed(name="<script>alert(1)</script>"), keeps=("<script>alert(1)</script>",)),
    fine(
        "quotes", "quotes and ampersands", typed(name="""Siti "O'Contoh" & <b>"""), keeps=("""Siti "O'Contoh" & <b>""",)
    ),
    fine("sql", "SQL in the name", typed(name="Siti'); DROP TABLE applications_draft;--"), keeps=("DROP TABLE",)),
    fine(
        "template",
        "template language",
        typed(name="{{ settings.SECRET_KEY }}{% load %}${7*7}#{7*7}"),
        keeps=("${7*7}",),
    ),
    fine("format", "format fields", typed(name="Siti {0.__class__} %s %(x)s"), keeps=("{0.__class__}",)),
    fine("typst", "typesetting commands", typed(name='Siti #read("/etc/passwd") $x$ *a*'), keeps=("#read(",)),
    fine("formula", "a spreadsheet formula", typed(name='=HYPERLINK("http://jahat.example")'), keeps=("=HYPERLINK",)),
    fine("newlines", "line ends in a line", typed(name="Siti\r\nSet-Cookie: a=b\r\n\r\nContoh")),
)


def answered(service: str, **answers: str) -> Send:
    """The answers of a service's own questions, on a fresh draft."""

    def send(stage: Stage) -> Any:
        stage.begin(service)
        return stage.client.post(stage.at("draft_answers"), answers)

    return send


def answer(name: str, service: str, field: str, value: str, code: str, sent: str) -> Case:
    """A wrong answer, kept as it was written; a choice that is not offered cannot be shown again."""
    keeps = (value[:200],) if code not in {"ISI-001", "ISI-008", "ISI-009"} else ()
    return Case(name, sent, "pertanyaan", answered(service, **{field: value}), TOLD, code, field, keeps=keeps)


def dated(name: str, day: str, month: str, year: str, code: str, sent: str) -> Case:
    parts = {f"mulai_pengumpulan_{index}": part for index, part in enumerate((day, month, year))}
    send = answered("rekomendasi-pub", **parts)
    keeps = (f'value="{year}"',)
    return Case(name, sent, "pertanyaan", send, TOLD, code, "mulai_pengumpulan", keeps=keeps)


JKN: Final = "rekomendasi-jkn"
ANSWERS: Final = (
    answer("choice-none", cast.SERVICE, "keperluan", "", "ISI-001", "an unanswered question"),
    answer("choice-unknown", cast.SERVICE, "keperluan", "liburan", "ISI-009", "a choice that is not offered"),
    answer("yes-no", JKN, "penduduk_belitung", "mungkin", "ISI-008", "maybe, for yes or no"),
    answer("number-words", JKN, "tunggakan_rupiah", "banyak", "ISI-003", "words for a number"),
    answer("number-negative", JKN, "tunggakan_rupiah", "-5", "ISI-004", "a negative number"),
    answer("number-huge", JKN, "tunggakan_rupiah", "9" * 400, "ISI-003", "a number of 400 digits"),
    answer("number-power", JKN, "tunggakan_rupiah", "1e999", "ISI-003", "1e999"),
    answer("number-nan", JKN, "tunggakan_rupiah", "NaN", "ISI-003", "NaN"),
    answer("number-comma", JKN, "tunggakan_rupiah", "1.50.000,5,5", "ISI-003", "dots and commas anywhere"),
    answer("text-long", JKN, "nomor_jkn", "0" * 10_000, "ISI-002", "a text of 10,000 characters"),
    answer("text-longer", JKN, "nomor_jkn", "0" * 500_000, "ISI-002", "a text of half a million characters"),
    answer(
        "paragraph-long", "rekomendasi-pub", "tujuan_pengumpulan", "a b " * 3000, "ISI-002", "a paragraph of 12,000"
    ),
    dated("date-year-0", "1", "1", "0000", "ISI-005", "a date in the year 0"),
    dated("date-early", "1", "1", "1066", "ISI-006", "a date in 1066"),
    dated("date-none", "30", "2", "2026", "ISI-005", "30 February"),
    dated("date-huge", "1", "1", "9" * 40, "ISI-005", "a year of 40 digits"),
)

CASES: Final = (*MISSING, *WRONG, *HOSTILE, *ANSWERS)
