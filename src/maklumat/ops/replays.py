"""`maklumat standards replay`: a year's files through a changed standard, in words or as JSON."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser
from django.utils import timezone

from maklumat.core.errors import NotVisible
from maklumat.core.standard.findings import Faults
from maklumat.core.standard.load import load_office
from maklumat.core.standard.model import Office, ServiceStandard
from maklumat.core.standard.reading import plain
from maklumat.ports.standards_folder import office_files, text_of
from maklumat.records.catalogue import queries as catalogue
from maklumat.records.people.queries import people_at
from maklumat.records.work.replaying import Question, replay

SAMPLE = 200


def add_arguments(parser: CommandParser) -> None:
    parser.add_argument("office")
    parser.add_argument("service")
    parser.add_argument("--draft", help="berkas layanan yang diubah; tanpa ini standar yang berlaku")
    parser.add_argument("--year", type=int, help="tahun berkas diterima; tanpa ini tahun lalu")
    parser.add_argument("--people", action="append", default=[], metavar="JABATAN=ORANG")
    parser.add_argument("--new-step", action="append", default=[], metavar="LANGKAH=MENIT")
    parser.add_argument("--promise-only", action="store_true", help="hanya janjinya; meja tidak dimainkan")
    parser.add_argument("--sample", type=int, default=SAMPLE, help="sekian berkas juga diputar satu per satu")
    parser.add_argument("--path", help="folder standar")
    parser.add_argument("--json", action="store_true")


def run(root: Path, options: Mapping[str, Any], write: Callable[[str], Any]) -> None:
    """Answer in words, or as JSON. Raises ValueError for what is not there, Faults for a draft with faults."""
    moment = timezone.now()
    try:
        office = catalogue.office(options["office"], moment)
        in_force = catalogue.in_force(office.code, options["service"], moment).standard
    except NotVisible:
        raise ValueError(f"Tidak ada layanan {options['service']} pada kantor {options['office']}.") from None
    standard = drafted(root, office.code, Path(options["draft"])) if options["draft"] else in_force
    if standard.code != in_force.code:
        raise ValueError(f"{options['draft']} berisi layanan {standard.code}, bukan {in_force.code}.")
    on = catalogue.local_date(office, moment)
    question = Question(
        office=office,
        standard=standard,
        year=options["year"] or on.year - 1,
        moment=moment,
        people=_numbers(options["people"], {post.code for post in office.posts}),
        people_now=people_at(office, on),
        new_minutes=_numbers(options["new_step"], {step.code for step in standard.steps}),
        sample=options["sample"],
        staffing=not options["promise_only"],
    )
    _say(question, office, as_json=options["json"], write=write)


def _say(question: Question, office: Office, *, as_json: bool, write: Callable[[str], Any]) -> None:
    answer = replay(question)
    if as_json:
        write(json.dumps(answer.plain(office), ensure_ascii=False, indent=2))
        return
    for sentence in (*answer.sentences, *answer.assumptions):
        write(sentence)
    write(
        f"Diperiksa satu per satu: {answer.agreed} dari {answer.sampled} berkas sama jawabannya. "
        f"Waktu: {answer.seconds:.1f} detik."
    )


def drafted(root: Path, office: str, draft: Path) -> ServiceStandard:
    """The service that a draft file describes, among the other files of its office. Raises Faults."""
    text = text_of(draft)
    code = plain(text, str(draft)).get("layanan", "")
    files = {
        path: known for path, known in office_files(root, office).items()
        if not path.startswith(f"{office}/layanan/") or plain(known, path).get("layanan") != code
    }  # fmt: skip
    files[f"{office}/layanan/{draft.name}"] = text
    loaded = load_office(files)
    found = [service for service in loaded.services if service.code == code]
    if not found:
        raise Faults(finding for finding in loaded.findings if finding.grade == "error")
    return found[0]


def _numbers(written: Iterable[str], known: Iterable[str]) -> dict[str, int]:
    """CODE=NUMBER as a table. Raises ValueError for a code that is none, or no number from 1 to 9999."""
    found = {}
    for one in written:
        code, _, number = one.partition("=")
        if code not in known:
            raise ValueError(f"{one}: tidak ada {code}. Pilihannya: {', '.join(sorted(known))}.")
        if not number.isdecimal() or not 1 <= int(number) <= 9999:
            raise ValueError(f"{one}: tulis bilangan 1 sampai 9999 sesudah tanda =.")
        found[code] = int(number)
    return found
