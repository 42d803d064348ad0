"""Who somebody is: numbers read with graded findings, telephone numbers, masks, and the person as a value."""

from __future__ import annotations

from .civil_numbers import FEMALE, FICTITIOUS_PROVINCE, MALE, PROVINCES, CivilNumber, read_kk, read_nik
from .emails import can_be_written_to
from .findings import ERROR, WARNING, Finding
from .masking import mask_email, mask_name, mask_nik, mask_phone
from .persons import PERSON_CHOICES, PERSON_FACTS, ROLES, SEX_WORDS, Person, person_facts
from .phones import Phone, read_phone
from .staff_numbers import FICTITIOUS_PREFIX, PNS, PPPK, StaffNumber, read_nip

__all__ = [
    "ERROR",
    "FEMALE",
    "FICTITIOUS_PREFIX",
    "FICTITIOUS_PROVINCE",
    "MALE",
    "PERSON_CHOICES",
    "PERSON_FACTS",
    "PNS",
    "PPPK",
    "PROVINCES",
    "ROLES",
    "SEX_WORDS",
    "WARNING",
    "CivilNumber",
    "Finding",
    "Person",
    "Phone",
    "StaffNumber",
    "can_be_written_to",
    "mask_email",
    "mask_name",
    "mask_nik",
    "mask_phone",
    "person_facts",
    "read_kk",
    "read_nik",
    "read_nip",
    "read_phone",
]
