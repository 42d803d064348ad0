"""The administrator changes a standard on its pages, tries it, has it enacted; running files keep their version."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from maklumat.records.catalogue import drafts, texts
from maklumat.records.catalogue import queries as catalogue
from maklumat.records.catalogue.models import StandardDraft
from maklumat.records.ledger.models import LedgerEntry
from maklumat.records.people.access import ADMINISTRATOR
from maklumat.records.work import rehearsing
from maklumat.records.work.queries import followed
from tests import cast
from tests.web import desk_steps
from tests.web.desk_steps import at_work

pytestmark = pytest.mark.django_db

OLD, NEW = "    - hari_kerja: 1\n", "    - jam: 3\n"


@pytest.fixture(autouse=True)
def _law() -> None:
    cast.enact()


@pytest.fixture
def client() -> Client:
    return at_work(cast.officer(ADMINISTRATOR, name="Siti Penata"))


def begun(client: Client, service: str = cast.SERVICE) -> StandardDraft:
    answer = client.post(reverse("administration:standards"), {"service": service})
    draft = drafts.live(cast.OFFICE)[service]
    assert answer.headers["Location"] == at("draft", draft)
    return draft


def at(name: str, draft: StandardDraft, *more: Any) -> str:
    return reverse(f"administration:{name}", args=[draft.pk, *more])


def saved(client: Client, draft: StandardDraft, **changes: Any) -> Any:
    data = {"deed": "save", "text": draft.content.replace(OLD, NEW), "seen": draft.version, **changes}
    return client.post(at("draft", draft), data)


def proposal(**changes: Any) -> dict[str, Any]:
    day = cast.today()
    parts = {f"{name}_{place}": value for name in ("decree_on", "in_force_from")
             for place, value in enumerate((day.day, day.month, day.year))}  # fmt: skip
    return {"act": "propose", "number": "1/UJI/2026", "signed_by": "Kepala Dinas", "seen": "2", **parts, **changes}


def test_from_the_first_word_to_law(client: Client) -> None:
    running = cast.apply().application_id
    before = followed(running)
    draft = begun(client)
    assert saved(client, draft).status_code == 302
    page = client.get(at("draft_changes", draft)).content.decode()
    assert "jangka waktu berubah dari" in page
    assert "lebih ringan bagi pemohon" in page
    scan = desk_steps.upload()
    assert client.post(at("draft_enact", draft), proposal(scan=scan)).status_code == 302
    head = at_work(cast.officer(cast.HEAD))
    page = head.get(at("draft_enact", draft)).content.decode()
    assert "1/UJI/2026" in page
    assert head.get(at("draft_decree", draft)).headers["Content-Type"] == "application/pdf"
    answer = head.post(at("draft_enact", draft), {"act": "confirm", "seen": "2"}, follow=True)
    assert "Ditetapkan sebagai versi 2" in answer.content.decode()
    law = catalogue.in_force(cast.OFFICE, cast.SERVICE, timezone.now())
    assert (law.number, law.standard.time_limits[0].unit) == (2, "hours")
    after = followed(running)
    assert (after.law.id, after.state.dues) == (before.law.id, before.state.dues)
    assert followed(cast.apply().application_id).law.id == law.id
    text = client.get(reverse("administration:standard_text", args=[cast.SERVICE])).content.decode()
    assert "- jam: 3" in text
    assert "1/UJI/2026" in text
    assert text == next(one for path, one in texts.files_of(cast.OFFICE).items() if path == draft.path)


def test_the_text_is_checked_without_being_saved(client: Client) -> None:
    draft = begun(client)
    page = saved(client, draft, deed="check", text=draft.content.replace(OLD, "    - hari_krja: 1\n")).content.decode()
    line = draft.content.splitlines().index("    - hari_kerja: 1") + 1
    assert f'data-line="{line}">Baris {line}</a>' in page
    assert "Mungkin maksudnya <strong>hari_kerja</strong>" in page
    assert "STD-201" in page
    assert "hari_krja: 1" in page.partition("<textarea")[2].partition("</textarea>")[0]
    assert StandardDraft.objects.get(pk=draft.pk).version == 1


def test_the_page_saves_by_itself_and_gets_the_findings_alone(client: Client) -> None:
    draft = begun(client)
    part = {"HTTP_X_PART": "findings"}
    for version, hours in enumerate((2, 3), start=2):
        text = draft.content.replace(OLD, f"    - jam: {hours}\n")
        answer = client.post(at("draft", draft), {"deed": "auto", "text": text, "seen": version - 1}, **part)
        body = answer.content.decode()
        assert body.startswith('<div id="temuan"')
        assert f'data-version="{version}"' in body
    kept = StandardDraft.objects.get(pk=draft.pk)
    assert [(save.version, save.by_itself) for save in drafts.saves(kept)] == [(3, True), (1, False)]


def test_who_comes_too_late_is_told_by_whom_and_keeps_the_words(client: Client) -> None:
    draft = begun(client)
    saved(client, draft)
    other = at_work(cast.officer(ADMINISTRATOR, name="Budi Penata"))
    answer = saved(other, draft, text=draft.content.replace(OLD, "    - jam: 5\n"))
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Siti Penata sudah menyimpan" in page
    assert "- jam: 5" in page.partition("<textarea")[2]
    assert 'name="seen" value="2"' in page
    assert "terlambat, disisihkan" in other.get(at("draft_history", draft)).content.decode()


def test_an_earlier_save_is_taken_up_again(client: Client) -> None:
    draft = begun(client)
    saved(client, draft)
    first = drafts.saves(draft)[-1]
    assert client.post(at("draft_history", draft), {"save": first.pk, "seen": "2"}).status_code == 302
    now = StandardDraft.objects.get(pk=draft.pk)
    assert (now.version, now.content) == (3, draft.content)


def test_a_draft_is_thrown_away(client: Client) -> None:
    draft = begun(client)
    assert client.post(at("draft", draft), {"deed": "discard"}).headers["Location"] == reverse(
        "administration:standards"
    )
    assert cast.SERVICE not in drafts.live(cast.OFFICE)
    assert saved(client, draft).status_code == 422
    told = client.get(reverse("administration:changes")).content.decode()
    assert (told.count("Perubahan standar dimulai"), told.count("Rancangan standar dibuang")) == (1, 1)
    rows = LedgerEntry.objects.filter(office=cast.OFFICE, application=None).order_by("office_seq")
    assert list(rows.values_list("kind", flat=True)) == [drafts.STANDARD_BEGUN, drafts.STANDARD_DISCARDED]


def test_the_head_reads_and_does_not_write(client: Client) -> None:
    draft = begun(client)
    head = at_work(cast.officer(cast.HEAD))
    assert "<textarea" not in head.get(at("draft", draft)).content.decode()
    assert saved(head, draft).status_code == 404
    assert head.post(at("draft_enact", draft), proposal(seen="1")).status_code == 404


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"number": ""}, "Nomor keputusan"),
        ({"in_force_from_2": "2020"}, "STD-829"),
        ({"seen": "1"}, "STD-837"),
        ({"decree_on_0": "32"}, "27 3 1985"),
    ],
)
def test_a_proposal_that_cannot_be_is_told(client: Client, changes: dict[str, Any], said: str) -> None:
    draft = begun(client)
    saved(client, draft)
    answer = client.post(at("draft_enact", draft), proposal(**changes))
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert StandardDraft.objects.get(pk=draft.pk).status == drafts.OPEN


def test_a_new_warning_has_a_box_to_tick(client: Client) -> None:
    draft = begun(client)
    saved(client, draft, text=draft.content.replace(OLD, "    - jam: {dari: 2, sampai: 3}\n"))
    assert "STD-833" in client.post(at("draft_enact", draft), proposal()).content.decode()
    (warning,) = drafts.judged(StandardDraft.objects.get(pk=draft.pk)).fresh
    read = f"{warning.code} {warning.text}"
    assert client.post(at("draft_enact", draft), proposal(read=[read])).status_code == 302


def test_the_head_returns_it_and_the_administrator_reads_why(client: Client) -> None:
    draft = begun(client)
    saved(client, draft)
    client.post(at("draft_enact", draft), proposal())
    head = at_work(cast.officer(cast.HEAD))
    head.post(at("draft_enact", draft), {"act": "return", "why": "Petugasnya belum cukup."})
    page = client.get(at("draft", draft)).content.decode()
    assert "Petugasnya belum cukup." in page
    assert "<textarea" in page


def test_a_trial_is_asked_waits_and_is_answered_in_words(client: Client) -> None:
    received = timezone.now() - timedelta(days=9)
    cast.apply(moment=received)
    draft = begun(client)
    saved(client, draft)
    asked = client.post(at("draft_trials", draft), {"year": received.year, f"people-{cast.OPERATOR}": "2"})
    address = asked.headers["Location"]
    waiting = client.get(address)
    assert waiting.headers["Refresh"] == "3"
    assert "Sedang dihitung" in waiting.content.decode()
    assert rehearsing.run_rehearsals(timezone.now()) == 1
    done = client.get(address)
    assert "Refresh" not in done.headers
    page = done.content.decode()
    assert f"Dengan janji ini, 100 % dari 1 berkas tahun {received.year} akan terlambat (1 berkas)." in page
    assert "1 dari 1 berkas contoh diputar satu per satu" in page
    assert '<meter class="s-bar" min="0" max="100" value="100"' in page
    saved(client, StandardDraft.objects.get(pk=draft.pk), text=draft.content)
    assert "Rancangan sudah berubah sesudah dihitung" in client.get(address).content.decode()


def test_a_trial_is_stopped_by_a_button(client: Client) -> None:
    draft = begun(client)
    address = client.post(at("draft_trials", draft), {"year": cast.today().year}).headers["Location"]
    assert "Hentikan percobaan ini" in client.get(address).content.decode()
    page = client.post(address, follow=True).content.decode()
    assert "Percobaan ini dihentikan sebelum selesai. (STD-839)" in page
    assert "Hentikan percobaan ini" not in page


@pytest.mark.parametrize("typed", ["0", "dua", "1000", "-1"])
def test_a_number_of_people_that_is_none_is_told(client: Client, typed: str) -> None:
    draft = begun(client)
    answer = client.post(at("draft_trials", draft), {"year": cast.today().year, f"people-{cast.OPERATOR}": typed})
    assert answer.status_code == 422
    assert f'href="#people-{cast.OPERATOR}"' in answer.content.decode()


def test_nothing_of_another_office_is_seen(client: Client) -> None:
    draft = begun(client)
    asked = rehearsing.ask(
        cast.officer(ADMINISTRATOR).actor, draft.pk, rehearsing.Wish(2025, {}, {}), moment=timezone.now()
    )
    neighbour = at_work(cast.officer(ADMINISTRATOR, office=cast.NEIGHBOUR))
    for name in ("draft", "draft_history", "draft_changes", "draft_enact", "draft_trials", "draft_decree"):
        assert neighbour.get(at(name, draft)).status_code == 404, name
    assert neighbour.get(at("draft_trial", draft, asked.pk)).status_code == 404
    assert json.loads(asked.question)["year"] == 2025


def waiting(client: Client, **changes: Any) -> StandardDraft:
    """A draft that was proposed."""
    draft = begun(client)
    saved(client, draft)
    assert client.post(at("draft_enact", draft), proposal(**changes)).status_code == 302
    return StandardDraft.objects.get(pk=draft.pk)


@pytest.mark.parametrize("page", ["desk:worklist", "administration:home"])
def test_the_head_is_told_that_a_standard_waits(client: Client, page: str) -> None:
    head, said = at_work(cast.officer(cast.HEAD)), "1 standar menunggu penetapan Anda"
    assert said not in head.get(reverse(page)).content.decode()
    draft = waiting(client)
    text = head.get(reverse(page)).content.decode()
    assert said in text
    assert f'href="{at("draft_enact", draft)}"' in text
    assert said not in client.get(reverse("administration:home")).content.decode()
    assert said not in at_work(cast.officer(cast.CLERK)).get(reverse("desk:worklist")).content.decode()


def passed_by(draft: StandardDraft, days: int = 3) -> None:
    """As if it had been proposed so many days ago, to begin on that day."""
    decision = json.loads(draft.decision)
    day = (cast.today() - timedelta(days=days)).isoformat()
    draft.decision = json.dumps({**decision, "in_force_from": day, "decree_on": day})
    draft.save()


def fields(day: Any, reason: str = "") -> dict[str, Any]:
    parts = {f"confirm-in_force_from_{place}": value for place, value in enumerate((day.day, day.month, day.year))}
    return {"act": "confirm", "seen": "2", "confirm-reason": reason, **parts}


@pytest.mark.parametrize(("back", "reason"), [(0, ""), (3, "Surat edaran berlaku sejak hari itu.")])
def test_a_day_that_went_by_is_mended_by_the_head(client: Client, back: int, reason: str) -> None:
    draft = waiting(client)
    head = at_work(cast.officer(cast.HEAD))
    assert "confirm-reason" not in head.get(at("draft_enact", draft)).content.decode()
    passed_by(draft)
    assert 'name="confirm-reason"' in head.get(at("draft_enact", draft)).content.decode()
    day = cast.today() - timedelta(days=back)
    assert head.post(at("draft_enact", draft), fields(day, reason)).status_code == 302
    law = catalogue.in_force(cast.OFFICE, cast.SERVICE, timezone.now())
    assert (law.number, law.standard.in_force_from) == (2, day)
    assert (reason or "Mulai berlaku") in head.get(at("draft_enact", draft)).content.decode()


@pytest.mark.parametrize(("typed", "said"), [({}, "STD-829"), ({"confirm-in_force_from_1": "x"}, "27 3 1985")])
def test_without_a_later_day_or_a_reason_the_head_is_told(client: Client, typed: dict[str, str], said: str) -> None:
    draft = waiting(client)
    passed_by(draft)
    head = at_work(cast.officer(cast.HEAD))
    answer = head.post(at("draft_enact", draft), {**fields(cast.today() - timedelta(days=3)), **typed})
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert StandardDraft.objects.get(pk=draft.pk).status == drafts.PROPOSED
    assert head.post(at("draft_enact", draft), {"act": "return", "why": "Terlambat."}).status_code == 302


def test_a_day_that_is_still_to_come_is_not_the_heads_to_change(client: Client) -> None:
    draft = waiting(client)
    head = at_work(cast.officer(cast.HEAD))
    head.post(at("draft_enact", draft), fields(cast.today() + timedelta(days=40)))
    law = catalogue.in_force(cast.OFFICE, cast.SERVICE, timezone.now())
    assert (law.number, law.standard.in_force_from) == (2, cast.today())
