"""Legal citations: the kind, number, and year of the act, and the code it has in the register."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from maklumat.core.decree.spelling import similar, tidy, tokens

_DASHES: Final = re.compile(r"\s*[-–—]\s*")
_MINISTRIES: Final = (
    ("sosial", "permensos", "kepmensos"), ("mensos", "permensos", "kepmensos"),
    ("pendayagunaan aparatur", "permenpanrb", "kepmenpanrb"), ("pan-rb", "permenpanrb", "kepmenpanrb"),
    ("panrb", "permenpanrb", "kepmenpanrb"), ("pan rb", "permenpanrb", "kepmenpanrb"),
    ("pan", "permenpanrb", "kepmenpanrb"),
    ("dalam negeri", "permendagri", "kepmendagri"), ("kesehatan", "permenkes", "kepmenkes"),
    ("pemberdayaan perempuan", "permenpppa", "kepmenpppa"), ("pppa", "permenpppa", "kepmenpppa"),
    ("keuangan", "permenkeu", "kepmenkeu"), ("hukum dan", "permenkumham", "kepmenkumham"),
    ("ketenagakerjaan", "permenaker", "kepmenaker"), ("pendidikan", "permendikbud", "kepmendikbud"),
    ("komunikasi", "permenkominfo", "kepmenkominfo"), ("desa", "permendesa", "kepmendesa"),
)  # fmt: skip
_ABBREVIATED: Final = {
    "uu": "uu", "perpu": "perppu", "perppu": "perppu", "pp": "pp", "perpres": "perpres", "kepres": "keppres",
    "keppres": "keppres", "inpres": "inpres", "permensos": "permensos", "kepmensos": "kepmensos",
    "permendagri": "permendagri", "permenkes": "permenkes", "permenpan": "permenpanrb", "permenpanrb": "permenpanrb",
    "permenpppa": "permenpppa", "pmk": "permenkeu", "perda": "perda", "perbup": "perbup", "perwal": "perwali",
    "perwali": "perwali", "perwako": "perwali", "pergub": "pergub", "kepbup": "kepbup", "kepwal": "kepwal",
    "perma": "perma",
    "sema": "sema", "skb": "skb", "kepgub": "kepgub",
}  # fmt: skip
_NUMBER: Final = re.compile(
    r"\b(?:n[o0]{1,2}m[eo0]r?|nmr|n[o0]|num[eo]r)\b\s*[.:]?\s*:?\s*(?P<number>[A-Z0-9][\w./\-]*(?:\s?/\s?[\w.\-]+){0,5})",
    re.IGNORECASE,
)
_SHORT: Final = re.compile(
    r"^\W*[a-z-]+(?:\s+[a-z]+){0,3}\s+(?P<number>\d{1,4})(?=\s*(?:tahun|thn?\b|/))", re.IGNORECASE
)
_YEAR: Final = re.compile(r"\btahu?n?\b\s*:?\s*((?:1[89]|20)\d{2})\b", re.IGNORECASE)
_ABOUT: Final = re.compile(r"\btentang\b\s*:?\s*(.+)$", re.IGNORECASE | re.DOTALL)
_REGION: Final = re.compile(
    r"\b(?P<kind>kabupaten|kab\.?|kota|provinsi|propinsi|prov\.?)\s+(?P<name>(?:[A-Z][\w'-]*\s?){1,4})", re.IGNORECASE
)
_OFFICER: Final = re.compile(r"\b(?:bupati|wali\s?kota|gubernur)\s+(?P<name>(?:[A-Z][\w'-]*\s?){1,4})", re.IGNORECASE)
_STOPS: Final = frozenset(
    [
        "nomor",
        "no",
        "nomer",
        "tahun",
        "tentang",
        "dan",
        "pada",
        "di",
        "yang",
        "republik",
        "indonesia",
        "ri",
        "dalam",
        "lingkungan",
        "nmr",
        "dengan",
        "oleh",
    ]
)
LOCAL: Final = frozenset({"perda", "perbup", "perwali", "pergub", "kepbup", "kepwal", "kepgub", "kepdin"})


@dataclass(frozen=True, slots=True)
class Act:
    """One act as cited. `code` is "" where kind, number or year cannot be read; `doubt` says what is not sure."""

    text: str
    code: str
    kind: str = ""
    number: str = ""
    year: int = 0
    about: str = ""
    region: str = ""
    doubt: str = ""
    known: bool = False


def cite(text: str, register: Mapping[str, str], region: str = "") -> Act:
    """Reads one citation. `register`: the titles of known acts by code. `region`: the office's, `kabupaten contoh`."""
    text = tidy(text)
    kind = kind_of(text)
    found, year = _NUMBER.search(text) or _SHORT.search(text), _YEAR.search(text)
    about = _ABOUT.search(text)
    title = about[1].strip(" .;") if about else ""
    first = about.start() if about else len(text)
    if not kind or not found or found.start() > first:
        return Act(text, "", kind, about=title, doubt="Jenis atau nomor peraturan tidak terbaca.")
    raw = re.sub(r"\s+", "", found["number"]).strip("./-")
    if year is None or year.start() > max(first, found.end() + 40):
        inside = re.search(r"(?:^|\D)((?:19|20)\d{2})$", raw) or re.match(
            r"\s*/\s*((?:19|20)\d{2})", text[found.end() :]
        )
        if not inside:
            return Act(text, "", kind, raw, about=title, doubt="Tahun peraturan tidak terbaca.")
        at = int(inside[1])
    else:
        at = int(year[1])
    place = _place(text[:first], kind, region)
    code = _code(kind, raw, at, place)
    return _checked(Act(text, code, kind, raw, at, title, place), register)


def kind_of(text: str) -> str:
    """The kind of the act, by the words before its number: `uu`, `permensos`, `perda`, ..."""
    found = _NUMBER.search(text)
    head = _DASHES.sub("-", (text[: found.start()] if found else text[:120])).lower()
    words = [word for word in tokens(head) if word not in ("ri", "republik", "indonesia")]
    joined = " ".join(words)
    for word in words[:3]:
        if word in _ABBREVIATED:
            return _ABBREVIATED[word]
    if re.search(r"\bun?d[ae]ng\w* un?d[ae]ng", joined):
        return "perppu" if "pengganti" in joined else "uu"
    minister = re.search(r"\b(?:menteri|mensos|kementerian|mentri)\b", joined)
    if minister:
        return _ministry(joined, decree=joined.startswith("keputusan"))
    for shape, kind in (
        (r"peraturan pemerintah", "pp"), (r"peraturan presiden", "perpres"), (r"keputusan presiden", "keppres"),
        (r"instruksi presiden", "inpres"), (r"peraturan daerah", "perda"), (r"peraturan bupati", "perbup"),
        (r"peraturan wali ?kota", "perwali"), (r"peraturan gubernur", "pergub"), (r"keputusan bupati", "kepbup"),
        (r"keputusan wali ?kota", "kepwal"), (r"keputusan gubernur", "kepgub"), (r"keputusan kepala dinas", "kepdin"),
        (r"peraturan (?:kepala kepolisian|kapolri)", "perka-polri"), (r"peraturan mahkamah", "perma"),
        (r"surat edaran (?:mahkamah|ma)\b", "sema"), (r"peraturan ombudsman", "per-ombudsman"),
        (r"peraturan (?:direktur jenderal|dirjen) rehabilitasi", "perdirjen-rehsos"),
    ):  # fmt: skip
        if re.search(shape, joined):
            return kind
    return ""


def _ministry(joined: str, *, decree: bool) -> str:
    for name, regulation, decision in _MINISTRIES:
        if name in joined:
            return decision if decree else regulation
    return ""


def _place(head: str, kind: str, region: str) -> str:
    """The region of a local act as it stands in its code; the office's own where none is printed."""
    if kind not in LOCAL:
        return ""
    found = _REGION.search(head) or _OFFICER.search(head)
    if found:
        name = []
        for word in tokens(found["name"]):
            if word in _STOPS:
                break
            name.append(word)
        if name:
            return "-".join(name)
    return "-".join(tokens(region)[1:]) if region else ""


def _code(kind: str, raw: str, year: int, place: str) -> str:
    digits = re.match(r"\D*?(\d+)", raw)
    number = str(int(digits[1])) if digits else ""
    if kind.startswith("kep") and kind in LOCAL:
        figures = re.findall(r"\d+", raw)
        number = next((one for one in reversed(figures) if one != str(year) and len(one) < 6), number)
    parts = [kind, place, number, str(year)] if kind in LOCAL else [kind, number, str(year)]
    return "-".join(part for part in parts if part) if number else ""


def _checked(act: Act, register: Mapping[str, str]) -> Act:
    """Compares the citation with the register; a misprint is proposed, never silently mended."""
    title = register.get(act.code)
    short = " ".join(re.split(r"\(|sebagaimana|,\s*tambahan", act.about)[0].split()[:24])
    if title is not None:
        if title and short and similar(title, short) < 0.34:
            other = _meant(act, short, register)
            if other:
                doubt = f"Judulnya cocok dengan {other}, bukan dengan {act.code}; periksa nomor dan tahunnya."
                return _changed(act, other, doubt)
            return _changed(act, act.code, f"Judul yang tercetak berbeda dari judul {act.code} di daftar.")
        return _changed(act, act.code, "")
    other = _meant(act, short, register) if short else ""
    if other:
        return _changed(act, other, f"{act.code} tidak ada di daftar; judulnya cocok dengan {other}.")
    return act


def _changed(act: Act, code: str, doubt: str) -> Act:
    return Act(act.text, code, act.kind, act.number, act.year, act.about, act.region, doubt, known=True)


def _meant(act: Act, title: str, register: Mapping[str, str]) -> str:
    """The act of the register with this title and at least the same number or the same kind and year."""
    best, found = 0.72, ""
    for code, about in register.items():
        parts = code.split("-")
        shared = (
            (parts[-1] == str(act.year))
            + (parts[-2:-1] == act.code.split("-")[-2:-1])
            + (code.startswith(f"{act.kind}-"))
        )
        if shared < 2 or not about:
            continue
        score = similar(about, title)
        if score > best:
            best, found = score, code
    return found


def split_joined(text: str) -> list[str]:
    """Citations that stand one after another without a mark."""
    starts = [hit.start() for hit in re.finditer(
        r"(?:(?<=[.;)])\s+|(?<=\d)\s+|^\s*)(?=(?:undang\s?[-–—]\s?undang|uu|pp|peraturan\s+(?:pemerintah|presiden|menteri|daerah|bupati"
        r"|gubernur|wali\s?kota)"
            r"|permen\w+|perpres|perda|keputusan\s+(?:presiden|menteri|bupati|gubernur))\b.{0,80}?\bn(?:o|omor)\b)",
        text, re.IGNORECASE)]  # fmt: skip
    cuts = [*starts, len(text)] if starts else [0, len(text)]
    if cuts[0] != 0:
        cuts.insert(0, 0)
    pieces = [text[low:high].strip(" ;.") for low, high in pairwise(cuts)]
    return [piece for piece in pieces if piece]
