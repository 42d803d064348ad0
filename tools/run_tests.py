"""Runs the whole suite: the pure part once, what touches records or web on both databases, the browser journeys.

    python tools/run_tests.py [PHASE...]        phases: core, sqlite, postgresql, journeys (default: all)

Starts and stops its own PostgreSQL. Ends with code 0 only when every phase ran at least one test and none failed
or was skipped; the last line is always "N passed, N failed".
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree as ET
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from throwaway_postgres import ThrowawayPostgres, stop_on_signals

ROOT = Path(__file__).resolve().parent.parent
TWO = ("-n", "2", "--durations=5", "--durations-min=3")
PARALLEL = (*TWO, "--dist", "worksteal")
ONE_BY_ONE = (*TWO, "--dist", "load", "--maxschedchunk", "1")  # few and long: the longest two must not share a worker
NO_TEST_RAN = 5


@dataclass(frozen=True, slots=True)
class Phase:
    """One call of pytest: which tests, on which database, and whether they run side by side."""

    name: str
    title: str
    marks: str
    options: tuple[str, ...] = PARALLEL


PHASES = (
    Phase("core", "core, standards, ports, architecture", "not records and not journey"),
    Phase("sqlite", "records and web on SQLite", "records"),
    Phase("postgresql", "records and web on PostgreSQL", "records"),
    Phase("journeys", "journeys in Chromium", "journey", ONE_BY_ONE),
)


@dataclass(frozen=True, slots=True)
class Result:
    """What a phase brought; a run that broke before its report counts as one failure."""

    phase: Phase
    passed: int
    failed: int
    skipped: int
    seconds: float
    trouble: str = ""

    @property
    def green(self) -> bool:
        return self.passed > 0 and not (self.failed or self.skipped or self.trouble)

    def line(self) -> str:
        counts = f"{self.passed:5d} passed, {self.failed} failed" + (
            f", {self.skipped} skipped" if self.skipped else ""
        )
        return f"  {self.phase.title:38s} {counts}  ({self.seconds:.0f} s){'  ' + self.trouble if self.trouble else ''}"


def counted(report: Path) -> tuple[int, int, int]:
    """(passed, failed, skipped) of a JUnit report; an expected failure counts as passed."""
    passed = failed = skipped = 0
    for case in ET.parse(report).iter("testcase"):
        skip = case.find("skipped")
        if case.find("failure") is not None or case.find("error") is not None:
            failed += 1
        elif skip is not None and skip.get("type") != "pytest.xfail":
            skipped += 1
        else:
            passed += 1
    return passed, failed, skipped


def run(phase: Phase, folder: Path, environment: Mapping[str, str]) -> Result:
    """Runs one phase in `folder` (its data and keys) and counts."""
    report = folder / f"{phase.name}.xml"
    command = [sys.executable, "-m", "pytest", "-rs", "-m", phase.marks, *phase.options, f"--junit-xml={report}"]
    print(f"\n== {phase.title}", flush=True)
    started = time.monotonic()
    full = {**environment, "MAKLUMAT_TEST_FOLDER": str(folder), "PYTHONUNBUFFERED": "1"}
    code, left = run_alone(command, full)
    seconds = time.monotonic() - started
    if not report.exists():
        return Result(phase, 0, 1, 0, seconds, f"pytest ended with code {code} and no report")
    passed, failed, skipped = counted(report)
    trouble = ""
    if skipped:
        trouble = "a skipped test is not a passed one"
    elif code == NO_TEST_RAN or passed + failed == 0:
        trouble = "no test ran"
    elif code and not failed:
        trouble, failed = f"pytest ended with code {code}", 1
    elif left:
        trouble, failed = f"left running, now ended: {', '.join(left)}", failed + 1
    return Result(phase, passed, failed, skipped, seconds, trouble)


def run_alone(command: Sequence[str], environment: Mapping[str, str], *, patience: float = 5) -> tuple[int, list[str]]:
    """Runs a command in a session of its own: its exit code, and what it left running (ended here, by its id).

    What it started may take `patience` seconds to end by itself.
    """
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, start_new_session=True)
    try:
        process.wait()
    finally:
        if process.poll() is None:  # interrupted: let pytest put its rooms in order first
            process.send_signal(signal.SIGINT)
            process.wait()
        left = members(process.pid)
        deadline = time.monotonic() + patience
        while left and time.monotonic() < deadline:
            time.sleep(0.1)
            left = members(process.pid)
        for pid in left:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
    return process.returncode, list(left.values())


def members(session: int) -> dict[int, str]:
    """The living processes of a session: process id -> name."""
    found = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            name, _, rest = stat.read_text().partition("(")[2].rpartition(")")
            state, _, _, of_session, *_ = rest.split()
            if int(of_session) == session and state != "Z":
                found[int(stat.parent.name)] = name
    return found


def main(names: Sequence[str]) -> int:
    unknown = set(names) - {phase.name for phase in PHASES}
    if unknown:
        sys.exit(f"Tidak dikenal: {', '.join(sorted(unknown))}. Pilih: {', '.join(phase.name for phase in PHASES)}")
    chosen = [phase for phase in PHASES if not names or phase.name in names]
    stop_on_signals()
    plain = {key: value for key, value in os.environ.items() if not key.startswith("MAKLUMAT_")}
    started = time.monotonic()
    results = []
    with tempfile.TemporaryDirectory(prefix="maklumat-test-") as folder, ThrowawayPostgres() as server:
        for phase in chosen:
            address = server.address if phase.name == "postgresql" else "sqlite"
            room = Path(folder) / phase.name
            room.mkdir()
            results.append(run(phase, room, {**plain, "MAKLUMAT_DATABASE": address}))
    print(f"\n== summary ({time.monotonic() - started:.0f} s)")
    for result in results:
        print(result.line())
    green = all(result.green for result in results)
    print("  everything ran and passed" if green else "  NOT green")
    print(f"\n{sum(result.passed for result in results)} passed, {sum(result.failed for result in results)} failed")
    return 0 if green else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
