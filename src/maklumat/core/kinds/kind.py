"""What a kind of step is: the fields it asks, the ways out of it, the evidence it leaves and the effects it has."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

# Effects: the closed list of things that an outcome can set in motion. `records.work.effects` has one entry for each.
DRAFT_PRODUCT: Final = "draft_product"  # the letter of the step's product is filled in and can be read
IMPORT_PRODUCT: Final = "import_product"  # an outside document comes in untouched as the step's product
INITIAL_PRODUCT: Final = "initial_product"  # a paraf on the draft
SIGN_PRODUCT: Final = "sign_product"  # number, render, sign (or take in the wet-signed scan)
DELIVER_PRODUCT: Final = "deliver_product"  # handed to the collector; may be downloaded
HAND_OUT_GOODS: Final = "hand_out_goods"  # what was handed out, if anything, stands in the book of deliveries
RECALL_PRODUCT: Final = (
    "recall_product"  # issued but not yet handed over: it is revoked, the next one gets a new number
)
BOOK_PLACE: Final = "book_place"  # the place that the step names is taken for the time of the appointment
REFUSE: Final = "refuse"  # a refusal is proposed or decided: rule, basis, objection deadline, next route

EFFECTS: Final = frozenset(
    {
        DRAFT_PRODUCT, IMPORT_PRODUCT, INITIAL_PRODUCT, SIGN_PRODUCT, DELIVER_PRODUCT, HAND_OUT_GOODS, RECALL_PRODUCT,
        BOOK_PLACE, REFUSE,
    }
)  # fmt: skip

SENT_BACK: Final = frozenset({"returned", "stepped_back"})
"""Ways by which a desk sends the work back to be mended: to whoever did it, or one step."""

# Kinds of field, each with the JSON value that `record` accepts.
TEXT: Final = "text"  # one line
PARAGRAPH: Final = "paragraph"  # several lines
DATE: Final = "date"  # "2026-11-23", the office's calendar
MOMENT: Final = "moment"  # "2026-11-23T14:30:00+07:00", with its distance from UTC
NUMBER: Final = "number"  # a whole number, not negative
MONEY: Final = "money"  # whole rupiah, not negative
YES_NO: Final = "yes_no"  # true or false
CHOICE: Final = "choice"  # the code of one of `choices`
CHOICES: Final = "choices"  # the codes of some of `choices`
PERSON: Final = "person"  # {"user": the id of somebody of the post that comes next, "name": their name}
PLACE: Final = "place"  # {"text": an address or a landmark, "coordinates": "-2.741050, 107.638120" or absent}
PEOPLE: Final = "people"  # names
ROWS: Final = "rows"  # a small table: [{column code: text, number or money}]
PHOTOS: Final = "photos"  # papers that are images
DOCUMENT: Final = "document"  # one paper, an image or a PDF
PROOF: Final = "proof"  # {"how": one of PROOFS, "image": a paper, where the hand drew on the screen}
PER_REQUIREMENT: Final = "per_requirement"  # {slot: what is missing or wrong}

DRAWN, THUMBPRINT, SIGNED_PAPER, NAME_ALONE = "drawn", "thumbprint", "signed_paper", "name_alone"
PROOFS: Final = (
    (DRAWN, "Tanda tangan di layar"),
    (THUMBPRINT, "Cap jempol di kertas"),
    (SIGNED_PAPER, "Tanda tangan di kertas"),
    (NAME_ALONE, "Nama saja, disaksikan petugas"),
)
ON_PAPER: Final = frozenset({THUMBPRINT, SIGNED_PAPER})
"""The proofs whose scan comes in later."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a `rows` field. `kind`: text, number, money or date. A row without a `needed` cell is not taken."""

    code: str
    label: str
    kind: str = TEXT
    needed: bool = False


@dataclass(frozen=True, slots=True)
class Field:
    """A field of the step's record.

    `past`: what it tells of has happened; the form offers the present moment and a later one is refused. `unknowable`:
    may be answered "belum diketahui". `told`: the applicant sees it on the page that follows the file. `confined`: only
    the posts of the step see it, not the whole team of the file. `group`: asked only by steps whose standard names it.
    """

    code: str
    label: str
    kind: str
    choices: tuple[tuple[str, str], ...] = ()
    columns: tuple[Column, ...] = ()
    help: str = ""
    past: bool = False
    unknowable: bool = False
    told: bool = False
    confined: bool = False
    group: str = ""


@dataclass(frozen=True, slots=True)
class Way:
    """A named way out of a step of this kind.

    `word` is the Indonesian word of the YAML, `label` the button. `needs` are the fields this way requires always,
    `expects` those it requires except in services for a person in need, `asks` those that may stay empty.
    `onward` tells whether the work went well (True), so that worklists can show the ordinary way first. A way that
    `puts_off` leaves the deed itself still to be done: no promise that ends with the step is kept by it.
    """

    code: str
    word: str
    label: str
    needs: tuple[str, ...] = ()
    effects: tuple[str, ...] = ()
    onward: bool = True
    puts_off: bool = False
    expects: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of step. `evidence` are the fields that show the step was done.

    `own`: what the post itself must do; whoever works on it by delegation may prepare it, not do it.
    A kind without ways is open: the standard names the ways, and each expects and asks `open_expects` and `open_asks`.
    `elsewhere`: what belongs to this work and is not kept here, told to whoever does it; "" for nothing.
    `together`: fields that are filled in together or not at all.
    """

    code: str
    word: str
    label: str
    ways: tuple[Way, ...]
    fields: tuple[Field, ...] = ()
    evidence: tuple[str, ...] = ()
    generic: bool = False
    elsewhere: str = ""
    open_expects: tuple[str, ...] = ()
    open_asks: tuple[str, ...] = ()
    own: bool = False
    together: tuple[tuple[str, ...], ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether the standard names the ways out itself."""
        return not self.ways

    def way(self, code: str) -> Way:
        """The way out with this code; KeyError when the kind has none such. An open kind has any."""
        if self.is_open:
            label = code.replace("_", " ").capitalize()
            return Way(code, code, label, expects=self.open_expects, asks=self.open_asks)
        for way in self.ways:
            if way.code == code:
                return way
        raise KeyError(code)

    def field(self, code: str) -> Field:
        """The field with this code; KeyError when the kind has none such."""
        for field in self.fields:
            if field.code == code:
                return field
        raise KeyError(code)

    def asked(self, way: Way, groups: tuple[str, ...] = ()) -> tuple[Field, ...]:
        """The fields that one way out shows, in the kind's order; those of a group only where it is among `groups`."""
        shown = {*way.needs, *way.expects, *way.asks}
        return tuple(
            field for field in self.fields if field.code in shown and (not field.group or field.group in groups)
        )


CARDS: Final = (
    ("ktp", "e-KTP"),
    ("kk", "Kartu Keluarga"),
    ("sim", "SIM"),
    ("paspor", "Paspor"),
    ("suket", "Surat keterangan dari desa atau kelurahan"),
)
"""By what somebody at the counter shows who they are."""
KNOWN: Final = ("known", "Tanpa kartu, dikenal petugas")
"""Nobody is sent away for want of a card where the officer knows them."""

NOTE: Final = Field("note", "Catatan", PARAGRAPH)
REASON: Final = Field("reason", "Alasan", PARAGRAPH)
DRAFT_BACK: Final = tuple(
    Way(code, word, label, needs=("reason",), asks=("note",), onward=False, puts_off=True)
    for code, word, label in (
        ("returned", "dikembalikan", "Kembalikan konsep"),
        ("stepped_back", "dimundurkan", "Kembalikan satu langkah"),
    )
)
"""How whoever initials or signs a draft sends it back: to whoever wrote it, or one step."""
REFERENCE: Final = Field("reference", "Nomor atau acuan pada aplikasi lain", TEXT)
PHOTOS_FIELD: Final = Field("photos", "Foto", PHOTOS, help="Boleh lebih dari satu.")
SCAN: Final = Field("scan", "Pindaian atau foto suratnya", DOCUMENT)
WITHOUT_SYSTEM: Final = "without_system"
"""The group of fields of a step whose standard names an outside system: how it was answered while that was down."""
ANSWERED_HOW, ANSWERED_WHY = "answered_how", "answered_why"
HOW_FIELD: Final = Field(
    ANSWERED_HOW,
    "Dijawab tanpa membuka sistemnya: dengan apa?",
    CHOICE,
    choices=(
        ("phone_centre", "Telepon ke pusat data"),
        ("phone_facilitator", "Telepon ke pendamping"),
        ("printed_list", "Daftar yang sudah dicetak"),
        ("village_data", "Data desa atau kelurahan"),
        ("other", "Cara lain (tulis di alasannya)"),
    ),
    help="Kosongkan bila sistemnya dibuka. Yang dijawab begini dicek ulang sesudah sistemnya pulih.",
    group=WITHOUT_SYSTEM,
)
WHY_FIELD: Final = Field(
    ANSWERED_WHY,
    "Mengapa sistemnya tidak dibuka",
    TEXT,
    help="Misalnya: SIKS-NG tidak terbuka sejak pagi.",
    group=WITHOUT_SYSTEM,
)
CHANNELS: Final = (
    ("phone", "Telepon"),
    ("whatsapp", "WhatsApp"),
    ("sms", "SMS"),
    ("online", "Media online lain"),
    ("in_person", "Tatap muka"),
    ("letter", "Surat"),
    ("agency", "Lewat instansi lain"),
)
TRANSPORT: Final = (
    ("ship", "Kapal laut"),
    ("plane", "Pesawat"),
    ("bus", "Bus atau travel"),
    ("office_car", "Kendaraan dinas"),
    ("other", "Lainnya"),
)
