"""Both languages whole: nothing untranslated, nothing forgotten, the compiled file equal to its source."""

from __future__ import annotations

import ast
import gettext
import re
from datetime import date
from string import Formatter

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import translation

from maklumat.core.clock import words
from maklumat.core.clock.reasons import reason
from maklumat.core.standard.reading import plain
from maklumat.core.terbilang.dates import day_name, long_date
from maklumat.web.shared import wording
from tests.web.pages import reading
from tests.web.pages.scene import TYPED, Scene
from tests.web.pages.table import visits
from tests.web.public_steps import text
from tests.web.test_pages import opened
from tools import messages


def known() -> dict[messages.Message, list[str]]:
    return {message: strings for message, strings in messages.read(messages.PO.read_text()).items() if message[0]}


def test_every_source_string_is_translated_and_no_other() -> None:
    assert sorted(known()) == messages.collected(), "run tools/messages.py"
    assert [text for (text, _many), strings in known().items() if not all(strings)] == []


def test_the_compiled_file_matches() -> None:
    path = messages.PO.with_suffix(".mo")
    assert path.read_bytes() == messages.compiled(known()), "run tools/messages.py"
    with path.open("rb") as file:
        compiled = gettext.GNUTranslations(file)
    assert compiled.gettext("Langsung ke isi") == "Skip to content"
    assert [compiled.ngettext("hari kerja", "hari kerja", n) for n in (1, 2)] == ["working day", "working days"]


def holes(text: str) -> set[str]:
    if "%(" in text:
        return set(re.findall(r"%\((\w+)\)s", text))
    return {name for _text, name, _form, _conversion in Formatter().parse(text) if name}


def test_translations_have_the_holes_of_their_source() -> None:
    wrong = [one for (one, _many), strings in known().items() for said in strings if holes(one) != holes(said)]
    assert wrong == []


def test_a_po_file_written_and_read_again_is_the_same() -> None:
    entries = {("a “b”\n\\ c", ""): ['say "d"\n'], ("satu", "banyak"): ["one", "many"]}
    assert {m: s for m, s in messages.read(messages.written(entries)).items() if m[0]} == entries


def test_the_search_finds_what_is_to_be_translated() -> None:
    source = 'x = _("satu"); raise Refusal("UJI-001", "dua {x}", x=1); y = plain("tiga"); z = ngettext("a", "b", 2)'
    assert set(messages.of_module(ast.parse(source))) == {("satu", ""), ("dua {x}", ""), ("a", "b")}
    source = """
SAID = {"UJI-002": "kalimat di {place}"}
def judge(what):
    longer = "kalimat yang panjang"
    yield Problem("UJI-003", "applicant.nik", longer, WARNING)
    yield reading.say("name", "UJI-004", "kalimat lain", most=1)
    yield error(code, "{number} keliru", number=phrase("nomor KK"))
"""
    texts = {one for one, _many in messages.of_module(ast.parse(source))}
    assert texts == {"kalimat di {place}", "kalimat yang panjang", "kalimat lain", "{number} keliru", "nomor KK"}
    template = '{% load i18n %}{% translate "empat" %}{% blocktranslate count n=x %}lima{% plural %}enam{% endblocktranslate %}'  # noqa: E501
    assert set(messages.of_template(template, "uji.html")) == {("empat", ""), ("lima", "enam")}


def vocabulary() -> dict[str, set[str]]:
    """By language the words that belong to the other one alone, as far as our own sentences know them."""
    indonesian = reading.words(text for message in known() for text in message)
    english = reading.words(text for strings in known().values() for text in strings)
    english |= reading.words([*wording.ENGLISH_DAYS, *wording.ENGLISH_MONTHS])
    days = [date(2026, month, 1) for month in range(1, 13)] + [date(2026, 1, day) for day in range(1, 8)]
    indonesian |= reading.words(f"{day_name(day)} {long_date(day)}" for day in days)
    standards = set(settings.STANDARDS_DIR.rglob("*.yaml"))
    translations = set(settings.STANDARDS_DIR.glob("*/terjemahan/*.yaml"))
    decreed = reading.words(path.read_text() for path in standards - translations)
    english |= reading.words(
        pair["inggris"] for path in translations for pair in plain(path.read_text(), "")["terjemahan"]
    )
    return {"en": indonesian - english, "id": english - indonesian - decreed}


@pytest.mark.django_db
def test_no_page_mixes_languages() -> None:
    """What the decree says stays Indonesian and is marked so; everything else is in the reader's language."""
    foreign, mixed = vocabulary(), set()
    assert {"permohonan", "belum", "senin"} <= foreign["en"]
    assert {"application", "receipt", "monday"} <= foreign["id"]
    for named in visits(Scene(), "public"):
        for language in ("id", "en"):
            page = text(opened(named.visit, language))
            if f'<html lang="{language}"' not in page:
                mixed.add(f"{named} is not in {language}")
            mixed |= {f"{named}, {language} page, {one}" for one in reading.strangers(page, foreign, TYPED)}
    assert not mixed, "\n".join(sorted(mixed))


def test_what_core_says_is_said_in_english_and_its_quotations_are_marked() -> None:
    skipped = reason("JAM-021", day=words.Day(date(2025, 5, 12)), name="Waisak <b>", decree="SKB")
    promised = [reason("JAM-005", length=words.Amount(count, "working_days")) for count in (1, 3)]
    pause = reason("JAM-030", owner=words.OWNERS["outside"], from_at="a", to_at="b", lost=words.Length(()))
    assert wording.sentence(skipped).startswith("Senin, 12 Mei 2025 dilewati: libur nasional Waisak <b> (SKB)")
    with translation.override("en"):
        assert wording.marked(skipped) == (
            'Monday, 12 May 2025 is skipped: national holiday <span lang="id">Waisak &lt;b&gt;</span> '
            '(<span lang="id">SKB</span>).'
        )
        assert [wording.sentence(one).partition(",")[0] for one in promised] == [
            "The promise: 1 working day",
            "The promise: 3 working days",
        ]
        told = "The file was with the outside party from a to b. Not counted: less than 1 minute."
        assert wording.sentence(pause) == told


@pytest.mark.django_db
def test_the_office_works_in_indonesian_whatever_was_chosen(client: Client) -> None:
    client.cookies["bahasa"] = "en"
    page = client.get(reverse("desk:login"))
    assert '<html lang="id"' in text(page)
    assert page["Content-Language"] == "id"
    assert "Nama pengguna belum diisi." in text(client.post(reverse("desk:login"), {"username": ""}))


def test_the_search_finds_mixed_languages() -> None:
    page = '<html lang="en"><h1>Your permohonan</h1><p lang="id">Permohonan <b>receipt</b></p><img alt="Belum">'
    found = list(reading.strangers(page, {"en": {"permohonan", "belum"}, "id": {"receipt"}}, ()))
    assert [one.partition(": ")[2].partition(":")[0] for one in found] == ["permohonan", "receipt", "belum"]


MARKED = re.compile(
    r"{%\s*(blocktranslate|comment|block title_language)\b.*?{%\s*(endblocktranslate|endcomment|endblock)\s*%}|{#.*?#}",
    re.S,
)
SHOWN = re.compile(r"{{.*?}}|{%.*?%}", re.S)
ANY_LANGUAGE = {"maklumat", "english", "bahasa", "indonesia", "lapor", "sha"}


def unmarked(template: str) -> list[str]:
    """Words that stand in a template without being marked for translation or as Indonesian."""
    plain = SHOWN.sub("", MARKED.sub("", template))
    return [text for language, text in reading.said(plain) if language != "id" and reading.words([text]) - ANY_LANGUAGE]


def test_every_sentence_of_a_template_is_marked() -> None:
    folders = [messages.SRC / "web" / "templates" / name for name in ("public", "shared")]
    pages = [path for folder in folders for path in folder.rglob("*.html")]
    assert {path.name: found for path in pages if (found := unmarked(path.read_text()))} == {}
    assert unmarked('{% if x %}<p>Belum <b lang="id">ada</b></p>{% endif %}{% translate "Ya" %}') == ["Belum "]
