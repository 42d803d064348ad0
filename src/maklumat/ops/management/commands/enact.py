"""`maklumat enact`: bring the standards, letters and calendars of the folder into force."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from maklumat.core.standard.findings import Faults
from maklumat.ops import law


class Command(BaseCommand):
    help = "Memberlakukan standar, naskah surat, dan kalender dari folder standar; yang sudah berlaku tidak berubah."

    def handle(self, *args: Any, **options: Any) -> None:
        now = timezone.now()
        try:
            self.stdout.write(law.enact_folder(settings.STANDARDS_DIR, moment=now).sentence())
        except Faults as faults:
            raise CommandError("\n".join(map(str, faults.findings))) from None
        for sentence in law.wanted_years(now):
            self.stdout.write(self.style.WARNING(sentence))
