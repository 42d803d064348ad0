"""docs/standard.md explains every key of the format, and every example in it loads."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from maklumat.core.kinds.registry import KINDS
from maklumat.core.standard.build import walk
from maklumat.core.standard.keys import SERVICE
from maklumat.core.standard.office_keys import ACTS, FAMILIES, OFFICE
from maklumat.core.standard.reading import parse
from maklumat.core.standard.shapes import Choice, Many, Nested, Shape, Table, Type
from maklumat.core.standard.typed import Reader, Record
from maklumat.core.standard.words import KIND_WORDS, NUMBER_HOLES

TEXT = (Path(__file__).parents[2] / "docs" / "standard.md").read_text()
ROW = re.compile(r"^\| `([a-z_]+)` \| (.+?) \| (.*?) \| (.+) \|$", re.MULTILINE)
EXAMPLE = re.compile(r"^```yaml\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def shapes() -> dict[str, Shape]:
    """Every shape of the format by its name."""
    found: dict[str, Shape] = {}

    def into(kind: Type) -> None:
        if isinstance(kind, Many | Table):
            into(kind.of)
        elif isinstance(kind, Nested) and kind.shape.name not in found:
            found[kind.shape.name] = kind.shape
            for key in kind.shape.keys:
                into(key.type)

    for top in (SERVICE, OFFICE, ACTS, FAMILIES):
        into(Nested(top))
    return found


def sections() -> dict[str, str]:
    parts = re.split(r"^## (.+)$", TEXT, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def words_of(kind: Type) -> list[str]:
    if isinstance(kind, Many | Table):
        return words_of(kind.of)
    return [word for word, _ in kind.words] if isinstance(kind, Choice) and kind is not KIND_WORDS else []


@pytest.mark.parametrize("name", shapes())
def test_every_key_is_explained(name: str) -> None:
    rows = {row[0]: row for row in ROW.findall(sections()[name])}
    shape = shapes()[name]
    assert list(rows) == [key.word for key in shape.keys]
    for key in shape.keys:
        _, value, required, _ = rows[key.word]
        either = "salah satu" if key.code in shape.either else ""
        either = "tanpa rujuk" if key.code in shape.alone else either
        assert required == ("ya" if key.required else either), key.word
        assert re.findall(r"`([^`]+)`", value) == words_of(key.type), key.word


@pytest.mark.parametrize("name", shapes())
def test_every_example_loads(name: str) -> None:
    examples = EXAMPLE.findall(sections()[name])
    assert examples != []
    for example in examples:
        node, findings = parse(example, f"docs/standard.md, {name}")
        assert findings == ()
        assert node is not None
        reader = Reader()
        reader.record(node, shapes()[name])
        assert [str(found) for found in reader.findings] == []


def test_every_key_is_shown_in_an_example() -> None:
    shown: dict[str, set[str]] = {}

    def note(record: Record) -> None:
        shown.setdefault(record.shape.name, set()).update(record.values)

    for name, shape in shapes().items():
        for example in EXAMPLE.findall(sections()[name]):
            node, _ = parse(example, name)
            assert node is not None
            walk(Reader().record(node, shape), note)
    unshown = {name: {key.code for key in shape.keys} - shown.get(name, set()) for name, shape in shapes().items()}
    assert {name: codes for name, codes in unshown.items() if codes} == {}


def test_every_kind_of_step_and_its_ways_are_named() -> None:
    rows = dict(
        re.findall(r"^\| `([a-z_]+)` \| .+? \| (.+) \|$", sections()["Jenis langkah dan hasilnya"], re.MULTILINE)
    )
    assert {word: re.findall(r"`([^`]+)`", ways) for word, ways in rows.items()} == {
        kind.word: [way.word for way in kind.ways] for kind in KINDS.values()
    }


def test_every_hole_of_a_number_is_named() -> None:
    row = next(line for line in TEXT.splitlines() if line.startswith("| pola nomor"))
    assert {hole for hole in NUMBER_HOLES if f"`{{{hole}}}`" not in row} == set()
