"""Remarks that a draft still carries: comments that begin with PERIKSA, each a question to an official."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from maklumat.core.standard.findings import Finding, Place
from maklumat.core.standard.sayings import finding

_REMARK: Final = re.compile(r"^( *)# PERIKSA: *(.*)$")
_MORE: Final = re.compile(r"^ *# (?!PERIKSA: )(.*)$")


def unanswered(files: Mapping[str, str], folder: str) -> Iterator[Finding]:
    """The remarks left in the files of one office, a remark over several lines as one."""
    for path, text in files.items():
        if path.startswith(f"{folder}/") and "# PERIKSA: " in text:
            yield from _remarks(path, text.splitlines())


def _remarks(path: str, lines: list[str]) -> Iterator[Finding]:
    for index, line in enumerate(lines):
        begun = _REMARK.match(line)
        if begun:
            words = [begun[2]]
            for after in lines[index + 1 : index + 9]:
                more = _MORE.match(after)
                if not more:
                    break
                words.append(more[1])
            yield finding("STD-608", Place(path, index + 1, len(begun[1]) + 1), text=" ".join(words))
