"""The book of daily activities: who did what on which file, day by day, and nothing of what they noted."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from maklumat.core.events import Event
from maklumat.records.ledger import actions as ledger
from maklumat.records.work import actions
from maklumat.web.desk import registers
from tests import cast
from tests.web.desk_steps import at_work, position, press, text
from tests.web.test_desk_registers import book, delivered

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("law")]


def test_the_book_of_the_day_says_who_did_what() -> None:
    application = delivered()
    clerk = at_work(cast.officer(cast.CLERK))
    lines = [[cell for _, cell, _ in line.cells] for line in book(clerk, "kegiatan").context["lines"]]
    done = [cells[3] for cells in lines]
    assert len(lines) == 8, done
    assert done[-1] == "Berkas asli diterima sebagai titipan"
    assert done[-2].endswith(": Lengkap, teruskan"), done[-2]
    assert all(cells[1] == position(application).register for cells in lines)
    assert all(", " in cells[4] for cells in lines), "a name and a post"
    assert {cells[5] for cells in lines} == {""}, "nothing was written down later"
    assert "Rina" not in text(book(clerk, "kegiatan", "register_named")), "notes stay in their files"
    other = cast.apply().application_id
    press(clerk, other, "complete")
    now, analyst = timezone.now(), cast.officer(cast.ANALYST)
    looked = Event(position(other).state.seq + 1, "read", now, now, post=cast.ANALYST)
    ledger.append(cast.OFFICE, other, looked, analyst.user.pk)
    assert len(book(clerk, "kegiatan").context["lines"]) == len(lines) + 1, "to look is no work"


def test_the_book_of_the_day_begins_with_today_and_opens_a_month(monkeypatch: pytest.MonkeyPatch) -> None:
    for days in (3, 2, 0):
        moment = timezone.now() - timedelta(days=days)
        receipt = cast.apply(moment=moment)
        actor = cast.officer(cast.CLERK).actor
        actions.act(actor, receipt.application_id, step="penyerahan-berkas", outcome="incomplete", seen_seq=1,
                    data={"findings": {"identitas": "buram"}}, moment=moment)  # fmt: skip
    clerk, today = at_work(cast.officer(cast.CLERK)), cast.today()

    def days_between(since: date | None, until: date | None, **more: str) -> list[str]:
        asked = {**asked_days("dari", since), **asked_days("sampai", until), **more}
        answer = book(clerk, "kegiatan", **asked)
        assert answer.status_code == 200
        return [line.cells[1][1][:4] for line in answer.context["lines"]]

    back = [today - timedelta(days=days) for days in range(40)]
    assert days_between(None, None) == ["0003"]
    assert days_between(back[2], None) == ["0002"], "one day is one day"
    assert days_between(None, back[3]) == ["0001"]
    assert days_between(back[3], back[1]) == ["0002", "0001"]
    assert days_between(back[30], today) == ["0003", "0002", "0001"]
    assert days_between(back[30], today, layanan="rekomendasi-jkn") == []
    assert days_between(None, None, nomor="1") == ["0001"], "one file is shown whenever it was"
    refused = book(clerk, "kegiatan", **asked_days("dari", back[31]), **asked_days("sampai", today))
    assert refused.status_code == 422
    assert "paling lama 31 hari" in text(refused)
    monkeypatch.setattr(registers, "PAGE", 2)
    first = book(clerk, "kegiatan", **asked_days("dari", back[3]), **asked_days("sampai", today))
    second = clerk.get(f"{reverse('desk:register', args=['kegiatan'])}?{first.context['next']}")
    assert [line.cells[1][1][:4] for answer in (first, second) for line in answer.context["lines"]] == [
        "0003", "0002", "0001",
    ]  # fmt: skip


def asked_days(word: str, on: date | None) -> dict[str, str]:
    return {} if on is None else {f"{word}_0": str(on.day), f"{word}_1": str(on.month), f"{word}_2": str(on.year)}
