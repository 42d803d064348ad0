"""The format of questions and of rules over their answers."""

from __future__ import annotations

from typing import Final

from maklumat.core.standard.common_keys import ALTERNATIVE, CODE_KEY, HELP_KEY, SOURCE_NEEDED
from maklumat.core.standard.shapes import Code, Formula, Key, Many, Nested, Shape, Text, YesNo
from maklumat.core.standard.words import FIELD_KINDS, MOMENTS

INTAKE_FIELD: Final = Shape(
    "isian",
    (
        Key("kode", "code", Code(name=True), "nama yang dipakai ungkapan", required=True),
        Key("tanya", "label", Text(), "pertanyaan yang dibaca pemohon", required=True),
        Key("jenis", "kind", FIELD_KINDS, "jenis jawaban", required=True),
        Key("wajib", "required", YesNo(), "tidak bila boleh dikosongkan"),
        Key("pilihan", "choices", Many(Nested(ALTERNATIVE)), "jawaban yang dapat dipilih"),
        Key("rahasia", "confidential", YesNo(), "ya bila hanya tim yang ditugasi boleh melihat"),
        Key("akan_datang", "ahead", YesNo(), "ya bila tanggal yang ditanyakan boleh belum terjadi"),
        HELP_KEY,
        SOURCE_NEEDED,
    ),
)
LAW_RULE: Final = Shape(
    "hukum",
    (
        Key("teks", "text", Text(), "bunyi peraturan yang lebih tinggi", required=True),
        Key("aturan", "expression", Formula(), "bunyi itu sebagai ungkapan atas isian", required=True),
        Key("dasar", "legal_basis", Text(), "peraturan itu", required=True),
    ),
)
RULE: Final = Shape(
    "kelayakan",
    (
        CODE_KEY,
        Key("teks", "text", Text(), "syarat dalam kata-kata", required=True),
        Key("aturan", "expression", Formula(), "syarat sebagai ungkapan atas isian", required=True),
        Key("dasar", "legal_basis", Text(), "peraturan yang dikutip surat penolakan", required=True),
        Key("penolakan", "refusal", Text(), "kalimat surat penolakan bila syarat tidak terpenuhi"),
        Key("acuan", "reference", MOMENTS, "usia dan lama dihitung pada saat diterima atau lengkap"),
        Key("sekadar_info", "advisory", YesNo(), "ya bila tidak pernah mengusulkan penolakan"),
        Key("hukum", "law", Nested(LAW_RULE), "aturan yang lebih tinggi, bila naskah berbeda darinya"),
        SOURCE_NEEDED,
    ),
)
