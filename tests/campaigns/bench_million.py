"""Worklist, board, register books and files of one office with 1,000,000 files (200,000 open), beside 1,000 files: p50
and p95 of whole pages, and how many statements each sends, which must be the same.

    .venv/bin/python -m tests.campaigns.bench_million              both databases; `sqlite` or `postgresql`: that one
    make bench ONLY=million                                        the same among the other figures

FILES=1000000 FEW=1000 PAGES=200 and KEEP=folder (databases are kept and found again, those of PostgreSQL where
MAKLUMAT_BENCH_POSTGRES names a server that is kept too) are read from the environment. The databases are written in
minutes and need some 6 GB each.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from statistics import quantiles
from typing import Any, Final
from urllib.parse import quote, urlsplit
from uuid import UUID

from tests.campaigns.figures import figure, timed

FILES: Final = int(os.environ.get("FILES", "1000000"))
FEW: Final = int(os.environ.get("FEW", "1000"))
PAGES: Final = int(os.environ.get("PAGES", "200"))
LIMIT: Final = {"sqlite": 300.0, "postgresql": 150.0}


def staff() -> dict[str, Any]:
    """A client for each sort of reader, logged in."""
    from django.conf import settings
    from django.test import Client

    from maklumat.records.catalogue import queries as catalogue
    from maklumat.records.people.actions import appoint, open_account
    from maklumat.records.people.models import User
    from tests.campaigns.million_rows import NOW, OFFICE
    from tests.campaigns.stage import PASSWORD

    settings.ALLOWED_HOSTS.append("testserver")
    settings.SIGNERS_NEED_CODE = False
    office = catalogue.office(OFFICE, NOW)
    today = catalogue.local_date(office, NOW)
    found = {}
    for name, posts in {"clerk": ("front-office", "staf-administrasi"), "head": ("kepala-dinas",),
                        "kabid": ("kabid-rehabilitasi-sosial",)}.items():  # fmt: skip
        user = User.objects.filter(username=f"ukur.{name}").first()
        if user is None:
            user = open_account(f"ukur.{name}", f"Contoh {name}", PASSWORD)
            for post in posts:
                appoint(user, office, post, from_on=today.replace(day=1, month=1))
        found[name] = Client()
        found[name].force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return found


def pages() -> dict[str, Opened]:
    """What is opened, by name."""
    from maklumat.records.procedures.models import WorkItem
    from tests.campaigns.million_rows import NOW, OFFICE

    people = staff()
    year, service = NOW.year, "permakanan"
    board, books = "/kantor/papan/", "/kantor/buku/"
    month = f"dari_0=1&dari_1=2&dari_2={year - 1}&sampai_0=28&sampai_1=2&sampai_2={year - 1}"
    desk = WorkItem.objects.filter(status="open").order_by("desk").values_list("desk", flat=True)[0]
    file = WorkItem.objects.filter(status="open", confidentiality="normal", desk="front-office").first()
    late = f"{board}berkas/?keadaan=terlambat"
    now, past = (quote(f"{at.isoformat()}_{UUID(int=0)}") for at in (NOW, NOW - timedelta(days=20)))
    addresses = {
        "worklist": ("clerk", "/kantor/"),
        "worklist_page_2_of_a_service": ("clerk", f"/kantor/?layanan={service}&sesudah={now}"),
        "worklist_by_number": ("clerk", f"/kantor/?cari=0123/{year}"),
        "worklist_by_text": ("clerk", "/kantor/?cari=zzz"),
        "board_today": ("head", board),
        "board_today_of_a_division": ("kabid", board),
        "board_services_12_weeks": ("head", f"{board}layanan/"),
        "board_services_52_weeks": ("head", f"{board}layanan/?minggu=52"),
        "board_trend": ("head", f"{board}tren/"),
        "board_trend_of_a_service": ("head", f"{board}tren/?layanan={service}"),
        "board_load": ("head", f"{board}meja/"),
        "files_late": ("head", late),
        "files_late_page_2": ("head", f"{late}&sesudah={past}"),
        "files_late_by_cause": ("head", f"{late}&sebab=one_desk"),
        "files_late_of_a_division": ("kabid", late),
        "files_due_today": ("head", f"{board}berkas/?keadaan=hari-ini"),
        "files_of_a_desk": ("head", f"{board}berkas/?keadaan=menunggu&meja={quote(desk)}&layanan={service}"),
        "files_with_applicants": ("head", f"{board}berkas/?keadaan=di-pemohon"),
        "files_decided_in_a_month": ("head", f"{board}berkas/?keadaan=diputus&{month}"),
        "files_refused": ("head", f"{board}berkas/?keadaan=ditolak"),
        "files_broken_promises": ("head", f"{board}berkas/?keadaan=lewat-janji&layanan={service}"),
        "files_breached": ("head", f"{board}berkas/?keadaan=janji-terlewati&sebab=one_desk&{month}"),
        **{f"public_{name}": ("public", address) for name, address in
           (("office_clock", f"/kinerja/{OFFICE}/"), ("service", f"/layanan/{OFFICE}/{service}/"))},
        "file": ("clerk", f"/kantor/berkas/{file.pk}/" if file else "/kantor/"),
    }  # fmt: skip
    for book, last in (("agenda", f"{year}_51"), ("surat-keluar", f"{year}_51_"), ("titipan", f"{year}_51"),
                       ("penyerahan", f"{year}-01-03T00:00:00+00:00_{'f' * 8}-ffff-ffff-ffff-{'f' * 12}")):  # fmt: skip
        addresses |= {
            f"{book}_first": ("clerk", f"{books}{book}/"),
            f"{book}_last": ("clerk", f"{books}{book}/?sesudah={quote(last)}"),
            f"{book}_of_a_service": ("clerk", f"{books}{book}/?layanan={service}"),
            f"{book}_of_a_month": ("clerk", f"{books}{book}/?{month}"),
            f"{book}_of_a_month_and_service": ("clerk", f"{books}{book}/?{month}&layanan={service}"),
            f"{book}_by_number": ("clerk", f"{books}{book}/?nomor=123"),
        }
    days = f"{books}kegiatan/?{month}"
    addresses |= {
        "kegiatan_first": ("clerk", f"{books}kegiatan/"),
        "kegiatan_of_a_month": ("clerk", days),
        "kegiatan_of_a_month_and_service": ("clerk", f"{days}&layanan={service}"),
        "kegiatan_by_number": ("clerk", f"{books}kegiatan/?nomor=123/{year}"),
    }
    from django.test import Client

    people["public"] = Client()
    return {name: Opened(people[who], address) for name, (who, address) in addresses.items()}


@dataclass(frozen=True, slots=True)
class Opened:
    """A page of somebody."""

    client: Any
    address: str

    def __call__(self) -> bytes:
        answer = self.client.get(self.address)
        assert answer.status_code == 200, (self.address, answer.status_code)
        return bytes(answer.content)


def look() -> dict[str, tuple[float, float, int, str]]:
    """By page: p50 and p95 in milliseconds, its statements, and its route."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext
    from django.urls import resolve

    found = pages()
    only = os.environ.get("ONLY_PAGES", "")
    times: dict[str, list[float]] = {name: [] for name in found if re.search(only, name)}
    asked = {}
    for name in times:
        for _ in range(3):
            found[name]()
        with CaptureQueriesContext(connection) as captured:
            found[name]()
        asked[name] = len(captured)
        if os.environ.get("EXPLAIN"):
            explain(name, captured)
    for _ in range(PAGES):
        for name, milliseconds in times.items():  # in turn, so that noise hits all alike
            milliseconds.append(timed(found[name]) * 1000)
    cut = {name: quantiles(one, n=20) for name, one in times.items()}
    routes = {name: resolve(urlsplit(page.address).path).view_name for name, page in found.items()}
    return {name: (cut[name][9], cut[name][18], asked[name], routes[name]) for name in times}


def explain(name: str, captured: Any) -> None:
    """Say on standard error what a page's statements took, the slow ones with their plan."""
    from django.db import connection

    for query in captured:
        if float(query["time"]) * 1000 < float(os.environ["EXPLAIN"]):
            continue
        print(f"-- {name}: {float(query['time']) * 1000:.0f} ms: {query['sql'][:600]}", file=sys.stderr)
        with connection.cursor() as cursor:
            prefix = "EXPLAIN QUERY PLAN " if connection.vendor == "sqlite" else "EXPLAIN (ANALYZE, BUFFERS) "
            cursor.execute(prefix + query["sql"].replace("%", "%%"))
            for row in cursor.fetchall()[:40]:
                print("   ", row[-1], file=sys.stderr)


def measure(files: int) -> dict[str, Any]:
    """Fill the database of this process where it is empty, count its figures, and look at the pages."""
    from maklumat.records.figures.actions import count_next
    from maklumat.records.ledger.queries import head_of
    from tests.campaigns.million_rows import OFFICE, load

    said: dict[str, Any] = {}
    if head_of(OFFICE) is None:
        said["load"] = timed(lambda: load(files))
        print(f"{files} files written in {said['load']:.0f} s", file=sys.stderr)

        def count() -> None:
            while count_next(OFFICE):
                continue

        said["count"] = timed(count)
        print(f"counted in {said['count']:.0f} s", file=sys.stderr)
    said["pages"] = look()
    return said


def child(database: str, address: str, files: int, folder: str) -> dict[str, Any]:
    """Measure in a process of its own: Django is set up but once."""
    own = {"MAKLUMAT_DATA": f"{folder}/data-{database}-{files}", "MAKLUMAT_KEYS": f"{folder}/keys-{database}-{files}"}
    for room in own.values():
        Path(room).mkdir(mode=0o700, exist_ok=True)
    command = [sys.executable, "-m", "tests.campaigns.bench_million", "--child", address, str(files)]
    done = subprocess.run(command, env={**os.environ, **own}, stdout=subprocess.PIPE, text=True, check=True)
    return json.loads(done.stdout.splitlines()[-1])  # type: ignore[no-any-return]


def compare(database: str, addresses: tuple[str, str], folder: str) -> bool:
    """Print the figures of one database; whether every page kept the limit and its number of statements.

    A page that shows no line at the small office sends fewer statements there: then the one with the most of the same
    route is what it is held to.
    """
    sizes = zip(addresses, (FEW, FILES), strict=True)
    few, many = (child(database, address, files, folder) for address, files in sizes)
    good, against = True, f"the same at {FEW} files"
    fullest: dict[str, int] = {}
    for _, _, asked, route in few["pages"].values():
        fullest[route] = max(asked, fullest.get(route, 0))
    for name, (half, most, asked, route) in many["pages"].items():
        peer = few["pages"][name]
        figure(f"{name}_p50_at_{FILES}", half, "ms", against, peer[0], database=database, n=PAGES)
        figure(f"{name}_p95_at_{FILES}", most, "ms", against, peer[1], database=database, n=PAGES)
        figure(f"{name}_queries_at_{FILES}", asked, "queries", against, peer[2], database=database, n=1)
        if asked > fullest[route] or most > LIMIT[database]:
            good = False
            print(f"{database} {name}: {most:.0f} ms, {asked} statements against {fullest[route]}", file=sys.stderr)
    return good


def fresh(address: str, name: str) -> str:
    """A database on that server, empty unless it was kept."""
    import psycopg

    with psycopg.connect(address, autocommit=True) as connection, suppress(psycopg.errors.DuplicateDatabase):
        connection.execute(f"CREATE DATABASE {name}")  # type: ignore[call-overload]  # a name of our own
    return urlsplit(address)._replace(path=f"/{name}").geturl()


def on_sqlite(folder: str) -> bool:
    first, second = (f"sqlite:///{folder}/million-{files}.sqlite3" for files in (FEW, FILES))
    return compare("sqlite", (first, second), folder)


def on_postgresql(folder: str) -> bool:
    address = os.environ.get("MAKLUMAT_BENCH_POSTGRES")
    if address:
        return compare("postgresql", (fresh(address, "few"), fresh(address, "many")), folder)
    from tools.throwaway_postgres import ThrowawayPostgres

    with ThrowawayPostgres() as server:
        return compare("postgresql", (fresh(server.address, "few"), fresh(server.address, "many")), folder)


def main(arguments: list[str]) -> int:
    if arguments[:1] == ["--child"]:
        from tests.campaigns.stage import set_up_django

        set_up_django(arguments[1])
        print(json.dumps(measure(int(arguments[2]))))
        return 0
    wanted = arguments or ["sqlite", "postgresql"]
    kept = os.environ.get("KEEP")
    with tempfile.TemporaryDirectory(prefix="maklumat-million-") as folder:
        Path(kept or folder).mkdir(exist_ok=True)
        runs = {"sqlite": on_sqlite, "postgresql": on_postgresql}
        good = [runs[name](kept or folder) for name in wanted]
    return 0 if all(good) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
