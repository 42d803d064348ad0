"""Whatever an official does to a file, the loader answers with findings, never with a crash."""

from __future__ import annotations

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from maklumat.core.standard.check import check
from maklumat.core.standard.findings import ERROR
from maklumat.core.standard.load import load_office
from tests.standards.cast import PATHS, good

WORDS = [
    "",
    "ya",
    "[]",
    "{}",
    "- x",
    "a: b",
    "{rujuk: x}",
    "12",
    "selesai",
    "pemohon",
    "#",
    ":",
    '"',
    "\t",
    "&a",
    "*a",
    "!x",
]


def mutilated(name: str, changes: list[tuple[int, str, str]]) -> str:
    """The good file with lines dropped, doubled, indented, or given another value."""
    lines = good()[PATHS[name]].splitlines()
    for at, how, word in changes:
        index = at % len(lines)
        line = lines[index]
        if how == "drop" and len(lines) > 1:
            del lines[index]
        elif how == "double":
            lines.insert(index, line)
        elif how == "indent":
            lines[index] = "  " + line
        elif how == "value":
            lines[index] = line.partition(":")[0] + ": " + word
        elif how == "cut":
            lines[index] = line[: len(line) // 2]
    return "\n".join(lines) + "\n"


CHANGES = st.lists(
    st.tuples(
        st.integers(0, 200), st.sampled_from(["drop", "double", "indent", "value", "cut"]), st.sampled_from(WORDS)
    ),
    min_size=1,
    max_size=4,
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(sorted(PATHS)), CHANGES)
@example("layanan", [(0, "value", "")])
def test_a_mutilated_file_gives_findings(name: str, changes: list[tuple[int, str, str]]) -> None:
    loaded = load_office(good() | {PATHS[name]: mutilated(name, changes)})
    found = check(loaded)
    assert all(one.place.file and one.text for one in found)
    broken = any(
        one.grade == ERROR and one.place.file in (PATHS["layanan"], PATHS["kantor"]) for one in loaded.findings
    )
    assert broken == (loaded.office is None or loaded.services == ())


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=200))
def test_any_text_gives_findings(text: str) -> None:
    found = load_office(good() | {PATHS["layanan"]: text}).findings
    assert [one.grade for one in found][:1] == [ERROR]
