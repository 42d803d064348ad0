"""`maklumat ledger verify | head | rebuild`: check the evidence, sign the day's head, mend the worklist by it."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from collections.abc import Iterator, Sequence
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError
from django.utils import timezone

from maklumat.core.errors import Damaged
from maklumat.core.evidence.chain import short_form
from maklumat.core.evidence.faults import SENTENCES
from maklumat.core.evidence.verification import Suspect
from maklumat.records.ledger import aside
from maklumat.records.ledger.actions import sign_head
from maklumat.records.ledger.damage import place_astray
from maklumat.records.ledger.queries import Verification, offices, verification
from maklumat.records.work.rebuilt import Difference, differences, rebuild


class Command(BaseCommand):
    help = (
        "Memeriksa buku kejadian dan daftar kerja (verify), menandatangani kepala harian buku (head), atau menyusun"
        " ulang baris daftar kerja yang menyimpang dari bukunya (rebuild)."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "verb",
            choices=("verify", "head", "rebuild"),
            help="verify: periksa; head: tanda tangani kepala; rebuild: susun ulang daftar kerja",
        )
        parser.add_argument("--office", default="", help="kode kantor; tanpa ini semua kantor")
        parser.add_argument("--json", action="store_true", help="satu baris JSON per kantor")

    def handle(self, *_: Any, verb: str, office: str, **options: Any) -> None:
        """Exit 0 when all is sound, 1 when a fault was found or the database could not be read."""
        chosen = (office,) if office else offices()
        if verb == "head":
            self._sign(chosen, as_json=options["json"])
        elif verb == "rebuild":
            self._rebuild(chosen)
        else:
            self._verify(chosen, as_json=options["json"])

    def _verify(self, chosen: tuple[str, ...], *, as_json: bool) -> None:
        bad = 0
        for office in chosen:
            try:
                result = verification(office)
                # A broken chain says nothing that the worklist could be held against.
                astray = list(differences(office)) if result.sound else []
            except DatabaseError as error:
                raise CommandError(f"BKT-110: basis data tidak dapat dibaca ({type(error).__name__}).") from error
            bad += not result.sound or bool(astray)
            aside.keep_all(aside.VERIFICATION, office, faults_of(result, astray), timezone.now())
            told = json.dumps(as_value(result, astray)) if as_json else as_text(result, astray)
            self.stdout.write(told)
        if bad:
            raise CommandError(f"Buku kejadian {bad} dari {len(chosen)} kantor TIDAK utuh.")

    def _rebuild(self, chosen: tuple[str, ...]) -> None:
        for office in chosen:
            if not verification(office).sound:
                raise CommandError(f"{office}: buku kejadiannya tidak utuh; periksa dahulu dengan: ledger verify")
            mended = 0
            for difference in list(differences(office)):
                if difference.fault is not None:
                    self.stderr.write(f"{office}: {_unreadable(difference)}; tidak dapat disusun ulang")
                    continue
                rebuild(difference.application_id)
                self.stdout.write(f"{office}: permohonan {difference.application_id} disusun ulang")
                mended += 1
            self.stdout.write(f"{office}: {mended} baris daftar kerja disusun ulang menurut bukunya")

    def _sign(self, chosen: tuple[str, ...], *, as_json: bool) -> None:
        moment = timezone.now()
        for office in chosen:
            signed = sign_head(office, moment)
            if signed is None:
                self.stderr.write(f"{office}: belum ada catatan, belum ada kepala.")
            elif as_json:
                content = {"office": office, "seq": signed.head.seq, "hash": signed.head.hash.hex()}
                self.stdout.write(json.dumps(content | {"signed_at": moment.isoformat()}))
            else:
                head = signed.head
                self.stdout.write(f"{office}: kepala {head.seq} {short_form(head.hash)} ditandatangani {moment:%F %T}Z")


def faults_of(result: Verification, astray: Sequence[Difference]) -> Iterator[Damaged]:
    """What was found of one office, for its administrator to see."""
    report = result.report
    if report.fault and report.suspect is not None:
        yield Damaged(*SENTENCES[report.fault]).of(application=report.suspect.application)
    for one in astray:
        yield one.fault or place_astray().of(application=one.application_id)


def as_value(result: Verification, astray: Sequence[Difference] = ()) -> dict[str, Any]:
    """The result of one office as JSON holds it."""
    report = result.report
    return {
        "office": report.office,
        "sound": result.sound and not astray,
        "entries": report.entries,
        "erased": report.erased,
        "heads": report.heads,
        "signed_at": report.signed_at.isoformat() if report.signed_at else None,
        "fault": report.fault,
        "code": SENTENCES[report.fault][0] if report.fault else "",
        "suspect": _suspect(report.suspect),
        "after": _suspect(report.after),
        "false_heads": list(result.false_heads),
        "worklist": [_as_value(one) for one in astray],
    }


def as_text(result: Verification, astray: Sequence[Difference] = ()) -> str:
    """The result of one office in a few lines."""
    report = result.report
    signed = (
        f"; kepala terakhir {report.signed_at:%F %T}Z" if report.signed_at else "; belum ada kepala bertanda tangan"
    )
    lines = [f"{report.office}: {report.entries} catatan utuh, {report.erased} rincian dihapus menurut hukum{signed}"]
    if report.fault and report.suspect:
        code, sentence = SENTENCES[report.fault]
        lines.append(f"  {code} {_named(report.suspect)}: {sentence}")
    if report.after:
        lines.append(f"  terakhir yang utuh: {_named(report.after)}")
    lines += [
        f"  BKT-111 {name}: kepala harian ini tidak ditandatangani oleh kunci kita." for name in result.false_heads
    ]
    lines += [f"  {_unreadable(one)}" for one in astray if one.fault is not None]
    lines += [
        f"  BKT-112 permohonan {one.application_id}: baris daftar kerjanya menyimpang dari buku"
        f" ({', '.join(one.columns) or 'barisnya tidak ada'}). Pulihkan dengan: maklumat ledger rebuild"
        for one in astray
        if one.fault is None
    ]
    return "\n".join(lines)


def _as_value(one: Difference) -> dict[str, Any]:
    code = one.fault.code if one.fault else "BKT-112"
    return {"application": str(one.application_id), "columns": list(one.columns), "code": code}


def _unreadable(one: Difference) -> str:
    """A file whose events cannot be read, or whose application is gone."""
    assert one.fault is not None  # noqa: S101  # the caller has looked
    return f"{one.fault.code} permohonan {one.application_id}: {one.fault.message}"


def _named(suspect: Suspect) -> str:
    parts = [f"catatan {suspect.office_seq}"]
    if suspect.application:
        parts.append(f"permohonan {suspect.application} urutan {suspect.application_seq}")
    if suspect.kind and suspect.occurred_at:
        parts.append(f"{suspect.kind} {suspect.occurred_at:%F %T}Z")
    return ", ".join(parts)


def _suspect(suspect: Suspect | None) -> dict[str, Any] | None:
    if suspect is None:
        return None
    return {
        "office": suspect.office,
        "seq": suspect.office_seq,
        "application": str(suspect.application) if suspect.application else None,
        "application_seq": suspect.application_seq,
        "kind": suspect.kind,
        "occurred_at": suspect.occurred_at.isoformat() if suspect.occurred_at else None,
    }
