"""The figures of a standard: time limits, fee, staff, and how often it is evaluated."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from maklumat.core.decree.model import Item
from maklumat.core.decree.spelling import number, number_word, tidy

_NUMBER_WORDS: Final = (
    r"(?:(?:se(?:puluh|belas|ratus)|satu|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan)(?:\s+(?:puluh|belas|ratus))?"
    r"(?:\s+(?:satu|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan))?)"
)
_FIGURE: Final = rf"(?:\d[\dlO]{{0,3}}|{_NUMBER_WORDS})"
_BRACKET: Final = r"(?:\s*\([^()]{1,30}\))?"
_TO: Final = r"\s*(?:-|–|—|s\s?/\s?d|s\.\s?d\.?|sd|smp|sampai(?:\s+dengan)?|hingga|atau)\s*"
_UNITS: Final = (
    ("menit", r"men[il1]t|mnt"), ("jam", r"jam"), ("hari_kerja", r"har[il1]\s*kerja|hk\b"),
    ("hari_kalender", r"har[il1]\s*kalend[ea]r"), ("tahun_anggaran", r"tahun\s+anggaran"),
    ("hari", r"har[il1]"), ("minggu", r"minggu|pekan"), ("bulan", r"bulan|bln"), ("tahun", r"tahun|th\b|thn"),
)  # fmt: skip
_UNIT: Final = "|".join(rf"(?P<{name}>{shape})" for name, shape in _UNITS)
_TIME: Final = re.compile(
    rf"(?<![\w./])(?:(?P<times>\d{{1,2}})\s*[xX×]\s*)?(?P<low>{_FIGURE})(?P<word>{_BRACKET})"
    rf"(?:{_TO}(?P<high>{_FIGURE})(?P<word2>{_BRACKET}))?\s*(?:{_UNIT})",
    re.IGNORECASE,
)
_MONTHLY: Final = re.compile(r"(?:setiap|tiap|per)[\s-]*(?:satu\s+|1\s+)?bulan|\bbulanan\b", re.IGNORECASE)
_MONTH_DAY: Final = re.compile(
    r"tanggal\s+(\d{1,2})\b[^.;]{0,30}(?:setiap|tiap)\s+bulan|(?:setiap|tiap)\s+tanggal\s+(\d{1,2})\b", re.IGNORECASE
)
_COMPLETE: Final = re.compile(
    r"(?:berkas|dokumen|persyaratan|permohonan)[^.;]{0,40}\b(?:lengkap|benar)\b|\blengkap\b", re.IGNORECASE
)
_RECEIVED: Final = re.compile(
    r"(?:sejak|setelah|dari)[^.;]{0,40}\b(?:diterima|masuk|pendaftaran|laporan)\b", re.IGNORECASE
)
_AFTER: Final = re.compile(r"\b(?:setelah|sesudah|pasca|sejak)\s+([^.;,()]{3,80})", re.IGNORECASE)
_DEPENDS: Final = re.compile(
    r"(?:\bmenyesuaikan|\bdisesuaikan(?:\s+dengan)?|\bpenyesuaian"
    r"|\btergantung(?:\s+(?:pada|dari))?|\bsesuai(?:\s+dengan)?\s+jadwal)"
    r"\s*(?P<what>[^.;()]{0,80}(?:\([^()]{0,40}\))?)",
    re.IGNORECASE,
)
_LASTS: Final = re.compile(r"pendampingan|masa\s+\w+|selama|perawatan|pembinaan|bimbingan|rehabilitasi", re.IGNORECASE)
_CONDITION: Final = re.compile(r"^\W*(?:untuk|bagi|jika|apabila|bila|di|dalam\s+hal)\b\s*(.{3,160})$", re.IGNORECASE)
_MOST: Final = {"menit": 100_000, "tahun_anggaran": 5}


@dataclass(slots=True)
class Limit:
    """One promise: its unit, its figures, and what is said about it."""

    unit: str
    low: int | None = None
    high: int | None = None
    condition: str = ""
    starts: str = ""
    depends: str = ""
    lasting: bool = False
    round_clock: bool = False
    text: str = ""
    line: int = 0
    mark: str = ""
    doubts: list[str] = field(default_factory=list)


def limits(items: Sequence[Item]) -> list[Limit]:
    """The promises of the component, one for each figure; one without a figure where none is printed."""
    found = []
    for item in items:
        if item.text.strip(" -–:.") and not item.parent:
            found += _limits(item)
    return found


def _limits(item: Item) -> list[Limit]:
    text = tidy(item.text)
    day = _MONTH_DAY.search(text)
    if day and 1 <= int(day[1] or day[2]) <= 31:
        return [_about(Limit("tanggal_bulanan", high=int(day[1] or day[2])), item, text, text)]
    hits = list(_TIME.finditer(text))
    out = []
    for index, hit in enumerate(hits):
        start = hits[index - 1].end() if index else 0
        stop = hits[index + 1].start() if index + 1 < len(hits) else len(text)
        limit = _one(hit)
        if limit is not None:
            out.append(_about(limit, item, text[hit.end() : stop], text[start:stop]))
    if out:
        return out
    if _MONTHLY.search(text):
        return [_about(Limit("setiap_bulan"), item, "", text)]
    empty = Limit("tanpa_angka", condition=text)
    empty.doubts.append("Jangka waktu tidak menyebut angka yang dikenal.")
    return [_about(empty, item, "", text)]


def _one(hit: re.Match[str]) -> Limit | None:
    unit = next(name for name, _ in _UNITS if hit[name])
    low, high = number(hit["low"]), number(hit["high"] or "")
    if low is None or low == 0:
        return None
    limit = Limit(unit, None if high is None else low, low if high is None else high)
    if high is not None and high < low:
        limit.low = None
        limit.high = low
        limit.doubts.append(f"Rentang “{hit[0]}” terbalik.")
    for figure, word in ((low, hit["word"]), (high, hit["word2"])):
        said = number_word((word or "").strip(" ()"))
        if word and figure is not None and said != figure:
            limit.doubts.append(f"Angka {figure} dan kata {word.strip()} tidak sama.")
    if unit == "jam" and hit["times"]:
        limit.high = (limit.high or 0) * int(hit["times"])
        limit.round_clock = True
    if unit == "jam" and limit.high == 24:
        limit.round_clock = True
    if unit == "tahun":
        limit.unit, limit.high = "bulan", (limit.high or 0) * 12
        limit.low = limit.low * 12 if limit.low else None
        limit.doubts.append("Naskah menulis tahun; ditulis dalam bulan.")
    if limit.unit == "hari":
        limit.doubts.append("Naskah hanya menulis “hari”; hari kerja atau hari kalender belum pasti.")
    if limit.high is None or not 0 < limit.high <= _MOST.get(limit.unit, 10_000):
        return None
    return limit


def _about(limit: Limit, item: Item, after: str, around: str) -> Limit:
    limit.text, limit.line, limit.mark = item.text, item.first, item.mark
    if _COMPLETE.search(around):
        limit.starts = "lengkap"
    elif _RECEIVED.search(around):
        limit.starts = "diterima"
    depends = _DEPENDS.search(around)
    if depends and depends["what"].strip(" ,"):
        limit.depends = tidy(depends["what"]).strip(" ,.")
        limit.doubts.append(f"Naskah menulis “{tidy(depends[0])}”.")
    condition = _CONDITION.match(after.strip())
    if condition:
        limit.condition = condition[1].strip(" .,;")
    then = _AFTER.search(around)
    if then and not limit.starts:
        limit.condition = limit.condition or tidy(then[0])
        limit.doubts.append(f"Dihitung “{tidy(then[0])}”; tunjuk langkahnya dengan mulai_setelah.")
    if _LASTS.search(after) and limit.unit in ("bulan", "minggu"):
        limit.lasting = True
        limit.doubts.append("Tampaknya lamanya layanan, bukan batas waktu.")
    return limit


_FREE: Final = re.compile(
    r"grat[il1]s|t[il1]dak\s+(?:di\s?)?(?:pungut|kena(?:kan)?|ada|berbayar)"
    r"|tanpa\s+(?:di\s?pungut\s+)?biaya|bebas\s+biaya"
    r"|\bnol\b|\bnihil\b|free\b|R[pP]\s*\.?\s*[0oO](?![.,]?\d)|^\W*0\W*$",
    re.IGNORECASE,
)
_RUPIAH: Final = re.compile(r"Rp\.?\s*(\d{1,3}(?:[.,]\d{3})+|\d{3,9})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Fee:
    rupiah: int
    sure: bool


def fee(text: str) -> Fee:
    amounts = {int(re.sub(r"\D", "", hit[1])) for hit in _RUPIAH.finditer(text)} - {0}
    free = bool(_FREE.search(text))
    if free and not amounts:
        return Fee(0, sure=True)
    if len(amounts) == 1 and not free:
        return Fee(amounts.pop(), sure=True)
    return Fee(max(amounts, default=0), sure=False)


_PEOPLE: Final = r"(?:orang|or[ag]ng|petugas|personil|personel|pegawai|pelaksana|staf|operator|peksos|pekerja|tenaga)"
_STAFF: Final = re.compile(
    rf"(?<![\w./])(?P<low>{_FIGURE}){_BRACKET}(?:{_TO}(?P<high>{_FIGURE}){_BRACKET})?\s*(?P<people>{_PEOPLE}\b)?",
    re.IGNORECASE,
)
_LEADING: Final = re.compile(
    r"^\W*(?:jumlah|maks(?:imal|imum)?|min(?:imal|imum)?|paling|sedikit|banyak|terdiri(?:\s+(?:dari|atas))?|sebanyak|adalah|yang|"
    r"dibutuhkan|(?:petugas|pelaksana)(?:\s*/\s*pelaksana)?|dan|serta|kurang|lebih|orang)\b",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Staffing:
    count: int = 0
    roles: list[tuple[str, int]] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)


def staffing(items: Sequence[Item]) -> Staffing:
    """How many people serve, and in which roles; 0 where no figure can be read."""
    found = Staffing()
    texts = [item.text for item in items if item.text and not item.parent]
    pieces = [piece for text in texts for piece in re.split(r"[,;](?!\d)|\s+dan\s+(?=\d)", text)]
    for piece in pieces:
        _people(piece, found)
    total = sum(count for _, count in found.roles)
    if found.count and total and found.count != total:
        found.doubts.append(f"Jumlah {found.count} dan rincian {total} tidak sama.")
    found.count = found.count or total
    if len(found.roles) < 2 and not any(name for name, _ in found.roles):
        found.roles = []
    return found


def _people(piece: str, found: Staffing) -> None:
    hit = _STAFF.search(piece)
    if not hit:
        return
    low, high = number(hit["low"]), number(hit["high"] or "")
    count = high or low
    if (
        not count
        or count > 5_000
        or (
            not hit["people"]
            and not piece[: hit.start()].strip(" -–•.:")
            and not piece[hit.end() :].strip(" .")
            and count > 200
        )
    ):
        return
    if high:
        found.doubts.append(f"Naskah menulis rentang “{tidy(hit[0])}”; diambil yang terbanyak.")
    elif re.search(r"\bm(?:aks|in)", piece[: hit.start()], re.IGNORECASE):
        found.doubts.append(f"Naskah menulis “{tidy(piece)}”.")
    name = tidy(f"{_bare(piece[: hit.start()])} {_bare(piece[hit.end() :])}").strip(" .,:;()-–")
    said = hit["people"] or ""
    if not name and said.lower() not in ("", "orang", "petugas", "personil", "personel", "pegawai", "pelaksana"):
        name = said
    elif name and said.lower() not in ("", "orang", "orng"):
        name = f"{said} {name}"
    if name and len(name) > 2:
        found.roles.append((name[:120], count))
    else:
        found.count += count


def _bare(text: str) -> str:
    """A role without the words that only introduce it."""
    for _ in range(6):
        shorter = _LEADING.sub("", text).strip(" .,:;")
        if shorter == text:
            break
        text = shorter
    return text


_SURVEY: Final = re.compile(r"surve[iy]|kepuasan|\bSKM\b|\bIKM\b", re.IGNORECASE)
_EVERY: Final = re.compile(
    rf"(?:(?P<n>{_FIGURE}){_BRACKET}\s*)?(?P<unit>bulan|tahun|semester|triwulan|tri\s?wulan)(?:\s+sekali)?",
    re.IGNORECASE,
)
_OFTEN: Final = re.compile(
    rf"(?P<n>{_FIGURE}){_BRACKET}\s*kali\s+(?:dalam\s+)?(?:se|1\s*(?:\(satu\)\s*)?|satu\s+|per\s*)tahun", re.IGNORECASE
)
_MONTHS: Final = {"bulan": 1, "tahun": 12, "semester": 6, "triwulan": 3}


def survey_months(text: str) -> int | None:
    """The months between two surveys, where the text ties a figure to a survey."""
    for sentence in re.split(r"[.;]\s", text):
        if not _SURVEY.search(sentence):
            continue
        often = _OFTEN.search(sentence)
        if often and (times := number(often["n"])) and 12 % times == 0:
            return 12 // times
        for hit in _EVERY.finditer(sentence):
            before = sentence[max(0, hit.start() - 12) : hit.start()].lower()
            count = number(hit["n"]) if hit["n"] else (1 if re.search(r"(?:se)?tiap\s*$|per\s*$", before) else None)
            if count and 1 <= (months := count * _MONTHS[re.sub(r"\s", "", hit["unit"].lower())]) <= 60:
                return months
    return None
