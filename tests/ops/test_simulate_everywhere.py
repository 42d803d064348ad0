"""Every service of every office runs: each outcome of each step, and both sides of each rule, on both databases."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from django.conf import settings

from maklumat.core.standard.load import load_office
from maklumat.ports.standards_folder import office_files, offices
from tests.ops.fresh_database import fresh_database


def simulate(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "maklumat.config.console", "simulate", *arguments]
    environment = {**os.environ, "MAKLUMAT_STANDARDS": str(settings.STANDARDS_DIR), "MAKLUMAT_DATA": str(folder)}
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


def test_every_service_of_every_office_takes_every_way_and_meets_every_rule_on_both_sides(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    database = fresh_database(tmp_path)
    done = simulate(tmp_path, "--all", "--json", "--database", database)
    assert done.returncode == 0, done.stderr[-2000:] + done.stdout[-300:]
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    laws = [
        service
        for code in offices(settings.STANDARDS_DIR)
        for service in load_office(office_files(settings.STANDARDS_DIR, code)).required()[1]
    ]
    steps = [(law, step) for law in laws for step in law.steps]
    outcomes = {(law.office, law.code, step.code, way.code) for law, step in steps for way in step.outcomes}
    sides = 2 * sum(len(law.eligibility) for law in laws)
    acted = [line for line in lines if line.get("event") == "acted"]
    taken = {(line["office"], line["service"], line["step"], line["outcome"]) for line in acted}
    assert taken == outcomes
    assert lines[-1] == {
        "services": 75,
        "outcomes_total": len(outcomes),
        "outcomes_covered": len(outcomes),
        "rules_total": sides,
        "rules_covered": sides,
    }
    again = simulate(tmp_path, "--all", "--database", database)
    assert again.returncode == 1
    assert "tidak kosong" in again.stderr
