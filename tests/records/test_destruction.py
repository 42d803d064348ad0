"""Files whose years are over are destroyed: by two people, with two letters, for good, and nothing else with them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.apps import apps
from django.db import connection
from django.utils import timezone

from maklumat.core.errors import NotVisible, Refusal
from maklumat.core.retention.approval import ANRI
from maklumat.core.retention.schedule import DESTROY, PERMANENT, REVIEW, Retention
from maklumat.records.applications.models import Application, Attachment
from maklumat.records.applications.queries import Destroyed
from maklumat.records.archive import destroying, emptying, retention
from maklumat.records.archive.models import DestructionLine, DoomedBlob
from maklumat.records.ledger.fields import SealedField
from maklumat.records.ledger.models import LedgerEntry, LedgerPayload
from maklumat.records.ledger.queries import verification
from maklumat.records.outside import vault
from maklumat.records.people.access import ADMINISTRATOR, Actor
from maklumat.records.products.models import Delivery, LetterNumber, Product
from maklumat.records.products.queries import verify
from maklumat.records.work import custody
from maklumat.records.work import queries as work
from maklumat.records.work.rebuilt import differences
from tests import cast, retention_cast
from tests.retention_cast import WITNESSES, approved, closed, delivered, destroyed, in_years, letters, paper, proposed

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def chief() -> Actor:
    cast.enact()
    return retention_cast.administrator()


def blobs(file: UUID) -> set[str]:
    """Everything that the file names in the vault now, the papers of its steps included."""
    own = set(Attachment.objects.filter(application_id=file).values_list("vault_name", flat=True))
    own |= set(Product.objects.filter(application_id=file).exclude(vault_name="").values_list("vault_name", flat=True))
    entries = emptying._entries(Application.objects.get(pk=file))
    return own | {name for _, data in entries for name in emptying.blobs_in(data) if there(name)}


def there(name: str) -> bool:
    return vault()._path(name).is_file()


def test_a_destroyed_file_leaves_its_numbers_and_no_name_and_the_chain_holds(chief: Actor) -> None:
    retention_cast.decide(chief)
    file, other = delivered(paper()), delivered(paper(600))
    mine, theirs = blobs(file), blobs(other)
    assert len(mine - theirs) >= 2, "its own paper and its letter"
    row = destroyed(chief, [file], in_years())
    application = Application.objects.get(pk=file)
    assert (application.nik_index, application.name_index) == (None, None)
    assert application.content["applicant"]["name"] == ""
    assert not Attachment.objects.filter(application_id=file).exists()
    assert Delivery.objects.get(application_id=file).collector == ""
    product = Product.objects.get(application_id=file)
    assert (product.content, product.vault_name) == ({}, "")
    assert product.outside_number == "SIKS-1", "its number stays in the register"
    payloads = LedgerPayload.objects.filter(entry__application=file)
    assert payloads.count() > 5
    assert {(bytes(one.sealed), one.erased_reason) for one in payloads} == {
        (b"", f"UU 43/2009 Pasal 51; berita acara {row.number}")
    }
    assert not any(there(name) for name in mine - theirs)
    assert all(there(name) for name in theirs), "nobody else's paper was touched"
    assert verification(cast.OFFICE).sound
    assert list(differences(cast.OFFICE)) == []
    assert verify(product.code, timezone.now()).initials == "", "the letter in somebody's hand can still be verified"
    with pytest.raises(Destroyed, match=row.number):
        work.followed(file)
    work.followed(other)


def test_nothing_of_the_person_is_left_in_any_column(chief: Actor) -> None:
    retention_cast.decide(chief)
    file = delivered(paper())
    destroyed(chief, [file], in_years())
    for model, table in emptying.TABLES.items():
        for row in model._default_manager.filter(**{"pk" if table is emptying.GONE else "application_id": file}):
            opened = {one.name: getattr(row, one.name) for one in row._meta.fields if isinstance(one, SealedField)}
            assert not any(opened.values()), model
    assert "Siti" not in str(Application.objects.get(pk=file).content)


def test_every_table_that_knows_an_application_says_what_becomes_of_it() -> None:
    knowing = {
        model
        for model in apps.all_models["records"].values()
        if any(one.name == "application_id" for one in model._meta.get_fields())
    }
    assert knowing <= set(emptying.TABLES), "say in emptying.TABLES what becomes of its rows"
    for model, table in emptying.TABLES.items():
        sealed = {one.name for one in model._meta.fields if isinstance(one, SealedField)}
        assert table.deleted or sealed <= set(table.blank), model


@pytest.mark.parametrize("step", [False, True], ids=["attached", "recorded with a step"])
def test_a_paper_that_two_files_share_stays_until_the_second_goes(chief: Actor, step: bool) -> None:
    retention_cast.decide(chief)
    first, second = (delivered(paper()) if step else closed(scan=paper()) for _ in range(2))
    if step:
        Attachment.objects.all().delete()  # so that the ledger alone names it
    shared = blobs(first) & blobs(second)
    assert len(shared) == 1
    destroyed(chief, [first], in_years())
    assert all(there(name) for name in shared)
    destroyed(chief, [second], in_years(9))
    assert not any(there(name) for name in shared)
    assert verification(cast.OFFICE).sound


@contextmanager
def power_cut(statement: str, times: int = 1) -> Iterator[None]:
    """The machine stops the `times`-th time that such a statement is sent to the database."""
    left = times

    def cut(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        nonlocal left
        left -= sql.startswith(statement)
        if not left:
            raise KeyboardInterrupt
        return execute(sql, params, many, context)

    with connection.execute_wrapper(cut), pytest.raises(KeyboardInterrupt):
        yield


def test_killed_at_any_moment_it_goes_on_and_nothing_is_done_twice(chief: Actor) -> None:
    retention_cast.decide(chief)
    files = [closed(scan=paper(600 + number)) for number in range(3)]
    names = set(Attachment.objects.values_list("vault_name", flat=True))
    later = in_years()
    row = approved(chief, files, later)
    with power_cut('UPDATE "applications_application"', times=2):
        destroying.begin(chief, row.pk, WITNESSES, moment=later)
    assert DestructionLine.objects.exclude(destroyed_at=None).count() == 1
    assert all(there(name) for name in names), "the vault comes last"
    assert destroying.proceed(destroying.list_of(chief, row.pk), later) == 2
    assert DoomedBlob.objects.count() == 3
    with power_cut('DELETE FROM "archive_doomed_blob"'):
        destroying.proceed(destroying.list_of(chief, row.pk), later)
    assert DoomedBlob.objects.count() == 3, "it will look again"
    with power_cut('UPDATE "archive_destruction"'):
        while destroying.go_on(later):
            continue
    while destroying.go_on(later):
        continue
    again = destroying.list_of(chief, row.pk)
    assert (again.state, again.content["files"], again.content["papers"]) == ("finished", 3, 3)
    assert not any(there(name) for name in names)
    assert vault().get(again.vault_name).startswith(b"%PDF")
    destroying.begin(chief, row.pk, WITNESSES, moment=later)  # pressed again
    kinds = LedgerEntry.objects.filter(kind__startswith="destruction_").order_by("office_seq")
    assert list(kinds.values_list("kind", flat=True)) == [
        f"destruction_{what}" for what in ("proposed", "letters", "approved", "begun", "finished")
    ]
    assert LetterNumber.objects.filter(note__contains="pemusnahan").count() == 1
    assert verification(cast.OFFICE).sound


def test_what_the_office_has_not_decided_is_never_destroyed(chief: Actor) -> None:
    file = closed()
    held = retention.schedule(cast.OFFICE)[cast.SERVICE]
    assert (held.decided, held.fate) == (False, DESTROY)
    assert retention.due_files(chief, in_years(50)) == []
    with pytest.raises(Refusal, match="RTN-014"):
        proposed(chief, [file], in_years(50))
    for fate in (PERMANENT, REVIEW):
        retention_cast.decide(chief, rule=Retention(2, 5, fate, "Perbup"))
        assert retention.due_files(chief, in_years(50)) == []
    retention_cast.decide(chief)
    assert [one.application_id for one in retention.due_files(chief, in_years(8))] == [file]
    assert retention.due_files(chief, in_years(6)) == []
    counted = {one.service: one.due for one in retention.lines(chief, in_years(8))}
    assert counted[cast.SERVICE] == 1


def test_what_is_still_needed_is_never_put_on_a_list(chief: Actor) -> None:
    retention_cast.decide(chief)
    clerk = cast.officer(cast.CLERK).actor
    free, running, disputed = closed(), cast.apply().application_id, closed()
    originals = cast.apply().application_id
    custody.take(clerk, originals, uuid4(), papers=["KTP"], owner="Siti Contoh", moment=timezone.now())
    retention_cast.end(originals)
    year, seq = Application.objects.values_list("register_year", "register_seq").get(pk=disputed)
    retention.hold(chief, year, seq, "perkara 1/PTUN", moment=timezone.now())
    held = {one.application_id: one.holds for one in retention.due_files(chief, in_years())}
    assert held == {free: (), disputed: ("dispute",), originals: ("originals",)}
    row = proposed(chief, [free, running, disputed, originals], in_years())
    assert [line.application_id for line in row.lines.all()] == [free]


def test_a_dispute_that_comes_after_the_approval_still_keeps_the_file(chief: Actor) -> None:
    retention_cast.decide(chief)
    files = [closed(), closed()]
    later = in_years()
    row = approved(chief, files, later)
    year, seq = Application.objects.values_list("register_year", "register_seq").get(pk=files[0])
    retention.hold(chief, year, seq, "gugatan", moment=later)
    destroying.begin(chief, row.pk, WITNESSES, moment=later)
    lines = {line.application_id: (line.left_why, line.destroyed_at is not None) for line in row.lines.all()}
    assert lines == {files[0]: ("dispute", False), files[1]: ("", True)}
    work.followed(files[0])
    (kept,) = retention.held_files(chief)
    retention.release(chief, kept.pk, moment=later)
    assert [one.application_id for one in retention.due_files(chief, later)] == [files[0]], "it may be proposed again"


def test_a_file_is_on_one_list_and_a_list_sent_twice_is_one(chief: Actor) -> None:
    retention_cast.decide(chief)
    file, later, list_id = closed(), in_years(), uuid4()
    first = destroying.propose(chief, list_id, [file], moment=later)
    assert destroying.propose(chief, list_id, [file], moment=later).pk == first.pk
    with pytest.raises(Refusal, match="RTN-014"):
        proposed(chief, [file], later)
    destroying.decline(chief, list_id, "keliru", moment=later)
    assert proposed(chief, [file], later).lines.count() == 1


def test_two_people_two_letters_and_the_right_approver(chief: Actor) -> None:
    retention_cast.decide(chief, rule=Retention(2, 8, DESTROY, "Perbup"))
    later = in_years(11)
    head = cast.officer(cast.HEAD, ADMINISTRATOR).actor
    row = proposed(head, [closed()], later)
    with pytest.raises(Refusal, match="RTN-016"):
        destroying.approve(head, row.pk, moment=later)
    with pytest.raises(Refusal, match="RTN-012"):
        destroying.enter_letters(chief, row.pk, letters(cast.OFFICE, later), moment=later)
    early = letters(cast.OFFICE, later - timedelta(days=3), approver=ANRI)
    with pytest.raises(Refusal, match="RTN-011"):
        destroying.enter_letters(chief, row.pk, early, moment=later)
    destroying.enter_letters(chief, row.pk, letters(cast.OFFICE, later, approver=ANRI), moment=later)
    with pytest.raises(Refusal, match="RTN-013"):
        destroying.approve(head, row.pk, moment=later)
    with pytest.raises(Refusal, match="RTN-016"):
        destroying.begin(chief, row.pk, WITNESSES, moment=later)
    destroying.approve(cast.officer(cast.HEAD).actor, row.pk, moment=later)
    with pytest.raises(Refusal, match="RTN-018"):
        destroying.begin(chief, row.pk, WITNESSES[:1], moment=later)


def test_it_is_the_administrators_and_the_heads_of_that_office(chief: Actor) -> None:
    retention_cast.decide(chief)
    later = in_years()
    row = proposed(chief, [closed()], later)
    clerk, stranger = cast.officer(cast.CLERK).actor, retention_cast.administrator(cast.NEIGHBOUR)
    for who in (clerk, stranger):
        with pytest.raises(NotVisible):
            destroying.list_of(who, row.pk)
        with pytest.raises(NotVisible):
            destroying.begin(who, row.pk, WITNESSES, moment=later)
    with pytest.raises(NotVisible):
        destroying.approve(chief, row.pk, moment=later)
    with pytest.raises(Refusal, match="RTN-014"):
        proposed(stranger, [closed()], later)


def test_on_sqlite_the_bytes_are_overwritten_in_the_file(chief: Actor) -> None:
    """What was sealed is not merely passed over by the database: it can be found nowhere in its file any more."""
    retention_cast.decide(chief)
    file = closed()
    if connection.vendor != "sqlite":
        assert "secure_delete" not in str(connection.settings_dict), "PostgreSQL: see docs/operating.md, VACUUM"
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT content FROM applications_application WHERE id = %s", [file.hex])
        sealed = bytes(cursor.fetchone()[0])
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    path = connection.settings_dict["NAME"]
    with open(path, "rb") as whole:  # noqa: PTH123  # as it lies on the disk
        assert sealed[:40] in whole.read()
    destroyed(chief, [file], in_years())
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    with open(path, "rb") as whole:  # noqa: PTH123
        assert sealed[:40] not in whole.read()
