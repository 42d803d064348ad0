"""A value is changed and nothing else: for every service that there is, at every place that a form may touch."""

from __future__ import annotations

from difflib import unified_diff
from pathlib import Path
from typing import Any
from unicodedata import normalize

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import settings as quickly
from hypothesis import strategies as st

from maklumat.core.errors import Refusal
from maklumat.core.standard import patching
from maklumat.core.standard.patching import append_list, insert, put, remove, rename, scalar
from maklumat.core.standard.reading import plain

SERVICES = sorted(settings.STANDARDS_DIR.glob("*/layanan/*.yaml"))
TEXTS = {path: path.read_text(encoding="utf-8") for path in SERVICES}
NEW = (
    "Satu kalimat baru: dengan titik dua, koma, dan tanda # pagar, yang cukup panjang untuk dilipat ke baris berikutnya"
)


def leaves(node: Any, path: patching.Path = ()) -> list[tuple[patching.Path, str]]:
    """Every written value with its path."""
    if isinstance(node, str):
        return [(path, node)]
    parts = node.items() if isinstance(node, dict) else enumerate(node)
    return [found for key, value in parts for found in leaves(value, (*path, key))]


def groups(node: Any, path: patching.Path = ()) -> list[patching.Path]:
    if isinstance(node, str):
        return []
    parts = node.items() if isinstance(node, dict) else enumerate(node)
    own = [path] if isinstance(node, dict) else []
    return own + [found for key, value in parts for found in groups(value, (*path, key))]


def comments(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.lstrip().startswith("#")]


def touched(before: str, after: str) -> int:
    lines = list(unified_diff(before.splitlines(), after.splitlines(), n=0, lineterm=""))[2:]
    return sum(line.startswith("-") for line in lines)


def test_there_are_all_75_services() -> None:
    assert len(SERVICES) == 75


@pytest.mark.parametrize("path", SERVICES, ids=lambda path: f"{path.parts[-3]}/{path.stem}")
def test_a_value_written_again_changes_nothing_that_is_read(path: Path) -> None:
    text = TEXTS[path]
    for place, value in leaves(plain(text, ""))[::97]:
        changed = put(text, place, " ".join(value.split()))
        assert comments(changed) == comments(text)


@pytest.mark.parametrize("path", SERVICES, ids=lambda path: f"{path.parts[-3]}/{path.stem}")
def test_any_value_can_be_put_and_the_rest_stays(path: Path) -> None:
    text = TEXTS[path]
    tree = plain(text, "")
    for place, value in leaves(tree)[5::89]:
        changed = put(text, place, NEW)
        assert dict(leaves(plain(changed, "")))[place] == NEW
        assert comments(changed) == comments(text)
        assert touched(text, changed) <= value.count(" ") + 2  # the lines of the old value, no others
    for place in groups(tree)[1::41]:
        changed = put(text, (*place, "kunci_baru"), "isi: baru")
        assert dict(leaves(plain(changed, "")))[(*place, "kunci_baru")] == "isi: baru"
        assert remove(changed, (*place, "kunci_baru")) == text


@pytest.mark.parametrize("path", SERVICES, ids=lambda path: f"{path.parts[-3]}/{path.stem}")
def test_entries_come_and_go(path: Path) -> None:
    text = TEXTS[path]
    tree = plain(text, "")
    for component in ("persyaratan", "prosedur"):
        where = (component, "daftar")
        count = len(tree[component]["daftar"])
        longer = insert(text, where, {"kode": "baru", "teks": NEW, "sumber": {"alasan": "Tambahan: uji."}})
        assert plain(longer, "")[component]["daftar"][-1]["teks"] == NEW
        assert remove(longer, (*where, count)) == text
        if count > 1:
            shorter = plain(remove(text, (*where, 0)), "")[component]["daftar"]
            assert shorter == tree[component]["daftar"][1:]
    noted = append_list(text, "catatan", {"kode": "uji", "teks": NEW, "pilihan": "Tetap.", "sumber": {"alasan": "Uji"}})
    assert plain(noted, "")["catatan"][-1]["teks"] == NEW
    assert comments(noted) == comments(text)


@pytest.mark.parametrize("path", SERVICES, ids=lambda path: f"{path.parts[-3]}/{path.stem}")
def test_a_promise_changes_its_unit_and_its_figure(path: Path) -> None:
    text = TEXTS[path]
    for number, limit in enumerate(plain(text, "")["jangka_waktu"]["daftar"]):
        unit = next(word for word in limit if word in UNITS)
        where = ("jangka_waktu", "daftar", number)
        changed = put(rename(text, (*where, unit), "menit"), (*where, "menit"), "45")
        said = plain(changed, "")["jangka_waktu"]["daftar"][number]
        assert said == {"menit" if key == unit else key: "45" if key == unit else value for key, value in limit.items()}


UNITS = {"menit", "jam", "hari_kerja", "hari_kalender", "hari", "minggu", "bulan", "tanggal_bulanan", "setiap_bulan",
         "tahun_anggaran", "tanpa_angka"}  # fmt: skip
SMALL = """a: {b: satu, c: dua}  # ekor
# atas
d:
  - e: tiga  # sini
    f: >-
      lipat
      dua
  # antara
  - e: empat
g: [x, y]
"""


def test_a_small_text_line_by_line() -> None:
    assert put(SMALL, ("a", "b"), "lima") == SMALL.replace("satu", "lima")
    assert put(SMALL, ("d", 0, "f"), "pendek") == SMALL.replace(">-\n      lipat\n      dua", "pendek")
    assert put(SMALL, ("d", 0, "h"), "baru") == SMALL.replace("      dua\n", "      dua\n    h: baru\n")
    assert remove(SMALL, ("d", 0, "e")) == SMALL.replace("e: tiga  # sini\n    f", "f")
    assert remove(SMALL, ("d", 1)) == SMALL.replace("  - e: empat\n", "")
    assert remove(SMALL, ("g", 1)) == SMALL.replace(", y", "")
    assert remove(SMALL, ("g", 0)) == SMALL.replace("x, ", "")
    assert insert(SMALL, ("g",), "z, w") == SMALL.replace("y]", 'y, "z, w"]')
    assert rename(SMALL, ("d", 1, "e"), "k") == SMALL.replace("e: empat", "k: empat")


@pytest.mark.parametrize("path", [("tidak",), ("a", "x"), ("g", 9)])
def test_what_is_not_there_is_refused(path: patching.Path) -> None:
    with pytest.raises(Refusal) as refused:
        remove(SMALL, path) if path == ("tidak",) else insert(SMALL, path, "z")
    assert refused.value.code == "STD-831"


def test_a_key_that_is_there_already_is_not_written_twice() -> None:
    with pytest.raises(Refusal):
        rename(SMALL, ("a", "b"), "c")


def test_the_last_of_its_kind_cannot_go() -> None:
    with pytest.raises(Refusal):
        remove("a:\n  - satu\n", ("a", 0))


@quickly(max_examples=500, deadline=None)
@given(value=st.text(st.characters(codec="utf-8", exclude_categories=("C", "Zl", "Zp")), min_size=1, max_size=160))
def test_whatever_is_typed_comes_back(value: str) -> None:
    """As one line, as everything that is typed into a form."""
    wanted = " ".join(normalize("NFC", value).split())
    if not wanted:
        return
    assert plain(f"a: {scalar(wanted, indent=2)}\nb: c\n", "") == {"a": wanted, "b": "c"}
    assert plain(f"x: {{a: {scalar(wanted)}, b: c}}\n", "") == {"x": {"a": wanted, "b": "c"}}
