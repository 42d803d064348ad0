"""The office and its decree as a draft kantor.yaml; what no text can give is a placeholder marked to be checked."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from maklumat.core.decree.acts import cite
from maklumat.core.decree.draft_service import CHECK, lines_of, listing, missing, notes, source
from maklumat.core.decree.lists import leaves
from maklumat.core.decree.model import Doubt, Item
from maklumat.core.decree.office import Chapter, Head
from maklumat.core.decree.spelling import code_of, similar, tidy, tokens, unique
from maklumat.core.decree.steps import POSTS
from maklumat.core.decree.titles import bare_title
from maklumat.core.decree.yaml_text import YES, Block, Raw, Value, written

NO_DATE: Final = date(2000, 1, 1)


def office_text(
    head: Head, code: str, document: str, divisions: Mapping[str, tuple[str, int]], posts: Sequence[str],
    services: Mapping[str, str], register: Mapping[str, str], doubts: list[Doubt], channels: Sequence[Block],
) -> str:  # fmt: skip
    """The text of kantor.yaml. `divisions`: names and lines by code. `services`: titles by code."""
    block = Block()
    block.put("format", 1).put("kantor", code)
    name = head.name or "Dinas Sosial"
    block.put("nama", name, "" if head.name else f"{CHECK}nama kantor tidak ditemukan.")
    block.put("singkatan", short_name(name), f"{CHECK}singkatan ditebak dari nama.")
    block.put(
        "pemerintah", head.government or "Pemerintah Kabupaten", "" if head.government else f"{CHECK}tidak ditemukan."
    )
    place_keys(block, head.zone, head.region_code)
    for key, value in (
        ("alamat", head.address),
        ("kode_pos", head.postal),
        ("surel", head.email),
        ("situs", head.website),
    ):
        if value:
            block.put(key, value)
    if head.phones:
        block.put("telepon", list(head.phones))
    block.put("tempat_surat", head.place or "Tempat", "" if head.place else f"{CHECK}tempat surat tidak ditemukan.")
    block.put("unit_surat", short_name(name).upper(), f"{CHECK}kode unit dalam nomor surat ditebak.")
    block.put("keputusan", _decree(head, document, services, register))
    block.put("bidang", division_list(divisions))
    enacted = head.enacted or NO_DATE
    block.put("jabatan", post_list(posts, enacted))
    block.put("jam_kerja", hours(enacted))
    block.put("pengaduan", _channels(channels))
    block.put("maklumat", _pledge(head))
    _chapters(block, head)
    block.put("catatan", notes(doubts) or None)
    return written(block, f"Rancangan dari naskah {document}. Setiap PERIKSA harus dijawab sebelum diberlakukan.")


def short_name(name: str) -> str:
    words = [word for word in name.split() if word[:1].isupper() and word.lower() not in ("dan",)]
    if name.lower().startswith("dinas sosial") and "," not in name:
        return "Dinsos"
    end = next((index for index, word in enumerate(words) if word in ("Kabupaten", "Kota", "Provinsi")), len(words))
    return "".join(word[0] for word in words[:end]) or "Kantor"


def place_keys(block: Block, zone: str, code: str = "") -> None:
    remark = "kode wilayah dicari dari nama daerah." if code else "kode wilayah Kemendagri tidak ada dalam naskah."
    block.put("kode_wilayah", code or "00.00", f"{CHECK}{remark}")
    block.put("zona_waktu", Raw(zone), f"{CHECK}ditebak dari nama daerah.")


def _decree(head: Head, document: str, services: Mapping[str, str], register: Mapping[str, str]) -> Block:
    enacted = head.enacted or NO_DATE
    day = Raw(enacted.isoformat())
    unsure = "" if head.enacted else f"{CHECK}tanggal penetapan tidak terbaca."
    block = Block()
    block.put("nomor", head.number or "Belum terbaca", "" if head.number else f"{CHECK}nomor tidak ditemukan.")
    block.put(
        "judul", head.title or "Penetapan Standar Pelayanan", "" if head.title else f"{CHECK}judul tidak ditemukan."
    )
    block.put("tempat", head.place or "Belum terbaca", "" if head.place else f"{CHECK}tempat tidak ditemukan.")
    block.put("ditetapkan", day, unsure)
    block.put("berlaku", day, unsure or f"{CHECK}dianggap berlaku pada tanggal ditetapkan.")
    block.put("penanda_tangan", Raw("kepala-dinas"))
    block.put("naskah", document)
    block.put("menimbang", _plain(leaves(head.considering.items), head.considering))
    block.put("mengingat", _citing(head, register))
    block.put("diktum", _articles(head))
    scope = _scope(head, services)
    return block.put("lingkup", scope or None)


def _span(chapter: Chapter) -> Block:
    return source(chapter.first, chapter.last) if chapter.first else missing()


def _plain(found: Sequence[Item], chapter: Chapter) -> Block:
    entries: list[Value] = [_item(item) for item in found]
    return listing(_span(chapter), entries)


def _item(item: Item) -> Block:
    return Block().put("teks", item.text).put("sumber", source(item.first, item.last, item.mark))


def _citing(head: Head, register: Mapping[str, str]) -> Block:
    entries: list[Value] = []
    for item in leaves(head.citing.items):
        act = cite(item.text, register, head.region)
        block = Block(remarks=[f"{CHECK}{act.doubt}"] if act.doubt else [])
        if act.code:
            block.put("peraturan", act.code)
        entries.append(block.put("teks", item.text).put("sumber", source(item.first, item.last, item.mark)))
    if not entries:
        entries.append(
            Block(remarks=[f"{CHECK}bagian Mengingat tidak ditemukan."])
            .put("teks", "Belum terbaca")
            .put("sumber", missing())
        )
    return listing(_span(head.citing), entries)


def _articles(head: Head) -> Block:
    entries: list[Value] = [
        Block()
        .put("teks", chapter.text or "Belum terbaca")
        .put("sumber", source(chapter.first or 1, chapter.last, word))
        for word, chapter in head.articles
    ]
    lines = [line for _, chapter in head.articles for line in (chapter.first, chapter.last) if line]
    where = source(min(lines), max(lines)) if lines else missing()
    return listing(where, entries)


def _scope(head: Head, services: Mapping[str, str]) -> list[Value]:
    """The services that the decision names, each with ours that is called alike."""
    out: list[Value] = []
    for _, chapter in head.articles:
        found = [item for item in leaves(chapter.items) if len(tokens(item.text)) >= 2]
        if len(found) < 2 or not any(_alike(item.text, services) for item in found):
            continue
        for item in found:
            code = _alike(item.text, services)
            remark = f"{CHECK}dicocokkan menurut kata-katanya." if code else f"{CHECK}tidak ada layanan bernama serupa."
            block = Block(remarks=[remark]).put("teks", item.text)
            if code:
                block.put("layanan", code)
            out.append(block.put("sumber", source(item.first, item.last, item.mark)))
    return out


def _alike(text: str, services: Mapping[str, str]) -> str:
    best, found = 0.6, ""
    for code, title in services.items():
        score = similar(bare_title(text, ""), bare_title(title, ""))
        if score > best:
            best, found = score, code
    return found


def division_list(divisions: Mapping[str, tuple[str, int]]) -> list[Value]:
    out: list[Value] = []
    for code, (name, line) in divisions.items():
        where = source(line) if line else missing()
        remarks = [] if line else [f"{CHECK}naskah tidak menyebut bidang; ganti dengan bidang yang melayani."]
        out.append(Block(remarks=remarks).put("kode", code).put("nama", name).put("sumber", where))
    return out


def post_list(posts: Sequence[str], since: date) -> list[Value]:
    out: list[Value] = []
    for code in dict.fromkeys(["kepala-dinas", "petugas", *posts]):
        name = POSTS.get(code, code)
        block = Block(remarks=[f"{CHECK}jabatan ditebak dari naskah; sesuaikan dengan susunan kantor."])
        block.put("kode", code).put("nama", name)
        if code == "kepala-dinas":
            block.put("kepala", YES).put("menandatangani", YES)
        mapping = Block().put("nama", name).put("sejak", Raw(since.isoformat()))
        out.append(block.put("sebutan", [mapping.put("sumber", missing("Ditebak dari kata-kata prosedur."))]))
    return out


def hours(since: date) -> list[Value]:
    """Office hours that no decree of this kind prints."""
    rules: list[Value] = []
    for season, days, opens, closes, low, high in (
        ("biasa", "senin selasa rabu kamis", "07:30", "16:00", "12:00", "13:00"),
        ("biasa", "jumat", "07:30", "16:30", "11:30", "13:00"),
        ("ramadan", "senin selasa rabu kamis", "08:00", "15:00", "12:00", "12:30"),
        ("ramadan", "jumat", "08:00", "15:30", "11:30", "12:30"),
    ):
        rule = Block().put("musim", Raw(season)).put("hari", [Raw(day) for day in days.split()])
        rule.put("buka", opens).put("tutup", closes).put("istirahat", Block().put("dari", low).put("sampai", high))
        rules.append(rule)
    block = Block(remarks=[f"{CHECK}jam kerja tidak ada dalam naskah; dipakai jam kerja instansi pada umumnya."])
    block.put("sejak", Raw(since.isoformat())).put("dasar", "Peraturan Presiden Nomor 21 Tahun 2023").put(
        "sumber", missing()
    )
    return [block.put("aturan", rules)]


def _channels(channels: Sequence[Block]) -> Block:
    entries: list[Value] = list(channels)
    remark = f"{CHECK}diambil dari layanan pertama; pilih saluran kantor."
    block = listing(missing(), entries)
    block.remarks = [remark] if entries else []
    return block


def _pledge(head: Head) -> Block:
    chapter = head.chapters.get("maklumat")
    block = Block()
    promises = [item for item in chapter.items if item.mark] if chapter else []
    texts = [item for item in chapter.items if not item.mark] if chapter else []
    said = [item for item in promises if re.search(r"\b(?:sanggup|bersedia|berjanji|siap)\b", item.text, re.IGNORECASE)]
    if said:
        text = " ".join(f"{item.mark}. {item.text.rstrip('.;')}." for item in promises)
        block.put("teks", text, f"{CHECK}cocokkan bunyi maklumat dengan naskah.")
    where = Chapter(chapter.first, chapter.last) if chapter else Chapter()
    block.put("sumber", _span(where))
    block.put("pembukaan", listing(_span(where), [_item(item) for item in texts]))
    principles = [] if said else promises
    return block.put("asas", listing(_span(where), [_item(item) for item in principles]))


def _chapters(block: Block, head: Head) -> None:
    vision = head.chapters.get("visi")
    if vision:
        text = tidy(" ".join(item.text for item in vision.items)).strip(' “”"')
        block.put("visi", Block().put("teks", text).put("sumber", _span(vision)))
    for name in ("misi", "moto"):
        chapter = head.chapters.get(name)
        if chapter:
            block.put(name, _plain(chapter.items, chapter))


def division_codes(names: Sequence[tuple[str, int]]) -> dict[str, tuple[str, int]]:
    """Divisions by code; one to be named where the decree names none."""
    taken: set[str] = set()
    out: dict[str, tuple[str, int]] = {}
    for name, line in names:
        if name and name.lower() not in {known.lower() for known, _ in out.values()}:
            plain = re.sub(r"^(?:pelayanan\s+(?:di\s+)?)?bidang\s+", "", name, flags=re.IGNORECASE)
            out[unique(code_of(plain, 40) or "bidang", taken)] = (name, line)
    return out or {"pelayanan": ("Bidang Pelayanan", 0)}


def lines_text(first: int, last: int) -> str:
    return lines_of(first, last).text
