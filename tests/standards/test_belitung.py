"""The Belitung decree as data: complete, faithful, traceable."""

from __future__ import annotations

from pathlib import Path

import pytest

from maklumat.core.kinds.registry import KINDS
from maklumat.core.standard.check_content import facts
from maklumat.core.standard.export import export
from maklumat.core.standard.load import Loaded, load_office
from maklumat.ports.standards_folder import office_files, offices

STANDARDS = Path(__file__).parents[2] / "standards"


@pytest.fixture(scope="module")
def belitung() -> Loaded:
    return load_office(office_files(STANDARDS, "belitung"))


def test_every_office_loads_without_a_fault() -> None:
    for code in offices(STANDARDS):
        assert load_office(office_files(STANDARDS, code)).findings == ()


def test_the_office_is_whole(belitung: Loaded) -> None:
    office, _ = belitung.required()
    assert office.decree.number == "900/414/KEP/DSPPPA/2023"
    assert [article.source.item for article in office.decree.articles] == ["KESATU", "KEDUA", "KETIGA", "KEEMPAT"]
    assert len(office.decree.citing) == 10
    assert len(office.divisions) == 3
    assert len(office.pledge.principles) == 12
    assert office.pledge.text == ""
    assert len(office.authorities) == 26
    assert len(office.duties) == 5
    assert [item.text for item in office.motto] == ["SENYUM", "SALAM", "SAPA", "SOPAN", "SANTUN"]
    assert [channel.kind for channel in office.channels] == ["box", "letter", "phone", "email", "website"]


def test_service_two_is_read_as_printed(belitung: Loaded) -> None:
    service = next(service for service in belitung.services if service.seq == 2)
    assert service.name == "Surat Keterangan Terdaftar dalam DTKS"
    assert [step.kind for step in service.steps if not step.added] == [
        "check", "verify", "draft", "sign", "general", "deliver",
    ]  # fmt: skip
    verify = service.step("verifikasi")
    assert (verify.posts, verify.joint) == (("analis-kebijakan", "operator-dtks"), True)
    assert {outcome.code: outcome.to for outcome in verify.outcomes} == {
        "valid": "unduh",
        "unclear": "pemohon",
        "invalid": "penolakan",
    }
    assert (verify.source.lines, verify.source.item) == ("231", "2")
    letter = service.product("surat-keterangan-dtks")
    assert (letter.made, letter.signature, letter.system) == ("imported", "outside", "SIKS-NG")
    limit = service.time_limits[0]
    assert (limit.min, limit.max, limit.unit, limit.starts) == (None, 1, "working_days", "complete")
    assert service.complaint_channels[3].source.lines == "235"
    assert service.survey_every_months == 6


PRINTED = {
    # seq: requirements, steps, staff, fee, and (min, max, unit) of each promise
    1: (4, 5, 3, 0, [(None, 1, "working_days")]),
    2: (1, 6, 3, 0, [(None, 1, "working_days")]),
    3: (7, 6, 3, 0, [(None, 3, "working_days")]),
    4: (3, 5, 3, 0, [(None, 1, "working_days")]),
    5: (2, 7, 5, 0, [(None, 3, "calendar_days")]),
    6: (2, 7, 53, 0, [(None, 1, "days"), (None, 7, "days")]),
    7: (2, 6, 5, 0, [(None, 7, "calendar_days")]),
    8: (1, 6, 5, 0, [(None, 7, "calendar_days")]),
    9: (7, 8, 7, 0, [(12, 18, "months")]),
    10: (1, 5, 3, 0, [(None, 1, "days")]),
}


def test_all_ten_services_are_there_in_order(belitung: Loaded) -> None:
    assert [service.seq for service in belitung.services] == list(PRINTED)


def test_counts_and_figures_are_the_printed_ones(belitung: Loaded) -> None:
    for service in export(belitung):
        limits = [(limit["min"], limit["max"], limit["unit"]) for limit in service["time_limits"]]
        counts = (len(service["requirements"]), len(service["steps"]), service["staff_count"], service["fee_rupiah"])
        assert (*counts, limits) == PRINTED[service["seq"]], service["name"]


def test_every_fact_has_its_line_or_its_reason(belitung: Loaded) -> None:
    for service in belitung.services:
        for component, code, source in facts(service):
            assert source.lines or source.reason, (service.code, component, code)


def test_every_promise_in_bare_days_says_how_it_is_counted(belitung: Loaded) -> None:
    bare = [limit for service in belitung.services for limit in service.time_limits if limit.unit == "days"]
    assert bare != []
    assert [limit.code for limit in bare if not (limit.counted_as and limit.note)] == []


def test_signatures_are_as_the_guarantee_says(belitung: Loaded) -> None:
    """Services 1 to 4 promise an electronic signature, 5 to 9 a wet one with the office's stamp."""
    for service in belitung.services:
        letters = [one for one in service.products if one.kind == "letter" and one.made == "here" and one.source.lines]
        stamped = any("cap basah" in item.text for item in service.safety)
        assert {letter.signature for letter in letters} <= {"wet" if stamped else "electronic"}, service.code


def test_nobody_in_need_is_refused_without_the_head(belitung: Loaded) -> None:
    office, services = belitung.required()
    heads = {post.code for post in office.posts if post.head}
    for service in services:
        for step in service.steps:
            refusing = [way for way in step.outcomes if "refuse" in KINDS[step.kind].way(way.code).effects]
            for way in refusing if service.person_in_need else ():
                assert set(step.posts) & heads or set(service.step(way.to).posts) & heads, (service.code, step.code)


def test_the_disaster_promise_depends_on_the_place(belitung: Loaded) -> None:
    service = next(service for service in belitung.services if service.seq == 6)
    assert [(limit.when, limit.max, limit.counted_as, limit.starts) for limit in service.time_limits] == [
        ("wilayah == 'daratan'", 1, "calendar_days", "received"),
        ("wilayah == 'kepulauan'", 7, "calendar_days", "received"),
    ]


def test_adoption_waits_are_the_provinces_time(belitung: Loaded) -> None:
    service = next(service for service in belitung.services if service.seq == 9)
    assert [(step.code, step.posts) for step in service.steps if step.actor == "outside"] == [
        ("tunggu-sk-pengasuhan", ("pejabat-fungsional",)),
        ("tunggu-rekomendasi-pipa", ("pejabat-fungsional",)),
    ]
    assert service.confidentiality == "adoption"
    assert [rule.code for rule in service.eligibility] == [
        "usia-suami", "usia-istri", "lama-menikah", "bukan-sejenis", "seagama", "jumlah-anak",
    ]  # fmt: skip
