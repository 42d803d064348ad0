"""Any text ends in a draft that loads, without an exception; whole decrees torn and shuffled too."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from maklumat.core.decree.drafting import Draft, draft
from maklumat.core.decree.pages import rows
from maklumat.core.standard.check import check, errors
from maklumat.core.standard.load import load_office
from tools.decree_variations import VARIATIONS

TEXTS = {path.stem: path.read_text() for path in sorted((Path(__file__).parent / "decree_texts").glob("*.txt"))}
REGISTER = {"uu-25-2009": "Pelayanan Publik"}
SHARED = {
    "_bersama/dasar_hukum.yaml": (
        "format: 1\nperaturan:\n  - {kode: uu-25-2009, jenis: uu, nomor: 25, tahun: 2009, tentang: Pelayanan Publik}\n"
    )
}
PIECES = (
    "Persyaratan", "Sistem, Mekanisme dan Prosedur", "Jangka Waktu", "Biaya", "Produk", "Pengaduan", "Dasar Hukum",
    "Sarana", "Kompetensi", "Jumlah Pelaksana", "Jaminan", "Evaluasi", "STANDAR PELAYANAN", "NIP. 1", "NO", "KOMPONEN",
    "1.", "2.", "a.", "b)", "(1)", "-", "•", ":", ";", "|", "\t", "\n", "\n\n", "<ol>", "<li>", "</p>",
    "<table><tr><td>",
    "</td></tr></table>", "<pre> graph TD A[x] --> B[y]", "3 (tiga) hari kerja", "Rp. 0,-", "5 orang",
    "Undang-Undang Nomor",
    "Tahun 2009", "tentang", "KEPUTUSAN", "NOMOR : 1/2024", "Menimbang :", "Mengingat :", "MEMUTUSKAN",
    "KESATU :", "VISI",
    "Bidang Sosial", "PEMERINTAH KABUPATEN CONTOH", "DINAS SOSIAL", "\x00", "\u200b", "é", "\ufb01", "“",
    "{", "}", "#", "'", '"',
)  # fmt: skip


def settle(text: str) -> Draft:
    """The draft; it must load, and be judged, whatever the text was."""
    made = draft(text, "x.txt", "contoh", REGISTER)
    loaded = load_office(SHARED | {f"contoh/{path}": words for path, words in made.files.items()})
    assert [str(found) for found in errors(loaded.findings)] == []
    assert len(loaded.services) == len(made.services)
    assert loaded.office is not None
    check(loaded)
    return made


@given(st.text(max_size=400))
@settings(max_examples=150, deadline=None)
def test_any_text(text: str) -> None:
    settle(text)


@given(st.lists(st.sampled_from(PIECES), max_size=120), st.sampled_from(["", " ", "\n", "\t"]))
@settings(max_examples=150, deadline=None)
def test_any_pieces_of_decrees(pieces: list[str], between: str) -> None:
    settle(between.join(pieces))


@given(st.sampled_from(sorted(TEXTS)), st.data())
@settings(max_examples=60, deadline=None)
def test_a_decree_with_lines_lost_doubled_and_cut(name: str, data: st.DataObject) -> None:
    lines = TEXTS[name].splitlines()
    lost = data.draw(st.sets(st.integers(0, len(lines) - 1), max_size=len(lines) // 2))
    doubled = data.draw(st.sets(st.integers(0, len(lines) - 1), max_size=8))
    torn = [line for at, line in enumerate(lines) if at not in lost for _ in range(1 + (at in doubled))]
    text = "\n".join(torn)
    settle(text[: data.draw(st.integers(0, len(text)))])


# Without its columns a crosswise table says nothing; two variations look for rows that begin with a number.
UNFIT = {("crosswise", "flattened"), ("landscape", "flattened"), ("landscape", "shuffled")}
PAIRS = [(name, way) for name in TEXTS for way in VARIATIONS if (name, way) not in UNFIT]


@pytest.mark.parametrize(("name", "variation"), PAIRS)
def test_the_same_services_in_every_variation(name: str, variation: str) -> None:
    made = settle(VARIATIONS[variation](TEXTS[name]))
    assert len(made.services) == len(draft(TEXTS[name], "x.txt", "contoh", REGISTER).services)


@pytest.mark.parametrize(
    "text",
    [
        "(" * 30_000, "<" * 30_000, "|" * 30_000, "1. " * 15_000, "a. b. " * 15_000, "<tr>\n" * 4_000, "<li>" * 15_000,
        "1\tProsedur\t" + "A[b] --> " * 6_000, "1\tPersyaratan\t" + "KTP atau " * 6_000, "nomor : " * 10_000,
        "3\tJangka Waktu\t" + "1 (satu) " * 6_000, "1\tPengaduan\t" + "Ab Cd " * 6_000,
        "a" * 30_000 + "@" + "b." * 10_000,
        "Persyaratan\n" * 4_000, "1\tPersyaratan\tx\n" + "\t\ty z\n" * 4_000, "Menimbang : a\n" + "b. c\n" * 4_000,
    ],
    ids=range(16),
)  # fmt: skip
def test_texts_that_would_stall_a_careless_reader_end(text: str) -> None:
    settle(text)


def test_every_line_keeps_its_number() -> None:
    for text in TEXTS.values():
        found = rows(text)
        assert all(first.line <= second.line for first, second in pairwise(found))
        assert found[-1].end == len(text.splitlines()) + 1
