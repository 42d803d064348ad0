"""One damaged file takes no list away: the others stay, and the bad one is named with its code."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from maklumat.records.ledger.fields import Sealed
from maklumat.records.models import Product
from maklumat.records.procedures.models import WorkItem
from maklumat.records.work import actions, clockwork
from maklumat.web.desk.books import BOOKS
from tests import cast, owed_cast
from tests.cast import Officer
from tests.spoil_cast import CODES, spoil
from tests.web import test_board as board
from tests.web import test_desk_bulk as bulk
from tests.web import test_desk_registers as registers
from tests.web.desk_steps import at_work, position, text

pytestmark = pytest.mark.django_db

MARKED = frozenset({"agenda", "penerima", "penyerahan"})
UNREADABLE_PLACE = ("state", "state_empty", "state_step")


@pytest.fixture(autouse=True)
def _law() -> Iterator[None]:
    cast.enact()
    yield
    cast.forget_law()


def register_of(file: UUID) -> str:
    return WorkItem.objects.get(pk=file).register


def content(answer: Any) -> str:
    """What is written, wherever a line may break."""
    sent = (b"".join(answer.streaming_content) if answer.streaming else answer.content).decode()
    return re.sub(r"</?span[^>]*>", "", sent)


def banner(page: str) -> list[tuple[str, str]]:
    """The files that a page says it left out, with their codes."""
    return re.findall(r"<li>Berkas (\S+), kode (\S+)</li>", page)


@pytest.mark.parametrize("how", ["content", "content_key", "application_gone", "item_gone"])
@pytest.mark.parametrize("shape", ["", "cetak", "csv", "xlsx", "pdf"])
def test_every_book_is_printed_and_marks_the_bad_line(how: str, shape: str) -> None:
    good, bad = registers.delivered(), registers.delivered()
    said = register_of(bad)
    spoil(how, bad)
    client = at_work(cast.officer(cast.CLERK))
    for code in BOOKS:
        answer = registers.book(client, code, bentuk=shape) if shape else registers.book(client, code)
        assert answer.status_code == 200, code
        if shape in {"", "cetak", "csv"} and code in MARKED:
            rows = re.split(r"</tr>|\r\n", content(answer))
            marked = [line for line in rows if f"DATA RUSAK ({CODES[how]})" in line]
            if how != "application_gone" or code not in {"agenda", "penerima"}:  # whose lines are the applications
                assert len(marked) == 1, code
                assert said in marked[0]
            assert any(register_of(good) in line for line in rows)


@pytest.mark.parametrize("how", ["content", "application_gone", "item_gone"])
def test_the_book_of_letters_keeps_the_number_of_a_damaged_file(how: str) -> None:
    file = registers.written()
    spoil(how, file)
    page = content(registers.book(at_work(cast.officer(cast.CLERK)), "surat-keluar"))
    assert f"DATA RUSAK ({CODES[how]})" in page


@pytest.mark.parametrize("column", ["collector", "owner"])
def test_a_sealed_cell_of_a_book_says_that_it_is_damaged(column: str) -> None:
    from maklumat.records.models import Custody, Delivery

    registers.delivered()
    table = Delivery if column == "collector" else Custody
    table.objects.update(**{column: Sealed(bytes(40))})
    client = at_work(cast.officer(cast.CLERK))
    page = content(registers.book(client, "penyerahan" if column == "collector" else "titipan"))
    assert "data rusak (KCI-005)" in page


@pytest.mark.parametrize("how", ["content", "content_key", "application_gone", *UNREADABLE_PLACE])
def test_many_letters_are_signed_beside_a_damaged_one(how: str) -> None:
    good, bad = bulk.drafts(2)
    said, wanted = register_of(bad), [bulk.value(good), bulk.value(bad)]
    spoil(how, bad)
    client = at_work(cast.officer(cast.HEAD))
    page = text(client.get(reverse("desk:letters")))
    assert banner(page) == [(said, CODES[how])]
    assert register_of(good) in page
    form = {"sitting": "00000000-0000-4000-8000-000000000001", "letters": wanted, "password": cast.PASSWORD}
    assert client.post(reverse("desk:letters"), form).status_code == 302
    told = text(client.get(reverse("desk:sitting")))
    assert (bulk.signed(good), CODES[how] in told) == (1, True)
    assert Product.objects.get(application_id=bad).status != "issued"


def test_a_letter_whose_draft_is_damaged_is_not_signed() -> None:
    good, bad = bulk.drafts(2)
    Product.objects.filter(application_id=bad).update(content=Sealed(bytes(60)))
    client = at_work(cast.officer(cast.HEAD))
    answer = bulk.choose(client, [good, bad])
    assert answer.status_code == 302
    told = text(client.get(reverse("desk:sitting")))
    assert (bulk.signed(good), bulk.signed(bad), "KCI-005" in told) == (1, 0, True)


@pytest.mark.parametrize("how", ["content", "application_gone", "last_gone", "state"])
def test_whoever_is_to_be_called_is_called_beside_a_damaged_file(how: str) -> None:
    clerk = cast.officer(cast.CLERK)
    good, bad = _returned(clerk), _returned(clerk)
    clockwork.run_due(timezone.now())
    said = register_of(bad)
    spoil(how, bad)
    page = text(at_work(clerk).get("/kantor/ingatkan/"))
    assert register_of(good) in page
    assert how == "last_gone" or banner(page) == [(said, CODES[how])]


def _returned(clerk: Officer) -> UUID:
    back = timezone.now() - timedelta(days=28)
    file = cast.apply(moment=back).application_id
    seen, data = position(file).state, {"findings": {"identitas": "buram"}}
    actions.act(clerk.actor, file, step=seen.step, outcome="incomplete", seen_seq=seen.seq, data=data, moment=back)
    return file


@pytest.mark.parametrize("how", UNREADABLE_PLACE)
@pytest.mark.parametrize("shape", ["", "csv", "xlsx"])
def test_the_lists_of_the_board_go_on(how: str, shape: str) -> None:
    good, bad = board.late(), board.late()
    said = register_of(bad)
    spoil(how, bad)
    head = at_work(cast.officer(cast.HEAD))
    wish = {"keadaan": "terlambat", **({"bentuk": shape} if shape else {})}
    answer = head.get(reverse("board:files"), wish)
    assert answer.status_code == 200
    if shape != "xlsx":
        page = content(answer)
        assert register_of(good) in page
        assert not shape or f"Berkas {said}: data rusak (BKT-112)" in page
    if not shape:
        assert banner(text(answer)) == [(said, "BKT-112")]
    for page in board.PAGES:
        assert head.get(reverse(f"board:{page}")).status_code == 200


@pytest.mark.parametrize("how", UNREADABLE_PLACE)
def test_what_one_is_warned_of_goes_on(how: str) -> None:
    good, bad = board.late(), board.late()
    said = register_of(bad)
    spoil(how, bad)
    above = WorkItem.objects.get(pk=good).attention
    page = text(at_work(cast.officer(above)).get(reverse("desk:worklist")))
    assert register_of(good) in page
    assert (said, "BKT-112") in banner(page)


@pytest.mark.parametrize("how", ["content", "application_gone", *UNREADABLE_PLACE])
def test_apologies_are_given_beside_a_damaged_file(how: str) -> None:
    owed_cast.decide("both")
    good, bad = owed_cast.broken(), owed_cast.broken()
    said = register_of(bad)
    spoil(how, bad)
    page = text(at_work(cast.officer(cast.HEAD)).get(reverse("desk:compensation")))
    assert register_of(good) in page
    assert banner(page) == [(said, CODES[how])]


@pytest.mark.parametrize("how", ["content", "content_key", *UNREADABLE_PLACE])
def test_somebody_is_found_at_the_counter_beside_a_damaged_file(how: str) -> None:
    good, bad = (cast.apply().application_id for _ in range(2))
    said = register_of(bad)
    spoil(how, bad)
    answer = at_work(cast.officer(cast.CLERK)).post(reverse("desk:counter"), {"q": cast.SITI.nik})
    assert answer.status_code == 200
    assert register_of(good) in text(answer)
    assert banner(text(answer)) == [(said, CODES[how])]


@pytest.mark.parametrize("how", ["content", "content_key", "application_gone"])
@pytest.mark.parametrize("post", [False, True])
def test_a_letter_that_cannot_be_verified_says_whom_to_ask(how: str, *, post: bool) -> None:
    file = registers.delivered()
    code = Product.objects.get(application_id=file, issued_at__isnull=False).code
    spoil(how, file)
    address = reverse("public:verify", args=[code])
    answer: Any = Client().post(address) if post else Client().get(address)
    said = text(answer)
    assert answer.status_code in {500, 503}
    assert register_of(file) not in said if how != "application_gone" else True
    assert (CODES[how] in said, "Ini bukan kesalahan Anda" in said) == (True, True)
