"""What stands between two services: signatures, division headings, document numbers, and the next one's title."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from maklumat.core.decree.model import Row
from maklumat.core.decree.names import component_of, is_section
from maklumat.core.decree.spelling import in_sentence, nearest_word, tidy, tokens

_SIGNED: Final = re.compile(
    r"^\W*(?:NIP\b|N\s?I\s?P\s?[.:]|Pembina\b|Penata\b|Pengatur\b|Kepala\s+(?:Dinas|Bidang|Badan)\b.{0,60}[,]?$"
    r"|KEPALA\s+(?:DINAS|BIDANG|BADAN|UPT)|Ditetapkan\s+d|Pada\s+tanggal|Ditandatangani|Plt\b|a\.n\.|tembusan\b)",
    re.IGNORECASE,
)
_DECREE: Final = re.compile(r"^\W*keputusan\b", re.IGNORECASE)
_NIP: Final = re.compile(r"\bNIP\b|\b\d{8}\s?\d{6}\s?\d\s?\d{3}\b", re.IGNORECASE)
_PLACE_DATE: Final = re.compile(
    r"^\W*[A-Z][\w .'-]{2,30},?\s+(?:\d{1,2}\s+)?(?:Januari|Februari|Pebruari|Maret|April|Mei|Juni|Juli|Agustus"
    r"|September|Oktober|November|Nopember|Desember)\s+\d{4}\W*$",
    re.IGNORECASE,
)
_DOCUMENT: Final = re.compile(r"^\W*(?:nomor|no)\b\s*[.:]?\s*:?\s*(?P<number>[\w./\- ]*\d[\w./\- ]*)$", re.IGNORECASE)
_KEYED: Final = re.compile(
    r"^\W*(?:jenis|nama|judul)\s+(?:pelayanan|layanan)\s*:\s*(?P<title>.{3,300})$|^\W*(?:layanan|pelayanan)\s*:\s*(?P<other>.{3,300})$",
    re.IGNORECASE,
)
_UNIT: Final = re.compile(
    r"^\W*(?:nama\s+)?(?:unit|bidang|bagian|seksi|sub\s?bagian)\b[\w\s/]{0,30}:\s*(?P<unit>.{3,120})$", re.IGNORECASE
)
_DIVISION: Final = re.compile(
    r"^\W*(?:(?:[IVX]{1,5}|[A-Z]|\d{1,2})[.)]\s*)?(?P<name>(?:pelayanan\s+(?:di|pada)\s+)?(?:bidang|sekretariat|upt|uptd|bagian)\b.{0,110})$",
    re.IGNORECASE,
)
_CHAPTER: Final = re.compile(r"^\W*(?:BAB\s+[IVX\d]+|[A-Z][.)])(?:\s|$)")
_LEAD: Final = re.compile(r"^[\s#*•❖➤>-]*(?:\(?(?:\d{1,2}(?:\.\d{1,2})*|[a-zA-Z]|[IVXivx]{1,5})[.)]\s+)?[\s*-]*")
_STANDARD: Final = re.compile(r"^\W*standart?\w?\s+pelayana?n?\b(?:\s+publik)?\s*[:-]?\s*", re.IGNORECASE)
_STANDARDS: Final = frozenset({"standar", "standard", "pelayanan", "publik", "lampiran", "komponen"})
_LEVELS: Final = frozenset({"kabupaten", "kota", "provinsi"})
MOST_LINES: Final = 14


@dataclass(slots=True)
class Head:
    """What was found above a service's first component."""

    first: int  # the first line that belongs to it
    title: str = ""
    title_line: int = 0
    division: str = ""
    division_line: int = 0
    number: str = ""
    sure: bool = True


def head_of(between: Sequence[Row], office: str, *, plain: bool) -> Head:
    """The head of a service from the rows before its first component, read from the bottom upward.

    `office`: the office's name, which is no title. `plain`: there are no tables, so a title must look like one.
    """
    head = Head(first=0)
    blocks: list[list[Row]] = []
    aside: list[int] = []
    blank = True
    seen = 0
    for row in reversed(between):
        text = row.words
        if not any(sign.isalpha() for sign in text):
            blank = True
            continue
        seen += 1
        if seen > MOST_LINES or _ends(row, text):
            _leave_decree(head, row, text, aside)
            break
        if plain and ((blank and _settled(blocks, office)) or not _same_heading(blocks, text, fresh=blank)):
            break
        if _take(head, row, text, aside):
            blank = True
            if head.division_line == row.line and not _keyed_unit(text):
                break
            continue
        if blank:
            blocks.append([])
        blocks[-1].insert(0, row)
        blank = False
    chosen = _choose(head, blocks, office)
    head.first = _first(blocks, chosen, aside, office)
    return head


def _first(blocks: list[list[Row]], chosen: int, aside: list[int], office: str) -> int:
    """The first line of a service: that of its title, or of the headings and numbers that stand right above it."""
    line = blocks[chosen][0].line if 0 <= chosen < len(blocks) else 0
    for block in blocks[chosen + 1 :] if chosen >= 0 else blocks:
        words = tidy(" ".join(row.words for row in block))
        if bare_title(words, office) or re.match(r"^\W*pemerintah\b", words, re.IGNORECASE):
            break
        line = min(line or block[0].line, block[0].line)
    return min([each for each in (line, *(one for one in aside if not line or one > line - 8)) if each], default=0)


def _ends(row: Row, text: str) -> bool:
    """A line above which nothing belongs to the next service any more."""
    if _DECREE.match(text) or (_CHAPTER.match(text) and _is_standard(text)):
        return True
    if _SIGNED.match(text) or _NIP.search(text) or _PLACE_DATE.match(text):
        return True
    return len(tokens(text)) > 45 or text.rstrip().endswith(";") or (row.table and len(text) > 200)


def _leave_decree(head: Head, row: Row, text: str, aside: list[int]) -> None:
    """The number right below the word KEPUTUSAN is the decree's, not the service's."""
    if _DECREE.match(text) and aside and aside[-1] - row.line <= 2:
        aside.pop()
        head.number = ""


def _settled(blocks: list[list[Row]], office: str) -> bool:
    """Whether one of the blocks already says what the service is called."""
    return any(bare_title(tidy(" ".join(row.words for row in block)), office) for block in blocks)


def _same_heading(blocks: list[list[Row]], text: str, *, fresh: bool) -> bool:
    """Without tables only one heading is believed: one line, or several in capitals."""
    if not blocks or fresh:
        return len(tokens(text)) <= 40 and not text.rstrip().endswith((";", ",", ":"))
    below = blocks[-1][0].words
    if _is_standard(text) or _is_standard(below):
        return True
    return text.isupper() and below.isupper()


def _take(head: Head, row: Row, text: str, aside: list[int]) -> bool:
    """Takes a line that says something about the service and is no title; it still belongs to the service."""
    keyed = _KEYED.match(text)
    if keyed and not head.title:
        head.title, head.title_line = (keyed["title"] or keyed["other"]).strip(" .:*"), row.line
        aside.append(row.line)
        return True
    document = _DOCUMENT.match(text)
    if document and len(text) < 80:
        head.number = tidy(document["number"])
        aside.append(row.line)
        return True
    unit, division = _UNIT.match(text), _DIVISION.match(text)
    if (unit or division) and not head.division:
        name = unit["unit"] if unit else division["name"] if division else ""
        head.division, head.division_line = _division_name(name), row.line
        if unit:
            aside.append(row.line)
        return True
    if is_section(text) or (row.table and len(tokens(text)) <= 6):
        if row.table and not is_section(text):
            aside.append(row.line)
        return True
    return False


def _keyed_unit(text: str) -> bool:
    return bool(_UNIT.match(text))


def _division_name(text: str) -> str:
    name = re.sub(r"^pelayanan\s+(?:di|pada)\s+", "", text, flags=re.IGNORECASE).strip(" .:;*")
    return in_sentence(tidy(name))


def _is_standard(text: str) -> bool:
    """Only the words STANDAR PELAYANAN, however they are spelled."""
    words = [word for word in tokens(text) if len(word) > 1 and not word.isdigit()]
    return bool(words) and all(nearest_word(word, _STANDARDS) or word in "pelayanan" for word in words)


def _choose(head: Head, blocks: list[list[Row]], office: str) -> int:
    """Takes the title: the block nearest to the table that says more than STANDAR PELAYANAN and the office's name."""
    for index, block in enumerate(blocks):
        text = tidy(" ".join(row.words for row in block))
        title = bare_title(text, office)
        if len(tokens(title)) >= 2 or len(title) > 6:
            name = component_of(title)
            if name is not None and name.exact and len(tokens(title)) <= 4:
                continue
            if not head.title:
                head.title = _LEAD.sub("", text).strip(" .:;*#-")
                head.title = without_office(head.title, office) or head.title
                head.title_line = next((row.line for row in block if bare_title(row.words, office)), block[0].line)
                head.sure = index <= 2
            return index
    return -1


_AN_OFFICE: Final = re.compile(
    r"^\W*(?:pemerintah|dinas|badan)\b(?:\W+\w+){0,9}\W+(?:kabupaten|kota|provinsi)\W+\w+(?:\W+\w+){0,2}\W*$",
    re.IGNORECASE,
)


def without_office(text: str, office: str) -> str:
    """A title without the name of the office that was printed into it."""
    if not office:
        return text
    words = [re.escape(word) for word in re.findall(r"\w+", office)]
    shape = re.compile(r"\b" + r"\W{1,4}".join(words) + r"\b", re.IGNORECASE)
    text = tidy(shape.sub(" ", text)).strip(" ,.:;*#-")
    level = next((at for at, word in enumerate(words) if word.lower() in _LEVELS), len(words))
    region = r"\W+".join(words[level:])
    return re.sub(rf"(?<=\w)[\s,]+{region}$", "", text, flags=re.IGNORECASE) if region else text


def bare_title(text: str, office: str) -> str:
    """The name of a service: its title without mark, STANDAR PELAYANAN, and the office's name."""
    title = _LEAD.sub("", tidy(text))
    if _AN_OFFICE.match(title):
        return ""
    for _ in range(3):
        title = _STANDARD.sub("", without_office(title, office)).strip(" .:;*#-")
    return title


def is_signature(text: str) -> bool:
    return bool(_SIGNED.match(text) or _NIP.search(text) or _PLACE_DATE.match(text))


def is_enactment(text: str) -> bool:
    """Where the whole decree is signed, not one of its services."""
    return bool(re.match(r"^\W*(?:ditetapkan\s+di?|pada\s+tanggal)\b", text, re.IGNORECASE))


def is_division(text: str) -> str:
    """The division that a heading names, or ""."""
    found = _DIVISION.match(text)
    return _division_name(found["name"]) if found and len(tokens(text)) <= 14 else ""
