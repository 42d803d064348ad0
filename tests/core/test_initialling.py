"""A paraf is worth what the letter said when it was given: changed, sent back, taken back, given again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from maklumat.core.events import Event
from maklumat.core.letter.changing import changes, words
from maklumat.core.letter.template import Template, TemplateField
from maklumat.core.procedure.initialling import (
    BLANK,
    HOLDS,
    LAPSED,
    TEXT,
    VOID,
    Text,
    digest,
    initialling,
    initials,
)
from tests.core.clock_cast import at
from tests.core.small_standard import STANDARD, step

MONDAY = at("2025-07-07 09:00")
FIRST, SECOND = digest({"nama": "Siti"}, "naskah"), digest({"nama": "Sita"}, "naskah")
CHAIN = replace(
    STANDARD,
    steps=(
        step("konsep", "draft", "staf", {"drafted": "paraf-kabid"}, product="surat"),
        step("paraf-kabid", "initial", "kabid", {"initialled": "paraf-sek", "returned": "konsep"}, product="surat"),
        step("paraf-sek", "initial", "sek", {"initialled": "tanda-tangan", "stepped_back": "paraf-kabid"},
             product="surat"),
        step("tanda-tangan", "sign", "kepala", {"signed": "serah", "returned": "konsep"}, product="surat"),
        step("serah", "deliver", "loket", {"delivered": "finished"}, product="surat"),
        step("tolak", "initial", "kabid", {"initialled": "serah"}, product="tolak"),
    ),
)  # fmt: skip


def events(*happened: tuple[str, str, str, Any]) -> list[Event]:
    """One minute after another: (step, outcome, post, what the letter said, or None for an act that is no paraf)."""
    return [
        Event(
            seq,
            "acted",
            MONDAY + timedelta(minutes=seq),
            MONDAY + timedelta(minutes=seq),
            post=post,
            step=code,
            outcome=outcome,
            data={} if text is None else {TEXT: {"sha256": text}},
        )
        for seq, (code, outcome, post, text) in enumerate(happened, start=1)
    ]


KABID = ("paraf-kabid", "initialled", "kabid", FIRST)
SEK = ("paraf-sek", "initialled", "sek", FIRST)


def worth(history: list[Event], sha256: str = FIRST, drafted: int = 0) -> list[tuple[str, str]]:
    now = Text(sha256, MONDAY + timedelta(minutes=drafted))
    return [(one.event.post, one.state) for one in initials(CHAIN, "surat", history, now)]


def test_a_paraf_holds_as_long_as_the_letter_says_the_same() -> None:
    assert worth(events(KABID, SEK)) == [("kabid", HOLDS), ("sek", HOLDS)]


def test_a_letter_that_was_changed_is_initialled_by_nobody() -> None:
    assert worth(events(KABID, SEK), SECOND) == [("kabid", VOID), ("sek", VOID)]


def test_what_was_sent_back_and_changed_waits_for_whom_the_standard_names() -> None:
    history = events(KABID, SEK, ("tanda-tangan", "returned", "kepala", None))
    assert worth(history, SECOND) == [("kabid", LAPSED), ("sek", LAPSED)]
    assert worth(history, FIRST) == [("kabid", HOLDS), ("sek", HOLDS)]


def test_given_again_it_holds_again() -> None:
    back = ("tanda-tangan", "returned", "kepala", None)
    again = events(KABID, SEK, back, ("paraf-kabid", "initialled", "kabid", SECOND))
    assert worth(again, SECOND) == [("sek", LAPSED), ("kabid", HOLDS)]


def test_what_is_changed_after_the_second_paraf_is_void_though_the_first_was_sent_back() -> None:
    history = events(KABID, ("paraf-sek", "stepped_back", "sek", None), KABID)
    assert worth(history, SECOND) == [("kabid", VOID)]


def test_a_paraf_that_was_taken_back_or_that_became_a_return_is_none() -> None:
    taken_back = [*events(KABID), replace(events(KABID)[0], seq=2, kind="recalled", data={"of": 1})]
    assert worth(taken_back) == []
    assert worth(events(KABID, ("paraf-kabid", "returned", "kabid", None))) == []


def test_a_paraf_before_there_was_a_letter_was_for_the_file() -> None:
    assert worth(events(("paraf-kabid", "initialled", "kabid", "")), SECOND) == [("kabid", BLANK)]


@pytest.mark.parametrize(("drafted", "state"), [(0, HOLDS), (1, HOLDS), (2, VOID)])
def test_a_paraf_that_kept_nothing_is_judged_by_when_the_letter_was_written(drafted: int, state: str) -> None:
    plain = [replace(events(KABID)[0], data={})]
    assert worth(plain, SECOND, drafted) == [("kabid", state)]


def test_one_who_acts_for_two_posts_gives_the_paraf_of_both() -> None:
    assert worth(events(("paraf-kabid", "initialled", "kabid+kasi", FIRST))) == [("kabid+kasi", HOLDS)]


def test_only_the_steps_of_that_letter_count() -> None:
    assert initialling(CHAIN, "surat") == {"paraf-kabid", "paraf-sek"}
    assert initialling(CHAIN, "") == initialling(STANDARD, "surat") == frozenset()
    assert worth(events(("tolak", "initialled", "kabid", FIRST))) == []


def test_another_value_another_wording_or_another_document_is_another_text() -> None:
    other = [digest({"nama": "Siti"}, "naskah lain"), digest({}, "", "abc"), digest({}, "", "abd")]
    assert len({FIRST, SECOND, *other}) == 5
    assert digest({"a": "1", "b": "2"}, "x") == digest({"b": "2", "a": "1"}, "x")


def test_the_difference_is_told_field_by_field_in_the_words_of_the_letter() -> None:
    fields = (
        TemplateField("keperluan", "Untuk keperluan", "text", required=True),
        TemplateField("daftar", "Daftar orang", "table", required=True),
    )
    template = Template("surat", "letter", (), fields=fields)
    before = {"nama": "Siti", "keperluan": "sekolah", "tanggal_lahir": date(1990, 5, 5), "nilai": 1500}
    after = {**before, "nama": "Sita", "keperluan": "", "daftar": (("1", "Ani"), ("2", "Budi"))}
    told = [(one.label, one.before, one.after) for one in changes(template, before, after)]
    assert told == [
        ("Untuk keperluan", "sekolah", ""),
        ("Daftar orang", "", "1; Ani\n2; Budi"),
        ("Nama orang yang diterangkan", "Siti", "Sita"),
    ]
    assert changes(template, before, before) == ()
    assert (words(date(1990, 5, 5)), words(1500), words(None)) == ("5 Mei 1990", "1.500", "")
