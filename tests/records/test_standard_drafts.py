"""A standard is changed in the browser: nothing that was written is lost, two persons make law, the folder agrees."""

from __future__ import annotations

import json
import shutil
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.utils import timezone

from maklumat.core.errors import Conflict, NotVisible, Refusal
from maklumat.ops.law import enact_folder
from maklumat.records.catalogue import drafts, enacting, texts
from maklumat.records.catalogue import queries as catalogue
from maklumat.records.catalogue.enacting import Deed
from maklumat.records.catalogue.models import Rehearsal, StandardDraft, StandardVersion
from maklumat.records.ledger.models import LedgerEntry
from maklumat.records.people.access import ADMINISTRATOR, Actor
from maklumat.records.work import rehearsing
from maklumat.records.work.queries import followed
from maklumat.records.work.rehearsing import Wish
from tests import cast

pytestmark = pytest.mark.django_db

OLD, NEW = "    - hari_kerja: 1\n", "    - jam: 3\n"


@pytest.fixture(autouse=True)
def _law() -> None:
    cast.enact()


def administrator(name: str = "") -> Actor:
    return cast.officer(ADMINISTRATOR, name=name).actor


def head() -> Actor:
    return cast.officer(cast.HEAD).actor


def begun(actor: Actor) -> StandardDraft:
    return drafts.begin(actor, cast.SERVICE, moment=timezone.now())


def saved(actor: Actor, draft: StandardDraft, text: str = "") -> StandardDraft:
    return drafts.save(actor, draft.pk, text or draft.content.replace(OLD, NEW), seen=draft.version,
                       moment=timezone.now())  # fmt: skip


def deed(**changes: Any) -> Deed:
    today = cast.today()
    return Deed(**{"number": "1/UJI/2026", "decree_on": today, "in_force_from": today, "signed_by": "Kepala Dinas",
                   **changes})  # fmt: skip


def proposed(actor: Actor, **changes: Any) -> StandardDraft:
    draft = saved(actor, begun(actor))
    enacting.propose(actor, draft.pk, deed(**changes), seen=draft.version, moment=timezone.now())
    return StandardDraft.objects.get(pk=draft.pk)


def in_force() -> Any:
    return catalogue.in_force(cast.OFFICE, cast.SERVICE, timezone.now())


def code(refused: pytest.ExceptionInfo[Refusal]) -> str:
    return refused.value.code


# -- writing


def test_a_draft_begins_with_the_text_in_force_and_there_is_one() -> None:
    actor = administrator()
    draft = begun(actor)
    source = next((settings.STANDARDS_DIR / cast.OFFICE / "layanan").glob(f"*{cast.SERVICE}.yaml"))
    assert draft.content == source.read_text(encoding="utf-8")
    assert begun(actor).pk == draft.pk
    assert not drafts.judged(draft).errors
    assert not drafts.judged(draft).fresh
    assert enacting.changes(draft, timezone.now()) == ()


def test_every_save_is_kept_and_who_comes_too_late_is_told_and_loses_nothing() -> None:
    one, other = administrator("Siti Penata"), administrator("Budi Penata")
    draft = begun(one)
    saved(one, draft)
    with pytest.raises(Conflict, match="Siti Penata") as refused:
        saved(other, draft, draft.content.replace(OLD, "    - jam: 5\n"))
    assert code(refused) == "STD-822"  # type: ignore[arg-type]
    kept = drafts.saves(draft)
    assert [(save.version, save.aside) for save in kept] == [(2, True), (2, False), (1, False)]
    assert "jam: 5" in kept[0].content
    assert StandardDraft.objects.get(pk=draft.pk).content == draft.content.replace(OLD, NEW)


def test_the_same_text_again_is_no_new_version() -> None:
    actor = administrator()
    draft = begun(actor)
    assert saved(actor, draft, draft.content.replace("\n", "\r\n")).version == 1


def test_only_the_administrator_of_the_office_writes() -> None:
    draft = begun(administrator())
    for actor in (head(), cast.officer(cast.CLERK).actor, cast.officer(ADMINISTRATOR, office=cast.NEIGHBOUR).actor):
        with pytest.raises(NotVisible):
            saved(actor, draft)
    with pytest.raises(NotVisible):
        drafts.draft_of(cast.officer(ADMINISTRATOR, office=cast.NEIGHBOUR).actor, draft.pk)
    assert drafts.draft_of(head(), draft.pk).pk == draft.pk


def test_what_was_thrown_away_is_not_changed_any_more() -> None:
    actor = administrator()
    draft = begun(actor)
    drafts.discard(actor, draft.pk, moment=timezone.now())
    with pytest.raises(Refusal) as refused:
        saved(actor, draft)
    assert code(refused) == "STD-824"
    assert begun(actor).pk != draft.pk


def test_faults_are_found_with_their_line_and_block_the_way() -> None:
    actor = administrator()
    draft = begun(actor)
    draft = saved(actor, draft, draft.content.replace(OLD, "    - hari_krja: 1\n"))
    wrong = drafts.judged(draft).errors
    assert (wrong[0].code, wrong[0].nearest) == ("STD-201", "hari_kerja")
    assert draft.content.splitlines()[wrong[0].place.line - 1].strip() == "- hari_krja: 1"
    with pytest.raises(Refusal) as refused:
        enacting.propose(actor, draft.pk, deed(), seen=draft.version, moment=timezone.now())
    assert code(refused) == "STD-832"
    assert enacting.changes(draft, timezone.now()) is None


def test_the_code_of_the_service_cannot_be_changed() -> None:
    actor = administrator()
    draft = begun(actor)
    draft = saved(actor, draft, draft.content.replace(f"layanan: {cast.SERVICE}", "layanan: lain"))
    assert "STD-325" in {one.code for one in drafts.judged(draft).errors}


# -- becoming law


def test_two_persons_make_it_law_and_running_files_keep_theirs() -> None:
    running = cast.apply().application_id
    actor, before = administrator(), in_force()
    draft = proposed(actor)
    assert in_force().id == before.id
    version = enacting.confirm(head(), draft.pk, seen=draft.version, moment=timezone.now())
    law = in_force()
    assert (law.id, law.number) == (version.pk, before.number + 1)
    assert [(limit.max, limit.unit) for limit in law.standard.time_limits] == [(3, "hours")]
    assert "1/UJI/2026" in law.standard.notes[-1].text
    assert law.standard.in_force_from == cast.today()
    due = followed(running).state.dues
    assert followed(running).law.id == before.id
    later = cast.apply().application_id
    assert followed(later).law.id == version.pk
    assert followed(running).state.dues == due
    entry = LedgerEntry.objects.filter(office=cast.OFFICE, application=None).order_by("office_seq")
    kinds = [drafts.STANDARD_BEGUN, enacting.STANDARD_PROPOSED, enacting.STANDARD_ENACTED]
    assert [one.kind for one in entry] == kinds


def test_the_ledger_says_which_text_by_its_hash() -> None:
    draft = proposed(administrator())
    version = enacting.confirm(head(), draft.pk, seen=draft.version, moment=timezone.now())
    from maklumat.records.ledger.following import follow

    told: list[Any] = []
    follow("uji", cast.OFFICE, lambda found: told.extend(one.event.data for one in found),
           kinds=[enacting.STANDARD_ENACTED])  # fmt: skip
    assert told[0]["content_hash"] == version.content_hash
    assert told[0]["decree"] == "1/UJI/2026"


def test_whoever_proposed_does_not_confirm() -> None:
    both = cast.officer(ADMINISTRATOR).actor
    draft = proposed(both)
    from dataclasses import replace

    with pytest.raises(Refusal) as refused:
        enacting.confirm(replace(head(), user_id=both.user_id), draft.pk, seen=draft.version, moment=timezone.now())
    assert code(refused) == "STD-826"
    with pytest.raises(NotVisible):
        enacting.confirm(both, draft.pk, seen=draft.version, moment=timezone.now())


def test_the_head_returns_it_with_a_reason_and_it_can_be_changed_again() -> None:
    actor = administrator()
    draft = proposed(actor)
    with pytest.raises(Refusal):
        saved(actor, draft, draft.content.replace("jam: 3", "jam: 4"))
    with pytest.raises(Refusal) as refused:
        enacting.take_back(head(), draft.pk, " ", moment=timezone.now())
    assert code(refused) == "STD-828"
    enacting.take_back(head(), draft.pk, "Terlalu cepat.", moment=timezone.now())
    draft = StandardDraft.objects.get(pk=draft.pk)
    assert (draft.status, enacting.returned_because(draft)) == (drafts.OPEN, "Terlalu cepat.")
    saved(actor, draft, draft.content.replace("jam: 3", "jam: 4"))


@pytest.mark.parametrize(
    ("changes", "wanted"),
    [
        ({"number": " "}, "STD-828"),
        ({"signed_by": ""}, "STD-828"),
        ({"in_force_from": -1}, "STD-829"),
        ({"in_force_from": -9999, "reason": "Surat edaran"}, "STD-834"),
        ({"decree_on": 1}, "STD-836"),
    ],
)
def test_dates_and_numbers_that_cannot_be(changes: dict[str, Any], wanted: str) -> None:
    days = {key: cast.today() + timedelta(days=value) for key, value in changes.items() if isinstance(value, int)}
    with pytest.raises(Refusal) as refused:
        proposed(administrator(), **{**changes, **days})
    assert code(refused) == wanted


def test_a_past_beginning_is_possible_with_a_reason() -> None:
    draft = proposed(
        administrator(), in_force_from=cast.today() - timedelta(days=2), reason="Keputusan terlambat sampai"
    )
    enacting.confirm(head(), draft.pk, seen=draft.version, moment=timezone.now())
    assert in_force().standard.in_force_from == cast.today() - timedelta(days=2)


def test_a_new_warning_must_be_read() -> None:
    actor = administrator()
    draft = begun(actor)
    draft = saved(actor, draft, draft.content.replace(OLD, "    - jam: {dari: 2, sampai: 3}\n"))
    (warning,) = drafts.judged(draft).fresh
    with pytest.raises(Refusal) as refused:
        enacting.propose(actor, draft.pk, deed(), seen=draft.version, moment=timezone.now())
    assert code(refused) == "STD-833"
    read = (f"{warning.code} {warning.text}",)
    enacting.propose(actor, draft.pk, deed(read=read), seen=draft.version, moment=timezone.now())


def test_a_page_that_is_older_than_the_draft_decides_nothing() -> None:
    draft = proposed(administrator())
    with pytest.raises(Conflict) as refused:
        enacting.confirm(head(), draft.pk, seen=draft.version - 1, moment=timezone.now())
    assert refused.value.code == "STD-837"


# -- the folder beside it


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder of this office and of what all share, enacted."""
    for name in ("_bersama", cast.OFFICE):
        shutil.copytree(settings.STANDARDS_DIR / name, tmp_path / name)
    enact_folder(tmp_path, moment=timezone.now())
    return tmp_path


def enacted_in_browser() -> StandardVersion:
    draft = proposed(administrator())
    return enacting.confirm(head(), draft.pk, seen=draft.version, moment=timezone.now())


def service_file(folder: Path) -> Path:
    return next((folder / cast.OFFICE / "layanan").glob(f"*{cast.SERVICE}.yaml"))


def test_the_folder_as_it_was_does_not_take_back_what_the_browser_enacted(folder: Path) -> None:
    version = enacted_in_browser()
    for _ in range(2):
        assert enact_folder(folder, moment=timezone.now()).services == 0
        assert in_force().id == version.pk
    other = next((folder / cast.OFFICE / "layanan").glob("01-*.yaml"))
    other.write_text(other.read_text(encoding="utf-8").replace("bpjs gratis", "bpjs cuma-cuma"), encoding="utf-8")
    assert enact_folder(folder, moment=timezone.now()).services == 1
    assert in_force().id == version.pk


def test_the_exported_text_in_the_folder_is_in_agreement(folder: Path) -> None:
    version = enacted_in_browser()
    path = texts.path_of(texts.files_of(cast.OFFICE), cast.OFFICE, cast.SERVICE)
    service_file(folder).write_text(texts.files_of(cast.OFFICE)[path], encoding="utf-8")
    assert enact_folder(folder, moment=timezone.now()).services == 0
    assert in_force().id == version.pk
    service_file(folder).write_text(
        service_file(folder).read_text(encoding="utf-8").replace("jam: 3", "jam: 2"), "utf-8"
    )
    assert enact_folder(folder, moment=timezone.now()).services == 1
    assert in_force().standard.time_limits[0].max == 2


def test_where_both_changed_nothing_is_guessed(folder: Path) -> None:
    version = enacted_in_browser()
    changed = service_file(folder).read_text(encoding="utf-8").replace(OLD, "    - jam: 9\n")
    service_file(folder).write_text(changed, encoding="utf-8")
    with pytest.raises(Refusal) as refused:
        enact_folder(folder, moment=timezone.now())
    assert code(refused) == "STD-821"
    assert in_force().id == version.pk


def test_a_draft_whose_ground_has_changed_is_not_proposed(folder: Path) -> None:
    actor = administrator()
    draft = saved(actor, begun(actor))
    changed = service_file(folder).read_text(encoding="utf-8").replace(OLD, "    - jam: 9\n")
    service_file(folder).write_text(changed, encoding="utf-8")
    enact_folder(folder, moment=timezone.now())
    with pytest.raises(Refusal) as refused:
        enacting.propose(actor, draft.pk, deed(), seen=draft.version, moment=timezone.now())
    assert code(refused) == "STD-835"


# -- trying it out


def test_a_rehearsal_waits_for_the_worker_and_is_answered_once() -> None:
    cast.apply()
    actor = administrator()
    draft = saved(actor, begun(actor))
    wish = Wish(cast.today().year, {cast.OPERATOR: 2}, {})
    asked = rehearsing.ask(actor, draft.pk, wish, moment=timezone.now())
    with pytest.raises(Refusal) as refused:
        rehearsing.ask(actor, draft.pk, wish, moment=timezone.now())
    assert code(refused) == "STD-838"
    assert [rehearsing.run_rehearsals(timezone.now()) for _ in range(2)] == [1, 0]
    done = rehearsing.rehearsal_of(actor, asked.pk)
    answer = json.loads(done.answer)
    assert (done.error, answer["promise"]["files"], answer["sample"]["agreed"]) == ("", 1, 1)
    assert rehearsing.rehearsals(head(), draft.pk)[0].pk == asked.pk
    with pytest.raises(NotVisible):
        rehearsing.rehearsal_of(cast.officer(ADMINISTRATOR, office=cast.NEIGHBOUR).actor, asked.pk)


def test_a_rehearsal_whose_worker_died_is_begun_anew() -> None:
    actor = administrator()
    asked = rehearsing.ask(actor, begun(actor).pk, Wish(2020, {}, {}), moment=timezone.now())
    now = timezone.now()
    assert rehearsing._claimed(now) is not None
    assert rehearsing._claimed(now) is None
    assert rehearsing.run_rehearsals(now + timedelta(minutes=6)) == 1
    assert rehearsing.rehearsal_of(actor, asked.pk).finished_at is not None


def test_a_rehearsal_that_fails_ends_and_keeps_nobody_waiting(caplog: pytest.LogCaptureFixture) -> None:
    actor = administrator()
    draft = begun(actor)
    asked = rehearsing.ask(actor, draft.pk, Wish(2020, {}, {}), moment=timezone.now())
    Rehearsal.objects.filter(pk=asked.pk).update(question="{}")  # whatever it is that nobody thought of
    assert rehearsing.any_waiting(timezone.now())
    assert rehearsing.run_rehearsals(timezone.now()) == 1
    ended = rehearsing.rehearsal_of(actor, asked.pk)
    assert (ended.finished_at is None, "STD-840" in ended.error) == (False, True)
    assert str(asked.pk) in caplog.text
    assert not rehearsing.any_waiting(timezone.now() + timedelta(days=1))
    assert rehearsing.ask(actor, draft.pk, Wish(2020, {}, {}), moment=timezone.now()).pk != asked.pk


def test_a_rehearsal_that_nobody_waits_for_is_cancelled_even_while_it_runs() -> None:
    cast.apply()
    actor = administrator()
    draft = begun(actor)
    wish = Wish(cast.today().year, {}, {})
    for running in (False, True):
        asked = rehearsing.ask(actor, draft.pk, wish, moment=timezone.now())
        claimed = rehearsing._claimed(timezone.now()) if running else None
        with pytest.raises(NotVisible):
            rehearsing.cancel(cast.officer(ADMINISTRATOR, office=cast.NEIGHBOUR).actor, asked.pk, moment=timezone.now())
        rehearsing.cancel(actor, asked.pk, moment=timezone.now())
        if claimed is not None:
            rehearsing._answer(claimed, timezone.now())
        assert rehearsing.run_rehearsals(timezone.now() + timedelta(minutes=9)) == 0
        ended = rehearsing.rehearsal_of(actor, asked.pk)
        assert ("STD-839" in ended.error, ended.answer) == (True, "")
    kept = rehearsing.ask(actor, draft.pk, wish, moment=timezone.now())
    assert rehearsing.run_rehearsals(timezone.now()) == 1
    rehearsing.cancel(actor, kept.pk, moment=timezone.now())
    assert rehearsing.rehearsal_of(actor, kept.pk).error == ""
