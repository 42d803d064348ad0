"""The signing service of BSSN against a real server: right, refused, slow, cut off, and never asked twice."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from maklumat.config.esign import esign_from_environment
from maklumat.ops.sample_pdf import blank_pdf
from maklumat.ports import esign, pades
from maklumat.ports.esign import EsignFault
from tests import esign_stub as stubs
from tests.esign_stub import NIK, PASSPHRASE, Stub, esign_stub

LETTER = blank_pdf()


@pytest.fixture
def there(tmp_path: Path) -> Iterator[Stub]:
    with esign_stub(tmp_path) as stub:
        yield stub


def sign(there: Stub, passphrase: str = PASSPHRASE, **more: object) -> esign.Signed:
    service = replace(there.service(), **more)  # type: ignore[arg-type]
    return service.sign(LETTER, nik=NIK, passphrase=passphrase, reason="Surat Contoh", location="Kota Contoh")


def test_it_is_asked_as_its_clients_ask(there: Stub) -> None:
    signed = sign(there, seconds=10.0)
    (asked,) = there.asked
    assert (asked["path"], asked["account"]) == ("/api/sign/pdf", ":".join(stubs.ACCOUNT))
    assert asked["fields"] == {
        "nik": NIK, "passphrase": PASSPHRASE, "tampilan": "invisible", "reason": "Surat Contoh",
        "location": "Kota Contoh", "file": LETTER,
    }  # fmt: skip
    assert (signed.signer, signed.reference) == (stubs.SIGNER.name, "dok-1")
    (found,) = pades.facts(signed.pdf, None)
    assert (found.holds, found.trusted, found.reason) == (True, False, "Surat Contoh")


@pytest.mark.parametrize(
    ("mode", "code", "unknown"),
    [
        (stubs.UNREGISTERED, "TTD-012", False),
        (stubs.EXPIRED, "TTD-013", False),
        (stubs.REFUSES_EXPIRED, "TTD-013", False),
        (stubs.DOWN, "TTD-014", False),
        (stubs.PROXY, "TTD-015", True),
        (stubs.SILENT, "TTD-015", True),
        (stubs.CUTS, "TTD-015", True),
        (stubs.PAGE, "TTD-017", True),
        (stubs.RETURNS, "TTD-017", True),
        (stubs.REFUSES, "TTD-018", False),
    ],
)
def test_each_way_of_failing_has_its_code_and_is_asked_once(there: Stub, mode: str, code: str, unknown: bool) -> None:
    there.mode = mode
    with pytest.raises(EsignFault) as fault:
        sign(there)
    assert (fault.value.code, fault.value.unknown) == (code, unknown)
    assert len([one for one in there.asked if one["path"] == "/api/sign/pdf"]) == 1


def test_a_wrong_passphrase_is_said_and_nothing_of_it_is_kept(there: Stub, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    with pytest.raises(EsignFault) as fault:
        sign(there, "salah sekali")
    assert fault.value.code == "TTD-011"
    assert there.signed == 0
    for secret in ("salah sekali", NIK, stubs.ACCOUNT[1]):
        assert secret not in caplog.text + str(fault.value) + repr(there.service())


def test_an_account_that_is_not_let_in_is_not_the_signers_fault(there: Stub) -> None:
    with pytest.raises(EsignFault) as fault:
        sign(there, password="lain")
    assert fault.value.code == "TTD-016"


def test_a_service_that_is_not_there_has_signed_nothing(there: Stub) -> None:
    with pytest.raises(EsignFault) as fault:
        sign(there, address="http://127.0.0.1:9")
    assert (fault.value.code, fault.value.unknown) == ("TTD-014", False)


def test_a_certificate_can_be_asked_for(there: Stub) -> None:
    assert there.service().status(NIK) == esign.ACTIVE
    there.mode = stubs.REFUSES_EXPIRED
    assert there.service().status(NIK) == esign.EXPIRED
    assert replace(there.service(), address="http://127.0.0.1:9").status(NIK) == ""
    assert [one["path"] for one in there.asked] == [f"/api/user/status/{NIK}"] * 2


def environment(monkeypatch: pytest.MonkeyPatch, **values: str) -> esign.EsignService | None:
    for name in ("ADDRESS", "USER", "PASSWORD", "SECONDS"):
        monkeypatch.delenv(f"MAKLUMAT_ESIGN_{name}", raising=False)
    for name, value in values.items():
        monkeypatch.setenv(f"MAKLUMAT_ESIGN_{name}", value)
    return esign_from_environment()


def test_it_is_set_up_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    assert environment(monkeypatch) is None
    account = {"USER": "aplikasi", "PASSWORD": "sandi"}
    found = environment(monkeypatch, ADDRESS="https://esign.contoh.go.id/", **account)
    assert found is not None
    assert (found.address, found.user, found.seconds) == ("https://esign.contoh.go.id", "aplikasi", esign.SECONDS)


@pytest.mark.parametrize(
    "wrong",
    [
        {"ADDRESS": "http://esign.contoh.go.id", "USER": "a", "PASSWORD": "b"},  # a passphrase in the clear
        {"ADDRESS": "https://esign.contoh.go.id", "USER": "a"},
        {"ADDRESS": "https://esign.contoh.go.id", "USER": "a", "PASSWORD": "b", "SECONDS": "600"},
    ],
)
def test_a_setting_that_cannot_be_used_is_said_at_the_start(
    monkeypatch: pytest.MonkeyPatch, wrong: dict[str, str]
) -> None:
    with pytest.raises(SystemExit, match="MAKLUMAT_ESIGN_"):
        environment(monkeypatch, **wrong)
