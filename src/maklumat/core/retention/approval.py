"""What a destruction needs on paper, and whose eyes: the panel's consideration, the approval, two people.

UU 43/2009 Pasal 51 and PP 28/2012: a panel weighs the list, and the destruction is approved in writing before anything
is destroyed; for files kept ten years or longer by the head of the National Archives (ANRI), else by the region's head.
Perka ANRI 25/2012 and 37/2016 ask for minutes with the list. The years are a setting of the office.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from maklumat.core.errors import Refusal

REGION: Final = "region"
ANRI: Final = "anri"
APPROVERS: Final[Mapping[str, str]] = {REGION: "Kepala daerah", ANRI: "Kepala Arsip Nasional (ANRI)"}
LONGEST: Final = 120


@dataclass(frozen=True, slots=True)
class Letters:
    """The panel's written consideration, and the written approval and who gave it."""

    panel_number: str
    panel_on: date
    approver: str
    approval_number: str
    approval_on: date


def needed_approver(longest_years: int, anri_from_years: int) -> str:
    """Who has to approve a list whose longest retention is so many years."""
    return ANRI if longest_years >= anri_from_years else REGION


def check_letters(letters: Letters, *, needed: str, proposed_on: date, on: date) -> Letters:
    """The letters, tidied. Refusal RTN-010 (no number), RTN-011 (a day that cannot be), RTN-012 (the wrong giver)."""
    tidy = Letters(
        letters.panel_number.strip()[:LONGEST], letters.panel_on, letters.approver,
        letters.approval_number.strip()[:LONGEST], letters.approval_on,
    )  # fmt: skip
    if not tidy.panel_number or not tidy.approval_number:
        raise Refusal("RTN-010", "Tulis nomor surat pertimbangan panitia dan nomor surat persetujuan.")
    if not proposed_on <= tidy.panel_on <= tidy.approval_on <= on:
        raise Refusal(
            "RTN-011",
            "Urutan tanggalnya tidak mungkin: usul dahulu, lalu pertimbangan panitia, lalu persetujuan, paling lambat"
            " hari ini.",
        )
    if tidy.approver not in APPROVERS or (needed == ANRI and tidy.approver != ANRI):
        raise Refusal("RTN-012", "Daftar ini harus disetujui: {who}.", who=APPROVERS[needed])
    return tidy


def check_two_people(proposer: int, decider: int) -> None:
    """Refusal RTN-013 when one person would both propose and decide."""
    if proposer == decider:
        raise Refusal("RTN-013", "Yang mengusulkan tidak boleh juga yang memutuskan. Mintalah orang kedua.")
