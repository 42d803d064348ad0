"""Template + values + frame = letter. Everything that can be wrong is said here, before a number is taken."""

from __future__ import annotations

import re
from collections.abc import Mapping, Set
from dataclasses import replace
from datetime import date
from typing import Final

from maklumat.core.letter.base import ELECTRONIC, Base
from maklumat.core.letter.content import FilledTable, Frame, LetterContent
from maklumat.core.letter.faults import LetterFault
from maklumat.core.letter.names import OFFICE_NAMES
from maklumat.core.letter.template import KIND_WORDS, Block, Paragraph, Party, Points, Rows, Table, Template
from maklumat.core.letter.texts import Value, clean, fill, holes, is_empty

ESSENTIAL: Final = frozenset({"nama"})
"""Known names that a letter using them is worthless without; the row of any other is left out when it is unknown."""

_HONORED: Final = re.compile(r"^(?:\s*Yth\b\.?\s*:?\s*)+(?=\S)", re.IGNORECASE)
"""The layout says "Yth." before the addressee; templates and people say it too."""


def unanswered(template: Template, values: Mapping[str, Value]) -> tuple[str, ...]:
    """Names the letter cannot do without and `values` do not give: what the desk still has to ask.

    The frame's own names (office, number, signatory) need not be among the values.
    """
    given = _given(values)
    absent: dict[str, None] = {}
    for text in _demanding(template, given):
        absent.update(dict.fromkeys(name for name in _names(text) if name not in given))
    for block in template.blocks:
        if isinstance(block, Rows):
            named = {name for _, text in block.rows for name in _names(text)}
            absent.update(dict.fromkeys(sorted(named & ESSENTIAL - given)))
    optional = {field.name for field in template.fields if not field.required}
    absent.update((field.name, None) for field in template.fields if field.name not in given)
    return tuple(name for name in absent if name not in optional)


def compose(template: Template, base: Base, frame: Frame, values: Mapping[str, Value]) -> LetterContent:
    """The letter. LetterFault SRT-020 names everything that is missing, SRT-021 a value of the wrong kind.

    An optional value that is absent takes its row or its conditional paragraph with it; elsewhere "-" is printed. A
    draft leads to no verification page and does not say that anybody signed it.
    """
    _check(template, values)
    if frame.is_draft:
        frame = replace(frame, verify_url="", verify_code="")
    given = _given(values)
    if not frame.signatory.name:  # a draft that nobody has come to sign yet
        given -= {"nama_penanda_tangan"}
    known = dict(values) | _frame_values(frame)
    known |= {field.name: "-" for field in template.fields if field.name not in given and field.kind != "table"}

    def say(text: str) -> str:
        return fill(text, known)

    blocks = (_block(block, known, given) for block in template.blocks)
    return LetterContent(
        frame=frame,
        theme=base.theme,
        form=template.form,
        title=say(template.title),
        subject=say(template.subject),
        nature=template.nature,
        attachment=say(template.attachment),
        addressee=_once_honored(tuple(map(say, _addressee(template, given)))),
        blocks=tuple(block for block in blocks if block is not None),
        cc=tuple(say(text) for text in template.cc if _is_kept(text, given)),
        parties=tuple(_party(party, known, given) for party in template.parties),
        signatory_called=say(template.signatory_called),
        footer=_footer(base, frame, known),
        own_head=template.own_head,
        watermark=base.demo_word if frame.is_demo else base.draft_word if frame.is_draft else "",
    )


def _once_honored(lines: tuple[str, ...]) -> tuple[str, ...]:
    return (_HONORED.sub("", lines[0]), *lines[1:]) if lines else ()


def _party(party: Party, known: Mapping[str, Value], given: Set[str]) -> Party:
    """Who signs beside the office; a name that nobody knows leaves room to write it, not a dash."""
    name, note = (fill(text, known) if _is_kept(text, given) else "" for text in (party.name, party.note))
    return Party(party.called, name, note)


def _check(template: Template, values: Mapping[str, Value]) -> None:
    labels = {field.name: field.label for field in template.fields}
    absent = unanswered(template, values)
    if absent:
        raise LetterFault(
            "SRT-020", "Isian surat belum lengkap: {names}.",
            names=", ".join(labels.get(name, name) for name in absent), missing=absent,
        )  # fmt: skip
    for field in template.fields:
        value = values.get(field.name)
        if is_empty(value) or value is None:
            continue
        kind = _kind_of(value)
        if kind != field.kind and (kind, field.kind) != ("text", "paragraph"):
            raise LetterFault("SRT-021", "Isian {label} harus {kind}.", label=field.label, kind=KIND_WORDS[field.kind])
        if field.choices and value not in field.choices:
            raise LetterFault("SRT-022", "Isian {label}: pilih salah satu yang ditawarkan.", label=field.label)


def _kind_of(value: Value) -> str:
    if isinstance(value, str):
        return "text"
    if isinstance(value, int):
        return "number"
    return "date" if isinstance(value, date) else "table"


def _frame_values(frame: Frame) -> dict[str, Value]:
    return {
        "kantor": frame.letterhead.agency,
        "pemerintah": frame.letterhead.government,
        "daerah": frame.letterhead.region,
        "tempat": frame.place,
        "tanggal_surat": frame.on,
        "nomor_surat": frame.number or "…",
        "jabatan_penanda_tangan": frame.signatory.heading[-1],
        "nama_penanda_tangan": frame.signatory.name or "-",
        "alamat_periksa": frame.verify_url or "-",
        "kode_periksa": frame.verify_code or "-",
    }


def _names(text: str) -> tuple[str, ...]:
    return tuple(hole.name for hole in holes(text))


def _given(values: Mapping[str, Value]) -> frozenset[str]:
    return frozenset(name for name, value in values.items() if not is_empty(value)) | OFFICE_NAMES.keys()


def _is_kept(row_text: str, given: Set[str]) -> bool:
    """A row stays when it says something of its own or at least one of its values is known."""
    names = _names(row_text)
    return not names or any(name in given for name in names)


def _addressee(template: Template, given: Set[str]) -> list[str]:
    """To whom: the first line always, of the others those of which something is known."""
    return [text for line, text in enumerate(template.addressee) if line == 0 or _is_kept(text, given)]


def _demanding(template: Template, given: Set[str]) -> list[str]:
    """The texts that will be printed, so all of whose values must be there."""
    texts = [template.title, template.subject, template.attachment, template.signatory_called]
    texts += _addressee(template, given)
    texts += [text for text in template.cc if _is_kept(text, given)]
    for block in template.blocks:
        if isinstance(block, Paragraph):
            texts += [block.text] if not block.when or block.when in given else []
        elif isinstance(block, Points):
            texts += block.items
        elif isinstance(block, Rows):
            texts += [text for _, text in block.rows if _is_kept(text, given)]
    for party in template.parties:
        texts += [party.name, party.note]
    return texts


def _block(block: Block, known: Mapping[str, Value], given: Set[str]) -> Block | None:
    match block:
        case Paragraph():
            if block.when and block.when not in given:
                return None
            return Paragraph(fill(block.text, known), block.style)
        case Points():
            return Points(tuple(fill(item, known) for item in block.items), block.marker)
        case Rows():
            rows = tuple((label, fill(text, known)) for label, text in block.rows if _is_kept(text, given))
            return Rows(rows) if rows else None
        case Table():
            return _filled(block, known.get(block.source, ()))


def _filled(table: Table, value: Value) -> FilledTable | None:
    if is_empty(value):
        return None
    if isinstance(value, (str, int, date)) or any(len(row) != len(table.columns) for row in value):
        raise LetterFault(
            "SRT-021", "Tabel {name}: tiap baris harus berisi {count} kolom.",
            name=table.source, count=len(table.columns),
        )  # fmt: skip
    return FilledTable(table.columns, table.source, tuple(tuple(map(clean, row)) for row in value))


def _footer(base: Base, frame: Frame, known: Mapping[str, Value]) -> tuple[str, ...]:
    lines = [] if frame.is_draft else [*base.footers[frame.mode]]
    if frame.mode == ELECTRONIC and frame.built_in_signer and not frame.is_draft:
        lines.append(base.built_in_signer)
    elif frame.mode == ELECTRONIC and frame.certified and base.certified_signer and not frame.is_draft:
        lines.append(base.certified_signer)
    lines.append(base.free_of_charge)
    return tuple(fill(line, known) for line in lines)
