"""Empty files for a new office or a new service: every required key, each with a remark of what to write there."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Final

from maklumat.core.decree.draft_office import (
    NO_DATE,
    division_list,
    hours,
    place_keys,
    post_list,
    short_name,
)
from maklumat.core.decree.draft_service import CHECK, listing, missing
from maklumat.core.decree.draft_steps import placeholder_steps
from maklumat.core.decree.spelling import tidy
from maklumat.core.decree.yaml_text import YES, Block, Raw, Value, written

_TO_SOURCE: Final = "Belum ditulis; ganti dengan baris naskah."
DIVISION: Final = "pelayanan"


def new_office(code: str, name: str, region: str) -> str:
    """kantor.yaml of an office that has no files yet. `region`: its code, `19.02`."""
    day = Raw(NO_DATE.isoformat())
    block = Block().put("format", 1)
    block.put("kantor", code, f"{CHECK}sama dengan nama foldernya; tidak pernah diganti.")
    block.put("nama", tidy(name)).put("singkatan", short_name(tidy(name)), f"{CHECK}nama pendek yang dikenal warga.")
    block.put("pemerintah", "Pemerintah Kabupaten", f"{CHECK}tulis nama pemerintah daerahnya.")
    place_keys(block, "WIB")
    block.keys = [(key, tidy(region) if key == "kode_wilayah" else value) for key, value in block.keys]
    block.said["kode_wilayah"] = [f"{CHECK}kode wilayah Kemendagri."]
    block.said["zona_waktu"] = [f"{CHECK}WIB, WITA, atau WIT."]
    block.put("tempat_surat", "Tempat", f"{CHECK}tempat yang ditulis pada tanggal surat.")
    block.put("unit_surat", code.upper()[:12], f"{CHECK}kode unit dalam nomor surat.")
    decree = Block()
    for key, value, remark in (
        ("nomor", "Belum ditulis", "nomor keputusan yang menetapkan standar."),
        ("judul", "Penetapan Standar Pelayanan", "judulnya."),
        ("tempat", "Tempat", "ditetapkan di mana."), ("ditetapkan", day, "tanggal ditetapkan."),
        ("berlaku", day, "mulai berlaku."),
        ("penanda_tangan", Raw("kepala-dinas"), "jabatan yang menandatangani."),
        ("naskah", "keputusan.txt", "nama berkas naskah."),
    ):  # fmt: skip
        decree.put(key, value, f"{CHECK}{remark}")
    decree.put("menimbang", _empty())
    decree.put("mengingat", listing(missing(_TO_SOURCE), [_act()]))
    block.put("keputusan", decree.put("diktum", _empty()))
    block.put("bidang", division_list({DIVISION: ("Bidang Pelayanan", 0)}))
    block.put("jabatan", post_list((), NO_DATE)).put("jam_kerja", hours(NO_DATE))
    block.put("pengaduan", _empty(), f"{CHECK}saluran pengaduan kantor.")
    pledge = Block().put("sumber", missing(_TO_SOURCE)).put("pembukaan", _empty()).put("asas", _empty())
    block.put("maklumat", pledge, f"{CHECK}tambahkan teks maklumat bila sudah ditetapkan.")
    return written(
        block, f"{tidy(name)}. Setiap PERIKSA harus dijawab sebelum diberlakukan. Arti setiap kunci: docs/standard.md."
    )


def _empty() -> Block:
    return listing(missing(_TO_SOURCE), [])


def _act() -> Block:
    return Block(remarks=[f"{CHECK}tulis peraturan yang diingat, dengan kodenya bila terdaftar."]).put(
        "teks", "Undang-Undang Nomor 25 Tahun 2009 tentang Pelayanan Publik"
    )


def new_service(code: str, name: str, seq: int, divisions: Collection[str], posts: Collection[str]) -> str:
    """A service file with the fourteen components and the smallest procedure that can be run."""
    block = Block().put("format", 1)
    block.put("layanan", code, f"{CHECK}kode ini tidak pernah diganti sesudah standar diberlakukan.").put("urutan", seq)
    block.put("nama", tidy(name)).put("judul_keputusan", tidy(name), f"{CHECK}judul sebagaimana dicetak.")
    block.put("bidang", next(iter(divisions), DIVISION), f"{CHECK}bidang yang melayani.")
    block.put("sumber", missing(_TO_SOURCE)).put(
        "ringkasan", f"{tidy(name)}.", f"{CHECK}satu atau dua kalimat untuk warga."
    )
    need = (
        Block(remarks=[f"{CHECK}tulis setiap persyaratan."])
        .put("kode", "syarat")
        .put("teks", "Persyaratan belum ditulis")
    )
    block.put("persyaratan", _one(need.put("jenis", Raw("lainnya"))))
    block.put("prosedur", listing(missing(_TO_SOURCE), _steps(posts)))
    block.put("jangka_waktu", _one(Block(remarks=[f"{CHECK}tulis angka dan satuannya."]).put("tanpa_angka", YES)))
    block.put(
        "biaya",
        Block().put("rupiah", 0).put("sumber", missing(_TO_SOURCE)),
        f"{CHECK}biaya dalam rupiah; 0 bila gratis.",
    )
    product = Block(remarks=[f"{CHECK}tulis produknya."]).put("kode", "layanan").put("nama", tidy(name))
    block.put("produk", _one(product.put("jenis", Raw("layanan"))))
    block.put("pengaduan", _empty(), f"{CHECK}saluran pengaduan layanan ini.")
    block.put("dasar_hukum", _one(_act()))
    for component in ("sarana", "kompetensi"):
        block.put(component, _empty(), f"{CHECK}satu butir satu baris.")
    block.put("pengawasan_internal", _sentence(), f"{CHECK}kalimat naskah.")
    block.put(
        "jumlah_pelaksana", Block().put("jumlah", 1).put("sumber", missing(_TO_SOURCE)), f"{CHECK}jumlah seluruhnya."
    )
    for component in ("jaminan_pelayanan", "jaminan_keamanan"):
        block.put(component, _empty(), f"{CHECK}satu butir satu baris.")
    block.put(
        "evaluasi_kinerja", _sentence(), f"{CHECK}kalimat naskah; tambahkan tiap_bulan bila survei disebut berkala."
    )
    note = Block().put("kode", "rancangan").put("teks", "Berkas ini rancangan kosong; isinya belum ditulis.")
    block.put(
        "catatan",
        [note.put("pilihan", "Hapus catatan ini setelah semua PERIKSA dijawab.").put("sumber", missing(_TO_SOURCE))],
    )
    return written(
        block, f"{tidy(name)}. Setiap PERIKSA harus dijawab sebelum diberlakukan. Arti setiap kunci: docs/standard.md."
    )


def _one(entry: Block) -> Block:
    return listing(missing(_TO_SOURCE), [entry])


def _sentence() -> Block:
    return Block().put("teks", "Belum ditulis").put("sumber", missing(_TO_SOURCE))


def _steps(posts: Collection[str]) -> list[Value]:
    """The placeholder steps, done by a post that the office has."""
    out = placeholder_steps()
    post = "petugas" if "petugas" in posts or not posts else next(iter(posts))
    for step in out:
        if isinstance(step, Block):
            step.keys = [(key, Raw(post) if key == "pelaku" else value) for key, value in step.keys]
    return out


def remarks_in(files: Mapping[str, str]) -> int:
    """How many remarks of the files still are to be answered."""
    return sum(line.lstrip().startswith("# PERIKSA") for text in files.values() for line in text.splitlines())
