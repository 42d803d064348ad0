"""The head of a decree: whose it is, its number and date, what it considers and cites, what it decides.

Names of officials and their numbers are never read.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from maklumat.core.decree.channels import EMAIL, SITE, phones
from maklumat.core.decree.lists import items, leaves
from maklumat.core.decree.model import Bit, Doubt, Item, Row
from maklumat.core.decree.persons import cleaned
from maklumat.core.decree.spelling import in_sentence, nearest_word, tidy, tokens
from maklumat.core.decree.titles import is_division, is_signature

_MONTHS: Final = {
    word: index for index, words in enumerate(
        ("januari", "februari pebruari", "maret", "april", "mei", "juni", "juli", "agustus", "september", "oktober",
         "november nopember", "desember"), 1) for word in words.split()
}  # fmt: skip
_GOVERNMENT: Final = re.compile(
    r"\bPEMERINTAH\s+(?:DAERAH\s+)?(KABUPATEN|KOTA|PROVINSI|PROPINSI)\s+"
    r"([A-Z][\w' -]{2,40}?)(?=\s{2,}|\s+DINAS\b|\s*$|[,.;])",
    re.IGNORECASE,
)
_OFFICE: Final = re.compile(r"\b((?:DINAS|BADAN)\s+SOSIAL\b[^\n;:.]{0,140})", re.IGNORECASE)
_NUMBER: Final = re.compile(r"\bNOMOR\s*:?\s*(?P<number>[A-Z0-9][\w./\- ]{2,60})", re.IGNORECASE)
_ADDRESS: Final = re.compile(r"(?:\b(?:jalan|jln?)\b\.?\s*)[\w .,/'()-]{5,160}", re.IGNORECASE)
_POSTAL: Final = re.compile(r"\bkode\s*pos\W{0,3}(\d{5})\b|(?<!\d)(\d{5})\s*$", re.IGNORECASE)
_DATE: Final = re.compile(r"(\d{1,2})\s+(" + "|".join(_MONTHS) + r")\s+(\d{4})", re.IGNORECASE)
_PLACE: Final = re.compile(r"ditetapkan\s+di?\b\s*:?\s*([A-Za-z][\w' -]{2,40})", re.IGNORECASE)
_ABOUT: Final = re.compile(r"^\W*tentang\W*$", re.IGNORECASE)
_CONSIDERING: Final = re.compile(r"^\W*menimbang\W*", re.IGNORECASE)
_CITING: Final = re.compile(r"^\W*mengingat\W*", re.IGNORECASE)
_DECIDES: Final = re.compile(r"^\W*me?mutuskan\W*$", re.IGNORECASE)
_ORDINALS: Final = (
    "kesatu", "pertama", "kedua", "ketiga", "keempat", "kelima", "keenam", "ketujuh", "kedelapan", "kesembilan",
    "kesepuluh",
)  # fmt: skip
_ARTICLE: Final = re.compile(r"^\W*(" + "|".join(_ORDINALS) + r")\b\W*", re.IGNORECASE)
_NAMED: Final = {"visi": "visi", "misi": "misi", "moto": "moto", "motto": "moto", "maklumat": "maklumat"}
_HEADING: Final = re.compile(
    r"^\W*(?:(?:BAB\s+)?(?:[IVX]{1,5}|[A-Za-z]|\d{1,2})[.)]?\s+)?\W*(?P<words>[A-Za-z][\w /&,]{2,70}?)\W*$"
)
_WITA: Final = frozenset(
    [
        "bali",
        "lombok",
        "sumbawa",
        "flores",
        "timor",
        "kupang",
        "sulawesi",
        "makassar",
        "manado",
        "kendari",
        "gorontalo",
        "palu",
        "balikpapan",
        "samarinda",
        "banjarmasin",
        "banjar",
        "mahakam",
        "bontang",
        "nunukan",
        "tarakan",
        "berau",
    ]
)
_WIT: Final = frozenset(
    ["papua", "maluku", "ambon", "ternate", "tidore", "jayapura", "merauke", "sorong", "manokwari", "biak", "nabire"]
)


@dataclass(slots=True)
class Chapter:
    """A part of the head: its lines and its items."""

    first: int = 0
    last: int = 0
    items: list[Item] = field(default_factory=list)
    bits: list[Bit] = field(default_factory=list)

    @property
    def text(self) -> str:
        return tidy(" ".join(bit.text for bit in self.bits))


@dataclass(slots=True)
class Head:
    """Everything the head of a decree says about the office and about itself."""

    government: str = ""
    region: str = ""  # `kabupaten contoh`
    name: str = ""
    address: str = ""
    postal: str = ""
    phones: list[str] = field(default_factory=list)
    email: str = ""
    website: str = ""
    number: str = ""
    title: str = ""
    place: str = ""
    enacted: date | None = None
    enacted_line: int = 0
    zone: str = "WIB"
    region_code: str = ""
    considering: Chapter = field(default_factory=Chapter)
    citing: Chapter = field(default_factory=Chapter)
    articles: list[tuple[str, Chapter]] = field(default_factory=list)
    divisions: list[tuple[str, int]] = field(default_factory=list)
    chapters: dict[str, Chapter] = field(default_factory=dict)
    doubts: list[Doubt] = field(default_factory=list)


def head(rows: Sequence[Row], until: int) -> Head:
    """Reads the lines before `until`, where the first service begins."""
    before = [row for row in rows if row.line < until] if until else list(rows)
    found = Head()
    _identity(found, before)
    _decree(found, before, rows)
    _body(found, before)
    _chapters(found, before)
    found.divisions = _divisions(before)
    return found


def zone_of(region_code: str) -> str:
    """The time zone of a region by the code of its province."""
    province = region_code[:2]
    if province in ("51", "52", "53", "63", "64", "65") or province.startswith("7"):
        return "WITA"
    return "WIT" if province[:1] in ("8", "9") else "WIB"


def _identity(found: Head, rows: Sequence[Row]) -> None:
    for row in rows[:400]:
        text = tidy(row.words)
        government = _GOVERNMENT.search(text)
        if government and not found.government:
            found.region = f"{government[1]} {government[2]}".lower().strip()
            found.government = f"Pemerintah {found.region.title()}"
    region = found.region
    if not region:
        region = _region_elsewhere(rows)
        found.region, found.government = region, f"Pemerintah {region.title()}" if region else ""
    found.name = _office_name(rows, found.region)
    place = set(tokens(" ".join(row.words for row in rows[:40])))
    found.zone = "WITA" if place & _WITA or {"kalimantan", "timur"} <= place else "WIT" if place & _WIT else "WIB"
    _reach(found, rows)


def _region_elsewhere(rows: Sequence[Row]) -> str:
    """The region by the words after the office's name, where no government is printed."""
    for row in rows[:400]:
        hit = re.search(
            r"\bsosial\b.{0,90}?\b(kabupaten|kota|provinsi)\s+([A-Z][\w'-]+(?:\s+[A-Z][\w'-]+){0,2})",
            row.words,
            re.IGNORECASE,
        )
        if hit and not {"tahun", "dan", "pada", "nomor", "tentang"} & set(tokens(hit[2])):
            return f"{hit[1]} {hit[2]}".lower()
    return ""


def _office_name(rows: Sequence[Row], region: str) -> str:
    """The longest name of the office that stands more than once, or the first."""
    shapes: dict[str, tuple[int, str]] = {}
    for row in rows[:300]:
        text = tidy(row.words)
        for hit in _OFFICE.finditer(text):
            name = _cut(hit[1], region)
            key = " ".join(tokens(name))
            count, first = shapes.get(key, (0, name))
            shapes[key] = (count + 1, first)
    if not shapes:
        return f"Dinas Sosial {region.title()}".strip() if region else ""
    ending = {key: value for key, value in shapes.items() if region and key.endswith(region)} or shapes
    best = max(ending, key=lambda key: (ending[key][0] > 1, min(len(key), 90), ending[key][0]))
    name = in_sentence(ending[best][1].upper() if ending[best][1].isupper() else ending[best][1])
    return name if not region or region in name.lower() else f"{name} {region.title()}"


def _cut(name: str, region: str) -> str:
    """A name up to its region, or up to the first word that no longer belongs to it."""
    name = tidy(name)
    low = name.lower()
    if region and region in low:
        return name[: low.index(region) + len(region)].strip()
    stop = re.search(
        r"\b(?:tahun|nomor|tentang|pada|ini|yang|sebagaimana|melalui|untuk|dalam|di|dengan|adalah|sesuai|mempunyai|merupakan|bahwa|serta|terdekat)\b",
        name, re.IGNORECASE,
    )  # fmt: skip
    return name[: stop.start()].strip(" ,") if stop else name.strip(" ,")


def _reach(found: Head, rows: Sequence[Row]) -> None:
    for row in rows[:120]:
        text = tidy(row.words)
        address = _ADDRESS.search(text)
        if address and not found.address:
            found.address = re.split(r"\b(?:kode\s*pos|tel[ep]|fax|e-?mail|laman)", address[0], flags=re.IGNORECASE)[
                0
            ].strip(" ,.;-")
            postal = _POSTAL.search(text)
            if postal:
                found.postal = postal[1] or postal[2]
                found.address = found.address.removesuffix(found.postal).strip(" ,")
        if re.search(r"\b(?:te[il][ef]?p|fax|hp|wa)\b|telepon", text, re.IGNORECASE) and not found.phones:
            found.phones = phones(text)[:4]
        found.email = found.email or (hit[0] if (hit := EMAIL.search(text)) else "")
        site = SITE.search(EMAIL.sub(" ", text))
        found.website = found.website or (site[0].strip("./") if site else "")


def _decree(found: Head, before: Sequence[Row], rows: Sequence[Row]) -> None:
    """Number, title, place, and date. The date may stand below the annex where the head has none."""
    for index, row in enumerate(before):
        text = tidy(row.words)
        if not found.number and (hit := _NUMBER.search(text)):
            above = " ".join(one.words.lower() for one in before[max(0, index - 6) : index + 1])
            found.number = _plain_number(hit["number"]) if "keputusan" in above else ""
        if not found.title and _ABOUT.match(text):
            found.title = _title(before[index + 1 : index + 9])
    for row in [*before, *rows]:
        text = tidy(row.words)
        if not found.place and (place := _PLACE.search(text)):
            found.place = place[1].strip(" :.")
        if found.enacted is None and (found.place or "tanggal" in text.lower()) and (hit := _DATE.search(text)):
            found.enacted, found.enacted_line = _day(hit), row.line
        if found.place and found.enacted:
            break


def _plain_number(text: str) -> str:
    """A number without what stands after it; "" where there is no figure in it."""
    number = re.sub(r"\s*/\s*", "/", tidy(re.split(r"\btentang\b", text, flags=re.IGNORECASE)[0])).strip()
    return number if any(map(str.isdigit, number)) else ""


def _title(rows: Sequence[Row]) -> str:
    words: list[str] = []
    for row in rows:
        text = tidy(row.words)
        if not text and words:
            break
        if re.match(r"^\W*(?:kepala\s+(?:dinas|badan)|menimbang|dengan\s+rahmat)", text, re.IGNORECASE):
            break
        if text:
            words.append(text)
    return in_sentence(tidy(" ".join(words)).strip(" *#,."))


def _day(hit: re.Match[str]) -> date | None:
    try:
        return date(int(hit[3]), _MONTHS[hit[2].lower()], int(hit[1]))
    except ValueError:
        return None


def _body(found: Head, rows: Sequence[Row]) -> None:
    """Menimbang, Mengingat, and the numbered decisions, up to the signature."""
    where = ""
    chapter: Chapter | None = None
    for row in rows:
        text = tidy(row.words)
        if not text:
            continue
        article = _ARTICLE.match(text)
        if _CONSIDERING.match(text):
            chapter, where, text = found.considering, "menimbang", _CONSIDERING.sub("", text)
        elif _CITING.match(text) and where == "menimbang":
            chapter, where, text = found.citing, "mengingat", _CITING.sub("", text)
        elif _DECIDES.match(text):
            chapter, where = None, "memutuskan"
            continue
        elif article and where:
            chapter, where = Chapter(), "diktum"
            found.articles.append((article[1].upper(), chapter))
            text = text[article.end() :]
        elif re.match(r"^\W*menetapkan\b", text, re.IGNORECASE) and where in ("memutuskan", "diktum"):
            continue
        elif where == "diktum" and (
            is_signature(text) or re.match(r"^\W*(?:tembusan|lampiran)\b", text, re.IGNORECASE)
        ):
            break
        if chapter is not None and text.strip(" :"):
            _add(chapter, row, text)
    for one in (found.considering, found.citing, *(chapter for _, chapter in found.articles)):
        one.items = items(one.bits)


def _add(chapter: Chapter, row: Row, text: str) -> None:
    bits = [bit for cell in row.cells for bit in cell if bit.text]
    if len(bits) <= 1 or text != tidy(row.words):
        bits = [Bit(re.sub(r"^[\s:*-]+(?=\S)", "", text), row.line)]
    chapter.first = chapter.first or row.line
    chapter.last = row.line
    chapter.bits += cleaned(bits)


def _chapters(found: Head, rows: Sequence[Row]) -> None:
    """Vision, mission, motto, and pledge, each under a heading of its own."""
    chapter: Chapter | None = None
    for row in rows:
        text = tidy(row.words)
        if not text:
            continue
        named = _chapter_name(text)
        if named or _is_heading(text):
            chapter = found.chapters.setdefault(named, Chapter(first=row.line)) if named else None
            continue
        if chapter is not None:
            if is_signature(text):
                chapter = None
            elif len(chapter.bits) < 60:
                _add(chapter, row, text)
    for name, one in list(found.chapters.items()):
        one.items = leaves(items(one.bits))
        if not one.items:
            del found.chapters[name]


def _chapter_name(text: str) -> str:
    heading = _HEADING.match(text) if len(text) <= 120 else None
    words = tokens(heading["words"]) if heading else []
    if not words or len(words) > 5:
        return ""
    near = [nearest_word(word, frozenset(_NAMED)) for word in words]
    hits = [_NAMED[word] for word in near if word]
    rest = {word for word, hit in zip(words, near, strict=True) if not hit}
    return hits[0] if len(set(hits)) == 1 and rest <= {"pelayanan", "layanan", "dinas", "sosial", "dan"} else ""


def _is_heading(text: str) -> bool:
    """A heading that ends what stands above it: a chapter, or a few words in capitals with a mark."""
    if re.match(r"^\W*BAB\s+[IVX\d]+", text):
        return True
    marked = re.match(r"^\W*(?:[A-Z]|[IVX]{1,5})[.)]\s+\S", text)
    return bool(marked) and len(tokens(text)) <= 9 and text.upper() == text


def _divisions(rows: Sequence[Row]) -> list[tuple[str, int]]:
    found: list[tuple[str, int]] = []
    for row in rows:
        name = is_division(tidy(row.words)) if not row.table else ""
        marked = re.match(r"^\W*(?:[IVX]{1,5}|[A-Z]|\d{1,2})[.)]\s*", row.words)
        if name and marked and name.lower() not in {one.lower() for one, _ in found}:
            found.append((name, row.line))
    return found[:20]
