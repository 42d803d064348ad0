"""Both languages whole: nothing untranslated, nothing forgotten, the compiled file equal to its source."""

from __future__ import annotations

import ast
import gettext
import re
from string import Formatter

import pytest
from django.test import Client
from django.urls import reverse

from tests import cast
from tests.web import public_steps as steps
from tests.web.public_steps import text
from tools import messages

INDONESIAN = re.compile(r'<(\w+)[^>]* lang="id"[^>]*>.*?</\1>', re.S)


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


@pytest.mark.django_db
@pytest.mark.usefixtures("law")
def test_no_page_mixes_languages(client: Client) -> None:
    """In English no source string is left; what the decree says stays Indonesian and is marked so."""
    client.post(reverse("public:language"), {"bahasa": "en"})
    draft = steps.complete(client)
    pages = ["/", "/?cari=zzz", "/lacak/", "/verifikasi/", "/privasi/", "/tidak-ada/"]
    pages += [reverse("public:service", args=[cast.OFFICE, cast.SERVICE])]
    pages += [steps.page(name, draft) for name in ("draft_person", "draft_answers", "draft_papers", "draft_review")]
    html = {address: text(client.get(address)) for address in pages}
    html["receipt"] = text(client.get(steps.send(client, draft).url))
    sources = [one for one, _many in known() if len(one) > 11 and not holes(one)]
    mixed = {
        (address, source)
        for address, page in html.items()
        for source in sources
        if re.search(
            rf">\s*{re.escape(source)}\s*<", re.sub(r'<(\w+)[^>]* lang="id"[^>]*>.*?</\1>', "", page, flags=re.S)
        )
    }
    assert mixed == set()
    assert all('<html lang="en"' in page for page in html.values())
    assert "at most 1 working day from when the file is complete and correct" in html[pages[6]]
