"""The signing folder: printed for a head who never logs in, scanned back in one go, each letter for itself."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.utils import timezone

from maklumat.core.errors import NotVisible, Refusal
from maklumat.core.organisation.table import FOLDER_ORDER
from maklumat.ports.pages import page_count
from maklumat.records.applications.queries import vault_bytes
from maklumat.records.catalogue import settings
from maklumat.records.ledger.history import events_of
from maklumat.records.models import LedgerEntry, LetterNumber, Printout, Product, ScannedPage, SigningFolder
from maklumat.records.people.access import Actor
from maklumat.records.products.queries import verify
from maklumat.records.work import actions, batch, folder_scans, folders
from maklumat.records.work.folder_scans import DONE, LATE, MOVED, PARTLY, READY, UNREAD, WAITING, Carried
from tests import cast
from tests.folder_cast import ORDER, blank, folder_of, laid_on, letters, make_long, ordered, scanned, wanted
from tests.records.test_mandated_signing import STEP, Office, seq

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def office() -> Office:
    found = Office()
    ordered(found)
    return found


def carried(office: Office, folder: SigningFolder) -> list[Carried]:
    return list(folder_scans.opened(office.clerk.actor, folder.pk).letters)


def states(office: Office, folder: SigningFolder) -> list[str]:
    return [one.state for one in carried(office, folder)]


def finish(office: Office, folder: SigningFolder, actor: Actor | None = None, **more: Any) -> list[str]:
    """Whoever carries it says that all are signed; what became of each."""
    chosen = [one.printout.pk for one in carried(office, folder)]
    asked = {"signed_on": None, "proof": "password", "moment": timezone.now(), **more}
    done = folder_scans.finish(actor or office.clerk.actor, folder.pk, chosen, **asked)
    return [result.fault.code if result.fault else result.status for _, result in done]


def issued(file: UUID) -> bool:
    return Product.objects.filter(application_id=file, status="issued").exists()


def test_printed_in_one_go_and_scanned_in_any_order_each_letter_is_the_heads(office: Office) -> None:
    files = [office.to_signing() for _ in range(3)]
    folder = folder_of(office, files)
    assert LetterNumber.objects.count() == 3
    assert states(office, folder) == [WAITING] * 3
    first, second, third = letters(office, folder)
    taken = laid_on(office, folder, [*scanned(third, 180), *scanned(first, 2), *scanned(second, -3)])
    assert (taken.pages, taken.placed, taken.unplaced) == (3, 3, 0)
    assert states(office, folder) == [READY] * 3
    assert not any(map(issued, files))  # nothing is signed by laying it on the scanner
    assert finish(office, folder) == [batch.DONE] * 3
    assert states(office, folder) == [DONE] * 3
    for file in files:
        product = Product.objects.get(application_id=file)
        assert (product.signature, product.signed_as) == ("wet", "")
        assert verify(product.code, timezone.now()).post == office.law.post(cast.HEAD).name
        (event,) = [event for event in events_of(file) if event.outcome == "signed"]
        assert (event.post, event.data["signer"], event.data["order"]) == (cast.HEAD, office.head.user.pk, ORDER)
        entry = LedgerEntry.objects.get(application=file, outcome="signed")
        assert entry.actor_id == office.clerk.user.pk


def test_what_is_missing_stays_waiting_and_comes_with_the_next_pile(office: Office) -> None:
    files = [office.to_signing() for _ in range(2)]
    folder = folder_of(office, files)
    first, second = letters(office, folder)
    laid_on(office, folder, scanned(second))
    assert states(office, folder) == [WAITING, READY]
    assert finish(office, folder) == [batch.DONE]
    assert [issued(file) for file in files] == [False, True]
    laid_on(office, folder, scanned(first))
    assert finish(office, folder) == [batch.DONE]
    assert [issued(file) for file in files] == [True, True]


def test_a_letter_of_several_pages_is_finished_when_all_are_there_and_bound_in_order(office: Office) -> None:
    file = office.to_signing()
    make_long(file)
    folder = folder_of(office, [file])
    pages = scanned(*letters(office, folder))
    assert len(pages) > 1
    laid_on(office, folder, pages[1:])
    (one,) = carried(office, folder)
    assert (one.state, one.missing) == (PARTLY, (1,))
    assert finish(office, folder) == []
    laid_on(office, folder, pages[:1])
    assert finish(office, folder) == [batch.DONE]
    product = Product.objects.get(application_id=file)
    kept = vault_bytes(product.vault_name)
    assert page_count(kept) == len(pages)
    order = [scan.page for scan in ScannedPage.objects.filter(printout__product=product).order_by("page")]
    assert order == list(range(1, len(pages) + 1))


def test_a_page_that_is_scanned_twice_is_one_and_the_later_scan_counts(office: Office) -> None:
    file = office.to_signing()
    folder = folder_of(office, [file])
    (page,) = scanned(*letters(office, folder))
    taken = laid_on(office, folder, [page, page])
    assert (taken.pages, taken.placed, taken.again) == (2, 2, 1)
    laid_on(office, folder, [page.rotate(90, expand=True)])
    (one,) = carried(office, folder)
    assert len(one.scans) == 1
    newest = ScannedPage.objects.order_by("received_at").last()
    assert newest is not None
    assert one.scans[0].pk == newest.pk
    finish(office, folder)
    taken = laid_on(office, folder, [page])
    assert (taken.placed, taken.late) == (0, 1)
    assert Product.objects.filter(application_id=file).count() == 1


def test_a_page_that_is_not_recognised_is_kept_listed_and_laid_by_hand(office: Office) -> None:
    file = office.to_signing()
    folder = folder_of(office, [file])
    (page,) = scanned(*letters(office, folder))
    torn = page.copy()
    torn.paste(255, (0, page.height - 450, page.width, page.height))  # the foot with the code is off
    taken = laid_on(office, folder, [torn, blank()])
    assert (taken.placed, taken.unplaced) == (0, 2)
    opened = folder_scans.opened(office.clerk.actor, folder.pk)
    assert [scan.foreign for scan in opened.unplaced] == [False, False]
    assert {scan.why for scan in ScannedPage.objects.all()} == {UNREAD}
    assert [scan.number for scan in opened.unplaced] == [1, 2]
    assert folder_scans.page_bytes(office.clerk.actor, folder.pk, opened.unplaced[0].id).startswith(b"%PDF")
    (one,) = opened.letters
    folder_scans.assign(office.clerk.actor, folder.pk, opened.unplaced[0].id, one.printout.pk, 1)
    folder_scans.drop(office.clerk.actor, folder.pk, opened.unplaced[1].id)
    assert folder_scans.opened(office.clerk.actor, folder.pk).unplaced == ()
    with pytest.raises(Refusal) as caught:
        folder_scans.drop(office.clerk.actor, folder.pk, opened.unplaced[0].id)
    assert caught.value.code == "PRD-017"
    assert finish(office, folder) == [batch.DONE]


def test_an_unplaced_page_is_shown_to_whoever_had_the_paper_alone(office: Office) -> None:
    folder = folder_of(office, [office.to_signing()])
    laid_on(office, folder, [blank()])
    (scan,) = folder_scans.opened(office.clerk.actor, folder.pk).unplaced
    assert folder_scans.opened(office.analyst.actor, folder.pk).unplaced == ()
    with pytest.raises(NotVisible):
        folder_scans.page_bytes(office.analyst.actor, folder.pk, scan.id)


def test_pages_of_another_folder_are_laid_to_their_letter_too(office: Office) -> None:
    one, other = (folder_of(office, [office.to_signing()]) for _ in range(2))
    taken = laid_on(office, one, [*scanned(*letters(office, other)), *scanned(*letters(office, one))])
    assert taken.placed == 2
    assert states(office, one) == states(office, other) == [READY]


def test_what_was_sent_back_and_written_anew_is_not_signed_by_the_old_paper(office: Office) -> None:
    file = office.to_signing()
    folder = folder_of(office, [file])
    (paper,) = letters(office, folder)
    actions.act(office.head.actor, file, step=STEP, outcome="returned", seen_seq=seq(file),
                data={"reason": "Perbaiki."}, moment=timezone.now())  # fmt: skip
    assert states(office, folder) == [MOVED]
    pages, told = folders.printed_again(office.clerk.actor, folder.printouts.all(), timezone.now())
    assert pages == {}
    assert [result.fault.code for result in told.values() if result.fault] != []
    taken = laid_on(office, folder, scanned(paper))
    assert (taken.placed, taken.late) == (0, 1)
    assert ScannedPage.objects.get().why == LATE
    assert finish(office, folder) == []
    assert not issued(file)


def test_the_authority_is_the_signers_on_the_day_they_signed(office: Office) -> None:
    """The head goes on leave: what they signed before is theirs, what is dated later they had no authority for."""
    files = [office.to_signing() for _ in range(2)]
    folder = folder_of(office, files)
    Printout.objects.update(printed_at=timezone.now() - timedelta(days=1))
    laid_on(office, folder, [page for paper in letters(office, folder) for page in scanned(paper)])
    office.send_away(office.head)
    office.give("plh", office.leader)
    assert finish(office, folder) == ["PRD-012", "PRD-012"]
    assert finish(office, folder, signed_on=cast.today() - timedelta(days=1)) == [batch.DONE, batch.DONE]
    assert {Product.objects.get(application_id=file).signed_as for file in files} == {""}


def test_it_is_printed_for_a_plh_as_one(office: Office) -> None:
    office.send_away(office.head)
    office.give("plh", office.leader)
    file = office.to_signing()
    found = folders.letters(office.clerk.actor, timezone.now())
    (signer,) = folders.signers(office.law, found, timezone.now())
    head = office.law.post(cast.HEAD).name
    assert (signer.name, signer.capacity) == ("Budi Contoh", f"Plh. {head}")
    folder, _ = folders.print_folder(office.clerk.actor, signer.user_id, wanted([file]), timezone.now())
    assert folder is not None
    laid_on(office, folder, scanned(*letters(office, folder)))
    assert finish(office, folder) == [batch.DONE]
    assert Product.objects.get(application_id=file).signed_as == f"Plh. {head}"


def test_without_the_written_order_nobody_carries_letters(office: Office) -> None:
    file = office.to_signing()
    folder = folder_of(office, [file])
    laid_on(office, folder, scanned(*letters(office, folder)))
    settings.decide(office.administrator.actor, FOLDER_ORDER, "", moment=timezone.now())
    assert finish(office, folder) == ["PRD-014"]
    with pytest.raises(Refusal) as caught:
        folders.print_folder(office.clerk.actor, office.head.user.pk, wanted([file]), timezone.now())
    assert caught.value.code == "PRD-014"
    assert not issued(file)


def test_who_has_no_part_in_a_file_does_not_carry_its_letter(office: Office) -> None:
    file = office.to_signing()
    stranger = cast.officer("petugas-administrasi-puspaga").actor
    assert folders.letters(stranger, timezone.now()) == ()
    made, told = folders.print_folder(stranger, office.head.user.pk, wanted([file]), timezone.now())
    assert made is None
    assert [(result.status, result.fault) for _, result in told] == [(batch.REFUSED, None)]
    assert LetterNumber.objects.count() == 0
    folder = folder_of(office, [file])
    neighbour = cast.officer(cast.HEAD, office=cast.NEIGHBOUR).actor
    for nobody in (stranger, neighbour):
        assert folder_scans.newest(nobody) == ()
        with pytest.raises(NotVisible):
            folder_scans.opened(nobody, folder.pk)
        with pytest.raises(NotVisible):
            folder_scans.take_in(nobody, folder.pk, [], timezone.now())
    (summary,) = folder_scans.newest(office.clerk.actor)
    assert (summary.id, summary.signer, summary.letters, summary.done) == (folder.pk, "Andi Contoh", 1, 0)


def test_one_that_cannot_be_printed_holds_up_no_other(office: Office) -> None:
    files = [office.to_signing() for _ in range(2)]
    asked = wanted(files)
    office.sign(office.head.actor, files[0])
    folder, told = folders.print_folder(office.clerk.actor, office.head.user.pk, asked, timezone.now())
    assert folder is not None
    assert folder.printouts.count() == 1
    assert [result.fault.code if result.fault else result.status for _, result in told] == ["PRD-009", batch.DONE]


def test_the_list_says_what_lies_in_a_folder_and_what_has_no_letter_yet(office: Office) -> None:
    file = office.to_signing()
    (before,) = folders.letters(office.clerk.actor, timezone.now())
    assert (before.line.application_id, before.folder, before.blocked) == (file, None, "")
    folder = folder_of(office, [file])
    (after,) = folders.letters(office.clerk.actor, timezone.now())
    assert after.folder == folder.pk


def test_too_many_are_refused_before_a_number_is_taken(office: Office) -> None:
    asked = wanted([office.to_signing()]) * (folders.MOST + 1)
    with pytest.raises(Refusal) as caught:
        folders.print_folder(office.clerk.actor, office.head.user.pk, asked, timezone.now())
    assert caught.value.code == "PRD-015"
    assert LetterNumber.objects.count() == 0
