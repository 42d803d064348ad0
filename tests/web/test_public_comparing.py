"""One wish in several offices: every office is there, in its own words, and the page stays light."""

from __future__ import annotations

import gzip
import re
from dataclasses import replace
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from maklumat.core.standard import canonical
from maklumat.records.catalogue import actions as law_actions
from maklumat.records.catalogue import lists
from maklumat.records.catalogue import queries as catalogue
from maklumat.records.catalogue.queries import Enacted
from tests import cast
from tests.web.pages import reading
from tests.web.public_steps import text

pytestmark = [pytest.mark.usefixtures("every_office"), pytest.mark.django_db]

FAMILY = "adopsi"


def families() -> dict[str, tuple[Enacted, ...]]:
    return dict(lists.by_family(timezone.now()))


def shown(html: str) -> str:
    """Everything a page says, as one line."""
    return " ".join(" ".join(said for _language, said in reading.said(html)).split())


def test_the_index_has_each_family_once_with_the_number_of_its_offices(client: Client) -> None:
    html = text(client.get(reverse("public:families")))
    cards = re.findall(r'href="/banding/([a-z-]+)/">.*?m-muted">(\d+) kantor<', html, re.S)
    assert dict(cards) == {code: str(len({law.office.code for law in laws})) for code, laws in families().items()}
    assert len(cards) == len(families())


@pytest.mark.parametrize(
    ("typed", "family"), [("banjir", "bencana"), ("anak angkat", FAMILY), ("terlantr", "orang-terlantar")]
)
def test_a_need_is_found_by_everyday_words(client: Client, typed: str, family: str) -> None:
    html = text(client.get(reverse("public:families"), {"cari": typed}))
    assert re.findall(r'href="/banding/([a-z-]+)/"', html)[0] == family


def test_a_comparison_shows_every_service_with_all_it_asks_and_cites(client: Client) -> None:
    for family in families():
        html = text(client.get(reverse("public:comparison", args=[family])))
        said, acts = shown(html), lists.references().acts
        for law in families()[family]:
            address = reverse("public:service", args=[law.office.code, law.standard.code])
            assert f'href="{address}"' in html
            for item in law.standard.requirements:
                assert " ".join(item.text.split()) in said, (family, law.office.code, item.code)
            for basis in law.standard.legal_basis:
                name = acts[basis.act].name if basis.act in acts else basis.text
                assert " ".join(name.split()) in said, (family, law.office.code, basis.act)


def test_what_nobody_asks_differently_is_said_once_and_what_is_repealed_is_marked(client: Client) -> None:
    repealed = {code for code, act in lists.references().acts.items() if act.repealed_by}
    marked = 0
    for family, laws in families().items():
        html = text(client.get(reverse("public:comparison", args=[family])))
        cited = {basis.act for law in laws for basis in law.standard.legal_basis} & repealed
        assert html.count("Sudah dicabut oleh") == len(cited), family
        marked += len(cited)
    assert marked > 0


def test_what_differs_from_higher_law_stands_beside_it(client: Client) -> None:
    html = shown(text(client.get(reverse("public:comparison", args=[FAMILY]))))
    rules = [rule for law in families()[FAMILY] for rule in law.standard.eligibility if rule.law]
    assert rules
    for rule in rules:
        assert rule.law is not None
        assert " ".join(rule.law.text.split()) in html
        assert rule.law.legal_basis in html


def test_tables_have_headers_and_can_be_scrolled_by_keyboard(client: Client) -> None:
    html = text(client.get(reverse("public:comparison", args=[FAMILY])))
    services = len(families()[FAMILY])
    tables = re.findall(
        r'<div class="[^"]*m-table-scroll[^"]*" tabindex="0" role="region" aria-label="[\w ]+"><table.*?</table>',
        html,
        re.S,
    )
    assert len(tables) == html.count("<table") == 3
    for table in tables:
        assert table.count('<th scope="col"') == services
        rows = re.findall(r"<tr><th scope=\"row\".*?</tr>", table, re.S)
        assert rows
        assert {row.count("<td") for row in rows} == {services}


def test_the_service_page_leads_to_the_same_wish_elsewhere(client: Client) -> None:
    html = text(client.get(reverse("public:service", args=[cast.OFFICE, cast.SERVICE])))
    family = catalogue.in_force(cast.OFFICE, cast.SERVICE, timezone.now()).standard.family
    part = html[html.index('id="serupa"') : html.index("Sumber")]
    assert reverse("public:comparison", args=[family]) in part
    others = [law for law in families()[family] if law.office.code != cast.OFFICE]
    assert re.findall(r'href="/layanan/([a-z0-9/-]+)/"', part) == [
        f"{law.office.code}/{law.standard.code}" for law in others
    ]


def test_every_page_leads_to_the_comparison(client: Client) -> None:
    for page in ("/", "/privasi/", reverse("public:families")):
        assert f'href="{reverse("public:families")}"' in text(client.get(page))


def test_the_heaviest_comparison_is_light(client: Client) -> None:
    """Even before it is compressed."""
    weights = {}
    for family in families():
        answer = client.get(reverse("public:comparison", args=[family]), headers={"accept-encoding": "gzip"})
        weights[family] = (len(answer.content), len(gzip.decompress(answer.content)))
    assert max(plain for _packed, plain in weights.values()) < 100_000
    assert max(packed for packed, _plain in weights.values()) < 15_000


def test_pages_read_a_fixed_number_of_statements(client: Client, django_assert_num_queries: Any) -> None:
    """None but the constant ones of `lists` (which Django does not see): the law is read once per process."""
    for page in (reverse("public:families"), reverse("public:comparison", args=[FAMILY])):
        client.get(page)
        with django_assert_num_queries(0):
            client.get(page)


def test_a_new_version_is_compared_at_once(client: Client) -> None:
    law = catalogue.in_force(cast.OFFICE, cast.SERVICE, timezone.now())
    page = reverse("public:comparison", args=[law.standard.family])
    assert "Nama yang baru" not in unescape(text(client.get(page)))
    changed = replace(law.standard, name="Nama yang baru")
    law_actions.enact(law.office, [changed], {}, moment=timezone.now())
    assert "Nama yang baru" in unescape(text(client.get(page)))


def test_an_act_repealed_today_is_marked_today(client: Client) -> None:
    page = reverse("public:comparison", args=[FAMILY])
    cited = [basis.act for law in families()[FAMILY] for basis in law.standard.legal_basis]
    acts = {act.code: act for act in lists.references().acts.values() if act.code in cited and not act.repealed_by}
    before = text(client.get(page)).count("Sudah dicabut oleh")
    first = replace(next(iter(acts.values())), repealed_by="Undang-Undang Contoh")
    content = canonical.dumps_list([first])
    assert law_actions.keep_list("kantor-contoh", lists.ACTS, content, moment=timezone.now())
    assert not law_actions.keep_list("kantor-contoh", lists.ACTS, content, moment=timezone.now())
    assert text(client.get(page)).count("Sudah dicabut oleh") == before + 1


def test_english_readers_are_told_in_english(client: Client) -> None:
    client.cookies["bahasa"] = "en"
    html = text(client.get(reverse("public:families"), {"cari": "flood"}))
    assert "Help after a disaster" in html
    assert "I want to adopt a child" in text(client.get(reverse("public:families")))
    page = text(client.get(reverse("public:comparison", args=[FAMILY])))
    assert "<title>Adoption of a child" in page
    assert "Repealed by" in page or "Cited" in page
