"""Ten letters by the real way: applied for, led through the office, drafted, numbered, signed, and out of the vault.

They are written as PDF and as pictures of their pages into `build/surat/<database>` (MAKLUMAT_LETTERS: elsewhere), and
a table says of each how long it is and what `pdfsig`, our own verifier and a scanner say. Letters that the decree
wants signed by hand are printed for that too, and so is the berita acara of a hand-over. Each says CONTOH across the
page: the people are invented, the letters are nobody's. Ends with code 1 when a letter is missing or does not hold.
"""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pikepdf

from tests.campaigns import stage
from tests.campaigns.ten_letters import LETTERS, RECORD, THAT_DAY, Wanted

START = datetime(2026, 10, 5, 1, 0, tzinfo=UTC)
NAMES = {"kepala-dinas": "Contoh Kepala, S.Sos.", "pejabat-fungsional": "Contoh Pekerja Sosial, S.Tr.Sos."}
MOST_STEPS = 40
WET = "basah"


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the table."""

    name: str
    service: str
    product: str
    pages: int
    size: int
    pdfsig: str
    code: str
    number: str

    @property
    def good(self) -> bool:
        return self.pdfsig in {"sah", "dicetak"} and self.code in {"terbaca", "-"}


class Office:
    """The office at work on one letter after another."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._moment = START
        self._people: dict[str, Any] = {}

    def make(self, number: int, wanted: Wanted) -> list[Line]:
        """The letter, and its print for a signature by hand where its standard asks for one."""
        from maklumat.records.catalogue import queries as catalogue
        from maklumat.records.products.models import Product
        from maklumat.records.products.queries import letter_bytes
        from maklumat.records.work import signing

        self._moment = START + timedelta(weeks=(number - 1) // 5, days=(number - 1) % 5)
        law = catalogue.in_force(stage.OFFICE, wanted.service, self._moment)
        file = self._applied(wanted, law)
        step = self._led_to("sign", wanted, law, file)
        product = law.standard.product(wanted.product)
        head, seen = self._officer(product.signed_by), self._state(file).seq
        name, found = f"{number:02}-{wanted.service}-{product.code}", []
        if product.signature == "wet":
            paper = signing.print_for_wet_signature(head, file, step=step, seen_seq=seen, moment=self._moment)
            row = Product.objects.get(application_id=file, product=product.code)
            found.append(self._written(f"{name}-{WET}", wanted, paper, row))
        typed = None if self._was_drafted(file, product.code) else self._typed(wanted)
        signing.sign(head, file, step=step, seen_seq=seen, moment=self._moment, letter=typed)
        row = Product.objects.get(application_id=file, product=product.code)
        found.append(self._written(name, wanted, letter_bytes(file, row.id), row))
        return found

    def hand_over(self, number: int, wanted: Wanted) -> Line:
        """The berita acara of aid that was handed over."""
        from maklumat.records.catalogue import queries as catalogue
        from maklumat.records.work import handover

        self._moment = START + timedelta(weeks=(number - 1) // 5, days=(number - 1) % 5)
        law = catalogue.in_force(stage.OFFICE, wanted.service, self._moment)
        file = self._applied(wanted, law)
        step = law.standard.step(self._led_to("distribute", wanted, law, file))
        state, officer = self._state(file), self._officer(step.posts[0])
        self._act(wanted, law, file, state, step, step.outcomes[0].code)
        pdf = handover.pdf_of(officer, file, state.seq + 1)
        return self._written(f"{number:02}-{wanted.service}-berita-acara-{WET}", wanted, pdf, None)

    def _applied(self, wanted: Wanted, law: Any) -> UUID:
        """The application as a citizen sends it; what the letter does not need is answered by a word."""
        from maklumat.core.intake import WEB, Submission
        from maklumat.records.work.submit import submit

        answers = {question.code: _answer(question, self._moment.date()) for question in law.standard.intake}
        submission = Submission(
            wanted.service,
            stage.OFFICE,
            wanted.person,
            wanted.beneficiary,
            None,
            {**answers, **wanted.answers},
            (),
            WEB,
        )
        file = uuid4()
        submit(file, submission=submission, notice_version="uji", moment=self._moment)
        return file

    def _led_to(self, kind: str, wanted: Wanted, law: Any, file: UUID) -> str:
        """Step by step to the one of this kind that is about the wanted product; its code."""
        from maklumat.core.kinds.registry import KINDS

        for _ in range(MOST_STEPS):
            state = self._state(file)
            step = law.standard.step(state.step)
            if step.kind == kind and step.product == wanted.product:
                return step.code
            ways = {KINDS[step.kind].way(outcome.code).word: outcome.code for outcome in step.outcomes}
            word = wanted.turns.get(step.code, next(iter(ways)))
            self._moment += timedelta(minutes=23)
            self._act(wanted, law, file, state, step, ways[word])
        raise AssertionError(f"{wanted.service}: {wanted.product} is not reached")

    def _act(self, wanted: Wanted, law: Any, file: UUID, state: Any, step: Any, outcome: str) -> None:
        from maklumat.core.kinds.registry import KINDS
        from maklumat.ops.sample_record import sample
        from maklumat.records.work.actions import act

        kind = KINDS[step.kind]
        way = kind.way(outcome)
        data = sample(
            kind, way, now=self._moment, groups=step.asks, requirement=law.standard.requirements[0].code
        ) | dict(wanted.said.get(step.code, {}))  # fmt: skip
        if "draft_product" in way.effects:
            data["letter"] = self._typed(wanted)
        act(
            self._officer(state.desk[0]), file, step=step.code, outcome=outcome, seen_seq=state.seq, data=data,
            moment=self._moment,
        )  # fmt: skip

    def _written(self, name: str, wanted: Wanted, pdf: bytes, row: Any) -> Line:
        (self._folder / f"{name}.pdf").write_bytes(pdf)
        subprocess.run(
            ["pdftoppm", "-r", "100", "-png", str(self._folder / f"{name}.pdf"), str(self._folder / name)], check=True
        )
        with pikepdf.open(io.BytesIO(pdf)) as opened:
            pages = len(opened.pages)
        verdict = "dicetak" if name.endswith(WET) else _pdfsig(self._folder / f"{name}.pdf", pdf)
        code, number = (_scanned(pdf, pages, row.code), row.number) if row else ("-", "")
        return Line(name, wanted.service, wanted.product, pages, len(pdf), verdict, code, number)

    def _typed(self, wanted: Wanted) -> dict[str, Any]:
        today = self._moment.date().isoformat()
        return {name: today if value == THAT_DAY else value for name, value in wanted.typed.items()}

    @staticmethod
    def _was_drafted(file: UUID, product: str) -> bool:
        from maklumat.records.products.models import Product

        return Product.objects.filter(application_id=file, product=product).exclude(status="void").exists()

    def _officer(self, post: str) -> Any:
        """Whoever holds this post, with an account of their own."""
        from maklumat.records.people.access import Actor
        from maklumat.records.people.actions import open_account

        if post not in self._people:
            account = open_account(f"surat.{post}", NAMES.get(post, f"Contoh {post.title()}"), stage.PASSWORD)
            self._people[post] = Actor(account.pk, account.full_name, stage.OFFICE, (post,))
        return self._people[post]

    @staticmethod
    def _state(file: UUID) -> Any:
        from maklumat.records.procedures import queries as procedures

        position = procedures.position(file)
        assert position is not None
        return position.state


def _answer(question: Any, today: date) -> Any:
    match question.kind:
        case "number":
            return 1
        case "date":
            return today - timedelta(days=400)
        case "yes_no":
            return True
        case "choice":
            return question.choices[0].code
    return "Contoh keterangan"


def _pdfsig(path: Path, pdf: bytes) -> str:
    """ "sah" when poppler finds the signature valid over the whole file, and so does our own verifier."""
    from maklumat.records.outside import authority

    said = subprocess.run(["pdfsig", str(path)], capture_output=True, text=True, check=False).stdout
    valid = "Signature is Valid" in said and "Total document signed" in said
    ours = authority().verify(pdf)
    return "sah" if valid and ours and all(one.holds and one.trusted for one in ours) else "TIDAK SAH"


def _scanned(pdf: bytes, pages: int, code: str) -> str:
    """Whether the QR code printed on a page is the address of the letter's verification page, module by module."""
    from django.conf import settings

    from maklumat.ports.qr import matrix
    from tests.ports.scanned import find_code, gray_page

    wanted = tuple(tuple(bool(dark) for dark in row) for row in matrix(f"{settings.BASE_ADDRESS}/v/{code}/"))
    for number in range(pages, 0, -1):
        try:
            found = find_code(gray_page(pdf, number), len(wanted))
        except AssertionError:
            continue
        return "terbaca" if found.modules == wanted and found.module_mm >= 0.4 else "RUSAK"
    return "TIDAK ADA"


def folder_for(database: str) -> Path:
    """An empty folder for the letters made on this database."""
    folder = Path(os.environ.get("MAKLUMAT_LETTERS", "build/surat")) / database.partition(":")[0]
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def main() -> int:
    database = os.environ["MAKLUMAT_DATABASE"]
    if database == "sqlite":
        database = f"sqlite:///{os.environ['MAKLUMAT_DATA']}/surat.sqlite3"
    stage.set_up_django(database)
    from django.conf import settings

    settings.DEMO = True  # letters that leave this trial are samples, and say so
    folder = folder_for(database)
    office = Office(folder)
    lines = [line for number, wanted in enumerate(LETTERS, start=1) for line in office.make(number, wanted)]
    lines.append(office.hand_over(len(LETTERS) + 1, RECORD))
    form = "{:26} {:43} {:>7} {:>6}  {:9} {:9} {}"
    print(form.format("layanan", "produk", "halaman", "byte", "pdfsig", "kode QR", "nomor"))
    for line in lines:
        product = line.product + (f" ({WET})" if line.name.endswith(WET) else "")
        print(form.format(line.service, product, line.pages, line.size, line.pdfsig, line.code, line.number))
    print(f"{len(LETTERS)} surat, {len(lines)} berkas di {folder}")
    return 0 if all(line.good for line in lines) else 1


if __name__ == "__main__":
    sys.exit(main())
