"""The Belitung decree as data: complete, faithful, traceable."""

from __future__ import annotations

from pathlib import Path

import pytest

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
