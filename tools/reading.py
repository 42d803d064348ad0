"""How hard our own Indonesian is to read: words in a sentence, long words, words of the bureau.

    .venv/bin/python tools/reading.py                            every sentence that a citizen can meet, by file
    .venv/bin/python tools/reading.py http://127.0.0.1:8000/     the sentences of these pages, as they are shown
    .venv/bin/python tools/reading.py --worst 20                 and the twenty hardest

Ours are the source strings and, in the standards, summaries and hints. What a decree says is not ours: pages mark it by
an element with a language of its own. tests/web/test_reading.py holds the bounds.
"""

from __future__ import annotations

import argparse
import ast
import json
import re
import sys
import urllib.request
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Final, NamedTuple

import yaml

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from tools import messages

STANDARDS: Final = messages.SRC.parents[1] / "standards"
PAST: Final = re.compile(r"privacy/\d{4}-\d\d-\d\d\.html$")
"""A notice as it was agreed to is not rewritten; the present one is read."""
OURS_IN_STANDARDS: Final = ("ringkasan", "bantuan")

MOST_WORDS: Final = 18
LONG_SYLLABLES: Final = 5
STIFF: Final = (
    "adapun", "agar supaya", "apabila", "bahwasanya", "berkenaan dengan", "bersangkutan", "dalam hal", "dalam rangka",
    "demikian", "dikarenakan", "dimaksud", "dimohon", "dipergunakan", "guna", "manakala", "mempertanggungjawabkan",
    "mengindahkan", "merujuk", "perihal", "sebagaimana", "sehubungan", "selambat-lambatnya", "senantiasa",
    "tersebut di atas", "termaksud", "terkait", "wajib hukumnya",
)  # fmt: skip

WORD: Final = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
VOWELS: Final = re.compile(r"ai|au|oi|[aiueo]")
HOLE: Final = re.compile(r"%\(\w+\)s|\{[^}]*\}|https?://\S+|\b[\w-]+(?:\.[\w-]+)+\b|\b\w*\d\w*\b")
"""Names, addresses, numbers and codes: one word each, whatever they are made of."""
END: Final = re.compile(r"(?<=[.!?;:])\s+|\n\s*\n")
BLOCKS: Final = frozenset({
    "address", "article", "aside", "body", "br", "button", "caption", "dd", "details", "div", "dl", "dt", "fieldset",
    "footer", "form", "h1", "h2", "h3", "h4", "header", "hr", "label", "legend", "li", "main", "nav", "ol", "option",
    "p", "section", "summary", "table", "td", "th", "title", "tr", "ul",
})  # fmt: skip
VOID: Final = frozenset({"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"})
SILENT: Final = frozenset({"script", "style", "svg", "textarea", "title"})  # a title names the service


class Sentence(NamedTuple):
    """A sentence and where it stands."""

    place: str
    text: str

    @property
    def words(self) -> list[str]:
        return WORD.findall(HOLE.sub("nama", self.text))

    @property
    def stiff(self) -> list[str]:
        """The words of the bureau in it."""
        told = f" {' '.join(self.words).casefold()} "
        return [one for one in STIFF if f" {one} " in told]


class Figures(NamedTuple):
    """Of some sentences: how many, words in one on average and at most, and words of five syllables or more."""

    sentences: int
    mean_words: float
    most_words: int
    long_words_percent: float


def sentences(place: str, text: str) -> Iterator[Sentence]:
    """The sentences of a text; a semicolon and a colon end one too, since a reader may rest there."""
    for part in END.split(text):
        found = Sentence(place, " ".join(part.split()))
        if len(found.words) > 1:
            yield found


def long(word: str) -> bool:
    return len(VOWELS.findall(word.casefold())) >= LONG_SYLLABLES


def figures(told: Iterable[Sentence]) -> Figures:
    counts = [(len(one.words), sum(map(long, one.words))) for one in told]
    words = sum(count for count, _long in counts)
    return Figures(
        len(counts),
        round(words / max(1, len(counts)), 1),
        max((count for count, _long in counts), default=0),
        round(100 * sum(many for _count, many in counts) / max(1, words), 1),
    )


def written() -> Iterator[Sentence]:
    """Every sentence of ours that a citizen can meet, with its file."""
    present = max(path.name for path in (messages.SRC / "web/templates/public/privacy").glob("2*.html"))
    for room in messages.FOR_CITIZENS:
        found_in = messages.SRC / room
        for path in sorted(found_in.rglob("*.*")) if found_in.is_dir() else [found_in]:
            place = str(path.relative_to(messages.SRC))
            if path.suffix == ".py":
                found = messages.of_module(ast.parse(path.read_text()))
            elif path.suffix == ".html" and (path.name == present or not PAST.search(place)):
                found = messages.of_template(path.read_text(), path.name)
            else:
                continue
            for text, _many in sorted(set(found)):
                yield from sentences(place, text)
    for path in sorted(STANDARDS.glob("*/layanan/*.yaml")):
        for text in _ours(yaml.safe_load(path.read_text())):
            yield from sentences(str(path.relative_to(STANDARDS)), text)


def _ours(node: object, key: str = "") -> Iterator[str]:
    """The summary, and the hints beside questions and papers. Steps are for officials."""
    if isinstance(node, dict):
        for name, value in node.items():
            if name != "prosedur":
                yield from _ours(value, name)
    elif isinstance(node, list):
        for one in node:
            yield from _ours(one, key)
    elif isinstance(node, str) and key in OURS_IN_STANDARDS:
        yield node


class Page(HTMLParser):
    """Collects the blocks of text of a page, without what has a language of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.blocks: list[str] = [""]
        self._open: list[tuple[str, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in BLOCKS:
            self.blocks.append("")
        theirs = (tag != "html" and "lang" in dict(attrs)) or tag in SILENT
        if theirs and not self._hidden:
            self.blocks[-1] += " {} "  # a name inside our sentence counts as one word
        if tag not in VOID:
            self._open.append((tag, theirs))

    def handle_endtag(self, tag: str) -> None:
        for index in range(len(self._open) - 1, -1, -1):
            if self._open[index][0] == tag:
                del self._open[index:]
                break
        if tag in BLOCKS:
            self.blocks.append("")

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.blocks[-1] += data

    @property
    def _hidden(self) -> bool:
        return any(theirs for _tag, theirs in self._open)


def shown(place: str, html: str) -> Iterator[Sentence]:
    """The sentences of ours that a page shows, as its reader meets them."""
    page = Page()
    page.feed(html)
    for block in page.blocks:
        yield from sentences(place, block)


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("addresses", nargs="*")
    asked.add_argument("--worst", type=int, default=0, help="also print so many of the longest sentences")
    told = asked.parse_args()
    found = list(written()) if not told.addresses else []
    for address in told.addresses:
        with urllib.request.urlopen(address) as answer:
            found += shown(address, answer.read().decode())
    for place in dict.fromkeys(one.place for one in found):
        row = figures(one for one in found if one.place == place)
        sys.stdout.write(json.dumps({"place": place, **row._asdict()}) + "\n")
    sys.stdout.write(json.dumps({"place": "all", **figures(found)._asdict()}) + "\n")
    for one in sorted(found, key=lambda one: -len(one.words))[: told.worst]:
        sys.stdout.write(f"{len(one.words):3} {one.place}: {one.text}\n")
    for one in found:
        if one.stiff:
            sys.stdout.write(f"kaku ({', '.join(one.stiff)}) {one.place}: {one.text}\n")


if __name__ == "__main__":
    main()
