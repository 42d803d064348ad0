"""Keys, seals, blind indexes and derived secrets."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from maklumat.ports.sealing import FILE, LETTERS, OVERHEAD, Keyring, KeyringFault, SealBroken, tidy_secret


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "keys"


@pytest.fixture
def keyring(folder: Path) -> Keyring:
    return Keyring(folder)


def code_of(caught: pytest.ExceptionInfo[KeyringFault] | pytest.ExceptionInfo[SealBroken]) -> str:
    return caught.value.code


def test_what_is_sealed_opens_at_its_place(keyring: Keyring) -> None:
    for plain in (b"", b"Jl. Merdeka 1", b"Jl. Merdeka 1" * 1000):
        sealed = keyring.seal(plain, b"table|column|1")
        assert len(sealed) == len(plain) + OVERHEAD
        assert plain == b"" or plain not in sealed
        assert keyring.open_(sealed, b"table|column|1") == plain


def test_the_same_text_never_seals_the_same(keyring: Keyring) -> None:
    assert keyring.seal(b"x", b"a") != keyring.seal(b"x", b"a")


def test_at_another_place_it_does_not_open(keyring: Keyring) -> None:
    sealed = keyring.seal(b"x", b"table|column|1")
    with pytest.raises(SealBroken) as caught:
        keyring.open_(sealed, b"table|column|2")
    assert code_of(caught) == "KCI-004"


def test_every_changed_byte_is_noticed(keyring: Keyring) -> None:
    sealed = keyring.seal(b"rahasia", b"a")
    for place in range(len(sealed)):
        changed = bytearray(sealed)
        changed[place] ^= 1
        with pytest.raises(SealBroken) as caught:
            keyring.open_(bytes(changed), b"a")
        assert code_of(caught) == ("KCI-005" if place == 0 else "KCI-003" if place < 5 else "KCI-004")


@pytest.mark.parametrize("bytes_", [b"", b"\1", bytes(OVERHEAD - 1), b"\2" + bytes(OVERHEAD)])
def test_what_is_no_seal_is_called_so(keyring: Keyring, bytes_: bytes) -> None:
    with pytest.raises(SealBroken) as caught:
        keyring.open_(bytes_, b"a")
    assert code_of(caught) == "KCI-005"


def test_with_the_keys_of_another_installation_it_does_not_open(keyring: Keyring, tmp_path: Path) -> None:
    other = Keyring(tmp_path / "other")
    with pytest.raises(SealBroken) as caught:
        other.open_(keyring.seal(b"x", b"a"), b"a")
    assert code_of(caught) == "KCI-003"
    assert keyring.current_id in str(caught.value)


def test_a_wrong_key_under_the_right_id(folder: Path, keyring: Keyring) -> None:
    sealed = keyring.seal(b"x", b"a")
    stored = json.loads((folder / FILE).read_text())
    stored["sealing"][stored["current"]] = stored["root"]
    (folder / FILE).write_text(json.dumps(stored))
    with pytest.raises(SealBroken) as caught:
        Keyring(folder).open_(sealed, b"a")
    assert code_of(caught) == "KCI-004"


def test_rotation_keeps_what_was_sealed_before(folder: Path, keyring: Keyring) -> None:
    running = Keyring(folder)  # another process that does not restart
    old, old_id = keyring.seal(b"lama", b"a"), keyring.current_id
    index, secret = keyring.blind_index("9999", "nik"), keyring.derive_secret("receipt", "1")
    assert keyring.rotate() == keyring.current_id != old_id
    new = keyring.seal(b"baru", b"a")
    for ring in (keyring, Keyring(folder), running):
        assert (ring.open_(old, b"a"), ring.open_(new, b"a")) == (b"lama", b"baru")
    assert (keyring.blind_index("9999", "nik"), keyring.derive_secret("receipt", "1")) == (index, secret)
    assert (folder / FILE).stat().st_mode & 0o777 == 0o600


def test_keys_survive_a_restart_and_starters_agree(folder: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        rings = list(pool.map(lambda _: Keyring(folder), range(8)))
    assert len({ring.current_id for ring in rings}) == 1
    assert rings[0].open_(Keyring(folder).seal(b"x", b"a"), b"a") == b"x"
    assert [path.name for path in folder.iterdir()] == [FILE]


def test_keys_are_made_for_their_owner_alone(folder: Path, keyring: Keyring) -> None:
    assert folder.stat().st_mode & 0o777 == 0o700
    assert (folder / FILE).stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o620])
def test_keys_that_others_can_open_are_refused(folder: Path, keyring: Keyring, mode: int) -> None:
    (folder / FILE).chmod(mode)
    with pytest.raises(KeyringFault) as caught:
        Keyring(folder)
    assert code_of(caught) == "KCI-001"
    assert f"chmod 600 {folder / FILE}" in str(caught.value)


def test_a_folder_that_others_can_open_is_refused(folder: Path) -> None:
    folder.mkdir(mode=0o700)
    folder.chmod(0o750)
    with pytest.raises(KeyringFault) as caught:
        Keyring(folder)
    assert f"chmod 700 {folder}" in str(caught.value)


@pytest.mark.parametrize("content", ["", "{}", "[]", '{"current": "00", "sealing": {"00": "AAAA"}, "root": "AAAA"}'])
def test_a_broken_key_file_is_named(folder: Path, keyring: Keyring, content: str) -> None:
    (folder / FILE).write_text(content)
    with pytest.raises(KeyringFault) as caught:
        Keyring(folder)
    assert code_of(caught) == "KCI-002"


def test_a_blind_index_finds_equals_and_nothing_else(folder: Path, keyring: Keyring, tmp_path: Path) -> None:
    index = keyring.blind_index("9999010101010001", "nik")
    assert len(index) == 16
    assert Keyring(folder).blind_index("9999010101010001", "nik") == index
    assert keyring.blind_index("9999010101010002", "nik") != index
    assert keyring.blind_index("9999010101010001", "phone") != index
    assert Keyring(tmp_path / "other").blind_index("9999010101010001", "nik") != index


def test_a_derived_secret_follows_from_its_parts(folder: Path, keyring: Keyring) -> None:
    secret = keyring.derive_secret("receipt", "a", "bc")
    assert Keyring(folder).derive_secret("receipt", "a", "bc") == secret
    others = {
        keyring.derive_secret("receipt", "ab", "c"),
        keyring.derive_secret("receipt", "abc"),
        keyring.derive_secret("receipt", "a", "bc", ""),
        keyring.derive_secret("other", "a", "bc"),
    }
    assert len(others) == 4
    assert secret not in others


@pytest.mark.parametrize(("length", "shape"), [(8, (4, 4)), (12, (4, 4, 4)), (10, (4, 4, 2)), (40, (4,) * 10)])
def test_a_secret_can_be_typed_by_hand(keyring: Keyring, length: int, shape: tuple[int, ...]) -> None:
    secret = keyring.derive_secret("receipt", "1", length=length)
    assert tuple(map(len, secret.split("-"))) == shape
    assert set(secret) <= {*LETTERS, "-"}
    assert tidy_secret(secret.lower().replace("-", " ") + " ") == secret


def test_letters_of_secrets_are_spread_evenly(keyring: Keyring) -> None:
    drawn = "".join(keyring.derive_secret("receipt", str(number), length=40) for number in range(60)).replace("-", "")
    assert not set("0O1IL2Z5S8BU") & set(LETTERS)
    counts = [drawn.count(letter) for letter in LETTERS]
    assert min(counts) > 50
    assert max(counts) < 160  # 100 each on the average
