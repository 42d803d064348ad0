"""What `standards check` leaves in peace: promises and lines that only look odd beside the others of their service."""

from __future__ import annotations

import pytest

from maklumat.core.standard.check import check
from maklumat.core.standard.findings import NOTE
from tests.standards.cast import PATHS, blocks, good, load

SILENT = "{kode: langsung, tanpa_angka: ya, mulai_setelah: konsep, sumber: {baris: 13}}"
WHOLE = "{hari_kerja: 3, kondisi: biasa}"


def codes(limits: str, more: str = "") -> set[str]:
    parts = dict(blocks(good()[PATHS["layanan"]]))
    parts["jangka_waktu"] = f"jangka_waktu: {{sumber: {{baris: 13}}, daftar: [{limits}]}}\n"
    text = "".join(parts.values()) + more
    return {found.code for found in check(load(layanan=text)) if found.grade != NOTE}


@pytest.mark.parametrize(
    ("beside", "found"),
    [
        (WHOLE, set()),
        ("{hari_kerja: 3, kondisi: pulau, bila: wilayah == 'pulau'}", {"STD-517"}),
        ("{menit: 30, kode: jawaban, berakhir_pada: terima}", {"STD-517"}),
        ("{bulan: 3, kode: dampingi, sifat: lamanya, mulai_setelah: konsep}", {"STD-517"}),
    ],
)
def test_a_promise_without_a_figure_beside_one_that_says_when_all_is_done(beside: str, found: set[str]) -> None:
    assert codes(f"{beside}, {SILENT}") == found


def test_lines_of_another_printing_belong_to_the_service() -> None:
    flow_chart = "dicetak_ulang: [{judul: Alur Surat Contoh, sumber: {baris: 90-99}}]\n"
    outside = "{kode: bagan, hari_kerja: 3, kondisi: bagan alur, sumber: {baris: 95}}"
    assert codes(f"{WHOLE}, {outside}") == {"STD-508"}
    assert codes(f"{WHOLE}, {outside}", flow_chart) == set()
    assert codes(f"{WHOLE}, {outside.replace('95', '89-95')}", flow_chart) == {"STD-508"}
