"""Requirements: which are papers and which are facts about a person, and what is said about each paper."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from maklumat.core.decree.model import Item
from maklumat.core.decree.spelling import tidy, tokens

_PAPER: Final = re.compile(
    r"\b(?:foto\s?(?:copy|kopi|copi)\w*|fc|salinan|poto\s?copy|scan|surat|kartu|ktp|e-?ktp|kk|akt[ae]|ijazah|ijasah|pas\s?foto"
    r"|foto|formulir|blanko|blangko|proposal|dokumen|buku|npwp|sktm|skck|bpkb|sertifikat|rekening|laporan|berita\s+acara|nota"
    r"|kwitansi|kuitansi|rekomendasi|bpjs|kis|identitas|denah|gambar|rab|rencana\s+anggaran|anggaran\s+dasar|ad\s?/\s?art"
    r"|materai|meterai|slip|struk|keterangan|pernyataan|permohonan|pengantar|resume|rekam\s+medis|biodata|daftar|susunan|struktur|lampiran|berkas"
    r"|pasport?|sk|legalitas|izin|ijin|visum|kia)\b",
    re.IGNORECASE,
)
_FACT: Final = re.compile(
    r"\b(?:ber)?(?:usia|umur)\b|\bberstatus\b|\bberagama\b|\bseagama\b"
    r"|\btidak\s+(?:mampu|sedang|pernah|merupakan|memiliki|ada\s+lagi)\b"
    r"|\bsehat\s+jasmani|\bwarga\b|\bpenduduk\b|\bberdomisili\b|\bmerupakan\b"
    r"|\blaki-?\s?laki\b|\bmiskin\b|\bterlantar\b|\btelantar\b"
    r"|\bterdaftar\b|\bmenikah\b|\bberkelakuan\b|\bhidup\b|\bpenyandang\b|\bmemerlukan\b"
    r"|\bbersedia\b|\bdalam\s+keadaan\b|\bkorban\b"
    r"|\btermasuk\b|\bbelum\s+(?:pernah|berusia)\b|\bmengalami\b",
    re.IGNORECASE,
)
_COPY: Final = re.compile(r"\b(?:foto\s?(?:copy|kopi|copi)\w*|poto\s?copy|fc|salinan|scan)\b", re.IGNORECASE)
_ORIGINAL: Final = re.compile(r"\basli\b", re.IGNORECASE)
_STAMPED: Final = re.compile(r"\b(?:ber)?(?:materai|meterai)\b", re.IGNORECASE)
_OPTIONAL: Final = re.compile(
    r"\(?\b(?:bila|jika|apabila|kalau)\s+(?:ada|memiliki|punya|diperlukan)\b\)?", re.IGNORECASE
)
_OTHER: Final = re.compile(
    r"\b(?:syarat|persyaratan|dokumen|berkas)[\w\s-]{0,30}\blain(?:nya|-lain)?\b.{0,40}\b(?:dibutuhkan|diperlukan|diminta)\b",
    re.IGNORECASE,
)
_COUPLE: Final = re.compile(
    r"\bsuami\b\W{0,6}(?:dan|istri|isteri|/|&)|\bpasangan\s+suami\b|\bsuami\s*-?\s*is?teri\b", re.IGNORECASE
)
_OR: Final = re.compile(r"\s+(?:dan\s*/\s*atau|atau)\s+|(?<=\w)\s*/\s*(?=\w)", re.IGNORECASE)
_PAIR: Final = re.compile(r"\w+\s*/\s*\w+")
_ONE_TERM: Final = "\N{DIVISION SLASH}"
_CONTAINS: Final = re.compile(
    r"\b(?:memuat|berisi|melampirkan|dilampiri|terdiri|dengan\s+melampirkan|meliputi|antara\s+lain)\b", re.IGNORECASE
)
_NAMES: Final = (
    ("ktp", r"\be?-?ktp\b|kartu\s+tanda\s+penduduk"), ("kk", r"\bkk\b|kartu\s+keluarga"),
    ("akta-lahir", r"akt[ae]\s+(?:ke)?lahir"),
    ("buku-nikah", r"buku\s+nikah|akt[ae]\s+(?:per)?nikah|akt[ae]\s+perkawinan"),
    ("sktm", r"\bsktm\b|keterangan\s+(?:tidak\s+mampu|miskin)"), ("domisili", r"domisili"), ("npwp", r"\bnpwp\b"),
    ("skck", r"\bskck\b|catatan\s+kepolisian"), ("pas-foto", r"pas\s?foto"),
    ("surat-permohonan", r"surat\s+permohonan"),
    ("rekening", r"rekening"), ("akta-pendirian", r"akt[ae]\s+(?:pendirian|notaris)"),
    ("kehilangan", r"kehilangan"), ("kartu-bpjs", r"\bbpjs\b|\bkis\b"),
)  # fmt: skip
_WHICH: Final = tuple((code, re.compile(shape, re.IGNORECASE)) for code, shape in _NAMES)


@dataclass(slots=True)
class Need:
    """One requirement."""

    text: str
    kind: str
    line: int
    last: int
    mark: str = ""
    form: str = ""
    optional: bool = False
    alternatives: tuple[str, ...] = ()
    couple: bool = False
    document: str = ""
    details: list[str] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)


def needs(items: Sequence[Item]) -> list[Need]:
    """The requirements; a heading is none, unless it is a paper whose contents are listed below it."""
    found: list[Need] = []
    holder: tuple[Need, int] | None = None
    for item in items:
        if holder is not None and item.level > holder[1]:
            holder[0].details.append(item.text)
            continue
        holder = None
        if item.parent:
            if is_container(item.text):
                found.append(_need(item))
                found[-1].doubts.append("Butir di bawahnya dibaca sebagai isi surat ini.")
                holder = (found[-1], item.level)
            continue
        if item.text.strip(" -–."):
            found += [_need(part) for part in _joined(item)]
    return found


_AND: Final = re.compile(r"\s*(?:,|&|\bdan\b|\bserta\b|\+)\s*", re.IGNORECASE)


def _joined(item: Item) -> list[Item]:
    """`Fotokopi KTP dan KK` is two papers; where one of the names is not a known paper it stays one."""
    if re.search(r"\batau\b", item.text, re.IGNORECASE):
        return [item]
    copy = re.match(
        r"^\W*(?:(?:mem?bawa|melampirkan|menyerahkan)\s+)?" + _COPY.pattern + r"\s*", item.text, re.IGNORECASE
    )
    rest = item.text[copy.end() :] if copy else item.text
    tail = re.search(
        r"\s+((?:pemohon|pelapor|suami|istri|orang\s?tua|calon|klien|penanggung\s?jawab)\b.{0,60})$",
        rest,
        re.IGNORECASE,
    )
    parts = [part for part in _AND.split(rest[: tail.start()] if tail else rest) if part.strip()]
    known = [[code for code, shape in _WHICH if shape.search(part)] for part in parts]
    if len(parts) < 2 or any(len(names) != 1 for names in known) or any(len(tokens(part)) > 4 for part in parts):
        return [item]
    start, end = (copy[0] if copy else "", f" {tail[1]}" if tail else "")
    return [replace(item, text=f"{start}{part.strip()}{end}", loose=True) for part in parts]


def is_container(text: str) -> bool:
    """Whether a heading is itself a paper, and what stands below it are its contents."""
    return bool(_CONTAINS.search(text) and _PAPER.search(text) and len(tokens(text)) > 4)


def _need(item: Item) -> Need:
    text = tidy(item.text)
    need = Need(text, "dokumen", item.first, item.last, item.mark)
    paper, fact = _PAPER.search(text), _FACT.search(text)
    if _OTHER.search(text):
        need.kind = "lainnya"
    elif paper and not (fact and fact.start() < paper.start()):
        need.kind = "dokumen"
    elif fact:
        need.kind = "kriteria"
        if paper:
            need.doubts.append("Menyebut keadaan orang dan surat; dibaca sebagai kriteria.")
    else:
        need.kind = "dokumen"
        need.doubts.append("Belum pasti dokumen atau kriteria.")
    if need.kind == "dokumen":
        _paper(need, text)
    if item.loose:
        need.doubts.append("Batas butir ini tidak tercetak.")
    return need


def _paper(need: Need, text: str) -> None:
    if _STAMPED.search(text):
        need.form = "bermeterai"
    elif _COPY.search(text):
        need.form = "fotokopi"
    elif _ORIGINAL.search(text):
        need.form = "asli"
    need.optional = bool(_OPTIONAL.search(text))
    need.couple = bool(_COUPLE.search(text))
    names = [code for code, shape in _WHICH if shape.search(text)]
    if len(names) == 1:
        need.document = names[0]
    parts = alternatives(text)
    if parts:
        need.alternatives = parts
        need.doubts.append("Dibaca: cukup salah satu.")


def alternatives(text: str) -> tuple[str, ...]:
    """The papers of which one is enough: `KTP/KK`, `KTP atau SIM`; () where the text names one only.

    A pair that the same text repeats (`struktur LKS/Orsos dan pengurus LKS/Orsos`) is one term.
    """
    bare = re.sub(r"\([^()]*\)", " ", text)
    pairs = [found[0] for found in _PAIR.finditer(bare)]
    for pair in {pair for pair in pairs if pairs.count(pair) > 1}:
        bare = bare.replace(pair, pair.replace("/", _ONE_TERM))
    parts = [tidy(part).replace(_ONE_TERM, "/").strip(" ,.;") for part in _OR.split(bare)]
    if not 2 <= len(parts) <= 5 or any(not _PAPER.search(part) for part in parts) or len(text) > 160:
        return ()
    if any(len(tokens(part)) > 9 for part in parts) or "ad" in tokens(parts[0])[-1:]:
        return ()
    return tuple(parts)


def documents(found: Iterable[Need]) -> list[Need]:
    return [need for need in found if need.kind == "dokumen"]
