"""A PostgreSQL server of our own, in a folder that is removed afterwards. Standard library only.

    python tools/throwaway_postgres.py [--durable] [--as NAME] -- COMMAND...

runs COMMAND with the server's address in the environment variable NAME (default MAKLUMAT_DATABASE) and ends with
COMMAND's exit code. `--durable` keeps fsync on: for measurements and for campaigns that kill things.

PostgreSQL refuses to run as root; as root, the server runs as the user `postgres` (or `nobody`). It listens on a
Unix socket in its own folder, reachable by that user and root alone, and on no network address.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from types import FrameType, TracebackType
from typing import Any
from urllib.parse import quote

FAST = ("-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off")
ALWAYS = ("-c", "listen_addresses=", "-c", "shared_buffers=128MB", "-c", "max_connections=60", "-c", "TimeZone=UTC")
NAME = "maklumat"


def programs() -> Path:
    """The folder with `initdb` and `postgres`; exits with a message when there is none."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    on_path = shutil.which("initdb")
    if not found and not on_path:
        sys.exit("PostgreSQL tidak terpasang. Debian/Ubuntu: apt-get install postgresql")
    return found[-1].parent if found else Path(str(on_path)).parent


def unprivileged() -> str | None:
    """Whom the server runs as: None for ourselves, else a user name because we are root."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            return pwd.getpwnam(name).pw_name
    sys.exit("PostgreSQL menolak berjalan sebagai root, dan tidak ada pengguna 'postgres' atau 'nobody'.")


class ThrowawayPostgres:
    """`with ThrowawayPostgres() as server: server.address`. May be stopped, killed and started again in between."""

    def __init__(self, *, durable: bool = False) -> None:
        self.durable = durable
        self.folder = Path()
        self._process: subprocess.Popen[bytes] | None = None
        self._bin = programs()
        self._user = unprivileged()

    @property
    def address(self) -> str:
        return f"postgresql://{self._role}@{quote(str(self.folder), safe='')}/{NAME}"

    @property
    def pid(self) -> int:
        assert self._process is not None, "the server is not running"
        return self._process.pid

    @property
    def _role(self) -> str:
        return self._user or pwd.getpwuid(os.geteuid()).pw_name

    def __enter__(self) -> ThrowawayPostgres:
        # Not the user's TMPDIR: a socket's path has at most 107 bytes.
        self.folder = Path(tempfile.mkdtemp(prefix="maklumat-pg-", dir="/tmp"))
        try:
            if self._user:
                shutil.chown(self.folder, self._user)
            sync = () if self.durable else ("--no-sync",)
            self._run("initdb", "--pgdata", self._data, "--encoding=UTF8", "--locale=C.UTF-8", "--auth=trust", *sync)
            self.start()
            self._run("createdb", "--host", str(self.folder), NAME)
        except BaseException:
            self.__exit__(None, None, None)
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    @property
    def _data(self) -> str:
        return str(self.folder / "data")

    def start(self) -> None:
        """Starts the server and waits until it answers; a start after `kill` includes its crash recovery."""
        options = ALWAYS if self.durable else (*ALWAYS, *FAST)
        command = [str(self._bin / "postgres"), "-D", self._data, "-k", str(self.folder), *options]
        with (self.folder / "server.log").open("ab") as log:
            self._process = subprocess.Popen(
                command, stdout=log, stderr=log, stdin=subprocess.DEVNULL, cwd=self.folder, **self._identity()
            )
        for _ in range(600):
            if self._process.poll() is not None:
                break
            if self._call("pg_isready", "--quiet", "--host", str(self.folder)).returncode == 0:
                return
            time.sleep(0.05)
        tail = (self.folder / "server.log").read_text(errors="replace")[-2000:]
        raise RuntimeError(f"PostgreSQL did not start:\n{tail}")

    def stop(self) -> None:
        """Ends the server, by its own process id: politely first, then not."""
        if self._process is None:
            return
        if self._process.poll() is None:
            self._process.send_signal(signal.SIGINT)  # "fast": open transactions are rolled back
        try:
            self._process.wait(timeout=30)
        except subprocess.TimeoutExpired:
            self._process.send_signal(signal.SIGQUIT)  # the postmaster takes its children along
            self._process.wait()
        self._process = None

    def kill(self) -> None:
        """Pulls the plug: the whole server ends without writing anything more. `start` recovers."""
        if self._process is not None:
            self._process.send_signal(signal.SIGQUIT)  # "immediate": no checkpoint, children end at once
            self._process.wait()
            self._process = None

    def _identity(self) -> dict[str, Any]:
        # A session of its own: a Ctrl-C in the terminal is for the tests, which then stop the server themselves.
        own: dict[str, Any] = {"start_new_session": True}
        if self._user:
            entry = pwd.getpwnam(self._user)
            own |= {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}
        return own

    def _call(self, program: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [str(self._bin / program), *arguments],
            cwd=self.folder,
            env={"PATH": os.environ.get("PATH", ""), "HOME": str(self.folder), "LC_ALL": "C.UTF-8"},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
            **self._identity(),
        )

    def _run(self, program: str, *arguments: str) -> None:
        done = self._call(program, *arguments)
        if done.returncode:
            raise RuntimeError(f"{program} failed: {done.stderr.strip()}")


def stop_on_signals() -> None:
    """SIGTERM and SIGHUP become an exception, so that `with` blocks end and nothing is left running."""

    def leave(number: int, _frame: FrameType | None) -> None:
        sys.exit(128 + number)

    signal.signal(signal.SIGTERM, leave)
    signal.signal(signal.SIGHUP, leave)


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Run a command with a PostgreSQL server of its own.")
    parser.add_argument("--durable", action="store_true", help="keep fsync on")
    parser.add_argument("--as", dest="name", default="MAKLUMAT_DATABASE", help="environment variable for the address")
    parser.add_argument("command", nargs=argparse.REMAINDER)
    chosen = parser.parse_args(arguments)
    command = chosen.command[1:] if chosen.command[:1] == ["--"] else chosen.command
    if not command:
        parser.error("COMMAND is missing")
    stop_on_signals()
    with ThrowawayPostgres(durable=chosen.durable) as server:
        process = subprocess.Popen(command, env=os.environ | {chosen.name: server.address})
        try:
            return process.wait()
        finally:
            if process.poll() is None:
                process.terminate()
                process.wait()


if __name__ == "__main__":
    sys.exit(main())
