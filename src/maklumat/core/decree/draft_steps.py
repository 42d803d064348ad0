"""A printed procedure as a chain of steps that can be run: each leads to the next, the last one ends.

Kinds, actors and outcomes are guesses from words, and every one of them is marked.
"""

from __future__ import annotations

from typing import Final

from maklumat.core.decree.model import Doubt
from maklumat.core.decree.reading import Service
from maklumat.core.decree.spelling import code_of, unique
from maklumat.core.decree.steps import Step
from maklumat.core.decree.yaml_text import YES, Block, Raw, Value
from maklumat.core.kinds.kind import (
    DELIVER_PRODUCT,
    DRAFT_PRODUCT,
    IMPORT_PRODUCT,
    INITIAL_PRODUCT,
    SIGN_PRODUCT,
    Kind,
    Way,
)
from maklumat.core.kinds.registry import KINDS

_NEED_PRODUCT: Final = {DRAFT_PRODUCT, IMPORT_PRODUCT, INITIAL_PRODUCT, SIGN_PRODUCT, DELIVER_PRODUCT}
_BY_WORD: Final = {kind.word: kind for kind in KINDS.values()}
_BACK: Final = {"periksa": ("tidak_lengkap", "pemohon"), "verifikasi": ("perlu_perbaikan", "pemohon")}
_RESERVED: Final = {"pemohon", "selesai", "ditolak", "ditutup", "pihak_luar"}
CHAIN: Final = (
    ("penerimaan", "Petugas memeriksa kelengkapan berkas", "periksa"),
    ("penyelesaian", "Petugas menyelesaikan layanan", "umum"),
)


def procedure(service: Service, products: Block, doubts: list[Doubt], source: Block) -> Block:
    """The component `prosedur`; where no step was read, the smallest chain that can be run."""
    letter = _letter(products)
    entries: list[Value] = []
    if service.steps:
        codes = _codes(service.steps)
        for index, step in enumerate(service.steps):
            onward = codes[index + 1] if index + 1 < len(codes) else "selesai"
            entries.append(_step(step, codes[index], onward, letter))
        first, last = service.steps[0].line, max(step.last for step in service.steps)
        text = f"Jenis, pelaku, dan hasil {len(service.steps)} langkah ditebak; cabang penolakan belum ada."
        doubts.append(Doubt("prosedur", text, first, last))
    else:
        entries = placeholder_steps()
    return Block().put("sumber", source).put("daftar", entries)


def placeholder_steps() -> list[Value]:
    """The smallest procedure that can be run."""
    out: list[Value] = []
    for index, (code, text, kind) in enumerate(CHAIN):
        onward = CHAIN[index + 1][0] if index + 1 < len(CHAIN) else "selesai"
        block = Block(remarks=["PERIKSA: langkah pengganti; ganti dengan langkah yang sebenarnya."])
        block.put("kode", code).put("teks", text).put("jenis", Raw(kind)).put("pelaku", Raw("petugas"))
        block.put("hasil", _outcomes(_BY_WORD[kind], onward))
        block.put("tambahan", YES)
        out.append(block.put("sumber", Block().put("alasan", "Langkah pengganti; naskah tidak terbaca.")))
    return out


def _letter(products: Block) -> str:
    """The code of the first letter among the products."""
    for key, entries in products.keys:
        if key == "daftar" and isinstance(entries, list):
            for entry in entries:
                values = dict(entry.keys) if isinstance(entry, Block) else {}
                if values.get("jenis") == Raw("surat"):
                    return str(values["kode"])
    return ""


def _codes(steps: list[Step]) -> list[str]:
    taken = set(_RESERVED)
    return [unique(code_of(step.text, 32) or "langkah", taken) for step in steps]


def _step(step: Step, code: str, onward: str, letter: str) -> Block:
    kind = _BY_WORD.get(step.kind, _BY_WORD["umum"])
    way = main_way(kind)
    if way is None or (set(way.effects) & _NEED_PRODUCT and not letter):
        kind = _BY_WORD["umum"]
        way = main_way(kind)
    remarks = ["PERIKSA: jenis, pelaku, dan hasil ditebak."]
    if step.ifs:
        remarks.append(f"PERIKSA: naskah menyebut cabang: {' / '.join(step.ifs)}"[:900])
    if step.loose:
        remarks.append("PERIKSA: awal dan akhir langkah ini tidak tercetak.")
    block = Block(remarks=remarks)
    block.put("kode", code).put("teks", step.text).put("jenis", Raw(kind.word))
    signs = way is not None and SIGN_PRODUCT in way.effects
    block.put("pelaku", Raw("kepala-dinas" if signs else step.actor or "petugas"))
    if way is not None and set(way.effects) & _NEED_PRODUCT:
        block.put("produk", Raw(letter))
    block.put("hasil", _outcomes(kind, onward))
    where = Block().put("baris", Raw(f"{step.line}-{step.last}" if step.last > step.line else str(step.line)))
    if step.mark:
        where.put("butir", step.mark)
    return block.put("sumber", where)


def main_way(kind: Kind) -> Way | None:
    """The outcome by which a step of this kind usually leads on."""
    return next((way for way in kind.ways if way.onward), None)


def _outcomes(kind: Kind, onward: str) -> Block:
    way = main_way(kind)
    block = Block()
    if way is not None:
        block.put(way.word, Raw(onward))
    if kind.word in _BACK:
        word, to = _BACK[kind.word]
        block.put(word, Raw(to))
    return block
