"""Messages: what they say and to whom, how long they are as an SMS, when they go out."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maklumat.core.identity import Person
from maklumat.core.intake import RawPerson, Terms, clean_person
from maklumat.core.messages import gsm, table, wishes
from maklumat.core.messages.pacing import DELAYS, quiet_until, retry_at
from maklumat.core.messages.texts import LANGUAGES, Facts, compose, registered
from maklumat.core.messages.wishes import EMAIL, NOTHING, OWN, SHARED, SMS, WHATSAPP, Circumstances, route
from maklumat.core.messages.wordings import WORDINGS

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
FACTS = Facts(
    office="Dinas Sosial Kabupaten Rekaan",
    code="ABCD-2345",
    where="https://dinsos.rekaankab.example/lacak/ABCD-2345/",
    service="Rekomendasi Contoh",
    day="23 Desember 2026 pukul 09.00",
    place="Ruang Konsultasi",
    missing=("Fotokopi KTP", "Fotokopi KK"),
)
EVERY = [(code, language) for code in table.OCCASIONS for language in LANGUAGES]


# The length of an SMS


@pytest.mark.parametrize(
    ("text", "units", "count"),
    [
        ("", 0, 1),
        ("a" * 160, 160, 1),
        ("a" * 161, 161, 2),
        ("a" * 306, 306, 2),
        ("a" * 307, 307, 3),
        ("[" * 80, 160, 1),
        ("€" * 81, 162, 2),
        ("a" * 152 + "[" + "a" * 152, 306, 3),  # the escape would be cut off its letter
        ("ł" * 70, 70, 1),
        ("ł" * 71, 71, 2),
        ("😀" * 35, 70, 1),
        ("😀" * 36, 72, 2),
        ("ł" * 66 + "😀" + "ł" * 66, 134, 3),
    ],
)
def test_what_the_network_counts(text: str, units: int, count: int) -> None:
    assert (gsm.length(text), gsm.parts(text)) == (units, count)


def test_typographic_signs_do_not_halve_the_room() -> None:
    assert not gsm.is_gsm("“Dinsos” – buka…")
    assert gsm.plain("“Dinsos” – buka…") == '"Dinsos" - buka...'


# The words


@pytest.mark.parametrize(("code", "language"), EVERY)
def test_an_sms_is_one_message_that_says_which_file_and_where_to_look(code: str, language: str) -> None:
    short = compose(code, language, FACTS).short
    assert (gsm.parts(short), gsm.is_gsm(short)) == (1, True)
    assert FACTS.code in short or code == table.ROSTER  # which is about no file
    assert FACTS.where in short


@given(st.text(max_size=200), st.text(max_size=150), st.sampled_from(EVERY))
def test_an_sms_is_one_message_whatever_it_is_filled_with(text: str, address: str, row: tuple[str, str]) -> None:
    filled = replace(FACTS, office=text, day=text, code=text[:20], where=address)
    short = compose(*row, filled).short
    assert gsm.is_gsm(short)
    assert gsm.length(short) <= gsm.SINGLE


@pytest.mark.parametrize(("code", "language"), EVERY)
def test_what_is_confidential_is_not_even_named(code: str, language: str) -> None:
    named, hidden = compose(code, language, FACTS), compose(code, language, replace(FACTS, service="", missing=()))
    assert FACTS.service not in " ".join((hidden.subject, hidden.long, hidden.short, *hidden.values))
    assert "{" not in "".join((named.subject, named.long, named.short))
    assert FACTS.service not in named.short
    assert FACTS.service not in named.subject


@pytest.mark.parametrize(("code", "language"), EVERY)
def test_every_message_says_where_to_look_and_how_to_stop(code: str, language: str) -> None:
    long = compose(code, language, FACTS).long
    assert FACTS.where in long
    stops = {"id": "Hentikan", "en": "Stop them"}[language] in long
    assert stops == (table.OFFICER not in table.OCCASIONS[code].to)


@pytest.mark.parametrize(("code", "language"), EVERY)
def test_sentences_are_short(code: str, language: str) -> None:
    wording = WORDINGS[code][language]
    for sentence in re.split(r"(?<=[.?!])\s", f"{wording.long} {wording.short}"):
        assert len(sentence.split()) <= 18, sentence


def test_a_long_list_of_what_is_missing_is_cut() -> None:
    many = replace(FACTS, missing=("x" * 90, "dua", "tiga", "empat", "lima"))
    long = compose(table.RETURNED, "id", many).long
    assert "x" * 59 + "…, dua, tiga, dan 2 lainnya." in long


def test_a_registered_template_has_a_number_for_each_value() -> None:
    for code, language in EVERY:
        text, values = registered(code, language), compose(code, language, FACTS).values
        numbers = sorted({int(number) for number in re.findall(r"\{\{(\d+)\}\}", text)})
        assert numbers == list(range(1, len(values) + 1))
        for number, value in enumerate(values, 1):
            text = text.replace(f"{{{{{number}}}}}", value)
        assert text == compose(code, language, FACTS).long


# When


def test_a_failure_waits_longer_each_time_and_the_seventh_is_the_last() -> None:
    waits = [retry_at("kunci", failures, NOW) for failures in range(1, 8)]
    assert waits[6] is None
    delays = [at - NOW for at in waits if at is not None]
    assert len(delays) == len(DELAYS)
    assert all(least <= delay < least * 1.2 for least, delay in zip(DELAYS, delays, strict=True))
    assert all(sooner < later for sooner, later in pairwise(delays))


def test_messages_that_failed_together_come_back_apart_and_always_alike() -> None:
    moments = {retry_at(f"kunci-{number}", 1, NOW) for number in range(50)}
    assert len(moments) > 40
    assert retry_at("kunci-1", 1, NOW) == retry_at("kunci-1", 1, NOW)


@pytest.mark.parametrize(
    ("clock", "ends"),
    [
        ("19:59", None),
        ("20:00", "24T06:00"),
        ("23:59", "24T06:00"),
        ("00:00", "23T06:00"),
        ("05:59", "23T06:00"),
        ("06:00", None),
        ("12:00", None),
    ],
)
def test_quiet_hours_end_in_the_morning_of_the_office(clock: str, ends: str | None) -> None:
    local = datetime.combine(NOW, time.fromisoformat(clock), tzinfo=ZoneInfo("Asia/Makassar"))
    until = quiet_until(local, time(20), time(6))
    assert (until and until.strftime("%dT%H:%M")) == ends
    assert until is None or until.utcoffset() == timedelta(hours=8)


def test_quiet_hours_at_noon_and_none_at_all() -> None:
    local = datetime(2026, 11, 23, 12, 30, tzinfo=ZoneInfo("Asia/Jakarta"))
    assert quiet_until(local, time(12), time(13)) == local.replace(hour=13, minute=0)
    assert quiet_until(local, time(13), time(14)) is None
    assert quiet_until(local, time(12), time(12)) is None


# By which way

SITI = Person(name="Siti Contoh", phone="+6281200000001", email="siti@contoh.example")


def ways(wish: str, person: Person = SITI, **around: object) -> tuple[tuple[str, ...], str]:
    found = route(person, wish, Circumstances(**{"by_law": False, "discreet": False, **around}))  # type: ignore[arg-type]
    return found.ways, found.reason


LIVE = {"live": (WHATSAPP, SMS, EMAIL)}


def test_who_did_not_answer_is_told_what_the_law_demands_and_no_more() -> None:
    for wish in ("", NOTHING):
        assert ways(wish) == ((), wishes.NOT_WANTED)
        assert ways(wish, by_law=True, order=(EMAIL, SMS), **LIVE) == ((EMAIL, SMS), "")


def test_who_chose_a_way_is_told_by_it_and_by_the_same_telephone() -> None:
    assert ways(WHATSAPP, **LIVE) == ((WHATSAPP, SMS), "")
    assert ways(SMS, **LIVE) == ((SMS, WHATSAPP), "")
    assert ways(EMAIL, **LIVE) == ((EMAIL,), "")
    assert ways(EMAIL, by_law=True, **LIVE)[0] == (EMAIL, WHATSAPP, SMS)


def test_a_shared_telephone_keeps_a_secret_even_from_the_law() -> None:
    for use in ("", SHARED):
        shared = replace(SITI, phone_use=use)
        assert ways(SMS, shared, discreet=True, **LIVE) == ((), wishes.CONFINED)
        assert ways(SMS, shared, discreet=True, by_law=True, **LIVE) == ((EMAIL,), "")
        assert ways(NOTHING, replace(shared, email=""), discreet=True, by_law=True) == ((), wishes.CONFINED)
    assert ways(SMS, replace(SITI, phone_use=OWN), discreet=True, **LIVE) == ((SMS, WHATSAPP), "")


def test_no_address_a_dead_one_and_a_way_that_is_not_there() -> None:
    assert ways(SMS, replace(SITI, phone="")) == ((), wishes.NO_ADDRESS)
    assert ways(WHATSAPP, failed=(WHATSAPP,), **LIVE) == ((SMS,), "")
    assert ways(WHATSAPP, failed=(WHATSAPP, SMS), **LIVE) == ((), wishes.UNREACHABLE)
    assert ways(EMAIL, live=(SMS,)) == ((), wishes.NOT_LIVE)
    assert ways(WHATSAPP) == ((WHATSAPP,), "")  # nothing is live: it is only written down


def test_the_wish_is_read_at_intake_and_stops_nobody() -> None:
    raw = RawPerson(name="Siti Contoh", nik="9999014505900001", told_by="sms", phone_use="shared", language="en")
    person, problems = clean_person(raw, "applicant", Terms(NOW.date(), fictitious_allowed=True))
    assert (person.told_by, person.phone_use, person.language) == ("sms", "shared", "en")
    assert [(one.code, one.grade) for one in problems] == [("ISI-120", "warning")]
    odd = RawPerson(name="Siti", told_by="burung merpati", phone_use="x", language="jv")
    person, problems = clean_person(odd, "applicant", Terms(NOW.date()))
    assert (person.told_by, person.phone_use, person.language, problems) == ("", "", "", ())
    assert RawPerson(told_by="none", language="id").blank
