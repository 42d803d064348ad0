"""One service as a draft in our format; what is not sure stands in a remark above it and in `catatan`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from maklumat.core.decree.draft_steps import procedure
from maklumat.core.decree.figures import Limit
from maklumat.core.decree.model import Doubt, Item, Part
from maklumat.core.decree.reading import Service
from maklumat.core.decree.requirements import Need
from maklumat.core.decree.spelling import code_of, in_sentence, tidy, tokens, unique
from maklumat.core.decree.titles import bare_title
from maklumat.core.decree.yaml_text import YES, Block, Raw, Value, written

CHECK: Final = "PERIKSA: "
TO_ANSWER: Final = "Setiap PERIKSA harus dijawab sebelum diberlakukan."
NOT_PRINTED: Final = "Naskah tidak memuatnya atau tidak terbaca."


def lines_of(first: int, last: int) -> Raw:
    return Raw(f"{first}-{last}" if last > first else str(first))


def source(first: int, last: int = 0, mark: str = "") -> Block:
    block = Block().put("baris", lines_of(first, last or first))
    return block.put("butir", mark) if mark else block


def missing(text: str = NOT_PRINTED) -> Block:
    return Block().put("alasan", text)


def listing(where: Block, entries: list[Value]) -> Block:
    """A list with its source; an empty one says why it is empty."""
    if not entries and "alasan" not in dict(where.keys):
        where.put("alasan", "Kosong atau tidak terbaca dalam naskah.")
    return Block().put("sumber", where).put("daftar", entries)


def file_name(seq: int, code: str) -> str:
    return f"{seq:02}-{code}.yaml"


def service_text(service: Service, seq: int, code: str, division: str, document: str, office: str) -> str:
    """The YAML of one service."""
    found = service.found
    title = found.title or f"Layanan {seq}"
    name = in_sentence(bare_title(title, office)) or title
    block = Block()
    block.put("format", 1).put("layanan", code, f"{CHECK}kode ini tidak pernah diganti sesudah standar diberlakukan.")
    block.put("urutan", seq)
    block.put("nama", name, "" if found.title else f"{CHECK}judul layanan tidak ditemukan.")
    block.put("judul_keputusan", in_sentence(tidy(title)))
    if found.number:
        block.put("nomor_dokumen", tidy(found.number).replace(" ", ""))
    block.put(
        "bidang", division, "" if found.division else f"{CHECK}naskah tidak menyebut bidangnya di atas layanan ini."
    )
    block.put("sumber", source(found.first, found.last))
    block.put("ringkasan", f"{name}.", f"{CHECK}tulis dalam satu atau dua kalimat sehari-hari untuk warga.")
    doubts: list[Doubt] = list(service.doubts)
    letter = _products(service, doubts)
    block.put("persyaratan", _needs(service, doubts))
    block.put("prosedur", procedure(service, letter, doubts, _span(service, "prosedur")))
    block.put("jangka_waktu", _limits(service, doubts))
    block.put("biaya", _fee(service, doubts))
    block.put("produk", letter)
    block.put("pengaduan", _channels(service, doubts))
    block.put("dasar_hukum", _acts(service, doubts))
    for component in ("sarana", "kompetensi"):
        block.put(component, _list(service, component))
    block.put("pengawasan_internal", _sentence(service, "pengawasan_internal"))
    block.put("jumlah_pelaksana", _staffing(service, doubts))
    for component in ("jaminan_pelayanan", "jaminan_keamanan"):
        block.put(component, _list(service, component))
    evaluation = _sentence(service, "evaluasi_kinerja")
    if service.survey:
        evaluation.put("tiap_bulan", service.survey)
    block.put("evaluasi_kinerja", evaluation)
    block.put("komponen_lain", _others(service) or None)
    _remark(block, doubts)
    block.put("catatan", notes(doubts) or None)
    above = f"Rancangan dari naskah {document}, baris {found.first}-{found.last}. {TO_ANSWER}"
    return written(block, above)


def _remark(block: Block, doubts: Sequence[Doubt]) -> None:
    """Each doubt about a component is also written above it."""
    keys = {key for key, _ in block.keys}
    for doubt in doubts:
        if doubt.about in keys:
            block.said.setdefault(doubt.about, []).append(
                f"{CHECK}{doubt.text} (baris {lines_of(doubt.first, doubt.last).text})"
            )


def notes(doubts: Sequence[Doubt]) -> list[Value]:
    out: list[Value] = []
    seen: set[tuple[str, str]] = set()
    for doubt in doubts:
        if (doubt.about, doubt.text) in seen:
            continue
        seen.add((doubt.about, doubt.text))
        note = Block().put("kode", f"impor-{len(out) + 1}").put("teks", doubt.text)
        note.put("pilihan", doubt.choice or "Belum diperiksa orang; cocokkan dengan naskah.")
        out.append(note.put("sumber", source(doubt.first, doubt.last)))
    return out


def _part(service: Service, component: str) -> Part | None:
    return service.found.part(component)


def _span(service: Service, component: str) -> Block:
    part = _part(service, component)
    return source(part.first, part.last) if part else missing()


def _listed(service: Service, component: str, entries: list[Value]) -> Block:
    return listing(_span(service, component), entries)


def _needs(service: Service, doubts: list[Doubt]) -> Block:
    taken: set[str] = set()
    entries: list[Value] = [_need(need, taken) for need in service.needs]
    if not entries:
        entries.append(
            Block(remarks=[f"{CHECK}persyaratan tidak terbaca."])
            .put("kode", "periksa").put("teks", "Persyaratan belum terbaca dari naskah").put("jenis", Raw("lainnya"))
            .put("sumber", missing())
        )  # fmt: skip
    unsure = [need for need in service.needs if need.doubts]
    if unsure:
        text = f"{len(unsure)} dari {len(service.needs)} persyaratan dibaca dengan ragu; lihat PERIKSA pada butirnya."
        doubts.append(Doubt("persyaratan", text, unsure[0].line, max(need.last for need in unsure)))
    return _listed(service, "persyaratan", entries)


def _need(need: Need, taken: set[str]) -> Block:
    block = Block(remarks=[f"{CHECK}{doubt}" for doubt in need.doubts])
    block.put("kode", unique(need.document or code_of(need.text, 32) or "syarat", taken))
    block.put("teks", need.text).put("jenis", Raw(need.kind))
    if need.form:
        block.put("bentuk", Raw(need.form))
    if need.optional:
        block.put("bila_ada", YES)
    if need.alternatives:
        inner: set[str] = set()
        block.put("salah_satu", [
            Block().put("kode", unique(code_of(text, 24) or "pilihan", inner)).put("teks", text)
            for text in need.alternatives
        ])  # fmt: skip
    if need.couple:
        block.put("per_orang", [Raw("suami"), Raw("istri")])
    if need.document:
        block.put("jenis_dokumen", Raw(need.document))
    if need.details:
        block.put("bantuan", "; ".join(need.details)[:1500])
    return block.put("sumber", source(need.line, need.last, need.mark))


def _limits(service: Service, doubts: list[Doubt]) -> Block:
    taken: set[str] = set()
    entries: list[Value] = []
    for limit in service.limits:
        entries.append(
            _limit(limit, unique(code_of(limit.condition, 24) or "utama", taken), named=len(service.limits) > 1)
        )
        _tell("jangka_waktu", limit, doubts)
    if not entries:
        text = "Jangka waktu tidak terbaca; ditulis tanpa angka."
        part = _part(service, "jangka_waktu")
        first = part.first if part else service.found.first
        doubts.append(Doubt("jangka_waktu", text, first, first))
        entries.append(Block().put("tanpa_angka", YES).put("sumber", missing()))
    for limit in service.answer:
        block = _limit(limit, unique("jawaban", taken), named=True)
        block.put(
            "mulai",
            Raw("diterima"),
            f"{CHECK}janji menjawab ini tercetak pada jaminan; tunjuk langkahnya dengan berakhir_pada.",
        )
        entries.append(block)
        _tell("jangka_waktu", limit, doubts)
    return _listed(service, "jangka_waktu", entries)


def _tell(about: str, limit: Limit, doubts: list[Doubt]) -> None:
    doubts += [Doubt(about, f"“{limit.text[:200]}”: {text}", limit.line, limit.line) for text in limit.doubts]


def _limit(limit: Limit, code: str, *, named: bool) -> Block:
    block = Block(remarks=[f"{CHECK}{doubt}" for doubt in limit.doubts])
    if named:
        block.put("kode", code)
    figure: Value = limit.high or 1
    if limit.low is not None and limit.high is not None and limit.unit not in ("tanggal_bulanan", "tahun_anggaran"):
        figure = Block().put("dari", limit.low).put("sampai", limit.high)
    block.put(limit.unit, True if limit.unit in ("tanpa_angka", "setiap_bulan") else figure)
    if limit.condition:
        block.put("kondisi", limit.condition[:300])
    if limit.starts and code != "jawaban":
        block.put("mulai", Raw(limit.starts))
    if limit.lasting:
        block.put("sifat", Raw("lamanya"))
    if limit.depends:
        block.put("menyesuaikan", limit.depends)
    if limit.unit == "hari":
        block.put("dihitung", Raw("hari_kerja"))
    if limit.round_clock:
        block.put("siang_malam", YES)
    return block.put("sumber", source(limit.line, 0, limit.mark))


def _fee(service: Service, doubts: list[Doubt]) -> Block:
    part = _part(service, "biaya")
    block = Block().put("rupiah", service.fee.rupiah)
    if part is not None and not service.fee.sure:
        text = f"Biaya tercetak “{part.text[:160]}” belum pasti dibaca sebagai Rp{service.fee.rupiah}."
        doubts.append(Doubt("biaya", text, part.first, part.last))
    return block.put("sumber", _span(service, "biaya"))


def _products(service: Service, doubts: list[Doubt]) -> Block:
    taken: set[str] = set()
    entries: list[Value] = []
    for product in service.products:
        code = unique(code_of(product.text) or "produk", taken)
        block = Block(remarks=[f"{CHECK}jenis produk ditebak dari namanya."])
        block.put("kode", code).put("nama", product.text[:300]).put("jenis", Raw(product.kind))
        if product.kind == "surat":
            block.put(
                "templat", Raw(code), f"{CHECK}isi templatnya di folder surat; cara dan penanda tangannya ditebak."
            )
            block.put("tanda_tangan", Raw("basah")).put("penanda_tangan", Raw("kepala-dinas"))
            block.put("nomor", "{klasifikasi}/{urut}/{unit}/{tahun}").put("klasifikasi", "400.9")
        entries.append(block.put("sumber", source(product.line, 0, product.mark)))
    if not entries:
        part = _part(service, "produk")
        line = part.first if part else service.found.first
        doubts.append(Doubt("produk", "Produk layanan tidak terbaca.", line, line))
        entries.append(
            Block().put("kode", "layanan").put("nama", "Layanan").put("jenis", Raw("layanan")).put("sumber", missing())
        )
    return _listed(service, "produk", entries)


def letters(service: Service) -> dict[str, str]:
    """A template to begin with for each letter, so that the procedure can be tried; by path."""
    taken: set[str] = set()
    out = {}
    for product in service.products:
        code = unique(code_of(product.text) or "produk", taken)
        if product.kind == "surat":
            block = Block().put("kode", Raw(code)).put("bentuk", Raw("keterangan")).put("judul", product.text[:120])
            block.put("isi", [Block().put("rata", "Surat ini diberikan kepada {nama}.")], f"{CHECK}tulis isi suratnya.")
            out[f"surat/{code}.yaml"] = written(block, "Templat pengganti; contohnya ada di _bersama/surat.")
    return out


def _channels(service: Service, doubts: list[Doubt]) -> Block:
    taken: set[str] = set()
    entries: list[Value] = []
    for channel in service.channels:
        block = Block(remarks=[] if channel.sure else [f"{CHECK}jenis saluran ditebak dari kata-katanya."])
        block.put("kode", unique(channel.kind, taken)).put("jenis", Raw(channel.kind)).put("teks", channel.text)
        if channel.address:
            block.put("alamat", channel.address)
        if channel.empty:
            block.put("tidak_diterbitkan", "Nomor dalam naskah belum diisi.")
        entries.append(block.put("sumber", source(channel.line, 0, channel.mark)))
    unsure = [channel for channel in service.channels if not channel.sure]
    if unsure:
        doubts.append(
            Doubt("pengaduan", f"{len(unsure)} saluran pengaduan ditebak jenisnya.", unsure[0].line, unsure[-1].line)
        )
    return _listed(service, "pengaduan", entries)


def _acts(service: Service, doubts: list[Doubt]) -> Block:
    entries: list[Value] = []
    for act, item in zip(service.acts, service.act_items, strict=True):
        block = Block(remarks=[f"{CHECK}{act.doubt}"] if act.doubt else [])
        if act.code:
            block.put("peraturan", act.code)
        if act.doubt:
            doubts.append(Doubt("dasar_hukum", f"“{act.text[:160]}”: {act.doubt}", item.first, item.last))
        entries.append(block.put("teks", act.text).put("sumber", source(item.first, item.last, item.mark)))
    if not entries:
        entries.append(Block().put("teks", "Dasar hukum belum terbaca dari naskah").put("sumber", missing()))
    return _listed(service, "dasar_hukum", entries)


def _list(service: Service, component: str) -> Block:
    return _listed(service, component, [_item(item) for item in service.lists.get(component, [])])


def _item(item: Item) -> Block:
    return Block().put("teks", item.text).put("sumber", source(item.first, item.last, item.mark))


def _sentence(service: Service, component: str) -> Block:
    text = service.texts.get(component, "")
    block = Block().put("teks", text or "Belum terbaca dari naskah", "" if text else f"{CHECK}{NOT_PRINTED}")
    return block.put("sumber", _span(service, component))


def _staffing(service: Service, doubts: list[Doubt]) -> Block:
    staff = service.staffing
    part = _part(service, "jumlah_pelaksana")
    first, last = (part.first, part.last) if part else (service.found.first, service.found.first)
    texts = list(staff.doubts) + ([] if staff.count else ["Jumlah pelaksana tidak terbaca; ditulis 1."])
    doubts += [Doubt("jumlah_pelaksana", text, first, last) for text in texts]
    block = Block().put("jumlah", max(1, staff.count))
    if staff.roles:
        block.put("peran", [Block().put("nama", name).put("jumlah", count) for name, count in staff.roles])
    return block.put("sumber", _span(service, "jumlah_pelaksana"))


def _others(service: Service) -> list[Value]:
    taken: set[str] = set()
    out: list[Value] = []
    for part, inside in service.others:
        entries: list[Value] = [_item(item) for item in inside]
        if not entries or len(tokens(part.name)) == 0:
            continue
        block = Block(remarks=[f"{CHECK}bukan salah satu dari keempat belas komponen."])
        block.put("kode", unique(code_of(part.name, 24) or "lain", taken)).put("nama", part.name)
        out.append(block.put("daftar", entries).put("sumber", source(part.first, part.last)))
    return out
