"""`maklumat ledger verify` and `maklumat examine` find every kind of damage and name it by its code."""

from __future__ import annotations

import json
from collections.abc import Iterator
from io import StringIO
from typing import Any
from uuid import UUID

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from maklumat.ports.vault import Vault
from maklumat.records.ledger.history import events_of
from maklumat.records.models import Attachment, LedgerDamage, Product, WorkItem
from maklumat.records.outside import vault
from maklumat.records.work import whole
from tests import cast
from tests.spoil_cast import CODES, IN_LEDGER, IN_ROWS, spoil
from tests.web import test_desk_registers as registers

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _law() -> Iterator[None]:
    cast.enact()
    yield
    cast.forget_law()


def run(*arguments: str) -> tuple[int, str]:
    out = StringIO()
    try:
        call_command(*arguments, stdout=out, stderr=out)
    except CommandError as error:
        return error.returncode, f"{out.getvalue()}{error}"
    return 0, out.getvalue()


@pytest.fixture
def file() -> UUID:
    """A file between two others: without the one behind it, its last entry would be the tail of the chain."""
    cast.apply()
    found = cast.apply().application_id
    cast.apply()
    return found


@pytest.mark.parametrize("how", sorted(IN_LEDGER))
def test_verify_names_what_is_wrong_in_the_ledger(file: UUID, how: str) -> None:
    assert run("ledger", "verify")[0] == 0
    spoil(how, file)
    code, text = run("ledger", "verify")
    assert (code, CODES[how] in text) == (1, True), text
    assert LedgerDamage.objects.filter(name="verification", mended_at=None).count() == 1


@pytest.mark.parametrize("how", ["state", "state_empty", "state_step", "item_gone", "application_gone"])
def test_verify_names_rows_that_do_not_follow_from_the_ledger(file: UUID, how: str) -> None:
    spoil(how, file)
    code, text = run("ledger", "verify")
    assert (code, f"{CODES[how]} permohonan {file}" in text) == (1, True), text
    line = json.loads(next(line for line in run("ledger", "verify", "--json")[1].splitlines() if line[0] == "{"))
    assert [(one["application"], one["code"]) for one in line["worklist"]] == [(str(file), CODES[how])]


def test_what_verify_does_not_find_any_more_is_mended(file: UUID) -> None:
    before = WorkItem.objects.get(pk=file).state
    spoil("state", file)
    run("ledger", "verify")
    assert LedgerDamage.objects.filter(mended_at=None).exists()
    assert run("ledger", "rebuild")[0] == 0
    assert WorkItem.objects.get(pk=file).state == before
    assert run("ledger", "verify")[0] == 0
    assert not LedgerDamage.objects.filter(mended_at=None).exists()


def test_a_row_that_cannot_be_made_anew_is_said_and_the_others_are(file: UUID) -> None:
    other = cast.apply().application_id
    spoil("application_gone", file)
    spoil("state", other)
    code, text = run("ledger", "rebuild")
    assert f"BKT-115 permohonan {file}" in text
    assert (code, f"permohonan {other} disusun ulang" in text) == (0, True)


@pytest.mark.parametrize("how", sorted({**IN_LEDGER, **IN_ROWS}))
def test_examine_names_every_damage(file: UUID, how: str) -> None:
    assert run("examine")[0] == 0
    spoil(how, file)
    code, text = run("examine")
    assert (code, CODES[how] in text) == (1, True), text
    found = json.loads(next(line for line in run("examine", "--json")[1].splitlines() if line[0] == "{"))
    assert CODES[how] in {one["code"] for one in found["faults"]}


def _change(vault_name: str) -> None:
    path = _path(vault(), vault_name)
    path.write_bytes(path.read_bytes()[:-1] + b"x")


def _remove(vault_name: str) -> None:
    _path(vault(), vault_name).unlink()


def _path(store: Vault, name: str) -> Any:
    return store._path(name)


@pytest.mark.parametrize(("deed", "code"), [(_change, "BRK-002"), (_remove, "BRK-001")])
@pytest.mark.parametrize("what", ["letter", "attachment", "recorded"])
def test_examine_names_files_of_the_vault(deed: Any, code: str, what: str) -> None:
    file = registers.delivered()
    name = _attached(file) if what == "attachment" else _letter(file) if what == "letter" else _recorded(file)
    path = _path(vault(), name)
    kept = path.read_bytes()
    deed(name)
    try:
        answer, text = run("examine")
    finally:
        path.write_bytes(kept)
    assert (answer, code in text) == (1, True), text
    assert run("examine")[0] == 0


def _letter(file: UUID) -> str:
    return Product.objects.exclude(vault_name="").get(application_id=file).vault_name


def _recorded(file: UUID) -> str:
    """A paper that a step recorded: a letter that is made elsewhere was uploaded with one."""
    return next(name for event in events_of(file) for name in whole._names_in(event.data))


def _attached(file: UUID) -> str:
    name = vault().put(b"%PDF-contoh", cast.OFFICE)
    Attachment.objects.create(
        application_id=file, office=cast.OFFICE, requirement="identitas", vault_name=name, kind="application/pdf",
        size_bytes=11, attached_at=timezone.now(),
    )  # fmt: skip
    return name
