"""Signed heads outside the database."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from maklumat.core.evidence.heads import Head
from maklumat.ports.sealing import KeyringFault
from maklumat.ports.witness import KEY_FILE, Witness

MOMENT = datetime(2025, 6, 2, 16, 55, 0, 5, tzinfo=UTC)
HEAD = Head("contoh", 12, bytes(range(32)))


@pytest.fixture
def witness(tmp_path: Path) -> Witness:
    return Witness(tmp_path / "heads", tmp_path / "keys")


def test_a_signed_head_comes_back_and_anybody_can_check_it(witness: Witness, tmp_path: Path) -> None:
    signed = witness.sign(HEAD, MOMENT)
    assert witness.heads("contoh") == ((signed,), ())
    assert Witness(tmp_path / "heads", tmp_path / "keys").heads("contoh") == ((signed,), ())
    Ed25519PublicKey.from_public_bytes(witness.public_key).verify(signed.signature, signed.statement())
    assert witness.heads("lain") == ((), ())
    assert witness.offices() == ("contoh",)


def test_heads_come_in_order_and_the_first_of_a_day_stays(witness: Witness) -> None:
    later = Head("contoh", 100, bytes(32))
    witness.sign(later, MOMENT + timedelta(days=30))
    first = witness.sign(HEAD, MOMENT)
    witness.sign(HEAD, MOMENT + timedelta(hours=1))
    genuine, _ = witness.heads("contoh")
    assert [signed.head for signed in genuine] == [HEAD, later]
    assert genuine[0] == first


@pytest.mark.parametrize(
    "change",
    [{"seq": 11}, {"hash": "00" * 32}, {"office": "lain"}, {"signature": "00" * 64}, {"seq": None}, {"hash": 5}],
)
def test_a_changed_file_is_no_testimony(witness: Witness, tmp_path: Path, change: dict[str, object]) -> None:
    witness.sign(HEAD, MOMENT)
    (path,) = (tmp_path / "heads" / "contoh").iterdir()
    path.write_text(json.dumps(json.loads(path.read_text()) | change))
    assert witness.heads("contoh") == ((), (path.name,))


def test_a_head_signed_by_another_key_or_of_another_office_is_no_testimony(witness: Witness, tmp_path: Path) -> None:
    Witness(tmp_path / "heads", tmp_path / "other").sign(HEAD, MOMENT)
    genuine, false = witness.heads("contoh")
    assert (genuine, len(false)) == ((), 1)
    witness.sign(Head("lain", 12, bytes(32)), MOMENT)
    (path,) = (tmp_path / "heads" / "lain").iterdir()
    path.rename(tmp_path / "heads" / "contoh" / "2025-01-01-000000000001.json")
    assert witness.heads("contoh")[0] == ()


def test_its_key_is_for_its_owner_alone(witness: Witness, tmp_path: Path) -> None:
    key = tmp_path / "keys" / KEY_FILE
    assert key.stat().st_mode & 0o777 == 0o600
    key.chmod(0o644)
    with pytest.raises(KeyringFault, match="KCI-001"):
        Witness(tmp_path / "heads", tmp_path / "keys")
    key.chmod(0o600)
    key.write_text("bukan kunci")
    with pytest.raises(KeyringFault, match="KCI-002"):
        Witness(tmp_path / "heads", tmp_path / "keys")


@pytest.mark.parametrize("office", ["", "../keys", "a/b", "A", "."])
def test_an_office_code_is_no_path(witness: Witness, office: str) -> None:
    with pytest.raises(ValueError, match="office"):
        witness.heads(office)
