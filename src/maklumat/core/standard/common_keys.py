"""The parts that every file of the format shares: sources, notes, lists, sentences."""

from __future__ import annotations

from typing import Final

from maklumat.core.standard.shapes import Code, Key, Lines, Many, Nested, Number, Shape, Text
from maklumat.core.standard.words import COMPENSATIONS

SOURCE: Final = Shape(
    "sumber",
    (
        Key("baris", "lines", Lines(), "baris naskah keputusan, satu (230) atau rentang (226-248)"),
        Key("butir", "item", Text(), "nomor butir yang tercetak di baris itu"),
        Key("alasan", "reason", Text(), "mengapa fakta ini ada walaupun naskah tidak memuatnya"),
    ),
)
SOURCE_KEY: Final = Key("sumber", "source", Nested(SOURCE), "letak fakta ini dalam naskah")
SOURCE_NEEDED: Final = Key("sumber", "source", Nested(SOURCE), "letak fakta ini dalam naskah", required=True)
CODE_KEY: Final = Key("kode", "code", Code(), "nama pendek yang tidak pernah diganti", required=True)
REFER_KEY: Final = Key("rujuk", "refer", Code(), "nama di bagian bersama kantor.yaml yang memuat isinya")
HELP_KEY: Final = Key("bantuan", "help", Text(), "penjelasan singkat bagi pembaca")

NOTE: Final = Shape(
    "catatan",
    (
        CODE_KEY,
        Key("teks", "text", Text(), "apa yang kosong, bertentangan, atau salah cetak dalam naskah", required=True),
        Key("pilihan", "choice", Text(), "apa yang dipilih untuk mengatasinya", required=True),
        SOURCE_NEEDED,
    ),
)
NOTES_KEY: Final = Key("catatan", "notes", Many(Nested(NOTE)), "hal yang kosong, bertentangan, atau salah cetak")
ALTERNATIVE: Final = Shape(
    "pilihan", (CODE_KEY, Key("teks", "text", Text(), "kata yang dibaca orang", required=True))
)  # fmt: skip
PAPER_ALTERNATIVE: Final = Shape(
    "pilihan dokumen",
    (
        *ALTERNATIVE.keys,
        Key("jenis_dokumen", "document", Code(), "nama umum dokumen ini, sama di semua layanan"),
    ),
)
ITEM: Final = Shape("butir", (Key("teks", "text", Text(), "isi butir", required=True), SOURCE_KEY))
COMPENSATION: Final = Shape(
    "butir kompensasi",
    (
        Key("teks", "text", Text(), "isi butir", required=True),
        Key("bentuk", "form", COMPENSATIONS, "bentuknya, supaya sistem menjalankannya"),
        SOURCE_KEY,
    ),
)
LEGAL_BASIS: Final = Shape(
    "butir dasar hukum",
    (
        Key("peraturan", "act", Code(), "kode peraturan dalam dasar_hukum.yaml"),
        Key("teks", "text", Text(), "peraturan sebagaimana ditulis naskah", required=True),
        SOURCE_KEY,
    ),
)


def listed(name: str, item: Nested, *, empty: bool = False) -> Shape:
    """A component that is a list: its items with one source. `empty`: the decree may leave it empty."""
    items = Key("daftar", "items", Many(item, empty=empty), "isi menurut urutan naskah", required=True)
    return Shape(name, (SOURCE_NEEDED, items))


def shared_list(name: str, item: Nested) -> Shape:
    """A list component that the office may say once: its items (none where the decree is silent), or a reference."""
    items = Key("daftar", "items", Many(item, empty=True), "isi menurut urutan naskah")
    return Shape(name, (REFER_KEY, SOURCE_NEEDED, items), either=("refer", "items"))


PLAIN_LIST: Final = Nested(listed("daftar", Nested(ITEM, bare="text"), empty=True))
COMPENSATION_LIST: Final = Nested(listed("kompensasi", Nested(COMPENSATION, bare="text"), empty=True))
SHARED_LIST: Final = Nested(shared_list("komponen daftar", Nested(ITEM, bare="text")))
BASIS_LIST: Final = Nested(listed("komponen dasar_hukum", Nested(LEGAL_BASIS)))
SENTENCE: Final = Shape("kalimat", (Key("teks", "text", Text(), "kalimat naskah", required=True), SOURCE_NEEDED))
SHARED_SENTENCE: Final = Shape(
    "komponen kalimat",
    (REFER_KEY, Key("teks", "text", Text(), "kalimat naskah"), SOURCE_NEEDED),
    either=("refer", "text"),
)
EVALUATION: Final = Shape(
    "evaluasi_kinerja",
    (
        REFER_KEY,
        Key("teks", "text", Text(), "kalimat naskah"),
        Key("tiap_bulan", "survey_every_months", Number(1, 60), "survei paling lambat setiap sekian bulan"),
        SOURCE_NEEDED,
    ),
    either=("refer", "text"),
)
