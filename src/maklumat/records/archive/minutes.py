"""The papers of a destruction as PDF: the list for the panel, and the minutes with their list. They name no citizen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any, Final

from django.conf import settings as installation

from maklumat.core.letter.base import WET
from maklumat.core.letter.compose import compose
from maklumat.core.letter.content import Frame, Signatory, letterhead_of
from maklumat.core.letter.template import parse_template
from maklumat.core.letter.texts import Value
from maklumat.core.organisation.table import BACKUP_DAYS
from maklumat.core.retention.approval import APPROVERS
from maklumat.core.standard.model import Office
from maklumat.core.takeover.past import BOOKS
from maklumat.records.archive import old_lines, retention
from maklumat.records.archive.models import Destruction, DestructionLine
from maklumat.records.catalogue import queries as catalogue
from maklumat.records.catalogue import settings
from maklumat.records.outside import renderer
from maklumat.records.people.queries import name_of
from maklumat.records.products import drafting

MINUTES: Final = "berita-acara-pemusnahan"
PROPOSAL: Final = "daftar-usul-musnah"


def mark_of(row: Destruction) -> str:
    """What a list is called before its minutes have a number."""
    return f"USUL-{row.pk.hex[:6].upper()}"


def proposal_pdf(row: Destruction, lines: Iterable[DestructionLine], moment: datetime) -> bytes:
    """The list of a proposal, for the panel and whoever has to approve it."""
    office = catalogue.office(row.office, moment)
    listed = list(lines)
    values: dict[str, Value] = {
        "berkas": _table(row.office, listed),
        "jumlah_berkas": len(listed),
        "masa_simpan_terlama": row.longest_years,
        "tanggal_usul": catalogue.local_date(office, row.proposed_at),
        "pengusul": name_of(row.proposed_by),
        "dasar_retensi": _bases(row.office, listed),
    }
    return _render(PROPOSAL, office, values, mark_of(row), moment)


def minutes_pdf(
    row: Destruction, lines: Iterable[DestructionLine], content: Mapping[str, Any], moment: datetime
) -> bytes:
    """The minutes of a destruction, with the list of what was destroyed."""
    office = catalogue.office(row.office, moment)
    listed = list(lines)
    (first, first_post), (second, second_post) = row.witnesses[:2]
    on = catalogue.local_date(office, moment)
    values: dict[str, Value] = {
        "berkas": _table(row.office, listed),
        "jumlah_berkas": int(content["files"]),
        "jumlah_lampiran": int(content["papers"]),
        "jumlah_surat": int(content["letters"]),
        "jumlah_ditunda": int(content["left"]),
        "pelaksana": name_of(row.began_by),
        "pemberi_keputusan": name_of(row.decided_by),
        "nomor_pertimbangan": row.panel_number,
        "tanggal_pertimbangan": row.panel_on or on,
        "pemberi_persetujuan": APPROVERS[row.approver],
        "nomor_persetujuan": row.approval_number,
        "tanggal_persetujuan": row.approval_on or on,
        "dasar_retensi": _bases(row.office, listed),
        "saksi_pertama": first,
        "jabatan_saksi_pertama": first_post,
        "saksi_kedua": second,
        "jabatan_saksi_kedua": second_post,
        "cadangan_sampai": on + timedelta(days=settings.value(row.office, BACKUP_DAYS)),
    }
    if not content["left"]:
        del values["jumlah_ditunda"]
    return _render(MINUTES, office, values, row.number, moment)


def _table(office: str, lines: Iterable[DestructionLine]) -> tuple[tuple[str, ...], ...]:
    called = retention.names(office)
    return tuple(
        (str(place), line.register, service_of(line, called), _day(line.received_on),
         _day(line.closed_on), f"{line.years} tahun", _day(line.ends_on))
        for place, line in enumerate(lines, 1)
    )  # fmt: skip


def service_of(line: DestructionLine, called: Mapping[str, str]) -> str:
    """The service of a line as a list says it, with the old book that it stands in."""
    name = called.get(line.service, line.service)
    return ", ".join(part for part in (name, BOOKS.get(line.book, "")) if part)


def _day(day: date) -> str:
    return f"{day:%d-%m-%Y}"


def _bases(office: str, lines: Iterable[DestructionLine]) -> str:
    judge = old_lines.judge_of(office)
    return "; ".join(sorted({judge(line.service)[1].basis for line in lines} - {""})) or "-"


def _render(code: str, office: Office, values: dict[str, Value], number: str, moment: datetime) -> bytes:
    head = next(post for post in office.posts if post.head)
    frame = Frame(
        letterhead=letterhead_of(office),
        place=office.letter_place,
        on=catalogue.local_date(office, moment),
        signatory=Signatory(post=head.name),
        mode=WET,
        number=number,
        is_demo=installation.DEMO,
    )
    template = parse_template(catalogue.letter_body(office.code, code), f"{code}.yaml")
    return renderer().render(compose(template, drafting.base_of(office.code), frame, values).to_values())
