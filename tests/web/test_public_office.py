"""An office as its decree describes it, and what a service's page says beyond the fourteen components."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from maklumat.core.standard.model import Office, Scope, ServiceStandard, TimeLimit
from maklumat.records.catalogue import actions as law_actions
from maklumat.records.catalogue import lists
from maklumat.records.catalogue import queries as catalogue
from maklumat.records.catalogue.queries import Enacted
from maklumat.web.shared.wording import promise_words
from tests.web.pages import reading
from tests.web.public_steps import text

pytestmark = [pytest.mark.usefixtures("every_office"), pytest.mark.django_db]


def offices() -> list[Office]:
    return catalogue.offices(timezone.now())


def put(office: Office) -> None:
    """A new version of an office. Its row has a number that an earlier test may have used: nothing read is kept."""
    law_actions.enact(office, [], {}, moment=timezone.now())
    catalogue._offices.clear()


def laws(office: Office) -> list[Enacted]:
    return catalogue.services(office.code, timezone.now())


def page(client: Client, office: Office) -> str:
    return text(client.get(reverse("public:office", args=[office.code])))


def said(html: str) -> str:
    return " ".join(" ".join(piece for _language, piece in reading.said(html)).split())


def plain(words: str) -> str:
    return " ".join(words.split())


def wanted(office: Office) -> list[str]:
    """What the decree says of an office and its page must say."""
    decree, pledge = office.decree, office.pledge
    items = [
        *decree.considering, *decree.articles, *pledge.preamble, *pledge.principles, *office.mission, *office.motto,
        *office.authorities, *office.duties, *office.compensation, *decree.scope,
    ]  # fmt: skip
    texts = [item.text for item in items] + [post.name for post in office.posts]
    texts += [mapping.named for post in office.posts for mapping in post.maps]
    texts += [division.name for division in office.divisions] + [note.choice for note in office.notes]
    shown = [channel for channel in office.channels if not channel.withheld]
    # The address is pressed, and so it stands once, outside of the sentence.
    texts += [channel.text.removesuffix(channel.address).rstrip(" :,") for channel in shown]
    texts += [channel.address for channel in shown]
    texts += [table.title for table in office.staff] + [name for table in office.staff for name, _ in table.rows]
    texts += [place.name for place in office.places]
    return [*texts, decree.number, decree.title, decree.place, office.address, office.email, office.vision.text]


def test_each_office_is_shown_with_all_that_its_decree_says(client: Client) -> None:
    assert len(offices()) >= 5
    for office in offices():
        told = said(page(client, office)).casefold()
        assert [one for one in wanted(office) if plain(one).casefold() not in told] == [], office.code


def test_what_a_decree_does_not_say_has_no_heading(client: Client) -> None:
    silent = {"visi": lambda one: one.vision.text, "misi": lambda one: one.mission, "moto": lambda one: one.motto,
              "pegawai": lambda one: one.staff, "tempat": lambda one: one.places}  # fmt: skip
    seen = set()
    for office in offices():
        html = page(client, office)
        for heading, of in silent.items():
            assert (f'id="{heading}"' in html) == bool(of(office)), (office.code, heading)
            seen.add((heading, bool(of(office))))
        assert ("<dt>Alamat</dt>" in html) == bool(office.address)
    assert {("visi", True), ("visi", False), ("moto", True), ("moto", False)} <= seen


def test_a_withheld_channel_and_an_official_s_name_are_never_shown(client: Client) -> None:
    shown = 0
    for office in offices():
        html = page(client, office)
        for channel in office.channels:
            if channel.withheld:
                assert channel.address not in html
                shown += 1
        if office.decree.official:
            assert office.decree.official not in html
            shown += 1
    assert shown > 0
    office = offices()[0]
    channel = replace(office.channels[0], text="Nomor kosong", address="08000000", withheld="nomor contoh")
    put(replace(office, channels=(channel, *office.channels)))
    html = page(client, office)
    assert "Nomor kosong" not in html
    assert "08000000" not in html


def test_every_service_stands_under_its_division_and_leads_there(client: Client) -> None:
    for office in offices():
        html = page(client, office)
        part = html[html.index('id="layanan"') : html.index('id="maklumat"')]
        linked = re.findall(r'href="/layanan/([a-z0-9/-]+)/"', part)
        assert sorted(linked) == sorted(f"{office.code}/{law.standard.code}" for law in laws(office))


def test_what_the_scope_lacks_and_what_it_does_not_name_are_told(client: Client) -> None:
    first, known = offices()[0], laws(offices()[0])
    scope = (
        Scope("Layanan Rekaan", first.divisions[0].source),
        Scope("Satu", first.divisions[0].source, (known[0].standard.code,)),
    )
    changed = replace(first, decree=replace(first.decree, scope=scope))
    put(changed)
    assert f"Layanan Rekaan tidak ada dalam lampiran Satu → {plain(known[0].standard.name)}" in said(
        page(client, first)
    )
    lacking = unnamed = 0
    for office in offices():
        html = page(client, office)
        entries = office.decree.scope
        named = {code for entry in entries for code in entry.services}
        without = sum(not entry.services for entry in entries)
        assert html.count("tidak ada dalam lampiran") == without, office.code
        left = [law for law in laws(office) if law.standard.code not in named] if entries else []
        assert ("Ada dalam lampiran, tetapi" in html) == bool(left)
        lacking, unnamed = lacking + without, unnamed + len(left)
    assert lacking > 0
    assert unnamed >= len(known) - 1


def test_a_repealed_act_of_the_decree_is_marked(client: Client) -> None:
    acts = lists.references().acts
    for office in offices():
        repealed = [basis for basis in office.decree.citing if basis.act in acts and acts[basis.act].repealed_by]
        assert page(client, office).count("Sudah dicabut oleh") == len(repealed)


def test_a_post_that_is_no_more_names_its_successor(client: Client) -> None:
    office = offices()[0]
    gone = replace(office.posts[-1], until=date(2020, 1, 1), successor=office.posts[0].code, head=False)
    put(replace(office, posts=(*office.posts[:-1], gone)))
    assert f"Diteruskan oleh {office.posts[0].name}" in said(page(client, office))


def test_the_office_is_linked_from_its_services_and_the_front_page(client: Client) -> None:
    home = text(client.get("/", {"cari": "anak"}))  # as found in every office; without a search a place is asked first
    for office in offices():
        address = reverse("public:office", args=[office.code])
        assert f'href="{address}"' in home
        service = laws(office)[0].standard.code
        assert f'href="{address}"' in text(client.get(reverse("public:service", args=[office.code, service])))


def test_an_office_that_is_not_here(client: Client) -> None:
    for code in ("tidak-ada", "masuk", "_bersama"):
        assert client.get(f"/profil/{code}/").status_code == 404


def every_service() -> list[ServiceStandard]:
    return [law.standard for office in offices() for law in laws(office)]


def test_a_service_says_for_whom_it_is_and_what_higher_law_says(client: Client) -> None:
    differing = 0
    for standard in every_service():
        html = text(client.get(reverse("public:service", args=[standard.office, standard.code])))
        assert ('id="untuk"' in html) == bool(standard.eligibility)
        told = said(html)
        for rule in standard.eligibility:
            assert plain(rule.text) in told
            assert plain(rule.legal_basis) in told
            if rule.law is not None:
                assert plain(rule.law.text) in told
                differing += 1
    assert differing > 0


def test_a_service_tells_its_document_number_its_other_printings_and_extra_components(client: Client) -> None:
    counted = {"number": 0, "printing": 0, "extra": 0}
    for standard in every_service():
        told = said(text(client.get(reverse("public:service", args=[standard.office, standard.code]))))
        if standard.document_number:
            assert f"Nomor dokumen {standard.document_number}" in told
            counted["number"] += 1
        for printing in standard.printings:
            assert plain(printing.title) in told
            assert printing.document_number in told
            counted["printing"] += 1
        for extra in standard.extras:
            for item in extra.items:
                assert plain(item.text) in told
                counted["extra"] += 1
    assert counted["number"] > 0
    assert counted["printing"] + counted["extra"] > 0


def test_a_promise_that_begins_with_a_step_names_it(client: Client) -> None:
    seen = 0
    for standard in every_service():
        html = text(client.get(reverse("public:service", args=[standard.office, standard.code])))
        for limit in standard.time_limits:
            if limit.starts_after and limit.unit not in {"none", "each_month"}:
                assert f"sejak langkah ini selesai: “{standard.step(limit.starts_after).text}”" in html
                seen += 1
            if limit.depends_on:
                assert f"menyesuaikan {limit.depends_on}" in html
    assert seen > 0


def test_promises_in_words() -> None:
    standard = next(one for one in every_service() if len(one.steps) > 1)
    first = standard.steps[0]
    limit = TimeLimit("x", 3, "months", standard.source, starts_after=first.code, lasting=True, depends_on="jadwal")
    assert promise_words(limit, standard) == (
        f"berlangsung 3 bulan sejak langkah ini selesai: “{first.text}”, menyesuaikan jadwal"
    )
    assert promise_words(replace(limit, depends_on=""), None) == "berlangsung 3 bulan"
    endless = replace(limit, max=None, unit="none", depends_on="", lasting=False)
    assert promise_words(endless, standard) == "tanpa batas waktu tertulis"
