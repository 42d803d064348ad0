"""`maklumat examine`: whether everything here can still be opened: chains, applications, papers, letters."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from maklumat.core.errors import Damaged
from maklumat.records.archive.examining import SPREAD, examine
from maklumat.records.ledger import aside


class Command(BaseCommand):
    help = "Memeriksa apakah isi pemasangan ini masih dapat dibuka: rantai buku kejadian, permohonan, lampiran, surat."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="satu baris JSON per kantor")
        parser.add_argument("--spread", type=int, default=SPREAD, metavar="BANYAK", help="yang dibuka dari tiap jenis")

    def handle(self, *args: Any, json: bool, spread: int, **options: Any) -> None:
        """Exit 1 when something cannot be opened."""
        broken = []
        for found in examine(spread):
            self.stdout.write(_line(asdict(found) | {"fine": found.fine}) if json else _sentence(found))
            for fault in () if json else found.faults:
                of = f" berkas {fault.number}" if fault.number else f" permohonan {fault.application}"
                self.stdout.write(f"  {fault.code}{of if fault.number or fault.application else ''}: {fault.text}")
            for one in (one for one in found.faults if one.application):
                met = Damaged(one.code, one.text).of(number=one.number, application=UUID(one.application))
                aside.keep(aside.EXAMINATION, met, timezone.now(), office=found.office)
            if not found.fine:
                broken.append(found.office)
        if broken:
            raise CommandError(f"Tidak utuh: {', '.join(broken)}.")


def _line(values: dict[str, Any]) -> str:
    return json.dumps(values, sort_keys=True)


def _sentence(found: Any) -> str:
    state = "utuh" if found.fine else "TIDAK UTUH"
    counted = f"{found.applications} permohonan, {found.attachments} lampiran, {found.products} surat"
    tried = f"dibuka {found.opened}, gagal {found.broken}"
    return f"{found.office}: {state}. {found.entries} catatan ({found.last_entry_at}), {counted}; {tried}"
