"""`maklumat start`: everything a fresh machine needs, then the web server.

In production only an empty installation is given its standards here: what is in force changes by `maklumat enact`.
"""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from maklumat.core.standard.model import Office
from maklumat.ops import demo, law
from maklumat.ops.examples.filling import empty
from maklumat.records.catalogue import queries as catalogue

LOG = logging.getLogger(__name__)


class Command(BaseCommand):
    help = "Menyiapkan basis data, memberlakukan standar, membuat kantor contoh (mode demo), lalu menjalankan server."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--bind", default="127.0.0.1:8000", help="alamat dan port server")
        parser.add_argument("--workers", type=int, default=2)
        parser.add_argument("--prepare-only", action="store_true", help="siapkan saja, jangan jalankan server")

    def handle(self, *args: Any, bind: str, workers: int, prepare_only: bool, **options: Any) -> None:
        call_command("migrate", interactive=False, verbosity=0)
        now = timezone.now()
        if not settings.PRODUCTION or not catalogue.offices(now):
            summary = law.enact_folder(
                settings.STANDARDS_DIR, moment=now, trial_days=0 if settings.DEMO else law.TRIAL_DAYS
            )
            self.stdout.write(f"Standar berlaku: {summary.sentence()}")
        for sentence in law.wanted_years(now):
            self.stdout.write(self.style.WARNING(sentence))
        if settings.DEMO:
            self._demo_logins()
        if prepare_only:
            return
        self.stdout.write(
            f"\nBuka {settings.BASE_ADDRESS}/ untuk warga, {settings.BASE_ADDRESS}/kantor/ untuk petugas."
        )
        self.stdout.flush()
        _serve(bind, workers)

    def _demo_logins(self) -> None:
        now = timezone.now()
        offices = catalogue.offices(now)
        fresh = []
        for office in offices:
            made = list(demo.make_logins(office, catalogue.local_date(office, now)))
            if not made:
                continue
            fresh.append(office)
            self.stdout.write(f"\nAkun contoh {office.name} (hanya ditampilkan sekali ini):")
            for username, password, post in made:
                self.stdout.write(f"  {username:<42} {password:<28} {post}")
        if settings.EXAMPLES:
            self._examples(offices, now)
        for office in fresh:  # after the examples: what happened before stands before it in the book
            demo.arrange(office, now)

    def _examples(self, offices: Sequence[Office], now: datetime) -> None:
        """Files for the offices that have none. A demo that cannot be filled is a demo all the same."""
        if not empty(offices):
            return
        self.stdout.write("\nMenulis berkas contoh, sekali ini saja (biasanya 10 sampai 20 detik) ...")
        self.stdout.flush()
        try:
            filled = demo.fill_offices(offices, now)
        except Exception:  # whatever it is, an empty office can be tried too
            LOG.exception("demo: no examples were written")
            self.stdout.write(self.style.WARNING("Berkas contoh tidak dapat ditulis; kantornya masih kosong."))
            return
        self.stdout.write(f"{filled.files} berkas contoh ditulis. Semua orang dan isinya rekaan.")


def _serve(bind: str, workers: int) -> None:
    """This process becomes the web server (`config.server` says how it runs)."""
    os.environ |= {"MAKLUMAT_BIND": bind, "MAKLUMAT_WORKERS": str(workers)}
    command = [
        sys.executable,
        "-m",
        "gunicorn",
        "maklumat.config.wsgi:application",
        "-c",
        "python:maklumat.config.server",
    ]
    os.execv(sys.executable, command)  # noqa: S606  # our own command, no shell
