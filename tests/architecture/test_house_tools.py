"""The tools that judge the suite are judged too: what is counted, what is left running, which figures pass."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.sources import ROOT
from tests.campaigns import bench

REPORT = """<testsuites><testsuite>
<testcase name="a"/><testcase name="b"><failure/></testcase><testcase name="c"><error/></testcase>
<testcase name="d"><skipped type="pytest.skip"/></testcase><testcase name="e"><skipped type="pytest.xfail"/></testcase>
</testsuite></testsuites>"""


@pytest.fixture
def run_tests(monkeypatch: pytest.MonkeyPatch):  # type: ignore[no-untyped-def]
    monkeypatch.syspath_prepend(str(ROOT / "tools"))
    import run_tests

    return run_tests


def test_errors_fail_and_skips_do_not_pass(run_tests, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    report = tmp_path / "report.xml"
    report.write_text(REPORT)
    assert run_tests.counted(report) == (2, 2, 1)


@pytest.mark.parametrize(
    ("passed", "failed", "skipped", "trouble", "green"),
    [(3, 0, 0, "", True), (0, 0, 0, "", False), (3, 1, 0, "", False), (3, 0, 1, "", False), (3, 0, 0, "x", False)],
)
def test_a_phase_is_green_only_when_something_ran_and_all_passed(  # type: ignore[no-untyped-def]
    run_tests, passed: int, failed: int, skipped: int, trouble: str, green: bool
) -> None:
    result = run_tests.Result(run_tests.PHASES[0], passed, failed, skipped, 1.0, trouble)
    assert result.green is green


def test_what_a_phase_leaves_running_is_ended_and_named(run_tests) -> None:  # type: ignore[no-untyped-def]
    leave = "import os; os.spawnlp(os.P_NOWAIT, 'sleep', 'sleep', '60')"
    code, left = run_tests.run_alone([sys.executable, "-c", leave], os.environ, patience=0.2)
    assert (code, left) == (0, ["sleep"])


def test_unknown_phases_and_checks_are_refused() -> None:
    for tool in ("run_tests.py", "check.py"):
        done = subprocess.run(
            [sys.executable, str(ROOT / "tools" / tool), "nonsense"], capture_output=True, text=True, check=False
        )
        assert done.returncode == 1
        assert "nonsense" in done.stderr


def test_a_figure_has_exactly_its_keys() -> None:
    figure = dict.fromkeys(bench.FIGURE, 1)
    assert bench.faults(json.dumps(figure)) == ""
    assert bench.faults(json.dumps(figure | {"more": 1})) != ""
    assert bench.faults(json.dumps({"name": "x"})) != ""
    assert bench.faults("[]") != ""
    assert bench.faults("actions: 3") == "not JSON"
