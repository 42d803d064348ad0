"""Papers used again, the surat kuasa of a proxy, and a collector named in advance. All persons are made up."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta

import pytest

from maklumat.core.intake import (
    PROXY_PAPER,
    Held,
    RawPerson,
    RawSubmission,
    Slot,
    asked,
    clean,
    document_of,
    examine,
    from_json,
    offers,
    to_json,
)
from maklumat.core.standard.model import Alternative, Requirement
from tests.core.test_intake import SOURCE, STANDARD, TERMS, TODAY

KINDS_OF_PAPER = (
    Requirement("kk", "Kartu Keluarga", "document", SOURCE, form="copy", document="kk", max_age_days=90),
    Requirement(
        "identitas", "KTP atau KIA", "document", SOURCE, form="copy",
        one_of=(Alternative("ktp", "KTP", "ktp"), Alternative("lain", "Yang lain")),
    ),
    Requirement("asli", "Asli", "document", SOURCE, form="original", document="kk"),
)  # fmt: skip


@pytest.mark.parametrize(
    ("slot", "held", "expected"),
    [
        (Slot(KINDS_OF_PAPER[0]), Held("kk", "kk", "", TODAY - timedelta(days=90)), [""]),
        (Slot(KINDS_OF_PAPER[0]), Held("kk", "kk", "", TODAY - timedelta(days=91)), []),
        (Slot(KINDS_OF_PAPER[0]), Held("kk", "ktp", "", TODAY), []),
        (Slot(KINDS_OF_PAPER[0], "husband"), Held("kk", "kk", "", TODAY), []),
        (Slot(KINDS_OF_PAPER[1]), Held("ktp", "ktp", "", TODAY - timedelta(days=4000)), ["ktp"]),
        (Slot(KINDS_OF_PAPER[1]), Held("x", "", "", TODAY), []),
        (Slot(KINDS_OF_PAPER[2]), Held("kk", "kk", "", TODAY), []),
    ],
)
def test_an_earlier_paper_fits_by_kind_person_and_age(slot: Slot, held: Held, expected: list[str]) -> None:
    assert [offer.alternative for offer in offers(slot, [held], TODAY)] == expected


def test_the_kind_of_a_paper_is_that_of_the_chosen_alternative() -> None:
    assert document_of(KINDS_OF_PAPER[1], "ktp") == "ktp"
    assert document_of(KINDS_OF_PAPER[1], "lain") == ""
    assert document_of(KINDS_OF_PAPER[0], "") == "kk"


def test_a_proxy_brings_a_surat_kuasa_where_the_standard_asks_for_none() -> None:
    plain = replace(STANDARD, requirements=STANDARD.requirements[:4])
    assert PROXY_PAPER.code in [slot.key for slot in asked(plain, {"dikuasakan": True}, TODAY)]
    assert PROXY_PAPER.code not in [slot.key for slot in asked(plain, {"dikuasakan": False}, TODAY)]
    assert PROXY_PAPER.code not in [slot.key for slot in asked(STANDARD, {"dikuasakan": True}, TODAY)]


def test_a_collector_named_in_advance_needs_a_name_and_survives_storing() -> None:
    applicant, someone = RawPerson(name="Siti", nik="9999014505900001"), RawPerson(name="Budi Contoh")
    submission, told = clean(STANDARD, RawSubmission(applicant, collector=someone), "web", TERMS)
    assert submission.collector is not None
    assert from_json(json.loads(json.dumps(to_json(submission)))) == submission
    old = {name: value for name, value in to_json(submission).items() if name != "collector"}
    assert from_json(old).collector is None
    unnamed, told = clean(STANDARD, RawSubmission(applicant, collector=RawPerson(phone="0812 0000 0001")), "web", TERMS)
    assert "collector.name" in {problem.field for problem in examine(STANDARD, unnamed, TODAY, told)}
