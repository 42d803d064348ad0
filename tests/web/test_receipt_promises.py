"""What a receipt says of a promise that begins only with a complete file: never a date that another page then moves."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.conf import settings
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import timezone

from maklumat.core.procedure import promises
from maklumat.ops.law import enact_folder
from maklumat.records.catalogue import queries as catalogue
from maklumat.records.work.queries import FileView, followed
from maklumat.records.work.submit import Receipt
from maklumat.web.shared.receipts import PromiseLine, receipt_paper
from maklumat.web.shared.wording import moment_words
from tests import cast
from tests.web.desk_steps import at_work, position, press, text
from tests.web.public_steps import complete, page, send

pytestmark = pytest.mark.django_db
OFFICES = ("bangkalan", "belitung", "kutai-timur", "lubuklinggau", "tulungagung")
AWAITED = "Jika lengkap sekarang"


def lines(receipt: Receipt) -> tuple[PromiseLine, ...]:
    request = RequestFactory().get("/")
    request.session = {}  # type: ignore[assignment]
    return receipt_paper(request, receipt, followed(receipt.application_id)).promises


def plain(answer: Any) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", text(answer)))


def reprinted(client: Client, receipt: Receipt) -> Any:
    """The receipt that comes with a new secret."""
    seen = position(receipt.application_id).state.seq
    data = {"seen_seq": seen, "identity": "ktp", "same_person": "on"}
    return client.post(reverse("desk:reissue", args=[receipt.application_id]), data)


def said(at: datetime, office: str = cast.OFFICE) -> str:
    return moment_words(at, catalogue.office(office, timezone.now()).time_zone)


def test_while_nobody_found_the_file_complete_the_receipt_says_what_the_date_hangs_on() -> None:
    cast.enact()
    printed = plain(reprinted(at_work(cast.officer(cast.CLERK)), cast.apply()))
    assert "Waktunya mulai saat berkas dinyatakan lengkap. Jika lengkap sekarang:" in printed


def test_an_old_file_that_is_not_complete_has_no_date_of_the_past() -> None:
    cast.enact(timezone.now() - timedelta(days=60))
    receipt = cast.apply(moment=timezone.now() - timedelta(days=30))
    (line,) = lines(receipt)
    assert line.if_complete
    assert line.due.at > timezone.now()


def test_once_complete_the_receipt_says_the_date_of_the_file_page() -> None:
    cast.enact()
    clerk, receipt = at_work(cast.officer(cast.CLERK)), cast.apply()
    press(clerk, receipt.application_id, "complete")
    ((_, due),) = followed(receipt.application_id).promises
    printed = plain(reprinted(clerk, receipt))
    assert AWAITED not in printed
    assert said(due.at) in printed


def test_a_broken_promise_keeps_the_date_that_was_broken() -> None:
    cast.enact(timezone.now() - timedelta(days=60))
    receipt = cast.apply(moment=timezone.now() - timedelta(days=30))
    file = followed(receipt.application_id)
    (limit,) = file.law.standard.time_limits
    broken = file.state._replace(breached=(limit.code,))
    assert promises.awaits_completeness(limit, file.state)
    assert not promises.awaits_completeness(limit, broken)


def test_the_citizens_own_receipt_and_page_say_the_same(client: Client) -> None:
    cast.enact()
    draft = complete(client)
    send(client, draft)
    words = "Paling lambat selesai, bila berkas dinyatakan lengkap sekarang"
    for address in (page("receipt", draft), "/lacak/berkas/"):
        html = text(client.get(address))
        assert words in html
        assert "Janji ini dihitung sejak saat itu." in html
    press(at_work(cast.officer(cast.CLERK)), draft, "complete")
    html = text(client.get("/lacak/berkas/"))
    assert words not in html
    assert "Paling lambat selesai" in html


def test_the_desk_is_told_that_the_date_is_not_the_last_word() -> None:
    cast.enact()
    clerk, receipt = at_work(cast.officer(cast.CLERK)), cast.apply()
    address, note = reverse("desk:file", args=[receipt.application_id]), "Dihitung lagi dari awal saat berkas"
    assert note in text(clerk.get(address))
    press(clerk, receipt.application_id, "complete")
    assert note not in text(clerk.get(address))


@pytest.mark.parametrize("office", OFFICES)
def test_every_service_of_every_office_prints_what_its_promise_begins_with(office: str) -> None:
    """A promise from receipt has its plain date; one from a complete file only where nobody has to check the file."""
    cast.forget_law()
    now = timezone.now()
    enact_folder(settings.STANDARDS_DIR, moment=now - timedelta(days=1), only=office)
    seen: set[tuple[str, bool]] = set()
    for law in catalogue.services(office, now):
        receipt = cast.apply(law.standard.code, office=office)
        file: FileView = followed(receipt.application_id)
        counted = dict(file.promises)
        for line in lines(receipt):
            seen.add((line.limit.starts, line.if_complete))
            assert line.if_complete == (line.limit.starts == "complete" and file.state.complete_at is None)
            if not line.if_complete:
                assert line.due == counted[line.limit.code]
    assert ("complete", True) in seen
    assert ("received", True) not in seen
