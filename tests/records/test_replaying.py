"""Files that really went through the office, through a changed standard: the ledger read in strides, both databases."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from maklumat.core.procedure.state import from_json
from maklumat.core.standard.model import TimeLimit
from maklumat.core.takeover.running import RunningFile
from maklumat.records.catalogue import queries as catalogue
from maklumat.records.models import WorkItem
from maklumat.records.people.access import ADMINISTRATOR
from maklumat.records.work.actions import act, resubmit
from maklumat.records.work.delegating import recall
from maklumat.records.work.past import past_files
from maklumat.records.work.replaying import Question, replay
from maklumat.records.work.takeover import bring_over
from tests import cast

pytestmark = pytest.mark.django_db(transaction=True)

MONDAY = datetime(2025, 7, 7, 2, 0, tzinfo=UTC)
LATER = datetime(2025, 12, 1, 2, 0, tzinfo=UTC)
STEPS = (
    (cast.CLERK, "penyerahan-berkas", "complete", 30),
    (cast.ANALYST, "verifikasi", "valid", 60),
    (cast.OPERATOR, "verifikasi", "valid", 90),
)


@pytest.fixture
def files() -> list[Any]:
    """Three files of a Monday: one went to the drafter in an hour and a half, one came back from its applicant, one
    nobody touched."""
    cast.enact(datetime(2024, 1, 1, tzinfo=UTC))
    made = [cast.apply(moment=MONDAY + timedelta(minutes=number)).application_id for number in range(3)]
    for post, step, outcome, minutes in STEPS:
        moment = MONDAY + timedelta(minutes=minutes)
        seen = len(STEPS[: [one[0] for one in STEPS].index(post)]) + 1
        act(officer(post), made[0], step=step, outcome=outcome, seen_seq=seen, data={}, moment=moment)
    lacking = {"findings": {"identitas": "Belum ada"}}
    act(officer(cast.CLERK), made[1], step="penyerahan-berkas", outcome="incomplete", seen_seq=1, data=lacking,
        moment=MONDAY + timedelta(minutes=20))  # fmt: skip
    resubmit(made[1], seen_seq=2, data={}, moment=MONDAY + timedelta(days=2))
    return made


def officer(*posts: str) -> Any:
    from maklumat.records.people.access import Actor

    return Actor(user_id=1, name="Contoh Petugas", office=cast.OFFICE, posts=tuple(sorted(posts)))


def question(**changes: Any) -> Question:
    law = catalogue.in_force(cast.OFFICE, cast.SERVICE, LATER)
    limits = changes.pop("limits", law.standard.time_limits)
    standard = replace(law.standard, time_limits=limits)
    return Question(law.office, standard, 2025, LATER, sample=50, **changes)


def hours(most: int) -> tuple[TimeLimit, ...]:
    law = catalogue.in_force(cast.OFFICE, cast.SERVICE, LATER)
    return (replace(law.standard.time_limits[0], unit="hours", max=most, starts="received", ends="verifikasi"),)


def test_the_files_of_a_year_come_with_what_was_done_to_them(files: list[Any]) -> None:
    found = {file.id: file for file in past_files(cast.OFFICE, 2025)}
    assert list(found) == files
    assert [(deed.step, deed.outcome, deed.post) for deed in found[files[0]].deeds] == [
        (step, outcome, post) for post, step, outcome, _ in STEPS
    ]
    assert found[files[0]].at == tuple(MONDAY + timedelta(minutes=minutes) for *_, minutes in STEPS)
    assert [deed.kind for deed in found[files[1]].deeds] == ["acted", "resubmitted"]
    assert found[files[2]].received_at == MONDAY + timedelta(minutes=2)
    assert not list(past_files(cast.OFFICE, 2024))
    assert not list(past_files(cast.NEIGHBOUR, 2025))


def test_the_standard_as_it_is_gives_what_happened(files: list[Any]) -> None:
    answer = replay(question())
    happened = [from_json(json.loads(state)) for state in WorkItem.objects.values_list("state", flat=True)]
    assert answer.tally.files == len(happened) == 3
    assert (answer.sampled, answer.agreed) == (3, 3)
    assert answer.tally.late == 3  # as of December; the clock worker has not looked yet


def test_another_promise_is_judged_as_file_by_file(files: list[Any]) -> None:
    wide, narrow = replay(question(limits=hours(2))), replay(question(limits=hours(1)))
    assert (wide.tally.late, narrow.tally.late) == (2, 3)
    assert (wide.agreed, narrow.agreed) == (3, 3)
    assert narrow.tally.by_limit == {"utama": 3}


def test_a_condition_that_is_new_asks_the_answers(files: list[Any]) -> None:
    (limit,) = hours(1)
    never = replace(limit, when="keperluan == 'kesehatan'")
    always = replace(limit, when="keperluan == 'pendidikan'")
    asked = [file.sealed for file in past_files(cast.OFFICE, 2025, answers_of=cast.SERVICE)]
    assert all(asked)
    assert [replay(question(limits=(one,))).tally.late for one in (never, always)] == [0, 3]


def test_people_at_the_desks_are_played(files: list[Any]) -> None:
    answer = replay(question(limits=hours(2), people={cast.OPERATOR: 3}))
    assert answer.staffed is not None
    assert {desk.post for desk in answer.desks} == {cast.CLERK, cast.ANALYST, cast.OPERATOR}
    assert {desk.post: desk.people for desk in answer.desks}[cast.OPERATOR] == 3
    assert answer.plain(question().office)["staffing"]["desks"]


def test_the_command_says_it_in_words_and_as_json(files: list[Any], tmp_path: Path) -> None:
    out = StringIO()
    source = next((settings.STANDARDS_DIR / cast.OFFICE / "layanan").glob(f"*{cast.SERVICE}.yaml"))
    draft = tmp_path / "rancangan.yaml"
    draft.write_text(source.read_text(encoding="utf-8").replace("- hari_kerja: 1\n", "- jam: 1\n"), encoding="utf-8")
    command = ("standards", "replay", cast.OFFICE, cast.SERVICE, "--year", "2025", "--draft", str(draft))
    call_command(*command, "--json", "--people", f"{cast.OPERATOR}=2", stdout=out)
    answer = json.loads(out.getvalue())
    assert answer["promise"]["files"] == 3
    assert answer["sample"] == {**answer["sample"], "files": 3, "agreed": 3}
    assert {desk["post"]: desk["people"] for desk in answer["staffing"]["desks"]}[cast.OPERATOR] == 2
    out = StringIO()
    call_command(*command, "--promise-only", stdout=out)
    assert "Dengan janji ini, 100 % dari 3 berkas tahun 2025 akan terlambat (3 berkas)." in out.getvalue()
    assert "3 dari 3 berkas sama jawabannya" in out.getvalue()


@pytest.mark.parametrize("wrong", ["tidak-ada=2", f"{cast.OPERATOR}=0", f"{cast.OPERATOR}=dua"])
def test_the_command_names_what_is_wrong(wrong: str) -> None:
    cast.enact()
    with pytest.raises(CommandError, match=wrong.split("=")[0]):
        call_command("standards", "replay", cast.OFFICE, cast.SERVICE, "--people", wrong, stdout=StringIO())


def test_a_draft_with_faults_is_named_line_by_line(tmp_path: Path) -> None:
    cast.enact()
    source = next((settings.STANDARDS_DIR / cast.OFFICE / "layanan").glob(f"*{cast.SERVICE}.yaml"))
    draft = tmp_path / "rancangan.yaml"
    draft.write_text(source.read_text(encoding="utf-8").replace("hari_kerja: 1\n", "hari_krja: 1\n"), encoding="utf-8")
    with pytest.raises(CommandError, match="STD-201"):
        call_command("standards", "replay", cast.OFFICE, cast.SERVICE, "--draft", str(draft), stdout=StringIO())


def test_an_act_that_was_taken_back_unread_is_as_if_it_had_not_been(files: list[Any]) -> None:
    operator, moment = officer(cast.OPERATOR), MONDAY + timedelta(minutes=100)
    act(operator, files[0], step="unduh", outcome="returned", seen_seq=4, data={"reason": "Salah"}, moment=moment)
    recall(operator, files[0], of=5, seen_seq=5, moment=moment + timedelta(minutes=5))
    head = next(file for file in past_files(cast.OFFICE, 2025))
    assert [deed.outcome for deed in head.deeds] == ["complete", "valid", "valid"]
    answer = replay(question(limits=hours(2)))
    assert (answer.tally.files, answer.tally.unfit, answer.agreed) == (3, 0, 3)


def test_a_file_that_did_what_the_standard_does_not_know_is_counted_and_not_guessed_at(files: list[Any]) -> None:
    asked = question()
    (first, *rest) = asked.standard.steps
    closed = replace(first, outcomes=tuple(way for way in first.outcomes if way.code != "incomplete"))
    answer = replay(replace(asked, standard=replace(asked.standard, steps=(closed, *rest))))
    assert (answer.tally.files, answer.tally.unfit) == (2, 1)


def test_files_that_came_from_paper_are_counted_beside_the_others(files: list[Any]) -> None:
    admin = cast.officer(ADMINISTRATOR).actor
    day, came = MONDAY.date(), MONDAY + timedelta(days=3)
    for seq, step in ((901, "penolakan"), (902, "verifikasi")):
        paper = RunningFile(2, seq, 2025, day, cast.SERVICE, cast.SITI, step, day, None, with_applicant=False, note="")
        brought = bring_over(admin, paper, came).application_id
    act(officer(cast.ANALYST), brought, step="verifikasi", outcome="valid", seen_seq=2, data={},
        moment=came + timedelta(hours=1))  # fmt: skip
    answer = replay(question(limits=hours(2), people={cast.OPERATOR: 3}))
    assert (answer.tally.files, answer.tally.unfit, answer.tally.brought) == (3, 0, 2)
    assert (answer.sampled, answer.agreed) == (3, 3)
    assert "2 berkas dipindahkan dari buku kertas dan tidak ikut dihitung" in " ".join(answer.sentences)
    assert "tidak ada lagi dalam prosedur" not in " ".join(answer.sentences)
    assert {desk.post for desk in answer.desks} == {cast.CLERK, cast.ANALYST, cast.OPERATOR}
    assert answer.plain(question().office)["promise"]["brought"] == 2


def test_a_year_of_nothing_but_files_from_paper_says_so() -> None:
    cast.enact(datetime(2024, 1, 1, tzinfo=UTC))
    day = MONDAY.date()
    paper = RunningFile(
        2, 9, 2025, day, cast.SERVICE, cast.SITI, "verifikasi", day, None, with_applicant=False, note=""
    )
    bring_over(cast.officer(ADMINISTRATOR).actor, paper, LATER)
    sentences = replay(question()).sentences
    assert [sentence.partition(" berkas")[0] for sentence in sentences] == ["Tidak ada", "1"]
