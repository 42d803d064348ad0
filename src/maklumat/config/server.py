"""How gunicorn runs: a few workers, and the clock worker beside them for as long as the server lives."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

bind = os.environ.get("MAKLUMAT_BIND", "127.0.0.1:8000")
workers = int(os.environ.get("MAKLUMAT_WORKERS", "2"))
threads = 2
timeout = 60  # seconds: a large upload over a slow line
max_requests = 20_000
max_requests_jitter = 2_000
accesslog = None  # the application writes its own structured log, without personal data
control_socket_disable = True  # gunicorn 27 would listen in the home folder, outside the data folder
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108  # gunicorn's heartbeat file

_clock: list[subprocess.Popen[bytes]] = []


def when_ready(_: Any) -> None:
    """Start the clock worker. It ends by itself when its parent is gone."""
    command = [sys.executable, "-m", "maklumat.config.console", "clock", "--with-parent"]
    _clock.append(subprocess.Popen(command))  # noqa: S603  # our own command


def post_worker_init(_: Any) -> None:
    """What was imported stays for good: the collector need not look through it at every action."""
    gc.collect()
    gc.freeze()


def on_exit(_: Any) -> None:
    for process in _clock:
        process.terminate()
