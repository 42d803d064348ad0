"""The English translation, without gettext tools: collect what is to be translated, compile what is.

    .venv/bin/python tools/messages.py     adds new source strings to the .po file, drops unused ones, writes the .mo

Source strings are what a citizen can meet: marked strings, the sentence of every message with a code, and the phrases
that fill its holes.
Untranslated strings are printed; a test keeps the list empty and the .mo equal to the .po.
"""

from __future__ import annotations

import ast
import os
import re
import struct
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import django
from django.conf import settings
from django.utils.translation.template import templatize

from maklumat.core.kinds.registry import KINDS

SRC = Path(__file__).resolve().parents[1] / "src" / "maklumat"
PO = SRC / "web" / "locale" / "en" / "LC_MESSAGES" / "django.po"
MARKS = {"_", "gettext", "gettext_lazy", "gettext_noop", "ngettext", "ngettext_lazy", "phrase"}
WITH_A_CODE = {"error", "warning"}  # called with (code, sentence), the code under a name
CODE = re.compile(r"[A-Z]{3}-\d{3}")
# What a citizen can meet. Offices, operators and writers of standards work in Indonesian.
FOR_CITIZENS = (
    "web/public",
    "web/shared",
    "web/templates/public",
    "web/templates/shared",
    "records",
    "core/clock",
    "core/drawing/words.py",
    "core/errors.py",
    "core/identity",
    "core/intake",
    "core/procedure",
    "ports/uploads.py",
    "ports/vault.py",
)
HEAD = {
    "Project-Id-Version": "maklumat",
    "Language": "en",
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
    "Plural-Forms": "nplurals=2; plural=(n != 1);",
}
LITERAL = r"u?(?:'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\")"
IN_TEMPLATE = re.compile(rf"\b(?:_|n?gettext)\(({LITERAL})(?:, *({LITERAL}))?")

Message = tuple[str, str]  # the source string and its plural, "" for none


def collected() -> list[Message]:
    """Every source string, in alphabetical order, each once."""
    found: set[Message] = set()
    for room in FOR_CITIZENS:
        place = SRC / room
        for path in sorted(place.rglob("*.*")) if place.is_dir() else [place]:
            if path.suffix == ".py":
                found.update(of_module(ast.parse(path.read_text())))
            elif path.suffix in {".html", ".txt"}:
                found.update(of_template(path.read_text(), path.name))
    found.update((text, "") for text in of_steps())
    plural = {text for text, many in found if many}
    return sorted(message for message in found if message[1] or message[0] not in plural)


def of_steps() -> Iterator[str]:
    """What an applicant reads of a step: how it ended, and the fields that are told to them with their choices."""
    for kind in KINDS.values():
        yield from (way.label for way in kind.ways)
        for field in kind.fields:
            if field.told:
                yield from (field.label, *(text for _code, text in field.choices))


def of_module(tree: ast.Module) -> Iterator[Message]:
    """Strings given to a gettext function or to `phrase`, and the sentences of messages (`sentences`)."""
    named = dict(_named(tree))
    for node in ast.walk(tree):
        if isinstance(node, ast.Dict):
            for key, value in zip(node.keys, node.values, strict=True):
                yield from ((text, "") for text in sentences([key, value], named))
        if not isinstance(node, ast.Call):
            continue
        name = getattr(node.func, "id", None) or getattr(node.func, "attr", "")
        texts = [_text(arg, {} if name in MARKS else named) for arg in node.args[:2]]
        if name in MARKS and texts and texts[0]:
            yield (texts[0], texts[1] if name.startswith("ngettext") else "")
        elif name in WITH_A_CODE and len(texts) == 2 and " " in texts[1]:
            yield (texts[1], "")
        else:
            yield from ((text, "") for text in sentences(node.args, named))


def sentences(given: Iterable[ast.expr | None], named: Mapping[str, str]) -> list[str]:
    """The sentence that belongs to a code: what comes after it and has a blank in it, written out or under a name."""
    texts = [_text(one, named) for one in given]
    start = next((index for index, text in enumerate(texts) if CODE.fullmatch(text)), len(texts))
    return [text for text in texts[start + 1 :] if " " in text][:1]


def _named(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """Every name of the module, or of one of its functions, that is a text."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign | ast.AnnAssign) and isinstance(node.value, ast.Constant):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            yield from ((target.id, _text(node.value, {})) for target in targets if isinstance(target, ast.Name))


def _text(node: ast.expr | None, named: Mapping[str, str]) -> str:
    if isinstance(node, ast.Name):
        return named.get(node.id, "")
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def of_template(text: str, name: str) -> Iterator[Message]:

    for one, many in IN_TEMPLATE.findall(templatize(text, origin=name)):
        yield ast.literal_eval(one), ast.literal_eval(many) if many else ""


def read(text: str) -> dict[Message, list[str]]:
    """A .po file as {message: translations}. Knows what we write: no contexts, no comments that matter."""
    entries: dict[Message, list[str]] = {}
    for block in re.split(r"\n\s*\n", text.strip()):
        fields: dict[str, str] = {}
        key = ""
        for line in block.splitlines():
            if match := re.match(r"(msgid|msgid_plural|msgstr(?:\[\d\])?) (\".*\")$", line):
                key = match.group(1)
                fields[key] = ast.literal_eval(match.group(2))
            elif line.startswith('"'):
                fields[key] += ast.literal_eval(line)
        strings = [fields[name] for name in ("msgstr", "msgstr[0]", "msgstr[1]") if name in fields]
        entries[(fields.get("msgid", ""), fields.get("msgid_plural", ""))] = strings
    return entries


def written(entries: dict[Message, list[str]]) -> str:
    """The text of the .po file."""

    def quoted(text: str) -> str:
        escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
        return f'"{escaped}"'

    blocks = ['msgid ""\nmsgstr ""\n' + "\n".join(quoted(f"{name}: {value}\n") for name, value in HEAD.items())]
    for (one, many), strings in sorted(entries.items()):
        if not one:
            continue
        lines = [f"msgid {quoted(one)}"]
        if many:
            lines.append(f"msgid_plural {quoted(many)}")
            lines += [f"msgstr[{index}] {quoted(text)}" for index, text in enumerate(strings)]
        else:
            lines.append(f"msgstr {quoted(strings[0])}")
        blocks.append("\n".join(lines))
    return "\n\n".join(blocks) + "\n"


def compiled(entries: dict[Message, list[str]]) -> bytes:
    """The .mo file: GNU's format, without the hash table, which is optional."""
    head = "".join(f"{name}: {value}\n" for name, value in HEAD.items())
    pairs = {b"": head.encode()}
    for (one, many), strings in entries.items():
        if one and all(strings):
            key = f"{one}\0{many}" if many else one
            pairs[key.encode()] = "\0".join(strings).encode()
    keys = sorted(pairs)
    count, start = len(keys), 28
    offset = start + 16 * count
    tables: list[bytes] = []
    body = b""
    for texts in (keys, [pairs[key] for key in keys]):
        for text in texts:
            tables.append(struct.pack("<II", len(text), offset + len(body)))
            body += text + b"\0"
    return struct.pack("<7I", 0x950412DE, 0, count, start, start + 8 * count, 0, offset) + b"".join(tables) + body


def merged(known: dict[Message, list[str]], wanted: Iterable[Message]) -> dict[Message, list[str]]:
    """What is wanted, with the translations that are known."""
    return {message: known.get(message) or ([""] * (2 if message[1] else 1)) for message in wanted}


def main() -> None:

    os.environ.pop("DJANGO_SETTINGS_MODULE", None)
    settings.configure(USE_I18N=True)
    django.setup()
    entries = merged(read(PO.read_text()) if PO.exists() else {}, collected())
    PO.write_text(written(entries))
    PO.with_suffix(".mo").write_bytes(compiled(entries))
    for (text, _many), strings in entries.items():
        if not all(strings):
            print(f"belum diterjemahkan: {text}")
    sys.exit(any(not all(strings) for strings in entries.values()))


if __name__ == "__main__":
    main()
