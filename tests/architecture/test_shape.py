"""The size and the names of modules, and what may not stand in any tracked file."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from tests.architecture.sources import ROOT, SRC, files, place, python, texts, tree

MODULE_LINES = 400
FUNCTION_LINES = 50
DRAWERS = {"services", "utils", "util", "helpers", "helper", "managers", "misc", "common", "signals"}


def test_there_is_something_to_look_at() -> None:
    assert len(list(python())) > 50
    assert ROOT / "pyproject.toml" in texts()


def test_modules_are_one_idea_long() -> None:
    rooms = (SRC, ROOT / "tests", ROOT / "tools")
    long = {
        place(path): lines
        for room in rooms
        for path in python(room)
        if (lines := len(path.read_text().splitlines())) > MODULE_LINES
    }
    assert long == {}, f"over {MODULE_LINES} lines; find the two ideas"


def test_functions_are_short() -> None:
    long = {
        f"{place(path, node.lineno)} {node.name}": lines
        for path in python()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (lines := (node.end_lineno or 0) - node.lineno + 1) > FUNCTION_LINES
    }
    assert long == {}, f"over {FUNCTION_LINES} lines"


def test_no_drawer_for_everything() -> None:
    drawers = [place(path) for path in files() if path.suffix == ".py" and {path.stem, path.parent.name} & DRAWERS]
    assert drawers == [], "a module is named by its subject"


def test_every_module_says_what_it_is_about() -> None:
    silent = [place(path) for path in python() if path.read_text().strip() and not ast.get_docstring(tree(path))]
    assert silent == [], "a module with code begins with a docstring"


def test_no_signals_and_no_logic_in_save() -> None:
    found = []
    for path in python():
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(
                ("django.db.models.signals", "django.dispatch")
            ):
                found.append(f"{place(path, node.lineno)} imports signals")
            if isinstance(node, ast.FunctionDef) and node.name == "save" and path.name == "models.py":
                found.append(f"{place(path, node.lineno)} overrides save")
    assert found == []


def test_core_knows_no_office() -> None:
    """Nothing in the Python code knows Belitung, nor any other office whose decree we carry."""
    offices = [path.name for path in (ROOT / "standards").iterdir() if path.is_dir() and not path.name.startswith("_")]
    words = re.compile("|".join(re.escape(name) for name in offices), re.IGNORECASE)
    found = [
        place(path, number)
        for path in python()
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if words.search(line)
    ]
    assert offices
    assert found == []


def test_a_day_is_always_the_offices_day() -> None:
    """Moments are UTC, whose day is yesterday's until morning: `catalogue.local_date` tells the day."""
    wrong = re.compile(r"\b(?:now|moment|now\(\)|\w+_at)\.date\(\)")
    found = [
        place(path, number)
        for path in python()
        if path.is_relative_to(SRC / "records") or path.is_relative_to(SRC / "web")
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if wrong.search(line)
    ]
    assert found == []


# Written in pieces, so that this file does not find itself.
FORBIDDEN = {
    "a registry's address": re.compile("(?:pypi|pythonhosted|npmjs|deb\\.debian)" + r"\.(?:org|com)", re.I),
    "an index option": re.compile(r"(?:--(?:extra-)?index-url|--find-links|--trusted-host)[ =]*\S*" + r"//", re.I),
    "a resolved address": re.compile(r"\"resolved\"\s*:\s*\"http" + r"s?:"),
    "a path of somebody's machine": re.compile(r"(?<![\w.])/(?:work" + r"|root|home/\w+|Users/\w+)/"),
    "a private key": re.compile("-----BEGIN " + "(?:RSA |EC |ENCRYPTED )?PRIVATE KEY"),
    "a mark of an unfinished merge": re.compile(r"^(?:<<<<<<<|>>>>>>>) ", re.M),
}


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_tracked_file_contains(what: str) -> None:
    found = [
        f"{place(path, text[: hit.start()].count(chr(10)) + 1)}: {hit.group()}"
        for path, text in texts().items()
        for hit in [FORBIDDEN[what].search(text)]
        if hit
    ]
    assert found == []


def test_the_search_finds_leaks() -> None:
    for what, leak in {
        "a registry's address": "https://" + "pypi" + ".org/simple",
        "an index option": "--index" + "-url http" + "s://x",
        "a resolved address": '"resolved"' + ': "http' + "s://x",
        "a path of somebody's machine": "see /home/" + "ani/notes",
    }.items():
        assert FORBIDDEN[what].search(leak), what


@pytest.mark.parametrize("name", ["run.txt", "dev.txt"])
def test_lock_files_pin_every_package_with_hashes(name: str) -> None:
    text = (ROOT / "requirements" / name).read_text()
    entries = [entry for entry in re.split(r"\n(?=\S)", text.strip()) if not entry.startswith("#")]
    loose = [
        e.splitlines()[0] for e in entries if not re.match(r"[\w.-]+==[\w.]+\b.*\\\n +--hash=sha256:[0-9a-f]{64}", e)
    ]
    assert len(entries) > 20
    assert loose == []
    assert "http:" not in text
    assert "https:" not in text


def test_dev_lock_contains_the_run_lock() -> None:
    pins = {
        name: set(re.findall(r"^([\w.-]+==\S+)", (ROOT / "requirements" / name).read_text(), re.M))
        for name in ("run.txt", "dev.txt")
    }
    assert pins["run.txt"] - pins["dev.txt"] == set()


def test_lock_files_know_every_dependency() -> None:
    """pyproject.toml gained a dependency and nobody ran `make lock`."""
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]

    def missing(wanted: list[str], lock: str) -> set[str]:
        names = {re.split(r"[\[<>=~! ]", one)[0].lower().replace("_", "-") for one in wanted}
        pinned = re.findall(r"^([\w.-]+)==", (ROOT / "requirements" / lock).read_text(), re.M)
        return names - {one.lower().replace("_", "-") for one in pinned}

    assert missing(project["dependencies"], "run.txt") == set()
    assert missing(project["optional-dependencies"]["dev"], "dev.txt") == set()


def test_makefile_stays_small() -> None:
    targets = re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.M)
    assert {"setup", "run", "test", "check", "bench"} <= set(targets)
    assert len(targets) <= 12


def test_readme_stays_short() -> None:
    text = (ROOT / "README.md").read_text()
    assert len(text.splitlines()) <= 150
    assert "make run" in text
    assert "make test" in text


def test_pictures_and_files_that_documents_point_to_exist() -> None:
    remark = re.compile("<!--.*?-->", re.S)
    broken = [
        f"{place(path)} -> {target}"
        for path, text in texts().items()
        if path.suffix == ".md"
        for target in re.findall(r"\]\(([^)#\s]+)", remark.sub("", text))
        if "://" not in target and not target.startswith("mailto:") and not (path.parent / target).exists()
    ]
    assert broken == []


def test_scripts_are_executable() -> None:
    scripts = [p for p, text in texts().items() if text.startswith("#!") and p.suffix != ".py"]
    assert ROOT / ".ci" / "run" in scripts
    assert [place(path) for path in scripts if not Path(path).stat().st_mode & 0o100] == []


def test_tables_leave_through_one_door() -> None:
    """Workbooks are written by one port and sent by one module: no page makes its own."""
    writes = {place(path) for path in python() if "xlsxwriter" in path.read_text()}
    assert writes == {"src/maklumat/ports/workbooks.py"}
    sends = {place(path) for path in python() if "spreadsheetml.sheet" in path.read_text()}
    assert sends == {"src/maklumat/web/shared/spreadsheets.py"}
