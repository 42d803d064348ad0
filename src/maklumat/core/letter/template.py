"""Letter templates: the office's own words as data, read from `surat/<product>.yaml`. Layout is not in them.

    kode: surat-keterangan
    bentuk: keterangan            # surat (Nomor, Hal, Yth.), keterangan (judul di tengah), berita_acara (dua pihak)
    judul: SURAT KETERANGAN
    isian: {nomor_urut: {label: Nomor urut pada daftar, jenis: teks, wajib: ya}}
    isi:
      - alinea: "Yang bertanda tangan di bawah ini menerangkan bahwa:"
      - baris: {Nama: "{nama}", NIK: "{nik}"}

`isian` are the values the letter needs beyond `names.KNOWN_NAMES`; the desk asks for those no answer and no step
(`names.RECORDED_NAMES`) provides.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import yaml

from maklumat.core.letter.names import KNOWN_NAMES
from maklumat.core.letter.reader import Fields, Reader
from maklumat.core.letter.texts import holes

FORMS: Final[Mapping[str, str]] = {"surat": "letter", "keterangan": "statement", "berita_acara": "record"}
FIELD_KINDS: Final[Mapping[str, str]] = {
    "teks": "text", "alinea": "paragraph", "bilangan": "number", "tanggal": "date", "tabel": "table",
}  # fmt: skip
KIND_WORDS: Final = {kind: word for word, kind in FIELD_KINDS.items()}
ALIGNMENTS: Final[Mapping[str, str]] = {"kiri": "left", "tengah": "center", "kanan": "right"}


@dataclass(frozen=True, slots=True)
class TemplateField:
    """A value the letter needs. `kind`: text, paragraph, number, date or table. `choices` empty: anything goes."""

    name: str
    label: str
    kind: str
    required: bool
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """`style`: "plain" (first line indented), "flush" or "center" (bold, in the middle).

    `when` names the value without which the paragraph is left out; "" always prints it.
    """

    text: str
    style: str = "plain"
    when: str = ""


@dataclass(frozen=True, slots=True)
class Rows:
    """Label and value, one under the other. A row none of whose values is there is left out."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Points:
    """A numbered list; `marker` is "1." or "a."."""

    items: tuple[str, ...]
    marker: str = "1."


@dataclass(frozen=True, slots=True)
class Column:
    title: str
    align: str = "left"
    share: float = 1.0


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose rows are the value `source`; each row has one text per column."""

    columns: tuple[Column, ...]
    source: str


Block = Paragraph | Rows | Points | Table


@dataclass(frozen=True, slots=True)
class Party:
    """Another party who signs a record by hand: "PIHAK KEDUA"."""

    called: str
    name: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Template:
    """One letter of one office. `form` is "letter", "statement" or "record"; texts may have holes.

    `own_head`: it carries the office's letterhead; not so what somebody above the office signs on their own paper.
    """

    code: str
    form: str
    blocks: tuple[Block, ...]
    title: str = ""
    subject: str = ""
    nature: str = ""
    attachment: str = ""
    addressee: tuple[str, ...] = ()
    fields: tuple[TemplateField, ...] = ()
    cc: tuple[str, ...] = ()
    parties: tuple[Party, ...] = ()
    signatory_called: str = ""
    own_head: bool = True

    @property
    def names(self) -> frozenset[str]:
        """Every value the letter can use, so that whoever composes it fetches no more than these."""
        tables = {block.source for block in self.blocks if isinstance(block, Table)}
        conditions = {block.when for block in self.blocks if isinstance(block, Paragraph) and block.when}
        return frozenset({hole.name for text in self.texts() for hole in holes(text)} | tables | conditions)

    def texts(self) -> tuple[str, ...]:
        """Every text of the letter that may have holes."""
        found = [self.title, self.subject, self.attachment, *self.addressee, *self.cc]
        for block in self.blocks:
            if isinstance(block, Paragraph):
                found.append(block.text)
            elif isinstance(block, Rows):
                found += [text for _, text in block.rows]
            elif isinstance(block, Points):
                found += block.items
        for party in self.parties:
            found += [party.name, party.note]
        return tuple(found)

    def columns(self, name: str) -> tuple[Column, ...]:
        """The columns that the rows of the table value `name` have; empty when the letter prints no such table."""
        found = (block.columns for block in self.blocks if isinstance(block, Table) and block.source == name)
        return next(found, ())

    def field(self, name: str) -> TemplateField | None:
        """The declared field of that name, or None: then it is one of KNOWN_NAMES."""
        return next((field for field in self.fields if field.name == name), None)


_KEYS: Final = (
    "kode", "bentuk", "judul", "hal", "sifat", "lampiran", "kepada", "isian", "isi", "tembusan", "pihak",
    "sebutan_penanda_tangan", "kop", "catatan",
)  # fmt: skip
_BLOCK_KEYS: Final = ("alinea", "rata", "tengah", "baris", "butir", "huruf", "tabel")


@lru_cache(maxsize=256)
def parse_template(text: str, file: str) -> Template:
    """Read one template; the same text is read once.

    TemplateFault SRT-010 to SRT-017 names `file`, line and column of the first fault.
    """
    reader = Reader(file)
    root = reader.root(text)
    keys = reader.fields(root, _KEYS, ("kode", "bentuk", "isi"))
    form = FORMS[reader.word(keys["bentuk"], FORMS)]
    for key in ("hal", "kepada") if form == "letter" else ("judul",):
        if key not in keys:
            raise reader.fault(root, "SRT-012", "kunci {key} belum ada.", key=key)
    fields = _fields(reader, keys["isian"]) if "isian" in keys else ()
    names = (*KNOWN_NAMES, *(field.name for field in fields))
    tables = tuple(field.name for field in fields if field.kind == "table")

    def one(key: str) -> str:
        return reader.with_holes(keys[key], names) if key in keys else ""

    def many(key: str) -> tuple[str, ...]:
        return tuple(reader.with_holes(item, names) for item in reader.items(keys[key])) if key in keys else ()

    return Template(
        code=reader.text(keys["kode"]),
        form=form,
        blocks=tuple(_block(reader, node, names, tables) for node in reader.items(keys["isi"])),
        title=one("judul"),
        subject=one("hal"),
        nature=reader.text(keys["sifat"]) if "sifat" in keys else "",
        attachment=one("lampiran"),
        addressee=many("kepada"),
        fields=fields,
        cc=many("tembusan"),
        parties=tuple(_party(reader, node, names) for node in reader.items(keys["pihak"])) if "pihak" in keys else (),
        signatory_called=one("sebutan_penanda_tangan"),
        own_head=reader.yes(keys["kop"]) if "kop" in keys else True,
    )


def _fields(reader: Reader, node: yaml.Node) -> tuple[TemplateField, ...]:
    found = []
    for name, value in reader.fields(node).items():
        if name in KNOWN_NAMES:
            raise reader.fault(value, "SRT-017", "isian {name} sudah dikenal; tidak perlu didaftarkan.", name=name)
        if not name.isidentifier() or name != name.lower():
            raise reader.fault(
                value, "SRT-017", "nama isian {name} hanya boleh huruf kecil, angka, garis bawah.", name=name
            )
        keys = reader.fields(value, ("label", "jenis", "wajib", "pilihan"), ("label",))
        found.append(
            TemplateField(
                name=name,
                label=reader.text(keys["label"]),
                kind=FIELD_KINDS[reader.word(keys["jenis"], FIELD_KINDS)] if "jenis" in keys else "text",
                required=reader.yes(keys["wajib"]) if "wajib" in keys else True,
                choices=tuple(map(reader.text, reader.items(keys["pilihan"]))) if "pilihan" in keys else (),
            )
        )
    return tuple(found)


def _block(reader: Reader, node: yaml.Node, names: tuple[str, ...], tables: tuple[str, ...]) -> Block:
    keys = reader.fields(node, (*_BLOCK_KEYS, "bila_ada"))
    kinds = [key for key in keys if key != "bila_ada"]
    if len(kinds) != 1:
        raise reader.fault(
            node, "SRT-013", "satu bagian memuat tepat satu dari: {kinds}.", kinds=", ".join(_BLOCK_KEYS)
        )
    kind, value = kinds[0], keys[kinds[0]]
    if "bila_ada" in keys and kind not in ("alinea", "rata"):
        raise reader.fault(node, "SRT-011", "bila_ada hanya untuk alinea dan rata.")
    if kind == "baris":
        return Rows(tuple((label, reader.with_holes(text, names)) for label, text in reader.fields(value).items()))
    if kind in ("butir", "huruf"):
        items = tuple(reader.with_holes(item, names) for item in reader.items(value))
        return Points(items, "1." if kind == "butir" else "a.")
    if kind == "tabel":
        return _table(reader, value, tables)
    style = {"alinea": "plain", "rata": "flush", "tengah": "center"}[kind]
    when = reader.word(keys["bila_ada"], names) if "bila_ada" in keys else ""
    return Paragraph(reader.with_holes(value, names), style, when)


def _table(reader: Reader, node: yaml.Node, tables: tuple[str, ...]) -> Table:
    keys = reader.fields(node, ("dari", "kolom"), ("dari", "kolom"))
    columns = []
    for item in reader.items(keys["kolom"]):
        parts: Fields = reader.fields(item, ("judul", "rata", "bagian"), ("judul",))
        columns.append(
            Column(
                title=reader.text(parts["judul"]),
                align=ALIGNMENTS[reader.word(parts["rata"], ALIGNMENTS)] if "rata" in parts else "left",
                share=reader.number(parts["bagian"], 0.1, 20) if "bagian" in parts else 1.0,
            )
        )
    return Table(tuple(columns), reader.word(keys["dari"], tables))


def _party(reader: Reader, node: yaml.Node, names: tuple[str, ...]) -> Party:
    keys = reader.fields(node, ("sebutan", "nama", "keterangan"), ("sebutan", "nama"))
    note = reader.with_holes(keys["keterangan"], names) if "keterangan" in keys else ""
    return Party(reader.text(keys["sebutan"]), reader.with_holes(keys["nama"], names), note)
