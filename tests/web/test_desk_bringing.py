"""Whoever comes without a telephone: what was missing is taken in at the counter, or the application is withdrawn."""

from __future__ import annotations

import re
from typing import Any
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from maklumat.core.standard.model import Office
from maklumat.records.ledger.history import events_of
from maklumat.records.work import queries as work
from tests import cast
from tests.web.desk_steps import at_work, blank_pdf, position, press, text

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def office() -> Office:
    return cast.enact(neighbour=False)


@pytest.fixture
def clerk() -> Client:
    return at_work(cast.officer(cast.CLERK))


@pytest.fixture
def returned(clerk: Client) -> UUID:
    file = cast.apply().application_id
    press(clerk, file, "incomplete", findings__identitas="Foto KTP tidak terbaca")
    return file


def bring(client: Client, file: UUID, *, returned: bool = True, **more: Any) -> Any:
    seen = {"seen_seq": position(file).state.seq, **({"returned": "True"} if returned else {})}
    return client.post(reverse("desk:bring", args=[file]), {**seen, **more})


def kinds(file: UUID) -> list[str]:
    return [event.kind for event in events_of(file)]


def test_the_returned_file_says_where_to_complete_it_and_the_page_what_is_missing(
    returned: UUID, clerk: Client
) -> None:
    address = reverse("desk:bring", args=[returned])
    assert address in text(clerk.get(reverse("desk:file", args=[returned])))
    assert address in text(clerk.post(reverse("desk:counter"), {"q": cast.SITI.nik}))
    page = text(clerk.get(address))
    assert "Foto KTP tidak terbaca" in page
    assert "Siti Contoh" in page


def test_a_paper_shown_at_the_counter_brings_the_file_back_to_its_desk(returned: UUID, clerk: Client) -> None:
    data = {"paper-identitas": "ya"}
    assert bring(clerk, returned, **data).status_code == 302
    state = position(returned).state
    assert (state.status, state.desk) == ("open", (cast.CLERK,))
    event = events_of(returned)[-1]
    assert (event.kind, event.post, event.data["papers"]) == ("resubmitted", cast.CLERK, {"identitas": "shown"})
    page = text(clerk.get(reverse("desk:file", args=[returned])))
    assert "Pemohon melengkapi di loket" in page
    assert work.followed(returned).claims["identitas"].how == "shown"
    # sent twice: the first answer got lost
    seen = {"seen_seq": state.seq - 1, "returned": "True", **data}
    assert clerk.post(reverse("desk:bring", args=[returned]), seen).status_code == 302
    assert kinds(returned).count("resubmitted") == 1


def test_a_scan_lies_beside_its_requirement_once(returned: UUID, clerk: Client) -> None:
    file, scan = cast.apply().application_id, blank_pdf()
    for _ in range(2):
        data = {"scan-identitas": SimpleUploadedFile("ktp.pdf", scan)}
        assert bring(clerk, file, returned=False, **data).status_code == 302
    assert kinds(file).count("papers_brought") == 1
    assert len(work.followed(file).papers) == 1
    assert position(file).state.desk == (cast.CLERK,)
    press(clerk, file, "complete", seen_seq=1)  # whoever was checking meanwhile is not in the way
    assert position(file).state.step == "verifikasi"


def test_what_is_wrong_is_told_where_it_is(returned: UUID, clerk: Client) -> None:
    nothing = bring(clerk, returned)
    assert (nothing.status_code, "BRK-005" in text(nothing)) == (422, True)
    bad = bring(clerk, returned, **{"scan-identitas": SimpleUploadedFile("x.pdf", b"bukan pdf")})
    assert (bad.status_code, "UNG-003" in text(bad)) == (422, True)
    assert kinds(returned).count("resubmitted") == 0
    assert bring(clerk, returned, note="Nomor telepon diperbaiki").status_code == 302
    assert events_of(returned)[-1].data["note"] == "Nomor telepon diperbaiki"


def test_a_scan_outlives_an_error_elsewhere(returned: UUID, clerk: Client) -> None:
    scan = {"scan-identitas": SimpleUploadedFile("ktp.pdf", blank_pdf())}
    wrong = bring(clerk, returned, happened_at="25.99", **scan)
    assert wrong.status_code == 422
    token = re.search(r'name="kept-identitas" value="([^"]+)"', text(wrong))
    assert token
    assert bring(clerk, returned, **{"kept-identitas": token[1]}).status_code == 302
    assert events_of(returned)[-1].data["papers"] == {"identitas": "attached"}
    assert len(work.followed(returned).papers) == 1


def test_somebody_faster_is_named(returned: UUID, clerk: Client) -> None:
    seen = position(returned).state.seq
    other = at_work(cast.officer(cast.CLERK, name="Contoh Rekan"))
    assert bring(other, returned, **{"paper-identitas": "ya"}).status_code == 302
    data = {"seen_seq": seen, "returned": "True", "paper-identitas": "ya"}
    late = clerk.post(reverse("desk:bring", args=[returned]), data)
    assert (late.status_code, "Contoh Rekan" in text(late)) == (409, True)


def test_the_application_is_withdrawn_against_a_card_and_only_once(returned: UUID, clerk: Client) -> None:
    address = reverse("desk:take_back", args=[returned])
    seen = position(returned).state.seq
    unsure = clerk.post(address, {"seen_seq": seen, "identity": "ktp"})
    assert (unsure.status_code, position(returned).state.status) == (422, "with_applicant")
    for _ in range(2):
        assert clerk.post(address, {"seen_seq": seen, "identity": "ktp", "sure": "on"}).status_code == 302
    assert position(returned).state.status == "withdrawn"
    assert events_of(returned)[-1].data["identity"] == "e-KTP"
    assert "Pemohon menarik permohonannya di loket" in text(clerk.get(reverse("desk:file", args=[returned])))


def test_it_is_for_the_counter_alone(returned: UUID) -> None:
    analyst = at_work(cast.officer(cast.ANALYST))
    assert bring(analyst, returned, **{"paper-identitas": "ya"}).status_code == 404
    seen = {"seen_seq": position(returned).state.seq, "identity": "ktp", "sure": "on"}
    assert analyst.post(reverse("desk:take_back", args=[returned]), seen).status_code == 404
    assert position(returned).state.status == "with_applicant"
