"""`maklumat account list | open | appoint | password | reset-code`: who works here, by whoever runs the machine."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Callable
from datetime import date
from typing import Any, Final

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from maklumat.core.errors import MaklumatError
from maklumat.records.catalogue import queries as catalogue
from maklumat.records.people import actions, appointing, queries, second_factor
from maklumat.records.people.access import ADMINISTRATOR

VERBS: Final = {
    "list": "akun, jabatannya hari ini, dan apakah kode ponselnya terpasang",
    "open": "akun baru; kata sandinya dicetak sekali",
    "appoint": "beri jabatan mulai hari ini",
    "password": "kata sandi baru, dicetak sekali; semua sesi orang itu berakhir",
    "reset-code": "hapus kode ponsel yang hilang; penanda tangan memasang yang baru saat masuk",
}
ADMINISTRATOR_NAME: Final = "Administrator kantor"


class Command(BaseCommand):
    help = "Mengurus akun petugas. " + "; ".join(f"{verb}: {meaning}" for verb, meaning in VERBS.items()) + "."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("verb", choices=tuple(VERBS))
        parser.add_argument("username", nargs="?", default="")
        parser.add_argument("--name", default="", help="nama lengkap (open)")
        parser.add_argument("--office", default="", help="kode kantor (appoint)")
        parser.add_argument("--post", default="", help=f"kode jabatan, atau {ADMINISTRATOR} (appoint)")

    def handle(self, *_: Any, verb: str, username: str, name: str, office: str, post: str, **options: Any) -> None:
        if verb != "list" and not username:
            raise CommandError("Tulis nama penggunanya.")
        deeds: dict[str, Callable[[], None]] = {
            "list": self._list,
            "open": lambda: self._open(username, name),
            "appoint": lambda: self._appoint(username, office, post),
            "password": lambda: self._password(username),
            "reset-code": lambda: self._reset(username),
        }
        try:
            deeds[verb]()
        except MaklumatError as error:
            raise CommandError(f"{error.code}: {error.message}") from error

    def _list(self) -> None:
        for account in queries.accounts(_today):
            since = account.second_factor_at
            code = f"kode sejak {since:%d-%m-%Y}" if since else "tanpa kode"
            active = "" if account.active else "  TIDAK AKTIF"
            self.stdout.write(f"{account.username:<42} {code:<22} {', '.join(account.posts)}{active}")

    def _open(self, username: str, name: str) -> None:
        if not name:
            raise CommandError("Tulis nama lengkapnya dengan --name.")
        password = appointing.new_password()
        actions.open_account(username, name, password)
        self.stdout.write(f"{username}  {password}\nKata sandi ini hanya ditampilkan sekali.")

    def _appoint(self, username: str, office: str, post: str) -> None:
        now = timezone.now()
        law = catalogue.office(office, now)
        user, on = queries.user_named(username), catalogue.local_date(law, now)
        appointing.appoint_by_machine(user, law, post, from_on=on, moment=now)
        name = ADMINISTRATOR_NAME if post == ADMINISTRATOR else law.post(post).name
        self.stdout.write(f"{username}: {name}, {law.name}, mulai hari ini")

    def _password(self, username: str) -> None:
        password = appointing.new_password()
        actions.set_password(queries.user_named(username), password)
        self.stdout.write(f"{username}  {password}\nKata sandi ini hanya ditampilkan sekali.")

    def _reset(self, username: str) -> None:
        second_factor.reset(username)
        self.stdout.write(f"{username}: kode ponsel dan kode cadangan dihapus.")


def _today(office: str) -> date:
    """The day at that office, of which its posts are told."""
    now = timezone.now()
    return catalogue.local_date(catalogue.office(office, now), now)
