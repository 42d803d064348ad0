"""One letter, complete: everything that is printed on it, as values."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any, Final

from maklumat.core.letter.base import ELECTRONIC, OUTSIDE, PAPERS, Theme
from maklumat.core.letter.template import Block, Paragraph, Party, Points, Rows, Table
from maklumat.core.letter.texts import clean
from maklumat.core.standard.model import Office
from maklumat.core.terbilang.dates import long_date

NO_NUMBER: Final = "…………………"
"""Stands for the number while the letter is a draft: a number is taken only when the letter is to be signed."""
NO_DATE: Final = "…………………"
"""Who signs above the office dates the letter."""


@dataclass(frozen=True, slots=True)
class Letterhead:
    """`emblem_svg` is the region's emblem as the office supplies it; "" draws a neutral shield."""

    government: str
    agency: str
    address: str
    phones: tuple[str, ...] = ()
    email: str = ""
    website: str = ""
    emblem_svg: str = ""

    @property
    def region(self) -> str:
        """The region whose government it is: "Kabupaten Contoh"."""
        return self.government.removeprefix("Pemerintah ")

    @property
    def heading(self) -> str:
        """The agency as the head of a letter prints it: below its government's name the region is not said again."""
        return self.agency.removesuffix(f" {self.region}")


@dataclass(frozen=True, slots=True)
class Signatory:
    """Who signs. `post` is the post's title; `name`, `rank` and `nip` may be empty.

    `above` are the lines before the post's own, where somebody signs in another's name: "a.n. Kepala Dinas", and below
    it "Sekretaris" and "u.b." where it goes one post further down. `capacity` is "Plt." or "Plh." where the holder only
    acts.
    """

    post: str
    name: str = ""
    rank: str = ""
    nip: str = ""
    capacity: str = ""
    above: tuple[str, ...] = ()

    @property
    def heading(self) -> tuple[str, ...]:
        """The lines above the name."""
        return (*self.above, f"{self.capacity} {self.post}".strip())


@dataclass(frozen=True, slots=True)
class Frame:
    """What a letter has besides its text. `mode`: "electronic", "wet" or "outside"; `on` the office's local date.

    `number` is "" for a draft. `verify_url` goes into the QR code, `verify_code` is printed beside it for people
    without a scanner; neither may carry personal data. `built_in_signer` says that our own signer signs it, `certified`
    that the signer's own certificate of BSrE does.
    `for_outside`: it is finished here and goes to somebody above the office, who signs and numbers it.
    """

    letterhead: Letterhead
    place: str
    on: date
    signatory: Signatory
    mode: str = ELECTRONIC
    number: str = ""
    classification: str = ""
    verify_url: str = ""
    verify_code: str = ""
    is_demo: bool = False
    built_in_signer: bool = True
    certified: bool = False
    for_outside: bool = False

    @property
    def is_draft(self) -> bool:
        return not self.number and not self.for_outside


@dataclass(frozen=True, slots=True)
class LetterContent:
    """A letter without holes, ready to be laid out. `form` as in Template; `footer` the lines at the foot of a page."""

    frame: Frame
    theme: Theme
    form: str
    title: str
    subject: str
    nature: str
    attachment: str
    addressee: tuple[str, ...]
    blocks: tuple[Block, ...]
    cc: tuple[str, ...]
    parties: tuple[Party, ...]
    signatory_called: str
    footer: tuple[str, ...]
    watermark: str
    own_head: bool = True

    @property
    def document_title(self) -> str:
        """The PDF's title: never a person's name, for it shows in file managers and browser tabs."""
        head = self.title or self.subject
        return f"{self.watermark + ': ' if self.watermark else ''}{head} {self.frame.number}".strip()

    def to_values(self) -> dict[str, Any]:
        """Plain JSON values for the layout: the same letter always gives the same values."""
        frame = self.frame
        width, height = PAPERS[self.theme.paper]
        return {
            "document_title": self.document_title,
            "theme": {
                "width_mm": width,
                "height_mm": height,
                "margins_mm": list(self.theme.margins),
                "font_size_pt": self.theme.font_size,
            },
            "form": self.form,
            "own_head": self.own_head,
            "letterhead": asdict(frame.letterhead)
            | {"phones": list(frame.letterhead.phones), "heading": frame.letterhead.heading},
            "number": frame.number or NO_NUMBER,
            "classification": frame.classification,
            "date": [frame.on.year, frame.on.month, frame.on.day],
            "place_and_date": f"{frame.place}, {NO_DATE if frame.mode == OUTSIDE else long_date(frame.on)}",
            "title": self.title,
            "subject": self.subject,
            "nature": self.nature,
            "attachment": self.attachment,
            "addressee": list(self.addressee),
            "blocks": [_block_values(block) for block in self.blocks],
            "signature": {
                "mode": "draft" if frame.is_draft else frame.mode,
                "called": self.signatory_called,
                "heading": list(frame.signatory.heading),
                "name": frame.signatory.name,
                "rank": frame.signatory.rank,
                "nip": frame.signatory.nip,
            },
            "parties": [{"called": party.called, "name": party.name, "note": party.note} for party in self.parties],
            "cc": list(self.cc),
            "verification": {"url": frame.verify_url, "code": frame.verify_code},
            "footer": list(self.footer),
            "watermark": self.watermark,
        }


def _block_values(block: Block) -> dict[str, Any]:
    match block:
        case Paragraph():
            return {"kind": "paragraph", "text": block.text, "style": block.style}
        case Rows():
            return {"kind": "rows", "rows": [list(row) for row in block.rows]}
        case Points():
            return {"kind": "points", "marker": block.marker, "items": list(block.items)}
        case FilledTable():
            columns = [{"title": c.title, "align": c.align, "share": c.share} for c in block.columns]
            return {"kind": "table", "columns": columns, "rows": [list(row) for row in block.rows]}
        case Table():
            raise TypeError("a table without rows cannot be laid out")


@dataclass(frozen=True, slots=True)
class FilledTable(Table):
    """A table with its rows."""

    rows: tuple[tuple[str, ...], ...] = ()


def letterhead_of(office: Office, emblem_svg: str = "") -> Letterhead:
    """The head of every letter of an office."""
    postal = f" {office.postal_code}" if office.postal_code and office.postal_code not in office.address else ""
    return Letterhead(
        government=clean(office.government),
        agency=clean(office.name),
        address=clean(office.address + postal),
        phones=tuple(map(clean, office.phones)),
        email=clean(office.email),
        website=clean(office.website),
        emblem_svg=emblem_svg,
    )


def with_number(frame: Frame, number: str) -> Frame:
    """The same frame with the number that was taken for it."""
    return replace(frame, number=number)
