"""Drafts: swept when nobody sent them for 30 days, with their files; papers of an earlier application used again."""

from __future__ import annotations

import os
from datetime import datetime, timedelta
from io import BytesIO
from uuid import UUID, uuid4

import pytest
from django.utils import timezone
from PIL import Image

from maklumat.core.errors import NotVisible, Refusal, Unavailable
from maklumat.ports.uploads import Decoded, decode
from maklumat.records.applications import actions, queries
from maklumat.records.applications.models import Application, Attachment, Draft
from maklumat.records.applications.receipts import code_of, secret_of
from maklumat.records.applications.resuming import draft_opened_by
from maklumat.records.applications.reusing import reuse
from maklumat.records.applications.sweeping import sweep_drafts
from maklumat.records.outside import vault
from tests import cast

pytestmark = pytest.mark.django_db

SHADES = iter(range(1, 250))


def scan() -> Decoded:
    """A picture like no other."""
    target = BytesIO()
    Image.new("RGB", (40, 30), (next(SHADES), 0, 0)).save(target, "PNG")
    return decode(target.getvalue())


@pytest.fixture
def now() -> datetime:
    return timezone.now()


def begun(moment: datetime) -> UUID:
    return actions.start_draft(cast.OFFICE, cast.SERVICE, moment=moment)


def attached(owner: UUID, moment: datetime, file: Decoded | None = None, **more: object) -> str:
    """Attach a picture as if it had been done then; its name in the vault."""
    actions.attach(owner, cast.OFFICE, "identitas", file or scan(), moment=moment, **more)  # type: ignore[arg-type]
    name = Attachment.objects.filter(application_id=owner).order_by("-attached_at", "-id")[0].vault_name
    path = next(vault()._folder.glob(f"??/??/{name}"))
    os.utime(path, (moment.timestamp(), moment.timestamp()))
    return name


def gone(name: str) -> bool:
    try:
        vault().get(name)
    except Unavailable:
        return True
    return False


def test_a_draft_nobody_sent_goes_with_its_files_and_no_day_sooner(now: datetime) -> None:
    old, young = now - timedelta(days=30, minutes=1), now - timedelta(days=29, hours=23)
    first, second = begun(old), begun(young)
    lost, kept = attached(first, old), attached(second, young)
    assert sweep_drafts(now) == 1
    assert (gone(lost), gone(kept)) == (True, False)
    assert list(Draft.objects.values_list("pk", flat=True)) == [second]
    assert not Attachment.objects.filter(application_id=first).exists()
    assert sweep_drafts(now) == 0


def test_a_file_that_another_row_names_stays(now: datetime) -> None:
    old, file = now - timedelta(days=40), scan()
    first, second = begun(old), begun(now)
    name = attached(first, old, file)
    assert attached(second, old, file) == name
    assert sweep_drafts(now) == 1
    assert not gone(name)


def test_of_a_sent_draft_only_the_draft_goes(now: datetime) -> None:
    cast.enact(neighbour=False)
    receipt = cast.apply(moment=now - timedelta(days=40))
    Draft.objects.create(
        id=receipt.application_id, office=cast.OFFICE, service=cast.SERVICE, content={"applicant": {"name": "Siti"}},
        created_at=now - timedelta(days=40), changed_at=now - timedelta(days=40), submitted_at=now - timedelta(days=40),
    )  # fmt: skip
    name = attached(receipt.application_id, now - timedelta(days=40))
    assert sweep_drafts(now) == 1
    assert not gone(name)
    assert Application.objects.filter(pk=receipt.application_id).exists()
    assert len(queries.papers(receipt.application_id)) == 1


def test_scans_of_a_counter_page_that_was_never_sent_go_too(now: datetime) -> None:
    name = attached(uuid4(), now - timedelta(days=31))
    fresh = attached(uuid4(), now - timedelta(days=2))
    assert sweep_drafts(now) == 1
    assert (gone(name), gone(fresh)) == (True, False)


def test_code_and_secret_open_a_draft_until_it_is_sent_or_over(now: datetime) -> None:
    draft = begun(now)
    code, secret = code_of(draft), secret_of(draft)
    assert draft_opened_by(code.lower(), secret, now) == draft
    assert draft_opened_by(code, secret_of(uuid4()), now) is None
    assert draft_opened_by("AAAA-AAAA", secret, now) is None
    assert draft_opened_by(code, secret, now + timedelta(days=31)) is None
    Draft.objects.filter(pk=draft).update(submitted_at=now)
    assert draft_opened_by(code, secret, now) is None


def test_a_place_takes_pages_once_each_up_to_its_limit(now: datetime) -> None:
    draft, page = begun(now), scan()
    attached(draft, now, page)
    for _ in range(2):  # the answer got lost and the same page came again
        actions.attach(draft, cast.OFFICE, "identitas", page, moment=now, another_page=True)
    assert len(queries.papers(draft)) == 1
    for _ in range(actions.PAGES_MOST - 1):
        actions.attach(draft, cast.OFFICE, "identitas", scan(), moment=now, another_page=True)
    with pytest.raises(Refusal, match="paling banyak"):
        actions.attach(draft, cast.OFFICE, "identitas", scan(), moment=now, another_page=True)
    actions.attach(draft, cast.OFFICE, "identitas", page, moment=now)
    assert len(queries.papers(draft)) == 1


def test_papers_are_used_again_by_name_and_the_consent_is_kept(now: datetime) -> None:
    earlier, draft = begun(now - timedelta(days=20)), begun(now)
    name = attached(earlier, now - timedelta(days=20))
    paper = queries.papers(earlier)[0]
    reuse(draft, earlier, [paper.id], "identitas", moment=now)
    row = Attachment.objects.get(application_id=draft)
    assert (row.vault_name, row.copied_from, row.attached_at) == (name, paper.id, now)
    assert row.first_attached_at == paper.attached_at
    third = begun(now)
    reuse(third, draft, [row.id], "identitas", moment=now + timedelta(days=1))
    assert Attachment.objects.get(application_id=third).first_attached_at == paper.attached_at


def test_papers_of_another_application_or_office_are_no_papers(now: datetime) -> None:
    earlier, other = begun(now), begun(now)
    attached(earlier, now)
    paper = queries.papers(earlier)[0].id
    theirs = actions.start_draft(cast.NEIGHBOUR, cast.SERVICE, moment=now)
    for draft, source, papers in ((begun(now), other, [paper]), (theirs, earlier, [paper]), (begun(now), earlier, [])):
        with pytest.raises(NotVisible):
            reuse(draft, source, papers, "identitas", moment=now)
