"""Templates show; they do not think, and they obey the Content-Security-Policy."""

from __future__ import annotations

import re
from pathlib import Path

from tests.architecture.sources import SRC, files, place

TAG = re.compile(r"{%-?\s*(\w+)\s*(.*?)\s*-?%}", re.S)
FILTER = re.compile(r"{{.*?}}|{%.*?%}", re.S)
THINKING_TAGS = {"widthratio", "regroup", "autoescape", "debug", "lorem", "ssi"}
THINKING_FILTERS = re.compile(
    r"\|\s*(?:add|divisibleby|safe|safeseq|dictsort|dictsortreversed|random|slice|make_list)\b"
)
THINKING_CONDITION = re.compile(r"\b(?:and|or|in|is)\b|[<>]")
INLINE = re.compile(r"\son\w+\s*=|\sstyle\s*=|<style\b|javascript:|<script(?![^>]*\ssrc=)", re.I)


def templates() -> list[Path]:
    return [path for path in files() if path.suffix == ".html" and path.is_relative_to(SRC)]


def faults(text: str) -> list[str]:
    found = []
    for tag, rest in TAG.findall(text):
        if tag in THINKING_TAGS:
            found.append(f"{{% {tag} %}}")
        if tag in {"if", "elif"} and THINKING_CONDITION.search(re.sub(r"\"[^\"]*\"|'[^']*'", "''", rest)):
            found.append(f"a condition that thinks: {rest}")
    for piece in FILTER.findall(text):
        found += THINKING_FILTERS.findall(piece)
    found += [f"refused by the Content-Security-Policy: {hit.strip()}" for hit in INLINE.findall(TAG.sub("", text))]
    return found


def test_templates_have_no_logic() -> None:
    assert {place(path): found for path in templates() if (found := faults(path.read_text()))} == {}


def test_templates_load_nothing_from_elsewhere() -> None:
    outside = re.compile(r"(?:src|href|action)=[\"'](?:https?:)?//", re.I)
    assert [place(path) for path in templates() if outside.search(path.read_text())] == []


def test_the_search_finds_faults() -> None:
    bad = '{% if a and b %}{{ x|safe }}<p style="x" onclick="y">{% widthratio a b c %}<script>1</script>{% endif %}'
    assert len(faults(bad)) == 6
    assert (
        faults('{% if not page.empty %}{{ x|date:"j F Y" }}<script src="{% static "a.js" %}"></script>{% endif %}')
        == []
    )
    assert faults("<p>{% for one in all %}{% if one == last %}{{ one }}{% endif %}{% endfor %}</p>") == []
    assert faults('{% if field.kind == "or else" %}{% endif %}') == []
