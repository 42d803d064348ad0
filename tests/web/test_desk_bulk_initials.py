"""A chain of two parafs and a signature, each given to many letters in one sitting: every one stands by itself."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from maklumat.core.procedure.initialling import HOLDS, LAPSED, TEXT
from maklumat.records.models import LetterNumber
from maklumat.records.work import batch, initialling
from maklumat.records.work import queries as work
from tests import cast
from tests.initialled_cast import KABID, LETTER, OTHER, SECOND, SIGN, Chain, also_applied, applied
from tests.web.desk_steps import at_work, text

pytestmark = pytest.mark.django_db


@pytest.fixture
def chains() -> list[Chain]:
    """Three drafts that wait for their first paraf."""
    first = applied(after=SECOND)
    found = [first, also_applied(first), also_applied(first)]
    for number, chain in enumerate(found, start=1):
        chain.draft(tujuan_pengumpulan=f"Korban banjir {number}")
    return found


def value(chain: Chain, deed: str) -> str:
    state = work.followed(chain.file).state
    return f"{chain.file}|{deed}|{state.step}|{state.seq}"


def sit(client: Client, chains: list[Chain], deed: str, seen: list[str] | None = None) -> str:
    """The page of a sitting that does all of these."""
    letters = seen or [value(chain, deed) for chain in chains]
    answer = client.post(
        reverse("desk:letters"), {"sitting": uuid4(), "letters": letters, "password": cast.PASSWORD}
    )  # fmt: skip
    return text(client.get(answer.url))


def worth(chain: Chain) -> list[tuple[str, str]]:
    opened = work.followed(chain.file)
    shown = initialling.shown(opened.position, opened.law.standard.product(LETTER), opened.history)
    return [(one.initial.event.post, one.initial.state) for one in shown]


def given(chain: Chain) -> list[Any]:
    return [event for event in work.followed(chain.file).history if event.outcome == "initialled"]


def test_two_parafs_and_the_signature_in_three_sittings_each_letter_for_itself(chains: list[Chain]) -> None:
    people = chains[0]
    assert text(at_work(people.kabid).get(reverse("desk:letters"))).count('name="letters"') == 3
    assert "3 dari 3 surat selesai" in sit(at_work(people.kabid), chains, batch.INITIAL)
    assert LetterNumber.objects.count() == 0  # a paraf takes no number
    assert "2 dari 2 surat selesai" in sit(at_work(people.other), chains[:2], batch.INITIAL)
    assert "2 dari 2 surat selesai" in sit(at_work(people.head), chains[:2], batch.SIGN)
    for chain in chains[:2]:
        assert [event.post for event in given(chain)] == [KABID, OTHER]
        assert worth(chain) == [(KABID, HOLDS), (OTHER, HOLDS)]
    digests = {event.data[TEXT]["sha256"] for chain in chains for event in given(chain)}
    assert len(digests) == 3  # each to its own letter, twice to the same
    assert LetterNumber.objects.count() == 2
    assert work.followed(chains[2].file).state.step == SECOND


def test_one_that_was_sent_back_in_between_holds_up_no_other_and_is_initialled_by_both_again(
    chains: list[Chain],
) -> None:
    people = chains[0]
    sit(at_work(people.kabid), chains, batch.INITIAL)
    seen = [value(chain, batch.INITIAL) for chain in chains]
    chains[1].act(people.other, SECOND, "returned", reason="Sebut bencananya.")
    page = sit(at_work(people.other), chains, batch.INITIAL, seen)
    assert "2 dari 3 surat selesai" in page
    assert "sudah dikerjakan oleh Contoh Kabid Lain" in page
    chains[1].draft(tujuan_pengumpulan="Korban banjir bandang")
    assert worth(chains[1]) == [(KABID, LAPSED)]
    sit(at_work(people.kabid), chains[1:2], batch.INITIAL)
    sit(at_work(people.other), chains[1:2], batch.INITIAL)
    assert worth(chains[1]) == [(KABID, HOLDS), (OTHER, HOLDS)]
    assert "3 dari 3 surat selesai" in sit(at_work(people.head), chains, batch.SIGN)


def test_the_same_sitting_sent_again_initials_nothing_twice(chains: list[Chain]) -> None:
    people = chains[0]
    seen = [value(chain, batch.INITIAL) for chain in chains]
    client, sitting = at_work(people.kabid), uuid4()
    data = {"sitting": sitting, "letters": seen, "password": cast.PASSWORD}
    answers = [client.post(reverse("desk:letters"), data) for _ in range(2)]
    assert {answer.url for answer in answers} == {reverse("desk:sitting")}
    again = sit(at_work(people.kabid), chains, batch.INITIAL, seen)  # from another telephone
    assert "3 dari 3 surat selesai" in again
    assert [len(given(chain)) for chain in chains] == [1, 1, 1]


def test_nobody_initials_in_a_sitting_what_lies_with_somebody_else(chains: list[Chain]) -> None:
    people = chains[0]
    page = sit(at_work(people.other), chains, batch.INITIAL)
    assert "0 dari 3 surat selesai" in page
    assert [given(chain) for chain in chains] == [[], [], []]
    assert work.followed(chains[0].file).state.step != SIGN
