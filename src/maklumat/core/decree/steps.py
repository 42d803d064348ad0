"""Procedures: sentences into steps, their kinds and actors guessed from words, and graphs into edges."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from maklumat.core.decree.model import Bit, Item
from maklumat.core.decree.spelling import nearest_word, tidy, tokens

# Kinds by the words that speak for them; the first that matches is taken.
_KINDS: Final = (
    ("tanda_tangan", r"\b(?:me|pe)n?and?a\s?tangan|\btanda\s?tangan|\bttd\b|\bmengesahkan|\bpengesahan"),
    ("paraf", r"\bparaf|\bmemaraf"),
    ("disposisi", r"\bdisposisi|\bmemerintahkan|\bmenugaskan|\bmenunjuk\b|\bditeruskan\b|\bmeneruskan\b"),
    ("konferensi", r"\bcase\s+con|\bpembahasan\s+kasus|\bsidang\b|\brapat\b"),
    ("asesmen", r"\bas+es+?men|\bassess?ment"),
    ("kunjungan", r"\bkunjungan|\bhome\s?visit|\blapangan\b|\bsurvei\s+lokasi|\bmengunjungi"),
    ("telusur", r"\bpenelusuran|\bmenelusuri|\btracing"),
    ("mediasi", r"\bmediasi|\bmusyawarah|\bdiversi"),
    ("pulangkan", r"\bpemulangan|\bmemulangkan|\bdipulangkan"),
    ("rujuk", r"\brujuk|\bmerujuk"),
    ("salurkan", (r"\bpenyaluran|\bmenyalurkan|\bbantuan\b.{0,30}\b(?:diserahkan|disalurkan|diberikan)"
        r"|\bpenyerahan\s+bantuan|\bpemberian\s+bantuan")),
    ("serah_hasil", (r"\b(?:pe|me)n?yerah(?:an|kan)\s+(?:surat|rekomendasi|hasil|produk|dokumen|sk)\b"
        r"|\b(?:pemohon|warga|klien)\b.{0,40}\b(?:menerima|memperoleh|mengambil|mendapat)"
        r"|\bsurat\b.{0,40}\bdiserahkan|\bdiserahkan\s+kepada\s+(?:pemohon|warga)|\bpengambilan\b")),
    ("konsep", (r"\b(?:pe|me)m?buat(?:an|kan)?\b.{0,40}\b(?:surat|rekomendasi|konsep|draf|laporan|keterangan)"
        r"|\bmencetak|\bpencetakan|\bmengetik|\bpengetikan|\bmengunduh|\bpenerbitan|\bmenerbitkan|\bditerbitkan|\bdicetak|\bdibuatkan"
        r"|\bkonsep\b|\bdraft?\b")),
    ("cek_data", r"\bpengecekan|\bmengecek|\bcek\s+data|\bpadan"),
    ("verifikasi", r"\bverifikasi|\bmemverifikasi|\bvalidasi|\bmeneliti|\bpenelitian"),
    ("periksa", (r"\bmemeriksa|\bpemeriksaan\s+berkas"
        r"|\b(?:me|pe)n?yerah(?:an|kan)\b.{0,40}\b(?:berkas|persyaratan|kelengkapan|permohonan)"
        r"|\bmengajukan|\bmembawa\b.{0,30}\b(?:berkas|syarat|persyaratan)|\bdatang\b"
        r"|\bmenerima\s+(?:berkas|permohonan|surat)|\bmendaftar|\bpendaftaran|\bpermohonan\b")),
    ("cek_kesehatan", r"\bpengecekan\s+kesehatan|\bpemeriksaan\s+kesehatan"),
    ("lapor", r"\bmelapor|\bdilaporkan|\blaporan\s+(?:dari|masyarakat|warga)|\binformasi\s+dari"),
    ("antar", r"\bpengantaran|\bmengantar|\bpengiriman|\bmengirim\b|\bpenjemputan|\bpemberangkatan"),
    ("tempatkan", r"\bpenempatan|\bmenempatkan|\brumah\s+singgah|\bshelter"),
    ("usul", r"\b(?:me|pe)ngusul"),
    ("kirim", r"\bpengiriman\s+berkas|\bmengirimkan\b|\bdikirim"),
    ("jadwal", r"\bjadwal|\bpenjadwalan"),
    ("dampingi", r"\bpendampingan|\bmendampingi"),
    ("bimbing", r"\bbimbingan|\bpelatihan"),
    ("konseling", r"\bkonseling|\bkonsultasi"),
    ("pantau", r"\bmonitoring|\bpemantauan|\bmemantau|\bmonev"),
    ("terminasi", r"\bterminasi|\bpengakhiran"),
    ("tunggu", r"\bmenunggu|\bsk\s+turun|\bterbit\s+dari"),
)  # fmt: skip
_SHAPES: Final = tuple((kind, re.compile(shape, re.IGNORECASE)) for kind, shape in _KINDS)
_ACTORS: Final = (
    ("kepala-dinas", r"\bkepala\s+(?:dinas|badan|dinsos)\b|\bkadis\w*\b|\bkepala\s+(?-i:[A-Z]{4,})\b"),
    ("sekretaris", r"\bsek(?:re|er)taris\b"),
    ("kabid", r"\bkepala\s+bidang\b|\bkabid\b"),
    ("kasi", r"\bkepala\s+seksi\b|\bkasi\b|\bkasubs?\w*\b|\bsub\s?koordinator\b|\bkepala\s+sub"),
    ("pekerja-sosial", r"\bpeksos\b|\bpekerja\s+sosial\b"),
    ("operator", r"\boperator\b|\badmin\b|\bpengelola\s+data\b"),
    ("verifikator", r"\bverifikator\b|\bpetugas\s+verifikasi\b|\btim\s+verifikasi\b"),
    ("front-office", (r"\bfront\s?office\b|\bloket\b|\bpiket\b|\bresepsionis\b"
        r"|\bpetugas\s+(?:pelayanan|layanan|penerima)\b|\bbagian\s+umum\b")),
    ("pendamping", r"\bpendamping\b|\btksk\b|\btagana\b|\bfasilitator\b|\bpsm\b"),
    ("staf", r"\bstaf+\b|\bpelaksana\b"),
    ("petugas", r"\bpetugas\b|\btim\b|\bpejabat\b|\banalis\b"),
)  # fmt: skip
_WHO: Final = tuple((code, re.compile(shape, re.IGNORECASE)) for code, shape in _ACTORS)
POSTS: Final = {
    "kepala-dinas": "Kepala Dinas", "sekretaris": "Sekretaris", "kabid": "Kepala Bidang", "kasi": "Kepala Seksi",
    "pekerja-sosial": "Pekerja Sosial", "operator": "Operator Data", "verifikator": "Petugas Verifikasi",
    "front-office": "Petugas Front Office", "pendamping": "Pendamping", "staf": "Staf", "petugas": "Petugas",
}  # fmt: skip
_APPLICANT: Final = re.compile(r"^\W*(?:calon\s+)?(?:pemohon|warga|masyarakat|klien|keluarga|pelapor)\b", re.IGNORECASE)
_HANDS_IN: Final = re.compile(
    r"\bmeng(?:irim|ajukan|antar)|\bmenyerahkan|\bmembawa|\bmendaftar|\bdatang", re.IGNORECASE
)
_IF: Final = re.compile(r"^\W*(?:jika|apabila|bila|kalau|dalam\s+hal)\b", re.IGNORECASE)
_EDGE: Final = re.compile(
    r"(?P<from>\w{1,12})\s*(?:[\[({]+(?P<from_label>[^\[\](){}]{1,300})[\])}]+)?\s*(?:--[->]+|==+>|-\.->)\s*(?:\|(?P<said>[^|]{0,80})\|)?\s*"
    r"(?P<to>\w{1,12})\s*(?:[\[({]+(?P<to_label>[^\[\](){}]{1,300})[\])}]+)?"
)
_NODE: Final = re.compile(r"(?<!\w)(?P<id>\w{1,12})\s?[\[({]+(?P<label>[^\[\](){}]{1,300})[\])}]+")
_GRAPH: Final = re.compile(r"\b(?:graph|flowchart)\s+(?:TD|LR|TB|BT|RL)\b")
_LABEL_NUMBER: Final = re.compile(r"^\W*\d{1,2}[.)]?\s+")
_ARROWS: Final = re.compile(r"\s*(?:→|⇒|➔|➜|=>|↓|⬇|>>)\s*")


@dataclass(slots=True)
class Step:
    """One step: its words, what kind it seems to be, who seems to act, and ifs that the text names."""

    text: str
    line: int
    last: int
    mark: str = ""
    kind: str = "umum"
    actor: str = ""
    applicant: bool = False
    ifs: list[str] = field(default_factory=list)
    loose: bool = False


@dataclass(slots=True)
class Graph:
    """A flow chart: its nodes by name and its edges."""

    nodes: dict[str, str] = field(default_factory=dict)
    edges: list[tuple[str, str, str]] = field(default_factory=list)


def steps(items: Sequence[Item]) -> list[Step]:
    """The steps in printed order; `jika` below a step are its ifs, a heading with steps below it is none."""
    found: list[Step] = []
    for index, item in enumerate(items):
        text = tidy(item.text)
        if not text.strip(" -–."):
            continue
        below = [other for other in items[index + 1 :][:12] if other.level > item.level]
        if item.parent and not (below and items[index + 1] in below and _IF.match(below[0].text)):
            continue
        if found and item.level and _IF.match(text):
            found[-1].ifs.append(text)
            continue
        found.append(_step(item, text))
    return found


def _step(item: Item, text: str) -> Step:
    step = Step(text, item.first, item.last, item.mark, kind_of(text), loose=item.loose)
    step.applicant = bool(_APPLICANT.match(text))
    step.actor = actor_of(text)
    if step.applicant and _HANDS_IN.search(text) and step.kind in ("antar", "kirim", "umum", "usul"):
        step.kind = "periksa"
    return step


def kind_of(text: str) -> str:
    for kind, shape in _SHAPES:
        if shape.search(text):
            return kind
    return "umum"


def actor_of(text: str) -> str:
    """The post whose name comes first in the sentence, "" where none does."""
    found = [(hit.start(), order, code) for order, (code, shape) in enumerate(_WHO) if (hit := shape.search(text))]
    return min(found)[2] if found else ""


def is_graph(text: str) -> bool:
    return bool(_GRAPH.search(text)) or text.count("-->") >= 2


def without_graphs(bits: Sequence[Bit]) -> tuple[list[Bit], list[Bit]]:
    """The bits that are words, and those that draw a graph; blocks drawn as boxes with arrows are graphs too."""
    words: list[Bit] = []
    drawn: list[Bit] = []
    inside = False
    for bit in bits:
        if _GRAPH.search(bit.text) and not _GRAPH.match(bit.text):
            at = _GRAPH.search(bit.text).start()  # type: ignore[union-attr]
            words.append(Bit(bit.text[:at].strip(), bit.line, bit.row, bit.listed))
            drawn.append(Bit(bit.text[at:], bit.line, bit.row, bit.listed))
            inside = True
            continue
        inside = is_graph(bit.text) or (inside and "-->" in bit.text)
        (drawn if inside else words).append(bit)
    arrows = [index for index, bit in enumerate(words) if _ARROWS.fullmatch(bit.text)]
    if arrows:
        boxes = [bit for index, bit in enumerate(words) if {index - 1, index + 1} & set(arrows) and index not in arrows]
        drawn += boxes
        words = [bit for index, bit in enumerate(words) if bit not in boxes and index not in arrows]
    return [bit for bit in words if bit.text], drawn


def graph(drawn: Sequence[Bit]) -> Graph:
    """The nodes and edges of a drawing."""
    found = Graph()
    boxes = [bit for bit in drawn if not is_graph(bit.text) and "-->" not in bit.text]
    for index, bit in enumerate(boxes):
        found.nodes[f"k{index}"] = bit.text
        if index:
            found.edges.append((f"k{index - 1}", f"k{index}", ""))
    text = " ".join(bit.text for bit in drawn if bit not in boxes)[:20_000]
    for node in _NODE.finditer(text):
        label = _LABEL_NUMBER.sub("", tidy(node["label"]).strip('" '))
        if label:
            found.nodes.setdefault(node["id"], label)
    at = 0
    while edge := _EDGE.search(text, at):
        found.edges.append((edge["from"], edge["to"], tidy(edge["said"] or "")))
        at = edge.start("to")
    return found


def graph_steps(drawn: Graph, line: int) -> list[Step]:
    """Steps made of a drawing alone, along its edges from the node that nothing leads to."""
    order: list[str] = []
    onward: dict[str, list[str]] = {}
    for one, other, _ in drawn.edges:
        onward.setdefault(one, []).append(other)
    waiting = list(drawn.nodes)[:1]
    while waiting:
        node = waiting.pop(0)
        if node not in order and node in drawn.nodes:
            order.append(node)
            waiting += onward.get(node, [])
    order += [node for node in drawn.nodes if node not in order]
    found = []
    for node in order[:60]:
        text = drawn.nodes[node]
        item = Item(text, line, line, loose=True)
        step = _step(item, text)
        if len(tokens(text)) <= 2 and nearest_word(tokens(text)[0] if tokens(text) else "", frozenset({"pemohon"})):
            step.kind, step.applicant = "periksa", True
        found.append(step)
    return found
