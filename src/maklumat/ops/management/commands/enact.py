"""`maklumat enact`: bring the standards, letters and calendars of the folder into force."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from maklumat.core.errors import Refusal
from maklumat.core.standard.findings import Faults
from maklumat.ops import law


class Command(BaseCommand):
    help = "Memberlakukan standar, naskah surat, dan kalender dari folder standar; yang sudah berlaku tidak berubah."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--office", default="", help="hanya kantor ini; bawaan: semua kantor di folder standar")
        parser.add_argument(
            "--trial-days", type=int, default=0 if settings.DEMO else law.TRIAL_DAYS,
            help="masa percobaan kantor yang baru, dalam hari; 0 berarti tidak ada",
        )  # fmt: skip

    def handle(self, *args: Any, office: str, trial_days: int, **options: Any) -> None:
        now = timezone.now()
        try:
            self.stdout.write(
                law.enact_folder(settings.STANDARDS_DIR, moment=now, only=office, trial_days=trial_days).sentence()
            )
        except ValueError as error:
            raise CommandError(str(error)) from error
        except Faults as faults:
            raise CommandError("\n".join(map(str, faults.findings))) from None
        except Refusal as refusal:
            raise CommandError(f"{refusal.message} ({refusal.code})") from None
        for sentence in law.wanted_years(now):
            self.stdout.write(self.style.WARNING(sentence))
