"""A decree's text into draft files of our format, and a report of what was not understood.

`draft` never raises for what a text says: what cannot be read becomes a remark, a note, or a line of the report.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from maklumat.core.decree.acts import LOCAL, Act, cite
from maklumat.core.decree.annex import Cut, services
from maklumat.core.decree.draft_office import division_codes, office_text
from maklumat.core.decree.draft_service import file_name, letters, service_text
from maklumat.core.decree.lists import leaves
from maklumat.core.decree.model import Doubt, Row
from maklumat.core.decree.office import Head, head, zone_of
from maklumat.core.decree.pages import rows
from maklumat.core.decree.persons import without_persons
from maklumat.core.decree.reading import Service, known_items, read
from maklumat.core.decree.spelling import code_of, tidy, unique
from maklumat.core.decree.titles import bare_title
from maklumat.core.decree.yaml_text import Block, Raw, Value, written

MOST: Final = 3_000_000  # characters of one decree
_KINDS: Final = {
    "uu": "uu", "perppu": "perppu", "pp": "pp", "perpres": "perpres", "keppres": "keppres", "inpres": "inpres",
    "perda": "perda", "pergub": "pergub", "perbup": "perbup", "perwali": "perwali",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the report: the lines of the decree it is about, and what is said of them."""

    first: int
    last: int
    text: str

    def __str__(self) -> str:
        return f"baris {self.first}{f'-{self.last}' if self.last > self.first else ''}: {self.text}"


@dataclass(frozen=True, slots=True)
class Draft:
    """The files of the draft by path below the office's folder, what was read, and what was not understood."""

    code: str
    files: Mapping[str, str]
    head: Head
    services: tuple[Service, ...]
    report: tuple[Line, ...]


def draft(
    text: str,
    document: str,
    code: str = "",
    register: Mapping[str, str] | None = None,
    region_code: Callable[[str], str] = lambda _name: "",
) -> Draft:
    """Reads a decree. `register`: the titles of the shared legal acts by code. `code`: of the office, or guessed.

    `region_code`: gives the ministry's code of a region by its name, "" where it is not known for sure.
    """
    register = register or {}
    lines = rows(text[:MOST])
    cut = services(lines)
    found = head(lines, cut.services[0].parts[0].first if cut.services else 0)
    if cut.services and found.name:
        cut = services(lines, found.name)
    if found.region and (known_code := region_code(found.region)):
        found.region_code, found.zone = known_code, zone_of(known_code)
    known = known_items(cut.services)
    read_services = [read(one, known, register, found.region) for one in cut.services]
    office = code or code_of(" ".join(found.region.split()[1:])) or "kantor"
    files = _files(found, read_services, office, document, register)
    return Draft(office, files, found, tuple(read_services), _report(lines, found, cut, read_services, len(text)))


def _files(
    found: Head, read_services: Sequence[Service], office: str, document: str, register: Mapping[str, str]
) -> dict[str, str]:
    named = [*found.divisions, *((one.found.division, one.found.division_line) for one in read_services)]
    divisions = division_codes([(name, line) for name, line in named if name])
    by_name = {name.lower(): code for code, (name, _) in divisions.items()}
    taken: set[str] = set()
    files: dict[str, str] = {}
    titles: dict[str, str] = {}
    posts: list[str] = []
    for seq, service in enumerate(read_services, 1):
        title = bare_title(service.found.title, found.name)
        _doubled(service, title, titles)
        code = unique(code_of(title) or f"layanan-{seq}", taken)
        titles[code] = title or code
        division = by_name.get(service.found.division.lower(), next(iter(divisions)))
        path = f"layanan/{file_name(seq, code)}"
        files[path] = service_text(service, seq, code, division, document, found.name)
        posts += [step.actor for step in service.steps if step.actor]
        files |= letters(service)
    channels = _office_channels(read_services)
    doubts = list(found.doubts)
    files["kantor.yaml"] = office_text(found, office, document, divisions, posts, titles, register, doubts, channels)
    local = _local(found, read_services, register)
    if local:
        files["dasar_hukum.yaml"] = local
    return files


def _doubled(service: Service, title: str, titles: Mapping[str, str]) -> None:
    """Says where a service of the same title stands already."""
    same = next((code for code, other in titles.items() if title and other.lower() == title.lower()), "")
    if same:
        text = f"Judulnya sama dengan layanan {same}; bila hanya cetakan ulang, pindahkan ke dicetak_ulang layanan itu."
        service.doubts.append(Doubt("nama", text, service.found.first, service.found.last))


def _office_channels(read_services: Sequence[Service]) -> list[Block]:
    """The channels of the first service that has some stand for the office until somebody chooses."""
    first = next((service for service in read_services if service.channels), None)
    taken: set[str] = set()
    out = []
    for channel in first.channels if first else ():
        block = (
            Block().put("kode", unique(channel.kind, taken)).put("jenis", Raw(channel.kind)).put("teks", channel.text)
        )
        if channel.address:
            block.put("alamat", channel.address)
        if channel.empty:
            block.put("tidak_diterbitkan", "Nomor dalam naskah belum diisi.")
        out.append(block.put("sumber", Block().put("baris", Raw(str(channel.line)))))
    return out


def _local(found: Head, read_services: Sequence[Service], register: Mapping[str, str]) -> str:
    """The acts that the shared register lacks, as a register of the office's own."""
    cited = [cite(item.text, register, found.region) for item in leaves(found.citing.items)]
    cited += [act for service in read_services for act in service.acts]
    own: dict[str, Act] = {}
    for act in cited:
        if act.code and act.code not in register and (act.code not in own or len(act.about) > len(own[act.code].about)):
            own[act.code] = act
    if not own:
        return ""
    entries: list[Value] = [_act(act, found.region) for _, act in sorted(own.items())]
    block = Block().put("format", 1).put("peraturan", entries)
    return written(block, "Peraturan yang dikutip dan belum ada di _bersama/dasar_hukum.yaml. Periksa setiap butirnya.")


def _act(act: Act, region: str) -> Block:
    kind = _KINDS.get(
        act.kind,
        "permen" if act.kind.startswith("permen") else "kepmen" if act.kind.startswith("kepmen") else "lainnya",
    )
    block = Block(remarks=["PERIKSA: cocokkan dengan naskah resmi; yang berlaku nasional dipindahkan ke _bersama."])
    block.put("kode", act.code).put("jenis", Raw(kind)).put("nomor", act.number).put("tahun", act.year)
    if act.about:
        block.put("tentang", tidy(act.about)[:600])
    if act.kind in LOCAL and kind != "lainnya":
        own = not act.region or act.region == "-".join(region.split()[1:])
        block.put("daerah", region.title() if own and region else act.region.replace("-", " ").title() or "Daerah")
    if kind in ("permen", "kepmen", "lainnya"):
        block.put("nama", tidy(act.text)[:600])
    return block.put("keyakinan", Raw("perlu_diperiksa"))


def _report(
    lines: Sequence[Row], found: Head, cut: Cut, read_services: Sequence[Service], size: int
) -> tuple[Line, ...]:
    out: list[Line] = []
    if size > MOST:
        out.append(Line(1, 1, f"naskah lebih panjang dari {MOST} huruf; sisanya tidak dibaca"))
    for value, what in (
        (found.name, "nama kantor"), (found.number, "nomor keputusan"), (found.title, "judul keputusan"),
        (found.enacted, "tanggal penetapan"), (found.place, "tempat penetapan"),
        (found.considering.items, "bagian Menimbang"), (found.citing.items, "bagian Mengingat"),
        (found.articles, "diktum"),
    ):  # fmt: skip
        if not value:
            out.append(Line(1, 1, f"{what} tidak ditemukan"))
    if not read_services:
        out.append(Line(1, max(1, len(lines)), "tidak ada layanan dengan komponen standar pelayanan yang dikenal"))
    out += [Line(doubt.first, doubt.last, doubt.text) for service in read_services for doubt in _doubts(service)]
    first = read_services[0].found.first if read_services else 1
    for low, high in cut.rest:
        if low >= first:
            words = tidy(without_persons(" ".join(row.words for row in lines if low <= row.line <= high)[:400]))
            out.append(Line(low, high, f"tidak termasuk layanan mana pun: {words[:120]}"))
    return tuple(sorted(out, key=lambda line: (line.first, line.last, line.text)))


def _doubts(service: Service) -> list[Doubt]:
    return service.doubts
