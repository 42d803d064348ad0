"""Which of the fourteen components a printed name means.

The names of PermenPANRB 15/2014 are printed in many ways: shortened, reordered, misspelled, with the service's own
words after them. Each known word speaks for one component; the strongest is taken, and doubtful ones are said to be.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from maklumat.core.decree.spelling import nearest_word, tokens

_VOICES: Final[dict[str, dict[str, float]]] = {
    "persyaratan": {"persyaratan": 3.5, "syarat": 3.5, "prasyarat": 3},
    "prosedur": {
        "sistem": 2, "system": 2, "sistim": 2, "mekanisme": 2.5, "prosedur": 3, "procedure": 3, "alur": 2.5,
        "tatacara": 3, "langkah": 2,
    },
    "jangka_waktu": {"jangka": 2.5, "waktu": 2, "durasi": 3, "lama": 1.5, "lamanya": 2, "penyelesaian": 0.5},
    "biaya": {"biaya": 3.5, "tarif": 3, "tariff": 3, "retribusi": 3, "ongkos": 3, "pembiayaan": 2.5},
    "produk": {"produk": 3.5, "product": 3.5, "hasil": 2, "output": 3, "keluaran": 3},
    "pengaduan": {
        "pengaduan": 3.5, "aduan": 3.5, "keluhan": 3, "saran": 2, "masukan": 2, "apresiasi": 1.5, "penanganan": 0.5,
    },
    "dasar_hukum": {
        "dasar": 1.5, "hukum": 2.5, "landasan": 2, "regulasi": 3, "peraturan": 1, "perundangan": 1, "yuridis": 1.5,
    },
    "sarana": {"sarana": 2.5, "prasarana": 2.5, "fasilitas": 3, "peralatan": 2.5, "perlengkapan": 2.5, "saspras": 3},
    "kompetensi": {"kompetensi": 3.5, "kualifikasi": 3, "keahlian": 2.5, "keterampilan": 2},
    "pengawasan_internal": {"pengawasan": 3.5, "internal": 1.5, "pengendalian": 2.5},
    "jumlah_pelaksana": {
        "jumlah": 2.5, "pelaksana": 1, "petugas": 1, "personil": 1.5, "personel": 1.5, "pegawai": 1, "sdm": 2,
    },
    "jaminan_pelayanan": {"jaminan": 3, "garansi": 3, "kepastian": 1},
    "jaminan_keamanan": {
        "jaminan": 1, "keamanan": 3.5, "keselamatan": 3.5, "kenyamanan": 1.5, "kerahasiaan": 0.5,
    },
    "evaluasi_kinerja": {"evaluasi": 3.5, "kinerja": 2, "penilaian": 2, "monitoring": 1.5},
}  # fmt: skip
_NEUTRAL: Final = frozenset(
    [
        "dan",
        "atau",
        "pelayanan",
        "layanan",
        "pelaksana",
        "pelaksanaan",
        "penanganan",
        "publik",
        "penyelesaian",
        "pemberian",
        "standar",
        "jenis",
        "serta",
        "tata",
        "cara",
        "kerja",
        "di",
        "the",
        "of",
        "untuk",
        "pelayan",
        "petugas",
        "teknis",
        "administrasi",
        "pengguna",
        "penerima",
        "khusus",
        "umum",
        "yang",
    ]
)
# Ordinary words that look like one of ours.
_DECOYS: Final = frozenset(
    [
        "internet",
        "interval",
        "personal",
        "person",
        "pembinaan",
        "pembinaan",
        "pengajuan",
        "pengadaan",
        "peraturannya",
        "pelayan",
        "bahasa",
        "biasa",
        "lampiran",
        "masuk",
        "masukkan",
        "sasaran",
        "dasarnya",
        "sistematis",
        "kinerjanya",
        "hasilnya",
        "fasilitasi",
        "fasilitator",
        "pengawas",
    ]
)
_KEYS: Final = frozenset(word for voices in _VOICES.values() for word in voices)
_KNOWN: Final = _KEYS | _NEUTRAL

SECTIONS: Final = frozenset({"service", "delivery", "manufacturing", "manufacture", "servis", "point", "penyampaian"})
_HEADERS: Final = frozenset(
    {"no", "nomor", "komponen", "uraian", "keterangan", "isi", "unsur", "aspek", "deskripsi", "penjelasan", "kriteria",
     "standar", "pelayanan", "indikator", "item", "substansi", "rincian", "component", "description", "jenis"}
)  # fmt: skip
ENOUGH: Final = 2.4


@dataclass(frozen=True, slots=True)
class Name:
    """What a printed name means: the component, how strongly, and whether every word of it is known as it stands."""

    component: str
    score: float
    exact: bool
    share: float  # how much of the name is known


@lru_cache(maxsize=50_000)
def component_of(text: str) -> Name | None:
    """The component that a printed name means, or None."""
    words = [word for word in tokens(text) if not word.isdigit()]
    if not words or len(words) > 18:
        return None
    meant = [_meant(word) for word in words]
    for index in range(len(meant) - 1):
        if meant[index : index + 2] == ["tata", "cara"]:
            meant[index] = "tatacara"
    keys = [word for word in meant if word in _KEYS]
    if not keys:
        return None
    scores = {component: sum(voices.get(word, 0.0) for word in set(keys)) for component, voices in _VOICES.items()}
    for component, voices in _VOICES.items():
        scores[component] += 1.0 if voices.get(keys[0], 0) >= 1.5 else 0.0
    if not {"keamanan", "keselamatan"} & set(keys):
        scores["jaminan_keamanan"] = 0.0
    best = max(scores, key=lambda component: scores[component])
    unknown = sum(not word for word in meant)
    score = scores[best] - min(1.5, 0.5 * max(0, unknown - 1))
    exact = not unknown and [word for word in meant if word != "tatacara"] == [
        word for word, known in zip(words, meant, strict=True) if known != "tatacara"
    ]
    rivals = [
        other for other, value in scores.items() if other != best and value > scores[best] - 1.5 and value >= ENOUGH
    ]
    return Name(best, score, exact and not rivals, 1 - unknown / len(words)) if score >= ENOUGH else None


def _meant(word: str) -> str:
    return "" if word in _DECOYS else nearest_word(word, _KNOWN)


def known_run(text: str) -> int:
    """How many words at the beginning of a text can belong to a component's name."""
    count = 0
    for word in tokens(text)[:12]:
        if not _meant(word):
            break
        count += 1
    return count


def is_header(cells: list[str]) -> bool:
    """The heading row of a table (No, Komponen, Uraian), its row of column numbers, or its ruled line."""
    written = [cell for cell in cells if cell.strip(" .:-*|")]
    if not written:
        return True
    if all(cell.strip(" .()").isdigit() for cell in written) and len(written) > 1:
        figures = [int(cell.strip(" .()")[:4]) for cell in written]
        return figures == list(range(figures[0], figures[0] + len(figures))) and figures[0] in (1, 2)
    if any(len(tokens(cell)) > 4 for cell in written):
        return False
    words = [word for cell in written for word in tokens(cell)]
    named = {"komponen", "uraian", "keterangan", "unsur", "aspek", "deskripsi", "penjelasan", "component", "rincian"}
    near = [nearest_word(word, _HEADERS) or word for word in words]
    return bool(words) and all(word in _HEADERS for word in near) and bool(named & set(near))


def header_column(cells: list[str], wanted: frozenset[str]) -> int:
    """Which column of a heading row has one of the `wanted` names, or -1."""
    for index, cell in enumerate(cells):
        if any(nearest_word(word, wanted) for word in tokens(cell)):
            return index
    return -1


def is_section(text: str) -> bool:
    """A heading that only divides the fourteen: Service Delivery, Manufacturing, and what is printed for them."""
    words = [word for word in tokens(text) if len(word) > 1 and not word.isdigit()]
    if not words or len(words) > 16:
        return False
    joined = "".join(words)
    if any(sign in joined for sign in ("servicedelivery", "manufactur", "manufacrur", "servicedeliv")):
        return True
    return any(nearest_word(word, frozenset({"manufacturing", "delivery"})) for word in words)
