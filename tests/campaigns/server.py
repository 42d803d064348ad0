"""The real server as a campaign runs it: gunicorn with the project's own configuration, on a free loopback port.

`kill` ends master, workers and clock worker at one blow (SIGKILL to the process group that `start` made, and to
nothing else); `start` after it uses the same port, as a service manager would.
"""

from __future__ import annotations

import contextlib
import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Final

HOST: Final = "127.0.0.1"
APPLICATION: Final = "maklumat.config.wsgi:application"
CONFIGURATION: Final = "python:maklumat.config.server"


def free_port() -> int:
    """A port of the loopback address that nobody listens on."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


class Server:
    """`with Server(log, workers=2) as server: server.port`. `alive_at` is a path that answers 200."""

    def __init__(
        self,
        log: Path,
        *,
        application: str = APPLICATION,
        workers: int = 2,
        alive_at: str = "/sehat/hidup",
        environment: Mapping[str, str] | None = None,
    ) -> None:
        self.port = free_port()
        self.log = log
        self._alive_at = alive_at
        self._command = [sys.executable, "-m", "gunicorn", application, "-c", CONFIGURATION]
        self._environment = {
            **os.environ,
            "MAKLUMAT_MODE": "test",
            "MAKLUMAT_LIMIT_FACTOR": "1000000",
            "MAKLUMAT_LOG_LEVEL": "WARNING",
            "MAKLUMAT_BIND": f"{HOST}:{self.port}",
            "MAKLUMAT_BASE_ADDRESS": f"http://{HOST}:{self.port}",
            "MAKLUMAT_WORKERS": str(workers),
            **(environment or {}),
        }
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Server:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def start(self, *, seconds: float = 180.0) -> None:
        """Start and wait until it answers. RuntimeError with the log's end when it does not."""
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                self._command, env=self._environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                start_new_session=True,
            )  # fmt: skip
        end = time.monotonic() + seconds
        while time.monotonic() < end and self._process.poll() is None:
            if self._answers():
                return
            time.sleep(0.05)
        tail = self.log.read_text(errors="replace")[-3000:]
        self.stop()
        raise RuntimeError(f"the server does not answer:\n{tail}")

    def kill(self) -> int:
        """SIGKILL for every process of the server at the same moment; returns how many there were."""
        assert self._process is not None, "the server is not running"
        group = self._process.pid
        members = _members(group)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(group, signal.SIGKILL)
        self._process.wait()
        self._process = None
        while _members(group):
            time.sleep(0.005)
        return len(members)

    def stop(self) -> None:
        """End politely; whatever is left after ten seconds is killed."""
        if self._process is None:
            return
        self._process.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(timeout=10)
        self.kill()

    def faults(self) -> list[str]:
        """The lines of the server's log that speak of an error."""
        lines = self.log.read_text(errors="replace").splitlines()
        return [line for line in lines if '"level": "error"' in line or "Traceback" in line]

    def _answers(self) -> bool:
        connection = http.client.HTTPConnection(HOST, self.port, timeout=5)
        try:
            connection.request("GET", self._alive_at)
            return connection.getresponse().status == 200
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()


def _members(group: int) -> list[int]:
    """The living processes of a process group."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdecimal():
            with contextlib.suppress(OSError, ValueError, IndexError):
                fields = (entry / "stat").read_text().rpartition(")")[2].split()
                if int(fields[2]) == group and fields[0] not in "ZX":
                    found.append(int(entry.name))
    return found
