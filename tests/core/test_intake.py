"""Taking a submission in: what is read, what is refused, what is asked, what is missing. All persons are made up."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from maklumat.core.identity import FEMALE, Person
from maklumat.core.intake import (
    Claim,
    Problem,
    RawPerson,
    RawSubmission,
    Submission,
    Terms,
    asked,
    blocking,
    clean,
    clean_line,
    clean_paragraph,
    clean_person,
    examine,
    from_json,
    read_answer,
    to_json,
)
from maklumat.core.standard.model import (
    Alternative,
    IntakeField,
    Requirement,
    ServiceStandard,
    Source,
    Staffing,
    Text,
)

TODAY = date(2026, 11, 21)
TERMS = Terms(TODAY, region="19.02", fictitious_allowed=True)
SOURCE = Source("1")
CHOICES = (Alternative("daratan", "Daratan"), Alternative("pulau", "Kepulauan"))
STANDARD = ServiceStandard(
    code="contoh", office="kantor-contoh", seq=1, name="Layanan Contoh", decree_title="Contoh", division="sosial",
    in_force_from=date(2026, 1, 1), source=SOURCE, steps=(), time_limits=(), fee_rupiah=0, fee_source=SOURCE,
    products=(), complaint_channels=(), legal_basis=(), facilities=(), competences=(), supervision=Text("", SOURCE),
    staffing=Staffing(1, (), SOURCE), guarantees=(), safety=(), evaluation=Text("", SOURCE), survey_every_months=None,
    requirements=(
        Requirement("ktp", "Fotokopi KTP", "document", SOURCE, per_person=("husband", "wife")),
        Requirement("sktm", "SKTM", "document", SOURCE, one_of=CHOICES),
        Requirement("foto", "Foto", "document", SOURCE, optional=True),
        Requirement("kapal", "Tiket kapal", "document", SOURCE, when="wilayah == 'pulau'"),
        Requirement("kuasa", "Surat kuasa", "document", SOURCE, when="dikuasakan"),
        Requirement("warga", "Warga kabupaten", "criterion", SOURCE),
    ),
    intake=(
        IntakeField("wilayah", "Wilayah", "choice", SOURCE, choices=CHOICES),
        IntakeField("anak", "Jumlah anak", "number", SOURCE),
        IntakeField("sejak", "Sejak kapan", "date", SOURCE, required=False),
        IntakeField("cerita", "Cerita", "paragraph", SOURCE, required=False),
        IntakeField("miskin", "Keluarga miskin", "yes_no", SOURCE, required=False),
    ),
)  # fmt: skip
IN_NEED = replace(STANDARD, person_in_need=True)
SITI = RawPerson(name="  Siti   Rekaan ", nik="9999 99 450590 0001", phone="0812 3456 7890", sex="P")
ANSWERS = {"wilayah": "daratan", "anak": "2"}
PAPERS = (
    Claim("ktp.husband", "attached"), Claim("ktp.wife", "shown"), Claim("sktm", "attached", "daratan"),
)  # fmt: skip
COMPLETE = RawSubmission(SITI, answers=ANSWERS, claims=PAPERS)


def take(raw: RawSubmission, standard: ServiceStandard = STANDARD) -> tuple[Submission, list[tuple[str, str, str]]]:
    submission, told = clean(standard, raw, "web", TERMS)
    problems = (*told, *examine(standard, submission, TODAY, told))
    assert all(problem.text for problem in problems)
    return submission, [(problem.code, problem.field, problem.grade) for problem in problems]


def test_a_complete_submission_is_clean_and_has_no_problem() -> None:
    submission, problems = take(COMPLETE)
    assert problems == []
    assert submission == Submission(
        service="contoh",
        office="kantor-contoh",
        applicant=Person(
            "Siti Rekaan", nik="9999994505900001", birth_date=date(1990, 5, 5), sex=FEMALE, phone="+6281234567890"
        ),
        beneficiary=None,
        proxy=None,
        answers={"wilayah": "daratan", "anak": 2},
        requirement_claims=PAPERS,
        channel="web",
    )
    assert submission.facts == {
        "wilayah": "daratan",
        "anak": 2,
        "dikuasakan": False,
        "pemohon_lahir": date(1990, 5, 5),
        "pemohon_kelamin": "perempuan",
        "penerima_lahir": date(1990, 5, 5),
        "penerima_kelamin": "perempuan",
    }


def test_an_empty_submission_is_told_everything_it_lacks_once() -> None:
    assert take(RawSubmission(RawPerson()))[1] == [
        ("ISI-103", "applicant.name", "error"),
        ("ISI-104", "applicant.nik", "error"),
        ("ISI-001", "answers.wilayah", "error"),
        ("ISI-001", "answers.anak", "error"),
        ("ISI-201", "requirements.ktp.husband", "missing"),
        ("ISI-201", "requirements.ktp.wife", "missing"),
        ("ISI-201", "requirements.sktm", "missing"),
    ]


def test_for_a_person_in_need_only_the_name_of_who_asks_is_needed() -> None:
    submission, told = clean(IN_NEED, RawSubmission(RawPerson(name="Pelapor Rekaan")), "web", TERMS)
    problems = (*told, *examine(IN_NEED, submission, TODAY, told))
    assert blocking(problems, "web") == ()
    assert [problem.grade for problem in problems] == ["warning"] * 6


def test_for_an_unknown_beneficiary_in_need_the_name_may_stay_empty() -> None:
    raw = RawSubmission(RawPerson(name="Pelapor"), RawPerson(address="di pelabuhan"))
    assert ("ISI-103", "beneficiary.name", "warning") in take(raw, IN_NEED)[1]
    assert ("ISI-103", "beneficiary.name", "error") in take(raw)[1]


def test_papers_that_the_decree_does_not_print_are_not_asked() -> None:
    other = Requirement("lainnya", "Syarat lainnya yang dibutuhkan", "unlisted", SOURCE)
    standard = replace(STANDARD, requirements=(*STANDARD.requirements, other))
    assert [slot.key for slot in asked(standard, {}, TODAY)] == [slot.key for slot in asked(STANDARD, {}, TODAY)]


def test_missing_papers_stop_the_web_and_not_the_counter() -> None:
    missing = Problem("ISI-201", "requirements.ktp", "…", "missing")
    wrong = Problem("ISI-003", "answers.anak", "…", "error")
    look = Problem("IDN-009", "applicant.nik", "…", "warning")
    assert blocking((missing, wrong, look), "web") == (missing, wrong)
    assert blocking((missing, wrong, look), "counter") == (wrong,)
    assert blocking((missing, wrong, look), "paper") == (wrong,)


@pytest.mark.parametrize(
    ("claim", "expected"),
    [
        (Claim("sktm", "attached", "pulau"), []),
        (Claim("sktm", "shown", "daratan"), []),
        (Claim("sktm", "attached"), [("ISI-204", "requirements.sktm", "warning")]),
        (Claim("sktm", "attached", "lain"), [("ISI-204", "requirements.sktm", "warning")]),
        (Claim("sktm", "brought"), [("ISI-202", "requirements.sktm", "warning")]),
        (Claim("sktm", "absent"), [("ISI-203", "requirements.sktm", "missing")]),
        (Claim("sktm", "stolen"), [("ISI-201", "requirements.sktm", "missing")]),
        (Claim("lain", "attached"), [("ISI-201", "requirements.sktm", "missing")]),
    ],
)
def test_what_is_said_about_a_paper(claim: Claim, expected: list[tuple[str, str, str]]) -> None:
    assert take(replace(COMPLETE, claims=(*PAPERS[:2], claim)))[1] == expected


def test_the_last_claim_about_a_slot_counts_and_unknown_ones_are_left_aside() -> None:
    claims = (*PAPERS, Claim("ktp.wife", "absent"), Claim("kapal", "attached"), Claim("../x", "attached"))
    submission, problems = take(replace(COMPLETE, claims=claims))
    assert {claim.slot: claim.how for claim in submission.requirement_claims} == {
        "ktp.husband": "attached", "ktp.wife": "absent", "sktm": "attached",
    }  # fmt: skip
    assert problems == [("ISI-203", "requirements.ktp.wife", "missing")]


@pytest.mark.parametrize(
    ("facts", "keys", "uncertain"),
    [
        ({"wilayah": "daratan", "dikuasakan": False}, [], []),
        ({"wilayah": "pulau", "dikuasakan": True}, ["kapal", "kuasa"], []),
        ({"dikuasakan": False}, ["kapal"], ["kapal"]),
    ],
)
def test_conditional_requirements_are_asked_unless_their_condition_is_false(
    facts: dict[str, Any], keys: list[str], uncertain: list[str]
) -> None:
    slots = asked(STANDARD, facts, TODAY)
    always = ["ktp.husband", "ktp.wife", "sktm", "foto", "warga"]
    assert [slot.key for slot in slots if slot.key not in always] == keys
    assert [slot.key for slot in slots if not slot.certain] == uncertain
    assert [slot.key for slot in slots if not slot.required] == ["foto", *uncertain]


def test_a_condition_that_cannot_be_read_asks_and_does_not_demand() -> None:
    broken = replace(STANDARD, requirements=(Requirement("x", "X", "document", SOURCE, when="a >"),))
    assert [(slot.key, slot.required) for slot in asked(broken, {}, TODAY)] == [("x", False)]


def test_persons_are_kept_apart() -> None:
    child = RawPerson(name="Anak Rekaan", nik="9999990101200001", birth_date="1-1-2020")
    brother = RawPerson(name="Kakak Rekaan", nik="9999990101950001")
    submission, problems = take(replace(COMPLETE, beneficiary=child, proxy=brother))
    assert (submission.beneficiary or Person("")).name == "Anak Rekaan"
    assert (submission.proxy or Person("")).nik == "9999990101950001"
    assert submission.facts["dikuasakan"] is True
    assert submission.facts["penerima_lahir"] == date(2020, 1, 1)
    assert problems == [("ISI-201", "requirements.kuasa", "missing")]


def test_the_applicant_is_neither_their_own_beneficiary_nor_their_own_proxy() -> None:
    submission, problems = take(replace(COMPLETE, beneficiary=SITI, proxy=SITI))
    assert submission.beneficiary is None
    assert ("ISI-111", "beneficiary.nik", "warning") in problems
    assert ("ISI-112", "proxy.nik", "error") in problems


@pytest.mark.parametrize(
    ("change", "value", "code", "grade"),
    [
        ("name", "12345", "ISI-105", "error"),
        ("name", "x" * 101, "ISI-101", "error"),
        ("name", "Siti\u202e Rekaan", "ISI-102", "warning"),
        ("nik", "123", "IDN-001", "error"),
        ("nik", "3526014505900001", "IDN-009", "warning"),
        ("kk", "123", "IDN-011", "error"),
        ("birth_date", "kemarin", "ISI-106", "error"),
        ("birth_date", "31-02-1990", "ISI-106", "error"),
        ("birth_date", "22-11-2026", "ISI-107", "error"),
        ("birth_date", "31-12-1899", "ISI-107", "error"),
        ("sex", "entah", "ISI-108", "error"),
        ("phone", "abc", "IDN-031", "error"),
        ("email", "siti@", "ISI-109", "error"),
        ("email", "a@b.id, c@d.id", "ISI-109", "error"),
        ("email", "siti..contoh@contoh.id", "ISI-109", "error"),
        ("email", "siti@contoh..id", "ISI-109", "error"),
        ("email", "siti@-contoh.id", "ISI-109", "error"),
        ("email", "józef@contoh.id", "ISI-121", "error"),
        ("email", "siti@cöntoh.id", "ISI-121", "error"),
        ("address", "x" * 301, "ISI-101", "error"),
        ("region", "19.2", "ISI-110", "error"),
    ],
)
def test_a_wrong_field_of_a_person_is_told_once_beside_it(change: str, value: str, code: str, grade: str) -> None:
    _, problems = take(replace(COMPLETE, applicant=replace(SITI, **{change: value})))
    assert problems == [(code, f"applicant.{change}", grade)]


def test_a_collector_is_read_like_any_other_person() -> None:
    person, problems = clean_person(RawPerson(name="Budi Rekaan", nik="12"), "collector", TERMS)
    assert person == Person("Budi Rekaan")
    assert [(problem.code, problem.field) for problem in problems] == [("IDN-001", "collector.nik")]


def question(kind: str) -> IntakeField:
    return IntakeField("isian", "Isian", kind, SOURCE, choices=CHOICES)


@pytest.mark.parametrize(
    ("kind", "raw", "value"),
    [
        ("text", "  dua  kata ", "dua kata"),
        ("text", "satu\r\ndua", "satu dua"),
        ("paragraph", "satu\r\n\n\n\ndua\t tiga ", "satu\n\ndua tiga"),
        ("number", "3", 3),
        ("number", "003", 3),
        ("number", "1.500.000", 1500000),
        ("number", "Rp 1.500.000,50", Decimal("1500000.50")),
        ("number", "2,5", Decimal("2.5")),
        ("number", "2.5", Decimal("2.5")),
        ("number", "2,0", 2),
        ("date", "2026-11-21", date(2026, 11, 21)),
        ("date", "1/2/2026", date(2026, 2, 1)),
        ("date", "01.02.2026", date(2026, 2, 1)),
        ("yes_no", "Ya", True),
        ("yes_no", "tidak", False),
        ("yes_no", "on", True),
        ("choice", "pulau", "pulau"),
        ("text", " \u200b ", None),
        ("number", "", None),
    ],
)
def test_answers_are_read_by_their_kind(kind: str, raw: str, value: Any) -> None:
    read = read_answer(question(kind), raw, TODAY)
    assert (read.value, type(read.value)) == (value, type(value))
    assert [problem.grade for problem in read.problems if problem.grade == "error"] == []


@pytest.mark.parametrize(
    ("kind", "raw", "code"),
    [
        ("text", "x" * 201, "ISI-002"),
        ("paragraph", "x" * 4001, "ISI-002"),
        ("text", " " * 20_001, "ISI-002"),
        ("number", "tiga", "ISI-003"),
        ("number", "1e9", "ISI-003"),
        ("number", "1.2.3", "ISI-003"),
        ("number", "1234567890123456", "ISI-003"),
        ("number", "٣", "ISI-003"),
        ("number", "-1", "ISI-004"),
        ("date", "besok", "ISI-005"),
        ("date", "30-02-2026", "ISI-005"),
        ("date", "21-11-26", "ISI-005"),
        ("date", "31-12-1899", "ISI-006"),
        ("yes_no", "mungkin", "ISI-008"),
        ("choice", "laut", "ISI-009"),
    ],
)
def test_answers_that_cannot_be_read_are_refused_without_repeating_them(kind: str, raw: str, code: str) -> None:
    read = read_answer(question(kind), raw, TODAY)
    assert read.value is None
    assert [(problem.code, problem.grade) for problem in read.problems] == [(code, "error")]


def test_a_day_to_come_is_taken_with_a_warning() -> None:
    read = read_answer(question("date"), "22-11-2026", TODAY)
    assert read.value == date(2026, 11, 22)
    assert [(problem.code, problem.grade) for problem in read.problems] == [("ISI-007", "warning")]


def test_a_day_that_may_lie_ahead_is_not_doubted() -> None:
    read = read_answer(replace(question("date"), ahead=True), "22-11-2026", TODAY)
    assert (read.value, read.problems) == (date(2026, 11, 22), ())


@pytest.mark.parametrize(
    ("raw", "line", "hidden"),
    [
        ("Siti", "Siti", False),
        ("e\u0301", "é", False),
        ("a\x00b", "ab", True),
        ("gaji \u202e0005", "gaji 0005", True),
        ("a\u2066b\u2069\u200f\ufeff\u00ad", "ab", True),
        ("Z" + "\u0335" * 40, "Z\u0335\u0335", True),
        ("\ud800", "", True),
        ("a\u2028b\xa0 c", "a b c", False),
    ],
)
def test_marks_that_nobody_sees_are_taken_out(raw: str, line: str, hidden: bool) -> None:
    cleaned = clean_line(raw)
    assert (cleaned.text, cleaned.hidden) == (line, hidden)


def test_hidden_marks_in_an_answer_are_told() -> None:
    read = read_answer(question("text"), "a\u202eb", TODAY)
    assert (read.value, [problem.code for problem in read.problems]) == ("ab", ["ISI-010"])


def test_a_submission_survives_json() -> None:
    raw = replace(
        COMPLETE,
        beneficiary=RawPerson(name="Anak Rekaan"),
        answers={"wilayah": "pulau", "anak": "2,5", "sejak": "1-2-2020", "miskin": "tidak", "cerita": "a\nb"},
    )
    submission, _ = take(raw)
    assert submission.answers["anak"] == Decimal("2.5")
    assert from_json(json.loads(json.dumps(to_json(submission)))) == submission
    broken = to_json(submission) | {"applicant": None}
    with pytest.raises(ValueError, match="applicant"):
        from_json(broken)


ANY = st.one_of(
    st.text(max_size=40),
    st.text(st.characters(), max_size=40),
    st.from_regex(r"[0-9]{16}", fullmatch=True),
    st.from_regex(r"[0-9]{1,4}[-/. ][0-9]{1,2}[-/. ][0-9]{1,4}", fullmatch=True),
    st.from_regex(r"(Rp)? ?-?[0-9]{1,17}([.,][0-9]{1,9})*", fullmatch=True),
    st.sampled_from(["ya", "tidak", "daratan", "", "0812345678", "a@b.id", "L", "\ud800", "Ⅷ", "²"]),
)
PEOPLE = st.builds(RawPerson, *[ANY] * 9)
RAW = st.builds(
    RawSubmission,
    PEOPLE,
    st.just(RawPerson()) | PEOPLE,
    st.just(RawPerson()) | PEOPLE,
    st.dictionaries(st.sampled_from([question.code for question in STANDARD.intake]), ANY),
    st.lists(st.builds(Claim, ANY | st.just("sktm"), ANY | st.just("attached"), ANY), max_size=3).map(tuple),
)


@settings(max_examples=60, deadline=None)
@given(RAW, st.booleans(), st.sampled_from(["web", "counter", "paper"]))
def test_no_text_at_all_breaks_the_intake(raw: RawSubmission, in_need: bool, channel: str) -> None:
    standard = IN_NEED if in_need else STANDARD
    submission, told = clean(standard, raw, channel, TERMS)
    problems = (*told, *examine(standard, submission, TODAY, told))
    assert set(blocking(problems, channel)) <= set(problems)
    assert from_json(json.loads(json.dumps(to_json(submission)))) == submission
    json.dumps(to_json(submission), ensure_ascii=False).encode()  # no half characters get through
    fields = [(problem.code, problem.field) for problem in problems]
    assert len(fields) == len(set(fields))


@settings(max_examples=200, deadline=None)
@given(st.text(st.characters(), max_size=80))
def test_cleaning_twice_changes_nothing(text: str) -> None:
    for cleaner in (clean_line, clean_paragraph):
        once = cleaner(text).text
        assert cleaner(once).text == once
