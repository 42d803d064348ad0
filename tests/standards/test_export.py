"""Standards for other programs: the field names and units that are promised."""

from __future__ import annotations

import json

import pytest

from maklumat.core.standard.export import export
from maklumat.core.standard.findings import Faults
from tests.standards.cast import PATHS, good, load

PROMISED = {
    "office", "seq", "code", "name", "division", "in_force_from", "time_limits", "fee_rupiah", "products",
    "requirements", "steps", "roles", "complaint_channels", "legal_basis", "facilities", "competences", "supervision",
    "staff_count", "guarantees", "safety", "evaluation", "survey_every_months", "eligibility", "source", "notes",
}  # fmt: skip


def test_every_promised_field_is_there() -> None:
    (service,) = export(load())
    assert PROMISED - set(service) == set()
    assert json.loads(json.dumps(service)) == service


def test_what_was_added_stands_apart() -> None:
    (service,) = export(load())
    assert [step["code"] for step in service["steps"]] == ["terima", "periksa", "konsep", "tanda-tangan", "serah"]
    assert [(step["code"], step["reason"]) for step in service["added_steps"]] == [
        ("penolakan", "tidak ada dalam naskah")
    ]
    assert [product["name"] for product in service["products"]] == ["Surat Contoh"]
    assert [product["name"] for product in service["added_products"]] == ["Surat Penolakan"]


def test_a_bare_day_says_how_it_is_counted() -> None:
    text = good()[PATHS["layanan"]].replace("{hari_kerja: 1}", "{hari: 1, dihitung: hari_kalender, catatan: Darurat.}")
    (service,) = export(load(layanan=text))
    assert service["time_limits"] == [
        {
            "min": None,
            "max": 1,
            "unit": "days",
            "condition": None,
            "starts": "complete",
            "note": "Dihitung sebagai hari kalender. Darurat.",
        }
    ]


def test_an_act_is_named_with_what_became_of_it() -> None:
    cited = "daftar: [{peraturan: permensos-lama, teks: Lama}, {teks: Lain}]"
    text = good()[PATHS["layanan"]].replace("daftar: [{peraturan: uu-25-2009, teks: UU 25/2009}]", cited)
    (service,) = export(load(layanan=text))
    assert service["legal_basis"] == [
        {
            "text": "Lama",
            "act": "permensos-lama",
            "name": "Permensos Lama",
            "amended_by": [],
            "repealed_by": "Permensos Baru",
            "repealed_on": "2020-01-02",
        },
        {"text": "Lain", "act": None, "name": None, "amended_by": [], "repealed_by": None, "repealed_on": None},
    ]


def test_actors_are_named() -> None:
    text = good()[PATHS["layanan"]].replace(
        "pelaku: staf\n      hasil", "pelaku: [staf, loket]\n      bersama: ya\n      hasil"
    )
    (service,) = export(load(layanan=text))
    assert [step["actor"] for step in service["steps"]][:3] == ["Petugas Loket", "Staf dan Petugas Loket", "Staf"]


def test_a_faulty_office_is_not_exported() -> None:
    with pytest.raises(Faults):
        export(load(layanan=good()[PATHS["layanan"]].replace("urutan: 1", "urutan: satu")))
