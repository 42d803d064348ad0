"""A small sound office, and faulty files completed from it.

A faulty file begins with comments that say what must be found in it:

    # layanan                              which of the good files it stands for
    # tanpa: biaya                         keys of the good file that are left out; * for all
    # STD-201 baris 4 kolom 1: persyarata, persyaratan     code, line, column, words of the message

Keys of the good file that it does not write itself are added after it, so that its own lines keep their numbers.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from maklumat.core.standard.load import Loaded, load_office

HERE = Path(__file__).parent
PATHS = {
    "layanan": "contoh/layanan/01-surat-contoh.yaml",
    "kantor": "contoh/kantor.yaml",
    "dasar_hukum": "_bersama/dasar_hukum.yaml",
    "dasar_hukum_setempat": "contoh/dasar_hukum.yaml",
    "rumpun": "_bersama/rumpun.yaml",
}
ENGLISH = "contoh/terjemahan/inggris.yaml"
"""The sound office has no such file: it need not."""
_EXPECTED = re.compile(r"# (STD-\d{3}) baris (\d+) kolom (\d+): (.+)")


def good() -> dict[str, str]:
    """The files of the sound office; nothing at all is found in it."""
    files = {path: (HERE / "good" / f"{name}.yaml").read_text() for name, path in PATHS.items()}
    letters = {"contoh/surat": "surat-contoh", "_bersama/surat": "surat-penolakan"}
    text = 'bentuk: keterangan\njudul: Contoh\nisi: [{rata: "Untuk {nama}."}]\n'
    return files | {f"{folder}/{name}.yaml": f"kode: {name}\n{text}" for folder, name in letters.items()}


def load(**changed: str) -> Loaded:
    """The sound office with whole files replaced: `load(layanan=text)`."""
    return load_office(good() | {PATHS[name]: text for name, text in changed.items()})


@dataclass(frozen=True)
class Expected:
    code: str
    line: int
    column: int
    words: tuple[str, ...]


@dataclass(frozen=True)
class Faulty:
    """One faulty file: its files completed, and what must be found in it."""

    files: dict[str, str]
    path: str
    expected: tuple[Expected, ...]


def faulty(file: Path) -> Faulty:
    text = file.read_text()
    head = [line for line in text.splitlines() if line.startswith("#")]
    name = head[0].removeprefix("# ").strip()
    without = {key for line in head if line.startswith("# tanpa:") for key in line.partition(":")[2].split()}
    expected = tuple(
        Expected(found[1], int(found[2]), int(found[3]), tuple(word.strip() for word in found[4].split(",")))
        for line in head
        if (found := _EXPECTED.fullmatch(line))
    )
    written = set(re.findall(r"^([a-z_]+):", text, re.MULTILINE)) | without
    path = ENGLISH if name == "inggris" else PATHS[name]
    rest = "".join(block for key, block in blocks(good().get(path, "")) if key not in written and "*" not in written)
    return Faulty(good() | {path: text + rest}, path, expected)


def blocks(text: str) -> list[tuple[str, str]]:
    """The top keys of a file with the lines below each."""
    found = re.findall(r"^([a-z_]+):(?:.*\n)(?:[ ].*\n|\n)*", text, re.MULTILINE)
    starts = [match.start() for match in re.finditer(r"^[a-z_]+:", text, re.MULTILINE)]
    ends = [*starts[1:], len(text)] if starts else []
    return [(key, text[start:end]) for key, start, end in zip(found, starts, ends, strict=True)]
