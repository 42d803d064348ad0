"""The parafs of a letter on its signing page, in the file, and on the office's own copy; reading leaves a receipt."""

from __future__ import annotations

from io import BytesIO

import pikepdf
import pytest
from django.urls import reverse

from maklumat.records.models import LetterBody
from maklumat.records.work import queries as work
from tests import cast
from tests.initialled_cast import LETTER, SIGN, Chain, applied
from tests.web import desk_steps as desk
from tests.web.desk_steps import at_work, position, press, text

pytestmark = pytest.mark.django_db


@pytest.fixture
def chain() -> Chain:
    return applied()


def signing_page(chain: Chain) -> str:
    return text(at_work(chain.head).get(reverse("desk:sign", args=[chain.file])))


def office_copy(chain: Chain, who: cast.Officer) -> bytes:
    return at_work(who).get(reverse("desk:office_copy", args=[chain.file, LETTER])).content


def pages(pdf: bytes) -> int:
    with pikepdf.open(BytesIO(pdf)) as opened:
        return len(opened.pages)


def test_the_signer_reads_who_initialled_when_and_as_what(chain: Chain) -> None:
    chain.to_signing()
    page = signing_page(chain)
    assert "Contoh Kabid, Kepala Bidang" in page
    assert "Berlaku</strong>" in page
    assert "berubah sesudah diparaf" not in page
    assert 'name="password"' in page


def test_a_changed_letter_says_what_changed_and_offers_no_signature(chain: Chain) -> None:
    chain.to_signing(tujuan_pengumpulan="Korban kebakaran")
    page = signing_page(chain)
    assert "belum dapat ditandatangani" in page
    assert "<del>Korban banjir</del>" in page
    assert "<ins>Korban kebakaran</ins>" in page
    assert 'name="password"' not in page
    answer = desk.sign(at_work(chain.head), chain.file)
    assert answer.status_code == 422
    assert "PRD-011" in text(answer)


def test_the_head_chooses_whether_it_goes_to_the_drafter_or_one_step_back(chain: Chain) -> None:
    chain.to_signing(tujuan_pengumpulan="Korban kebakaran")
    client = at_work(chain.head)
    page = text(client.get(reverse("desk:file", args=[chain.file])))
    assert "Kembalikan konsep" in page
    assert "Kembalikan satu langkah" in page
    assert press(client, chain.file, "stepped_back").status_code == 422  # not without a reason
    assert press(client, chain.file, "stepped_back", reason="Paraf lagi.").status_code == 302
    assert position(chain.file).state.step == "paraf"
    shown = text(at_work(chain.kabid).get(reverse("desk:file", args=[chain.file])))
    assert "Dikembalikan untuk diperbaiki" in shown
    assert "Paraf lagi." in shown
    assert "Konsep surat ini sudah dikembalikan 1 kali." in shown
    assert "Gugur: surat dikembalikan lalu diubah" in shown


def test_the_office_copy_has_a_sheet_of_parafs_and_the_citizens_letter_has_none(chain: Chain) -> None:
    chain.to_signing()
    client = at_work(chain.head)
    before = pages(client.get(reverse("desk:preview", args=[chain.file, LETTER])).content)
    assert pages(office_copy(chain, chain.head)) == before + 1
    assert desk.sign(client, chain.file).status_code == 302
    (letter,) = work.followed(chain.file).products
    assert pages(client.get(reverse("desk:letter", args=[chain.file, letter.id])).content) == before
    assert pages(office_copy(chain, chain.clerk)) == before + 1


def test_the_sheet_of_parafs_is_as_large_as_the_letter_before_it(chain: Chain) -> None:
    row = LetterBody.objects.filter(name="dasar").latest("pk")  # what all offices share
    row.pk, row.office, row.content = None, cast.OFFICE, row.content.replace("kertas: f4", "kertas: a4")
    row.save()
    chain.to_signing()
    with pikepdf.open(BytesIO(office_copy(chain, chain.head))) as opened:
        sizes = {tuple(round(float(side)) for side in page.mediabox) for page in opened.pages}
    assert sizes == {(0, 0, 595, 842)}


def test_the_office_copy_is_for_the_team_alone(chain: Chain) -> None:
    chain.to_signing()
    address = reverse("desk:office_copy", args=[chain.file, LETTER])
    assert at_work(cast.officer("konselor-rujukan")).get(address).status_code == 404
    assert at_work(chain.head).get(address.replace(LETTER, "surat-lain")).status_code == 404


@pytest.mark.parametrize("name", ["preview", "picture", "office_copy"])
def test_whoever_reads_the_letter_has_read_what_was_sent(chain: Chain, name: str) -> None:
    chain.draft()
    chain.act(chain.kabid, "paraf", "initialled")
    chain.draft("rapikan")
    chain.act(chain.head, SIGN, "stepped_back", reason="Paraf lagi.")
    client, address = at_work(chain.kabid), reverse(f"desk:{name}", args=[chain.file, LETTER])
    client.get(address, headers={"Sec-Purpose": "prefetch"})
    assert position(chain.file).state.handings[-1].reads == ()
    assert client.get(address).status_code == 200
    assert [user for user, _ in position(chain.file).state.handings[-1].reads] == [chain.kabid.actor.user_id]


def test_whoever_opens_the_signing_page_has_read_it_too() -> None:
    chain = applied(after=SIGN)
    chain.draft()
    chain.act(chain.kabid, "paraf", "initialled")
    at_work(chain.head).head(reverse("desk:sign", args=[chain.file]))
    assert position(chain.file).state.handings[-1].reads == ()
    client = at_work(chain.head)
    page = client.get(reverse("desk:sign", args=[chain.file]))
    assert [user for user, _ in position(chain.file).state.handings[-1].reads] == [chain.head.actor.user_id]
    data = {"seen_seq": page.context["form"].initial["seen_seq"], "way": "electronic", "password": cast.PASSWORD}
    assert client.post(reverse("desk:sign", args=[chain.file]), data).status_code == 302
