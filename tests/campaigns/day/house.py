"""The office's computer: a fresh installation that `maklumat start` serves, by the clock of the day."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from tests.campaigns.day.cast import OFFICE
from tests.campaigns.day.moving_clock import MovingClock
from tests.campaigns.server import HOST, Server

ROOT = Path(__file__).resolve().parents[3]
CONSOLE = [sys.executable, "-m", "maklumat.config.console"]
PASSWORD_ON_PAPER = re.compile(r"^\S+ {2}(\S+)$", re.MULTILINE)


def environment(folder: Path, database: str) -> dict[str, str]:
    """Where the installation lies and which clock it goes by. In production mode nobody could be fictitious.

    The office's decree is taken as it is, and one service is laid beside it (folder `standar`): none of its own is
    looked up in SIKS-NG.
    """
    standards = folder / "standar"
    for part in ("_bersama", OFFICE):
        shutil.copytree(ROOT / "standards" / part, standards / part)
    for path in sorted((Path(__file__).parent / "standar").iterdir()):
        shutil.copy(path, standards / OFFICE / ("layanan" if path.name[0].isdigit() else "surat"))
    for room in ("data", "kunci"):
        (folder / room).mkdir(mode=0o700)
    here = Path(__file__).parent
    return {
        "MAKLUMAT_MODE": "test",
        "MAKLUMAT_DATA": str(folder / "data"),
        "MAKLUMAT_KEYS": str(folder / "kunci"),
        "MAKLUMAT_STANDARDS": str(standards),
        "MAKLUMAT_DATABASE": database,
        "MAKLUMAT_DAY_CLOCK": str(folder / "jam"),
        "PYTHONPATH": os.pathsep.join((str(here / "movable"), str(ROOT / "src"), str(ROOT))),
        "DJANGO_SETTINGS_MODULE": "maklumat.config.settings",
        "DJANGO_ALLOW_ASYNC_UNSAFE": "1",
    }


class House(Server):
    """`maklumat start` in a process group of its own: web server, workers and clock worker end at one blow."""

    def __init__(self, folder: Path, clock: MovingClock, own: Mapping[str, str]) -> None:
        super().__init__(folder / "server.log", workers=2, environment=own)
        self.clock = clock
        self._command = [*CONSOLE, "start", "--bind", f"{HOST}:{self.port}"]

    @property
    def address(self) -> str:
        return f"http://{HOST}:{self.port}"

    def command(self, *arguments: str, good: tuple[int, ...] = (0,)) -> str:
        """Run `maklumat ...` as whoever runs the machine does; what it says."""
        done = subprocess.run(
            [*CONSOLE, *arguments], env=self._environment, capture_output=True, text=True, check=False
        )
        if done.returncode not in good:
            raise RuntimeError(f"maklumat {' '.join(arguments)}: {done.returncode}\n{done.stdout}{done.stderr}")
        return done.stdout + done.stderr

    def first_administrator(self, username: str, name: str) -> str:
        """The one account that is opened on the machine itself; its password."""
        said = self.command("account", "open", username, "--name", name)
        self.command("account", "appoint", username, "--office", OFFICE, "--post", "administrator")
        found = PASSWORD_ON_PAPER.search(said)
        assert found, said
        return found.group(1)
