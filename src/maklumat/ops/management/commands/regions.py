"""`maklumat regions show | find`: look a region up by its code or by its name."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from maklumat.core.errors import Unavailable
from maklumat.core.regions import Region, regency_of, social_agency
from maklumat.records.catalogue import queries as catalogue
from maklumat.records.outside import regions


class Command(BaseCommand):
    help = "Mencari wilayah menurut kode Kemendagri atau menurut nama."

    def add_arguments(self, parser: CommandParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True, parser_class=CommandParser)
        showing = verbs.add_parser("show", help="satu wilayah, letaknya, isinya, dan kantor yang melayaninya")
        showing.add_argument("code", help="kode Kemendagri, misalnya 31 atau 31.71")
        finding = verbs.add_parser("find", help="wilayah yang namanya begitu, sampai desa dan kelurahan")
        finding.add_argument("name", nargs="+")

    def handle(self, *args: Any, verb: str, **options: Any) -> None:
        try:
            if verb == "show":
                self._show(options["code"])
            else:
                self._find(" ".join(options["name"]))
        except Unavailable as error:
            raise CommandError(str(error)) from error

    def _show(self, code: str) -> None:
        region = regions().get(code)
        if region is None:
            raise CommandError(f"Tidak ada wilayah berkode {code}.")
        self.stdout.write(_line(region))
        below = regions().children(code)
        if below:
            self.stdout.write(f"Isinya {len(below)}: {', '.join(one.title for one in below)}")
        regency = regions().get(regency_of(code))
        if regency is not None:
            here = [one for one in catalogue.offices(timezone.now()) if one.region_code == regency.code]
            served = ", ".join(one.name for one in here) or f"{social_agency(regency)} (tidak di instalasi ini)"
            self.stdout.write(f"Dilayani: {served}")

    def _find(self, name: str) -> None:
        found = regions().find(name)
        if not found.regions:
            raise CommandError(f"Tidak ada wilayah bernama {name}.")
        if found.guessed:
            self.stdout.write("Tidak ada yang namanya persis begitu. Yang mirip:")
        for region in found.regions:
            self.stdout.write(_line(region))
        if found.more:
            self.stdout.write("Masih ada yang lain; tambahkan nama kecamatan atau kabupatennya.")


def _line(region: Region) -> str:
    """Its code, and its name with those it lies in."""
    return f"{region.code}  {', '.join(one.title for one in regions().path(region.code))}"
