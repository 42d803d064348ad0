"""`maklumat standards`: draft, judge and compare the law as data before it is enacted."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from maklumat.core.decree.scaffold import remarks_in
from maklumat.core.drawing.bpmn import bpmn
from maklumat.core.drawing.layout import drawn
from maklumat.core.drawing.words import words
from maklumat.core.expression.nodes import nearest
from maklumat.core.letter.check import letter_findings
from maklumat.core.standard.check import check, errors
from maklumat.core.standard.diff import Standards, diff
from maklumat.core.standard.export import export
from maklumat.core.standard.export_comparison import exported_comparison
from maklumat.core.standard.families import unused_families
from maklumat.core.standard.findings import GRADE_WORDS, GRADES, NOTE, Faults
from maklumat.core.standard.load import OFFICE_FILE, SHARED_FOLDER, Loaded, load_office
from maklumat.ops import drafts, replays
from maklumat.ports.standards_folder import office_files, offices, without_collector


class Command(BaseCommand):
    help = "Memeriksa, membandingkan, dan mengeluarkan standar pelayanan."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True, parser_class=CommandParser)
        checking = verbs.add_parser("check", help="periksa; keluar dengan 1 bila ada galat")
        checking.add_argument("path", nargs="?", help="folder standar, atau folder satu kantor")
        checking.add_argument("--no-notes", action="store_true", help="jangan cetak catatan")
        comparing = verbs.add_parser("diff", help="bandingkan dua folder kantor dalam kata-kata")
        comparing.add_argument("old")
        comparing.add_argument("new")
        exporting = verbs.add_parser(
            "export", help="keluarkan semua layanan sebagai JSON, atau prosedurnya sebagai BPMN"
        )
        form = exporting.add_mutually_exclusive_group(required=True)
        form.add_argument("--json", action="store_true")
        form.add_argument("--bpmn", metavar="FOLDER", help="tulis satu berkas BPMN 2.0 untuk setiap layanan")
        exporting.add_argument("--office", help="hanya kantor ini")
        exporting.add_argument("--path", help="folder standar, atau folder satu kantor")

        families = verbs.add_parser("compare", help="sandingkan layanan satu rumpun di semua kantor")
        families.add_argument("family", help="kode rumpun; lihat _bersama/rumpun.yaml")
        families.add_argument("--json", action="store_true", required=True)
        families.add_argument("--path", help="folder standar")
        self._add_drafting(verbs)
        replays.add_arguments(verbs.add_parser("replay", help="putar ulang berkas setahun lewat standar yang diubah"))

    def _add_drafting(self, verbs: Any) -> None:
        importing = verbs.add_parser("import", help="baca naskah keputusan menjadi rancangan standar")
        importing.add_argument("text", help="naskah keputusan sebagai teks biasa")
        importing.add_argument("--office", default="", help="kode kantor; tanpa ini ditebak dari nama daerahnya")
        importing.add_argument("--out", help="folder rancangan; tanpa ini: rancangan/KODE")
        office = verbs.add_parser("new-office", help="buat kantor.yaml kosong yang menyebut apa yang harus ditulis")
        office.add_argument("code")
        office.add_argument("--name", required=True, help="nama lengkap kantor")
        office.add_argument("--region", required=True, help="kode wilayah Kemendagri")
        office.add_argument("--path", help="folder standar")
        service = verbs.add_parser("new-service", help="buat berkas layanan kosong")
        service.add_argument("office")
        service.add_argument("code")
        service.add_argument("--name", required=True, help="nama layanan")
        service.add_argument("--path", help="folder standar")

    def handle(self, *args: Any, verb: str, **options: Any) -> None:
        try:
            if verb == "check":
                self._check(options["path"], notes=not options["no_notes"])
            elif verb == "diff":
                self._diff(options["old"], options["new"])
            elif verb == "compare":
                self._compare(options["path"], options["family"])
            elif verb == "export" and options["bpmn"]:
                self._export_bpmn(options["path"], options["office"], Path(options["bpmn"]))
            elif verb == "export":
                self._export(options["path"], options["office"])
            elif verb == "replay":
                replays.run(_root(options["path"]), options, self.stdout.write)
            else:
                self._draft(verb, options)
        except Faults as faults:
            raise CommandError("\n".join(map(str, faults.findings))) from None
        except (OSError, ValueError) as error:
            raise CommandError(str(error)) from error

    def _check(self, path: str | None, *, notes: bool) -> None:
        offices = _loaded(path)
        found = [finding for loaded in offices for finding in (*check(loaded), *letter_findings(loaded))]
        if not _alone(path):
            used = [service.family for loaded in offices for service in loaded.services]
            found += unused_families(offices[0].families, used)
        found = list(dict.fromkeys(found))  # what is shared is judged with each office, and said once
        for finding in found:
            if notes or finding.grade != NOTE:
                self.stdout.write(str(finding))
        counts = Counter(finding.grade for finding in found)
        self.stdout.write(", ".join(f"{counts[grade]} {GRADE_WORDS[grade]}" for grade in GRADES))
        if errors(found):
            raise SystemExit(1)

    def _diff(self, old: str, new: str) -> None:
        before, after = _by_office(old), _by_office(new)
        if len(before) == len(after) == 1:
            after = dict(zip(before, after.values(), strict=True))
        said = 0
        for code in before.keys() | after.keys():
            if code not in before or code not in after:
                self.stdout.write(f"Kantor {code} hanya ada di {'versi baru' if code in after else 'versi lama'}.")
                said += 1
                continue
            for change in diff(before[code], after[code]):
                self.stdout.write(str(change))
                said += 1
        if not said:
            self.stdout.write("Tidak ada perbedaan.")

    def _draft(self, verb: str, options: dict[str, Any]) -> None:
        """Writes a draft; nothing that is there already is touched."""
        root = _root(options.get("path"))
        if verb == "import":
            folder, draft = drafts.imported(Path(options["text"]), options["office"], options["out"], root)
            for line in draft.report:
                self.stdout.write(str(line))
            self.stdout.write(
                f"{len(draft.services)} layanan, {len(draft.report)} hal yang tidak dipahami, "
                f"{remarks_in(draft.files)} PERIKSA di dalam rancangan."
            )
        elif verb == "new-office":
            folder = drafts.office(root, options["code"], options["name"], options["region"])
        else:
            folder = drafts.service(root, options["office"], options["code"], options["name"])
        self.stdout.write(f"Rancangan ada di {folder}. Lanjutkan dengan: maklumat standards check {folder}")

    def _export(self, path: str | None, office: str | None) -> None:
        services = [service for loaded in _loaded(path, office) for service in export(loaded)]
        self.stdout.write(json.dumps(services, ensure_ascii=False, indent=2))

    def _export_bpmn(self, path: str | None, office: str | None, folder: Path) -> None:
        count = 0
        for loaded in _loaded(path, office):
            of, services = loaded.required()
            (folder / of.code).mkdir(parents=True, exist_ok=True)
            for service in services:
                text = bpmn(service, of, drawn(service, of, words(service)))
                (folder / of.code / f"{service.seq:02}-{service.code}.bpmn").write_text(text, encoding="utf-8")
                count += 1
        self.stdout.write(f"{count} berkas BPMN ditulis di {folder}.")

    def _compare(self, path: str | None, code: str) -> None:
        offices = _loaded(path)
        known = offices[0].families.known
        if code not in known:
            near = nearest(code, known)
            raise CommandError(f"Rumpun {code} tidak ada." + (f" Mungkin maksudnya {near}." if near else ""))
        self.stdout.write(json.dumps(exported_comparison(known[code], offices), ensure_ascii=False, indent=2))


def _root(path: str | None) -> Path:
    return Path(path) if path else Path(settings.STANDARDS_DIR)


def _alone(path: str | None) -> bool:
    """Whether the folder is that of one office."""
    return (_root(path) / OFFICE_FILE).is_file()


def _loaded(path: str | None, office: str | None = None) -> list[Loaded]:
    """The offices under a folder of standards, or the one office whose folder it is."""
    root, alone = _root(path), _alone(path)
    root, only = (root.resolve().parent, root.resolve().name) if alone else (root, office)
    codes = (only,) if alone and only else offices(root)
    if office is not None:
        codes = tuple(code for code in codes if code == office)
    if not codes:
        raise CommandError(f"Tidak ada {OFFICE_FILE} di {root}" + (f" untuk kantor {office}" if office else "") + ".")
    shared = None if (root / SHARED_FOLDER).is_dir() else Path(settings.STANDARDS_DIR)
    with without_collector():
        return [load_office(office_files(root, code, shared)) for code in codes]


def _by_office(path: str) -> dict[str, Standards]:
    return {loaded.folder: loaded.required() for loaded in _loaded(path)}
