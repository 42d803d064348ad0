"""One service read: each component's contents by the reader that knows it, with every doubt."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from maklumat.core.decree.acts import Act, cite, split_joined
from maklumat.core.decree.channels import Channel, channels
from maklumat.core.decree.figures import Fee, Limit, Staffing, fee, limits, staffing, survey_months
from maklumat.core.decree.lists import items, leaves, sentences
from maklumat.core.decree.model import COMPONENTS, Doubt, Found, Item, Part
from maklumat.core.decree.persons import cleaned
from maklumat.core.decree.requirements import Need, needs
from maklumat.core.decree.spelling import tidy, tokens
from maklumat.core.decree.steps import Graph, Step, graph, graph_steps, steps, without_graphs

LISTS: Final = ("sarana", "kompetensi", "jaminan_pelayanan", "jaminan_keamanan")
SENTENCES: Final = ("pengawasan_internal", "evaluasi_kinerja")
# Words that begin an item of a list whose marks a scan has lost.
STARTERS: Final = {
    "prosedur": (
        "pemohon", "petugas", "kepala", "pejabat", "verifikasi", "penandatanganan", "penyerahan", "pembuatan",
        "pemeriksaan", "penerimaan", "penerbitan", "pengiriman", "pencetakan", "penyampaian", "pelaksanaan", "asesmen",
        "disposisi", "koordinasi", "operator", "staf", "menyerahkan", "menerima", "membuat", "melakukan",
    ),
    "persyaratan": (
        "fotokopi", "fotocopy", "surat", "kartu", "akta", "pas", "berusia", "usia", "mengisi", "membawa", "melampirkan",
        "memiliki", "formulir", "proposal", "salinan",
    ),
    "pengaduan": ("melalui", "datang", "kotak", "telepon", "email", "website", "surat"),
    "kompetensi": ("memahami", "menguasai", "mampu", "memiliki", "berpenampilan", "mengetahui", "pendidikan"),
}  # fmt: skip
_ANSWER: Final = re.compile(r"\b(?:waktu|jangka)\b.{0,40}\d|\b(?:di)?jawab|\brespon", re.IGNORECASE)


@dataclass(slots=True)
class Product:
    text: str
    line: int
    mark: str
    kind: str


@dataclass(slots=True)
class Service:
    """Everything read of one service."""

    found: Found
    needs: list[Need] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)
    graph: Graph = field(default_factory=Graph)
    limits: list[Limit] = field(default_factory=list)
    answer: list[Limit] = field(default_factory=list)
    fee: Fee = field(default_factory=lambda: Fee(0, sure=False))
    products: list[Product] = field(default_factory=list)
    channels: list[Channel] = field(default_factory=list)
    acts: list[Act] = field(default_factory=list)
    act_items: list[Item] = field(default_factory=list)
    lists: dict[str, list[Item]] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    staffing: Staffing = field(default_factory=Staffing)
    survey: int | None = None
    others: list[tuple[Part, list[Item]]] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)


def known_items(found: Sequence[Found]) -> dict[str, set[str]]:
    """For each component the items that are printed as a marked list somewhere in the decree."""
    known: dict[str, set[str]] = {component: set() for component in COMPONENTS}
    for service in found:
        for part in service.parts:
            if part.component:
                marked = [item for item in items(part.bits) if item.mark and not item.loose and not item.parent]
                known[part.component] |= {item.text for item in marked if len(marked) > 1 and len(item.text) < 160}
    return known


def read(found: Found, known: Mapping[str, Collection[str]], register: Mapping[str, str], region: str) -> Service:
    service = Service(found, doubts=list(found.doubts))
    for part in found.parts:
        part.bits = cleaned(part.bits)
        if not part.component:
            service.others.append((part, leaves(items(part.bits))))
            continue
        bits = [bit for bit in part.bits if bit.text.strip(" -–—:.")]
        inside = items(bits, known.get(part.component, ()), STARTERS.get(part.component, ()))
        _loose(service, part, inside)
        if part.component == "prosedur":
            _procedure(service, part, known.get("prosedur", ()))
        else:
            _component(service, part, inside, register, region)
    for component in COMPONENTS:
        if found.part(component) is None:
            text = f"Komponen {component.replace('_', ' ')} tidak ditemukan."
            service.doubts.append(Doubt(component, text, found.first, found.last))
    return service


def _loose(service: Service, part: Part, inside: Sequence[Item]) -> None:
    if not inside and part.component != "prosedur":
        text = f"Komponen {part.component.replace('_', ' ')} tercetak tanpa isi."
        service.doubts.append(Doubt(part.component, text, part.first, part.last))
    if (len(inside) > 1 and any(item.loose and not item.mark for item in inside)) or (
        len(inside) == 1 and inside[0].loose and len(tokens(inside[0].text)) > 6
    ):
        text = "Tanda butir tidak tercetak; batas antarbutir ditebak."
        service.doubts.append(Doubt(part.component, text, part.first, part.last))


def _component(service: Service, part: Part, inside: list[Item], register: Mapping[str, str], region: str) -> None:
    match part.component:
        case "persyaratan":
            service.needs = needs(inside)
        case "jangka_waktu":
            service.limits = limits(inside)
        case "biaya":
            service.fee = fee(part.text)
        case "produk":
            service.products = _products(leaves(inside))
        case "pengaduan":
            service.channels = channels(_flat(inside))
        case "dasar_hukum":
            _acts(service, leaves(inside), register, region)
        case "jumlah_pelaksana":
            service.staffing = staffing(inside)
        case "pengawasan_internal" | "evaluasi_kinerja":
            service.texts[part.component] = _sentence(inside)
            if part.component == "evaluasi_kinerja":
                service.survey = survey_months(part.text)
        case _:
            service.lists[part.component] = _things(part.component, leaves(inside))
            if part.component == "jaminan_pelayanan":
                _answers(service, service.lists[part.component])


def _procedure(service: Service, part: Part, known: Collection[str]) -> None:
    words, drawn = without_graphs(part.bits)
    service.graph = graph(drawn)
    service.steps = steps(items(words, known, STARTERS["prosedur"])) if words else []
    if not service.steps and service.graph.nodes:
        service.steps = graph_steps(service.graph, part.first)
        text = "Prosedur hanya berupa bagan alir; langkah dan urutannya dibaca dari bagan."
        service.doubts.append(Doubt("prosedur", text, part.first, part.last))
    elif service.graph.nodes:
        text = f"Prosedur juga tercetak sebagai bagan alir: {said(service.graph)}."
        service.doubts.append(Doubt("prosedur", text, part.first, part.last))
    if not service.steps:
        text = "Prosedur tercetak tanpa langkah yang terbaca."
        service.doubts.append(Doubt("prosedur", text, part.first, part.last))


def said(drawn: Graph) -> str:
    """A drawing in words: `Pemohon → Petugas; ...`."""
    edges = [
        f"{drawn.nodes.get(one, one)} → {drawn.nodes.get(other, other)}" + (f" ({text})" if text else "")
        for one, other, text in drawn.edges[:30]
    ]
    return tidy("; ".join(edges) or "; ".join(drawn.nodes.values()))[:1500]


_LETTER: Final = re.compile(
    r"\b(?:surat|rekomendasi|rekom|izin|ijin|keterangan|pengantar|sertifikat|sk|tanda\s+daftar|kartu)\b", re.IGNORECASE
)
_AID: Final = re.compile(
    r"\b(?:bantuan|logistik|uang|barang|sembako|transport\w*|paket|alat|sandang|makanan)\b", re.IGNORECASE
)
_ENTRY: Final = re.compile(
    r"\b(?:pengusulan|usulan|pendaftaran|data|pengaktifan|pembaruan|pemutakhiran)\b", re.IGNORECASE
)
_REFERRAL: Final = re.compile(r"\brujuk|\bpengiriman\b|\bpenempatan\b", re.IGNORECASE)


def product_kind(text: str) -> str:
    if re.match(r"^\W*(?:jasa|pelayanan|layanan|pendampingan|penanganan|bimbingan)\b", text, re.IGNORECASE):
        return "layanan"
    for kind, shape in (("surat", _LETTER), ("rujukan", _REFERRAL), ("bantuan", _AID), ("data", _ENTRY)):
        if shape.search(text):
            return kind
    return "layanan"


def _products(found: Sequence[Item]) -> list[Product]:
    return [
        Product(tidy(item.text), item.first, item.mark, product_kind(item.text))
        for item in found
        if item.text.strip(" -")
    ]


def _flat(inside: Sequence[Item]) -> list[Item]:
    """Channels in one sentence stay one; a heading that only introduces them is none."""
    return [item for item in leaves(inside) if not item.text.rstrip().endswith(":")]


def _acts(service: Service, inside: Sequence[Item], register: Mapping[str, str], region: str) -> None:
    for item in inside:
        pieces = split_joined(item.text) if not item.mark or len(item.text) > 400 else [item.text]
        for piece in pieces:
            service.act_items.append(replace(item, text=piece))
            service.acts.append(cite(piece, register, region))


_COMMAS: Final = re.compile(r"\s*[,;]\s*(?:dan\s+|serta\s+)?(?![^(]*\))|\s+(?:serta)\s+(?![^(]*\))")


def _things(component: str, found: list[Item]) -> list[Item]:
    """Facilities printed as one sentence with commas are several."""
    if component != "sarana":
        return sentences(found)
    if len(found) == 1 and found[0].text.count(",") >= 1 and len(found[0].text) < 400:
        parts = [part.strip(" .") for part in _COMMAS.split(found[0].text)]
        if all(1 <= len(tokens(part)) <= 7 for part in parts):
            return [replace(found[0], text=part, loose=True) for part in parts]
    return found


def _answers(service: Service, found: Sequence[Item]) -> None:
    """A guarantee that promises a time is a second promise."""
    for item in found:
        if _ANSWER.search(item.text):
            service.answer += [limit for limit in limits([item]) if limit.unit not in ("tanpa_angka", "setiap_bulan")][
                :1
            ]
    del service.answer[1:]


def _sentence(inside: Sequence[Item]) -> str:
    """The words of a component that is a sentence; marks stay, so that its parts can be told apart."""
    many = sum(bool(item.mark) for item in inside) > 1
    parts = [f"{item.mark}. {item.text}" if many and item.mark else item.text for item in inside]
    return tidy("; ".join(part for part in parts if part))
