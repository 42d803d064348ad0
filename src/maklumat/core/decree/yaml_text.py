"""Drafts as YAML text: our keys, wrapped lines, and remarks on the line above what they are about."""

from __future__ import annotations

import re
import textwrap
from dataclasses import dataclass, field
from typing import Final

WIDTH: Final = 118
_PLAIN: Final = re.compile(r"[A-Za-zÀ-ſ(][^\n]*")
_RISKY: Final = re.compile(r":(?:\s|$)|\s#|^[-?!&*%@`'\"{\[|>#,\]}~=]|[\x00-\x1f\x7f]|[:,]$|[{}\[\]]")
_WORDS: Final = frozenset({"null", "true", "false", "yes", "no", "on", "off", "y", "n", "~"})


@dataclass(slots=True)
class Block:
    """Keys in order. `remarks` stand above the block, `said` above single keys."""

    keys: list[tuple[str, Value]] = field(default_factory=list)
    said: dict[str, list[str]] = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)

    def put(self, key: str, value: Value | None, *remarks: str) -> Block:
        """Adds a key; nothing for None. The remarks are written above it."""
        if value is not None:
            self.keys.append((key, value))
            if remarks:
                self.said.setdefault(key, []).extend(remark for remark in remarks if remark)
        return self


@dataclass(frozen=True, slots=True)
class Raw:
    """A value that is written as it is, without quotes: numbers, codes, line numbers."""

    text: str


YES: Final = Raw("ya")

Value = str | int | bool | Raw | Block | list["Value"]


def written(block: Block, above: str = "") -> str:
    """The whole file; `above` is its first remark."""
    lines = [f"# {line}" for part in above.splitlines() for line in textwrap.wrap(part, WIDTH - 2)]
    lines += _block(block, 0)
    return "\n".join(lines) + "\n"


def _remarks(said: list[str], depth: int) -> list[str]:
    start = " " * depth + "# "
    out = []
    for remark in said:
        clean = "".join(sign if sign.isprintable() else " " for sign in remark)
        out += [start + line for line in textwrap.wrap(clean, max(40, WIDTH - len(start)))]
    return out


def _block(block: Block, depth: int) -> list[str]:
    out = _remarks(block.remarks, depth)
    for key, value in block.keys:
        out += _remarks(block.said.get(key, []), depth)
        out += _entry(key, value, depth)
        if depth == 0 and isinstance(value, Block | list) and len(out) > 3:
            out.append("")
    while out and not out[-1]:
        out.pop()
    return out


def _entry(key: str, value: Value, depth: int) -> list[str]:
    pad = " " * depth
    if isinstance(value, Block):
        flow = _flow(value)
        if flow and len(pad) + len(key) + 2 + len(flow) <= WIDTH:
            return [f"{pad}{key}: {flow}"]
        return [f"{pad}{key}:", *_block(value, depth + 2)]
    if isinstance(value, list):
        if not value:
            return [f"{pad}{key}: []"]
        return [f"{pad}{key}:", *(line for item in value for line in _item(item, depth + 2))]
    return _scalar(f"{pad}{key}: ", value, depth + 2)


def _item(value: Value, depth: int) -> list[str]:
    pad = " " * depth
    if isinstance(value, Block):
        flow = _flow(value)
        if flow and len(pad) + 2 + len(flow) <= WIDTH:
            return [*_remarks(value.remarks, depth), f"{pad}- {flow}"]
        first = Block(value.keys, value.said)
        lines = _block(first, depth + 2)
        head = next((index for index, line in enumerate(lines) if not line.lstrip().startswith("#")), 0)
        remarks = [line[2:] for line in lines[:head]]
        lines = lines[head:]
        if not lines:
            return [f"{pad}- {{}}"]
        return [*_remarks(value.remarks, depth), *remarks, f"{pad}- {lines[0].lstrip()}", *lines[1:]]
    if isinstance(value, list):
        return [f"{pad}- [{', '.join(_inline(item) for item in value)}]"]
    return _scalar(f"{pad}- ", value, depth + 2)


def _scalar(start: str, value: Value, depth: int) -> list[str]:
    text = _inline(value, flow=False)
    if len(start) + len(text) <= WIDTH:
        return [start + text]
    pad = " " * depth
    body = textwrap.wrap(_clean(str(value)), WIDTH - depth, break_long_words=False, break_on_hyphens=False)
    if not body or any(line.startswith((" ", "\t")) for line in body):
        return [start + text]
    return [f"{start}>-", *(pad + line for line in body)]


def _clean(text: str) -> str:
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())


def _inline(value: Value, *, flow: bool = True) -> str:
    if isinstance(value, Raw):
        return value.text
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, Block):
        return _flow(value) or "{}"
    if isinstance(value, list):
        return "[" + ", ".join(_inline(item) for item in value) + "]"
    text = _clean(value)
    plain = _PLAIN.fullmatch(text) and not _RISKY.search(text) and text.lower() not in _WORDS
    if plain and not (flow and "," in text):
        return text
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _flow(block: Block) -> str:
    """A short block on one line, "" where it must stand on its own lines."""
    if block.said or not block.keys or len(block.keys) > 4:
        return ""
    if any(
        isinstance(value, list) and any(isinstance(item, Block | list) for item in value) for _, value in block.keys
    ):
        return ""
    if any(isinstance(value, Block) and (value.remarks or not _flow(value)) for _, value in block.keys):
        return ""
    text = "{" + ", ".join(f"{key}: {_inline(value)}" for key, value in block.keys) + "}"
    return text if len(text) < 100 else ""
