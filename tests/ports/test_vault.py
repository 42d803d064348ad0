"""The file store: content-addressed, encrypted, atomic, swept."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import pytest

from maklumat.core.errors import MaklumatError, Unavailable
from maklumat.ports.sealing import Keyring
from maklumat.ports.vault import Vault, VaultFault

LONG_AGO = 1_700_000_000
LATER = datetime.fromtimestamp(LONG_AGO + 3600, UTC)


@pytest.fixture
def keyring(tmp_path: Path) -> Keyring:
    return Keyring(tmp_path / "keys")


@pytest.fixture
def vault(tmp_path: Path, keyring: Keyring) -> Vault:
    return Vault(tmp_path / "vault", keyring)


def files(tmp_path: Path) -> list[Path]:
    return sorted(path for path in (tmp_path / "vault").rglob("*") if path.is_file() and path.name != "lock")


def grow_old(path: Path) -> None:
    os.utime(path, (LONG_AGO, LONG_AGO))


def code_of(caught: pytest.ExceptionInfo[MaklumatError]) -> str:
    return caught.value.code


def test_what_is_put_comes_back(vault: Vault, tmp_path: Path) -> None:
    for data in (b"", b"%PDF-1.7 isi surat", os.urandom(300_000)):
        assert vault.get(vault.put(data, "contoh")) == data
    assert len(files(tmp_path)) == 3


def test_on_the_disk_lies_neither_content_nor_a_name_that_tells(vault: Vault, tmp_path: Path, keyring: Keyring) -> None:
    name = vault.put(b"9999010101010001", "contoh")
    (path,) = files(tmp_path)
    assert path.relative_to(tmp_path / "vault").parts == (name[:2], name[2:4], name)
    assert b"9999010101010001" not in path.read_bytes()
    elsewhere = Vault(tmp_path / "b", Keyring(tmp_path / "other keys"))
    assert elsewhere.put(b"9999010101010001", "contoh") != name
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700


def test_equal_files_are_one_within_an_office_only(vault: Vault, tmp_path: Path) -> None:
    assert vault.put(b"sama", "contoh") == vault.put(b"sama", "contoh")
    assert len(files(tmp_path)) == 1
    assert vault.put(b"sama", "lain") != vault.put(b"sama", "contoh")
    assert len(files(tmp_path)) == 2


def test_many_at_once_make_one_whole_file(vault: Vault, tmp_path: Path) -> None:
    data = os.urandom(100_000)
    with ThreadPoolExecutor(6) as pool:
        names = set(pool.map(lambda _: vault.put(data, "contoh"), range(12)))
    assert len(names) == len(files(tmp_path)) == 1
    assert vault.get(names.pop()) == data


def test_a_missing_file_is_unavailable(vault: Vault, tmp_path: Path) -> None:
    name = vault.put(b"x", "contoh")
    files(tmp_path)[0].unlink()
    with pytest.raises(Unavailable) as caught:
        vault.get(name)
    assert code_of(caught) == "BRK-001"


def test_a_damaged_file_is_not_given_out_and_mended_by_the_next_put(vault: Vault, tmp_path: Path) -> None:
    name = vault.put(b"isi surat", "contoh")
    (path,) = files(tmp_path)
    path.write_bytes(path.read_bytes()[:-1] + b"!")
    with pytest.raises(VaultFault) as caught:
        vault.get(name)
    assert code_of(caught) == "BRK-002"
    assert vault.put(b"isi surat", "contoh") == name
    assert vault.get(name) == b"isi surat"


def test_two_files_exchanged_on_the_disk_are_noticed(vault: Vault, tmp_path: Path) -> None:
    vault.put(b"satu", "contoh")
    vault.put(b"dua", "contoh")
    one, two = files(tmp_path)
    one.rename(tmp_path / "x")
    two.rename(one)
    (tmp_path / "x").rename(two)
    for path in (one, two):
        with pytest.raises(VaultFault):
            vault.get(path.name)


@pytest.mark.parametrize("name", ["", "../../keys/keyring.json", "a" * 63, "A" * 64, "0" * 64 + "\n", "a" * 65])
def test_what_is_no_name_is_refused(vault: Vault, name: str) -> None:
    with pytest.raises(VaultFault) as caught:
        vault.get(name)
    assert code_of(caught) == "BRK-003"


def test_a_sweep_takes_old_orphans_alone(vault: Vault, tmp_path: Path) -> None:
    kept, orphan, renewed = (vault.put(data, "contoh") for data in (b"dikenal", b"yatim", b"lagi"))
    for path in files(tmp_path):
        grow_old(path)
    fresh = vault.put(b"baru", "contoh")
    vault.put(b"lagi", "contoh")  # an action that has not committed yet stores the same file again
    assert vault.sweep({kept}, LATER) == 1
    assert {path.name for path in files(tmp_path)} == {kept, fresh, renewed}
    assert orphan not in {path.name for path in files(tmp_path)}


def test_a_sweep_takes_the_drafts_of_a_killed_writer(vault: Vault, tmp_path: Path) -> None:
    name = vault.put(b"isi", "contoh")
    (path,) = files(tmp_path)
    old, new = path.with_name(f".{name}.77.abcd"), path.with_name(f".{name}.78.abcd")
    for draft in (old, new):
        draft.write_bytes(b"setengah")
    grow_old(old)
    assert vault.sweep({name}, LATER) == 1
    assert set(files(tmp_path)) == {path, new}
