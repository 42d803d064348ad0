"""`maklumat account`: from no account to somebody at work, and back to the door after a lost telephone."""

from __future__ import annotations

from io import StringIO

import pytest
from django.contrib.auth import authenticate
from django.core.management import CommandError, call_command
from django.http import HttpRequest
from django.utils import timezone

from maklumat.records.ledger.history import ENTRY_COLUMNS, entry_of, event_of
from maklumat.records.ledger.models import LedgerEntry
from maklumat.records.people import second_factor
from maklumat.records.people.models import User
from tests import cast

pytestmark = pytest.mark.django_db


def run(*words: str, **options: str) -> str:
    out = StringIO()
    call_command("account", *words, stdout=out, **options)
    return out.getvalue()


@pytest.fixture(autouse=True)
def law() -> None:
    cast.enact(neighbour=False)


def test_an_account_is_opened_appointed_and_listed() -> None:
    password = run("open", "contoh.baru", name="Contoh Baru").split()[1]
    assert authenticate(HttpRequest(), username="contoh.baru", password=password) is not None
    run("appoint", "contoh.baru", office=cast.OFFICE, post=cast.CLERK)
    line = next(line for line in run("list").splitlines() if line.startswith("contoh.baru"))
    assert f"{cast.OFFICE}/{cast.CLERK}" in line
    assert "tanpa kode" in line


def test_the_first_administrator_is_appointed_on_the_machine_and_the_ledger_says_so() -> None:
    """Whoever opens all other accounts in the browser: nobody else can let them in."""
    run("open", "contoh.pengurus", name="Contoh Pengurus")
    for _ in range(2):
        said = run("appoint", "contoh.pengurus", office=cast.OFFICE, post="administrator")
        assert said.startswith("contoh.pengurus: Administrator kantor, ")
    line = next(line for line in run("list").splitlines() if line.startswith("contoh.pengurus"))
    assert f"{cast.OFFICE}/administrator" in line
    rows = LedgerEntry.objects.filter(office=cast.OFFICE, kind="post_given").values_list(
        *ENTRY_COLUMNS, "payload__sealed"
    )
    (columns,) = rows
    entry = entry_of(columns)
    assert entry.actor_id is None
    data = event_of(entry, bytes(columns[-1])).data
    assert (data["post"], data["by"]) == ("administrator", "machine")


def test_a_second_head_is_not_appointed_beside_the_first() -> None:
    run("open", "contoh.kedua", name="Contoh Kedua")
    cast.officer(cast.HEAD)
    with pytest.raises(CommandError, match=r"ORG-012"):
        run("appoint", "contoh.kedua", office=cast.OFFICE, post=cast.HEAD)


def test_a_new_password_ends_the_old_one() -> None:
    first = run("open", "contoh.lupa", name="Contoh Lupa").split()[1]
    second = run("password", "contoh.lupa").split()[1]
    assert authenticate(HttpRequest(), username="contoh.lupa", password=first) is None
    assert authenticate(HttpRequest(), username="contoh.lupa", password=second) is not None


def test_a_lost_code_is_taken_away() -> None:
    user = cast.officer(cast.HEAD).user
    begun, moment = second_factor.begin(user.pk), timezone.now()
    secret = second_factor.begun_secret(user.pk, begun)
    code = second_factor.authenticator.code_at(secret, second_factor.authenticator.step_at(moment))
    second_factor.enrol(user.pk, begun, code, moment)
    assert "kode sejak" in run("list")
    run("reset-code", user.username)
    assert User.objects.get(pk=user.pk).second_factor_at is None
    assert "kode sejak" not in run("list")


@pytest.mark.parametrize(
    ("words", "options", "said"),
    [
        (("open", "x"), {}, "--name"),
        (("reset-code",), {}, "nama penggunanya"),
        (("reset-code", "tidak.ada"), {}, "ORG-007"),
        (("password", "tidak.ada"), {}, "ORG-007"),
        (("appoint", "tidak.ada"), {"office": cast.OFFICE, "post": cast.CLERK}, "ORG-007"),
    ],
)
def test_what_cannot_be_done_is_said(words: tuple[str, ...], options: dict[str, str], said: str) -> None:
    with pytest.raises(CommandError, match=said):
        run(*words, **options)
