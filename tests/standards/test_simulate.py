"""The simulation as an operator runs it: every outcome of every step, never in the office's own database."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from maklumat.core.standard.load import load_office
from maklumat.ports import standards_folder

STANDARDS = Path(__file__).resolve().parents[2] / "standards"


def simulate(tmp_path: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {
        **os.environ,
        "MAKLUMAT_DATA": str(tmp_path / "data"),
        "MAKLUMAT_KEYS": str(tmp_path / "keys"),
        "MAKLUMAT_DATABASE": f"sqlite:///{tmp_path / 'data' / 'office.sqlite3'}",
    }
    command = [sys.executable, "-m", "maklumat.config.console", "simulate", *arguments]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def lines(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, object]]:
    """The whole office's simulation, once."""
    folder = tmp_path_factory.mktemp("simulate")
    done = simulate(folder, "--office", "belitung", "--all", "--json")
    assert done.returncode == 0, done.stderr
    assert not (folder / "data" / "office.sqlite3").exists()  # the office's own database was never touched
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_ten_services_take_every_outcome_of_every_step(lines: list[dict[str, object]]) -> None:
    _, services = load_office(standards_folder.office_files(STANDARDS, "belitung")).required()
    outcomes = {(s.code, step.code, o.code) for s in services for step in s.steps for o in step.outcomes}
    sides = 2 * sum(len(service.eligibility) for service in services)
    assert lines[-1] == {
        "services": 10,
        "outcomes_total": len(outcomes),
        "outcomes_covered": len(outcomes),
        "rules_total": sides,
        "rules_covered": sides,
    }
    taken = {(line["service"], line["step"], line["outcome"]) for line in lines[:-1] if line["event"] == "acted"}
    assert taken == outcomes


def test_each_line_says_who_what_when_and_what_is_due(lines: list[dict[str, object]]) -> None:
    _, services = load_office(standards_folder.office_files(STANDARDS, "belitung")).required()
    kept_early = {service.code for service in services if any(limit.ends for limit in service.time_limits)}
    assert kept_early == {"konseling-puspaga"}
    for line in lines[:-1]:
        assert line["post"]
        assert line["moment"]
        assert line["due"] or line["status"] != "open" or line["service"] in kept_early, line
    letters = [line for line in lines[:-1] if line["service"] == "sk-dtks" and line["journey"] == 1]
    assert [line["seq"] for line in letters] == list(range(1, len(letters) + 1))
    assert letters[0]["due"] == "2026-11-24T09:00:00+00:00"  # one working day: Tuesday 16:00 at the office


def test_a_place_is_booked_at_a_free_time(tmp_path: Path) -> None:
    done = simulate(tmp_path, "--office", "tulungagung", "--service", "ziarah-tmp", "--json")
    assert done.returncode == 0, done.stderr
    booked = [line for line in done.stdout.splitlines() if '"outcome": "scheduled"' in line]
    assert len(booked) > 1


def test_an_unknown_office_is_said_and_fails(tmp_path: Path) -> None:
    done = simulate(tmp_path, "--office", "antah-berantah", "--all")
    assert done.returncode == 1
    assert "AKS-001" in done.stderr
