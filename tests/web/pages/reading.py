"""What a page says, piece by piece, each with the language it says it is in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser
from typing import Final

SPOKEN: Final = ("alt", "aria-label", "placeholder", "title", "data-too-large")
"""Attributes that are shown or read aloud."""
SILENT: Final = frozenset({"script", "style", "svg"})
VOID: Final = frozenset({"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"})
WORD: Final = re.compile(r"[^\W\d_]{3,}")
HOLE: Final = re.compile(
    r"https?://\S+|%\(\w+\)s|\{\w*\}|[\w.]+@[\w.]+|\b[\w-]+(?:\.[\w-]+)+\b|\b[0-9A-Z]{4}(?:-[0-9A-Z]{4})+\b|\b[0-9a-f]{64}\b"
)
"""Holes of a sentence, and what belongs to no language: addresses and codes (one may spell "9AND-WYAT", a
fingerprint "ada")."""


class Reader(HTMLParser):
    """Collects (language, text); an element without `lang` speaks the language of the one around it."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[tuple[str, str]] = []
        self._open: list[tuple[str, str]] = [("", "")]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        language = given.get("lang") or self._open[-1][1]
        self.said += [(language, text) for name in SPOKEN if (text := given.get(name))]
        if tag not in VOID:
            self._open.append((tag, language))

    def handle_endtag(self, tag: str) -> None:
        for index in range(len(self._open) - 1, 0, -1):
            if self._open[index][0] == tag:
                del self._open[index:]
                return

    def handle_data(self, data: str) -> None:
        if self._open[-1][0] == "title" and self._open[-1][1]:
            data = data.partition(": ")[0].partition(" – ")[0]  # a title has one language and may name a service
        if data.strip() and not SILENT & {tag for tag, _language in self._open}:
            self.said.append((self._open[-1][1], data))


def said(html: str) -> list[tuple[str, str]]:
    """(language, text) of everything that is shown or read aloud."""
    reader = Reader()
    reader.feed(html)
    return reader.said


def words(texts: Iterable[str]) -> set[str]:
    """The words of three letters and more, in small letters."""
    return {word.lower() for text in texts for word in WORD.findall(HOLE.sub(" ", text))}


def strangers(html: str, foreign: dict[str, set[str]], own: Iterable[str]) -> Iterator[str]:
    """Words that stand in a text of the wrong language. `foreign`: by language the words that do not belong there;
    `own`: what people wrote themselves."""
    for language, text in said(html):
        left = text
        for typed in own:
            left = left.replace(typed, " ")
        found = words([left]) & foreign.get(language, set())
        if found:
            yield f"{language}: {', '.join(sorted(found))}: {' '.join(text.split())[:80]}"


def headings(html: str) -> int:
    """How many main headings the page has."""
    return len(re.findall(r"<h1[\s>]", html))
