"""A standard is changed by forms: no other letter moves, and nobody's words reach another item or are lost."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from maklumat.core.standard.editing import edited
from maklumat.core.standard.reading import plain
from maklumat.records.catalogue import drafts
from maklumat.records.catalogue.models import StandardDraft
from maklumat.records.people.access import ADMINISTRATOR
from tests import cast
from tests.web.desk_steps import at_work
from tests.web.test_standards_in_the_browser import NEW, OLD, at, begun, saved

pytestmark = pytest.mark.django_db
LONG = "rekomendasi-jkn"
"""A service with several requirements."""


@pytest.fixture(autouse=True)
def _law() -> None:
    cast.enact()


@pytest.fixture
def client() -> Client:
    return at_work(cast.officer(ADMINISTRATOR, name="Siti Penata"))


def test_a_promise_is_changed_by_a_form_and_no_other_letter(client: Client) -> None:
    draft = begun(client)
    sent = {"seen": "1", "jangka_waktu.daftar.utama.figure": "3", "jangka_waktu.daftar.utama.unit": "jam"}
    assert client.post(at("draft_part", draft, "janji"), sent).status_code == 302
    assert StandardDraft.objects.get(pk=draft.pk).content == draft.content.replace(OLD, NEW)
    page = client.get(at("draft_part", draft, "janji")).content.decode()
    assert 'value="3"' in page
    assert (
        "STD-822"
        in client.post(
            at("draft_part", draft, "janji"), {**sent, "jangka_waktu.daftar.utama.figure": "4"}
        ).content.decode()
    )
    assert client.get(at("draft_part", draft, "lain")).status_code == 404


def test_what_a_form_makes_wrong_is_told_on_it(client: Client) -> None:
    draft = begun(client)
    sent = {"seen": "1", "jangka_waktu.daftar.utama.figure": "tiga"}
    page = client.post(at("draft_part", draft, "janji"), sent, follow=True).content.decode()
    assert "STD-205" in page
    assert "Yang harus dibetulkan" in page


def form(client: Client, draft: StandardDraft, part: str = "persyaratan") -> dict[str, Any]:
    """What a browser sends when nobody touched the form."""
    sent: dict[str, Any] = {"seen": StandardDraft.objects.get(pk=draft.pk).version}
    for one in client.get(at("draft_part", draft, part)).context["parts"]:
        sent |= {entry.name: entry.value.split() if entry.kind == "several" else entry.value
                 for entry in one.entries if entry.kind != "tick"}  # fmt: skip
    return sent


def requirements(text: str) -> list[str]:
    return [item["kode"] for item in plain(text, "")["persyaratan"]["daftar"]]


def test_a_stale_form_never_reaches_another_item(client: Client) -> None:
    draft = begun(client, LONG)
    first, second, *others = requirements(draft.content)
    other = at_work(cast.officer(ADMINISTRATOR, name="Budi Penata"))
    stale = form(other, draft)
    at_first = f"persyaratan.daftar.{first}"
    assert client.post(at("draft_part", draft, "persyaratan"), {**stale, f"{at_first}.gone": "ya"}).status_code == 302
    sent = {**stale, f"{at_first}.bantuan": "Tanyakan di loket satu.", f"persyaratan.daftar.{second}.gone": "ya",
            "new.teks": "Fotokopi kartu pelajar"}  # fmt: skip
    answer = other.post(at("draft_part", draft, "persyaratan"), sent)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Siti Penata sudah menyimpan" in page
    assert "Tanyakan di loket satu." in page
    assert "Fotokopi kartu pelajar" in page.partition('name="new.teks"')[2].partition("</textarea>")[0]
    assert f'id="persyaratan.daftar.{second}.gone" name="persyaratan.daftar.{second}.gone" value="ya" checked' in page
    now = StandardDraft.objects.get(pk=draft.pk)
    assert requirements(now.content) == [second, *others]
    aside = drafts.saves(now)[0]
    assert aside.aside
    assert requirements(aside.content) == [first, *others, "fotokopi-kartu-pelajar"]
    assert "Tanyakan di loket satu." in aside.content
    again = {**{name: value for name, value in sent.items() if first not in name}, "seen": "2"}
    assert other.post(at("draft_part", draft, "persyaratan"), again).status_code == 302
    assert requirements(StandardDraft.objects.get(pk=draft.pk).content) == [*others, "fotokopi-kartu-pelajar"]


def test_what_was_typed_too_late_stands_beside_what_stands_now(client: Client) -> None:
    draft = begun(client)
    other = at_work(cast.officer(ADMINISTRATOR, name="Budi Penata"))
    stale, name = form(other, draft, "nama"), plain(draft.content, "")["ringkasan"]
    client.post(at("draft_part", draft, "nama"), {**stale, "nama": "Nama dari Siti", "ringkasan": "Kata Siti."})
    page = other.post(at("draft_part", draft, "nama"), {**stale, "nama": "Nama dari Budi"}).content.decode()
    assert "STD-822" in page
    assert ">Nama dari Budi</textarea>" in page
    assert "Yang tertulis sekarang: <strong>Nama dari Siti</strong>" in page
    assert ">Kata Siti.</textarea>" in page  # he did not touch it: what he sees is what is written
    assert name not in page
    assert 'name="seen" value="2"' in page


def test_a_stale_form_that_nobody_touched_changes_nothing(client: Client) -> None:
    draft = begun(client)
    stale = form(client, draft, "nama")
    saved(client, draft)
    assert client.post(at("draft_part", draft, "nama"), stale).status_code == 302
    assert [save.aside for save in drafts.saves(draft)] == [False, False]


def test_words_for_what_is_gone_are_kept_where_its_save_was_saved_over(client: Client) -> None:
    draft = begun(client, LONG)
    first = requirements(draft.content)[0]
    added = saved(client, draft, deed="auto")
    assert added.status_code == 302
    stale = form(client, draft)
    text = edited("persyaratan", draft.content, {f"persyaratan.daftar.{first}.gone": ["ya"]})
    saved(client, draft, deed="auto", text=text, seen="2")
    page = client.post(at("draft_part", draft, "persyaratan"), {**stale, f"persyaratan.daftar.{first}.teks": "Kata X"})
    assert page.status_code == 422
    assert "Kata X" in page.content.decode()


def test_a_form_that_cannot_be_saved_keeps_what_was_typed(client: Client) -> None:
    draft = begun(client)
    (only,) = requirements(draft.content)
    sent = {**form(client, draft), f"persyaratan.daftar.{only}.gone": "ya",
            f"persyaratan.daftar.{only}.bantuan": "Tanyakan di loket dua."}  # fmt: skip
    page = client.post(at("draft_part", draft, "persyaratan"), sent).content.decode()
    assert "STD-831" in page
    assert ">Tanyakan di loket dua.</textarea>" in page
    assert 'value="ya" checked' in page
