"""`maklumat enact`: bring the standards, letters and calendars of the folder into force."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import timezone

from maklumat.ops import law


class Command(BaseCommand):
    help = "Memberlakukan standar, naskah surat, dan kalender dari folder standar; yang sudah berlaku tidak berubah."

    def handle(self, *args: Any, **options: Any) -> None:
        now = timezone.now()
        self.stdout.write(law.enact_folder(settings.STANDARDS_DIR, moment=now).sentence())
        for sentence in law.wanted_years(now):
            self.stdout.write(self.style.WARNING(sentence))
