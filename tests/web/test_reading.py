"""Our own Indonesian stays at the reading level of primary school: short sentences, no words of the bureau."""

from __future__ import annotations

import pytest

from tests.web.pages.scene import Scene
from tests.web.pages.table import visits
from tests.web.public_steps import text
from tests.web.test_pages import opened
from tools import reading
from tools.reading import Sentence

PAST_NOTICES = "public:privacy_version"
"""Earlier notices are shown as they were agreed to."""


def too_hard(told: list[Sentence]) -> list[str]:
    return [
        f"{one.place}: {len(one.words)} words {one.stiff or ''}: {one.text}"
        for one in told
        if len(one.words) > reading.MOST_WORDS or one.stiff
    ]


def test_what_we_write_is_short_and_plain() -> None:
    told = list(reading.written())
    assert too_hard(told) == []
    found = reading.figures(told)
    assert found.sentences > 500
    assert found.mean_words < 7
    assert found.long_words_percent < 3


@pytest.mark.django_db
def test_what_a_page_shows_is_short_and_plain() -> None:
    """As a reader meets it: pieces of a sentence that stand apart in the code stand together on the page."""
    hard, counted = set(), 0
    for named in visits(Scene(), "public"):
        if named.route != PAST_NOTICES:
            told = list(reading.shown(named.route, text(opened(named.visit, "id"))))
            counted += len(told)
            hard |= set(too_hard(told))
    assert counted > 1000
    assert hard == set(), "\n".join(sorted(hard))


def test_the_measure_finds_what_is_hard() -> None:
    long = " ".join(["kata"] * (reading.MOST_WORDS + 1))
    told = list(reading.sentences("x", f"Ini mudah. {long}! Sebagaimana dimaksud: bawa {{name}} ke sini?"))
    assert [one.text for one in told] == ["Ini mudah.", f"{long}!", "Sebagaimana dimaksud:", "bawa {name} ke sini?"]
    assert [len(one.words) for one in told] == [2, reading.MOST_WORDS + 1, 2, 4]
    assert [len(one.words) for one in reading.sentences("x", "Kode fb65ff68a3e2 dan 30 hari.")] == [5]
    assert [one.stiff for one in told] == [[], [], ["dimaksud", "sebagaimana"], []]
    assert len(too_hard(told)) == 2
    found = reading.figures(reading.sentences("x", "Pemberitahuan ini dibaca. Ya, benar."))
    assert (found.sentences, found.mean_words, found.most_words, found.long_words_percent) == (2, 2.5, 3, 20.0)


def test_the_measure_reads_a_page_and_leaves_the_decree_aside() -> None:
    page = """<html lang="id"><body><h1>Apa yang perlu</h1><p>Bawa <b lang="id">Fotokopi Kartu Keluarga</b> ke
    <a href="/">kantor ini</a>.</p><ul lang="id"><li>Melalui kotak saran</li></ul><script>let a = 1</script></body>"""
    assert [one.text for one in reading.shown("x", page)] == ["Apa yang perlu", "Bawa {} ke kantor ini."]
