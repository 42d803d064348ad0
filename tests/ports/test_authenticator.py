"""Codes of an authenticator app: the vectors of RFC 6238, drift, and what people type."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest

from maklumat.ports import authenticator

RFC_SECRET = b"12345678901234567890"
NOW = datetime(2026, 11, 20, 3, 0, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    ("seconds", "code"),
    [
        (59, "94287082"),
        (1_111_111_109, "07081804"),
        (1_111_111_111, "14050471"),
        (1_234_567_890, "89005924"),
        (2_000_000_000, "69279037"),
        (20_000_000_000, "65353130"),
    ],
)
def test_the_vectors_of_rfc_6238(seconds: int, code: str) -> None:
    step = authenticator.step_at(datetime.fromtimestamp(seconds, UTC))
    assert authenticator.code_at(RFC_SECRET, step, 8) == code
    assert authenticator.code_at(RFC_SECRET, step) == code[2:]


@pytest.mark.parametrize(("off", "fits"), [(-2, False), (-1, True), (0, True), (1, True), (2, False)])
def test_a_clock_may_be_one_step_off(off: int, *, fits: bool) -> None:
    step = authenticator.step_at(NOW) + off
    found = authenticator.matching_step(RFC_SECRET, authenticator.code_at(RFC_SECRET, step), NOW)
    assert found == (step if fits else None)


def test_a_step_ends_after_thirty_seconds() -> None:
    begin = authenticator.step_at(datetime(2026, 11, 20, 3, 0, 0, tzinfo=UTC))
    assert authenticator.step_at(NOW + timedelta(seconds=19)) == begin
    assert authenticator.step_at(NOW + timedelta(seconds=20)) == begin + 1


@pytest.mark.parametrize(
    ("typed", "code"),
    [("123456", "123456"), (" 123 456 ", "123456"), ("123-456", "123456"), ("12345", ""), ("1234567", ""),
     ("12345a", ""), ("", ""), ("١٢٣٤٥٦", ""), ("sandi contoh yang panjang", "")],
)  # fmt: skip
def test_a_code_as_people_type_it(typed: str, code: str) -> None:
    assert authenticator.tidy_code(typed) == code


def test_secrets_are_long_and_new_each_time() -> None:
    one, other = authenticator.new_secret(), authenticator.new_secret()
    assert one != other
    assert len(one) == 20
    assert len(authenticator.typed_by_hand(one).replace(" ", "")) == 32


def test_the_address_says_what_an_app_needs() -> None:
    parts = urlsplit(authenticator.address(RFC_SECRET, "belitung.kepala-dinas", "Maklumat"))
    assert (parts.scheme, parts.netloc) == ("otpauth", "totp")
    values = parse_qs(parts.query)
    assert values["secret"] == [authenticator.typed_by_hand(RFC_SECRET).replace(" ", "")]
    assert (values["digits"], values["period"], values["issuer"]) == (["6"], ["30"], ["Maklumat"])
