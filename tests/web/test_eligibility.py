"""The criteria of the standard are seen before anybody decides: by the applicant who sends, and beside the file."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from maklumat.records.applications import actions as applications
from maklumat.records.work.submit import submit
from tests import cast
from tests.web.desk_steps import at_work, text
from tests.web.public_steps import begin, page

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("law")]
BEYOND = "Izin pengumpulan yang melewati batas kabupaten diberikan Gubernur"


def collection(reach: str, until: date = date(2020, 2, 1)) -> str:
    """The page of a file that asks for a collection with this reach, as a verifier sees it."""
    asked = cast.submission("rekomendasi-pub")
    answers = {**asked.answers, "cakupan_wilayah": reach, "selesai_pengumpulan": until}
    receipt = submit(uuid4(), submission=replace(asked, answers=answers), notice_version="uji", moment=timezone.now())
    clerk = at_work(cast.officer(cast.CLERK))
    return text(clerk.get(reverse("desk:file", args=[receipt.application_id])))


def test_an_officer_sees_which_criterion_is_not_met_and_why() -> None:
    html = collection("provinsi").partition('id="kelayakan"')[2].partition("</section>")[0]
    assert html.count("Tidak terpenuhi") == 1
    assert "Juga kabupaten atau kota lain di provinsi ini" in html
    assert "PP 29/1980 pasal 7" in html


def test_a_criterion_that_only_reminds_says_so() -> None:
    html = collection("kabupaten", date(2020, 9, 1))
    assert "Terpenuhi</strong>" in html
    assert "Hanya mengingatkan" in html


def test_a_service_without_criteria_shows_none() -> None:
    clerk = at_work(cast.officer(cast.CLERK))
    html = text(clerk.get(reverse("desk:file", args=[cast.apply().application_id])))
    assert 'id="kelayakan"' not in html


@pytest.mark.parametrize(("reach", "told"), [("provinsi", True), ("kabupaten", False), ("", False)])
def test_an_applicant_is_told_before_sending_and_may_send(client: Client, reach: str, *, told: bool) -> None:
    draft = begin(client, "rekomendasi-pub")
    applications.save_draft(draft, "answers", {"cakupan_wilayah": reach}, moment=timezone.now())
    html = text(client.get(page("draft_review", draft)))
    assert (BEYOND in html) == told
    assert ("Anda tetap boleh mengirim" in html) == told


def test_where_one_of_several_posts_acts_the_desk_says_or() -> None:
    counsellor = cast.officer("konselor-pencegahan", "petugas-administrasi-puspaga")
    file = cast.apply("konseling-puspaga").application_id
    html = text(at_work(counsellor).get(reverse("desk:file", args=[file])))
    assert "Konselor Divisi Pencegahan PUSPAGA atau Konselor Divisi Rujukan PUSPAGA" in html
    assert "Konselor Divisi Pencegahan PUSPAGA dan Konselor" not in html
