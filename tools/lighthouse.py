"""Lighthouse on a phone, as closing figures: what it says of the catalogue, a service and following a file.

    .venv/bin/python tools/lighthouse.py          a demo server of its own, in a folder that is removed afterwards

Needs Node.js, npm and Chromium; Lighthouse itself is installed by npm into that folder for this run. One JSON line per
page. Ends with code 1 when a page stays below the goals (performance 95, accessibility 100).
"""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

LIGHTHOUSE = "lighthouse@12.8.2"  # the last that runs on the Node.js 18 and 20 of today's distributions
GOALS = {"performance": 95, "accessibility": 100}
PAGES = {"catalogue": "/", "service": "/layanan/belitung/sk-dtks/", "follow": "/lacak/"}
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
BIN = Path(sys.executable).parent
PATIENCE = 240  # seconds until the server answers, and for one page


@contextmanager
def demo_server(room: Path) -> Iterator[str]:
    """A demo office on a free port; its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    folders = {"MAKLUMAT_DATA": str(room / "data"), "MAKLUMAT_KEYS": str(room / "keys")}
    environment = {
        **os.environ,
        **folders,
        "MAKLUMAT_BASE_ADDRESS": address,
        "MAKLUMAT_LOG_LEVEL": "WARNING",
        "MAKLUMAT_EXAMPLES": "0",
    }
    with (room / "server.log").open("wb") as log:
        server = subprocess.Popen(
            [BIN / "maklumat", "start", "--bind", f"127.0.0.1:{port}"], env=environment, stdout=log, stderr=log
        )
        try:
            wait_for(f"{address}/sehat/siap", server)
            yield address
        finally:
            server.terminate()
            server.wait()


def wait_for(address: str, server: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and server.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.5)
    sys.exit("The demo server does not answer.")


def judged(tool: Path, address: str, room: Path) -> dict[str, Any]:
    """What Lighthouse reports of one page, on the phone and the slow line that it imitates."""
    report = room / "report.json"
    flags = "--headless=new --no-sandbox --disable-gpu"
    command = [tool, address, "--quiet", "--output=json", f"--output-path={report}", f"--chrome-flags={flags}"]
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or ""
    subprocess.run(command, check=True, timeout=PATIENCE, env={**os.environ, "CHROME_PATH": chromium})
    found: dict[str, Any] = json.loads(report.read_text())
    return found


def figures(found: dict[str, Any]) -> dict[str, Any]:
    """The four scores, when the largest thing was painted, what was transferred, and what accessibility lacks."""
    audits = found["audits"]
    scores = {name: round((found["categories"][name]["score"] or 0) * 100) for name in CATEGORIES}
    parts = found["categories"]["accessibility"]["auditRefs"]
    return {
        **scores,
        "largest_paint_ms": round(audits["largest-contentful-paint"]["numericValue"]),
        "blocking_ms": round(audits["total-blocking-time"]["numericValue"]),
        "bytes": round(audits["total-byte-weight"]["numericValue"]),
        "lacking": [part["id"] for part in parts if audits[part["id"]]["score"] == 0],
    }


def main() -> int:
    below = False
    with tempfile.TemporaryDirectory(prefix="maklumat-lighthouse-") as folder:
        room = Path(folder)
        npm = ["npm", "install", "--silent", "--no-save", "--no-audit", "--no-fund", "--prefix", folder, LIGHTHOUSE]
        subprocess.run(npm, check=True)
        with demo_server(room) as address:
            for name, path in PAGES.items():
                told = figures(judged(room / "node_modules" / ".bin" / "lighthouse", address + path, room))
                below = below or any(told[category] < goal for category, goal in GOALS.items())
                sys.stdout.write(json.dumps({"page": name, **told}) + "\n")
                sys.stdout.flush()
    return int(below)


if __name__ == "__main__":
    sys.exit(main())
