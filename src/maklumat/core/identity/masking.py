"""What a screen shows of personal data by default. A mask never shows more for a value that is shorter or odd."""

from __future__ import annotations

from typing import Final

STAR: Final = "*"


def mask_nik(nik: str) -> str:
    """First six and last four of a NIK or KK: the place of registration, not the birth date."""
    return nik[:6] + STAR * 6 + nik[-4:] if len(nik) == 16 else STAR * len(nik)


def mask_phone(phone: str) -> str:
    """Country and operator, and the last three: +62812*****890."""
    shown = 6 if len(phone) >= 12 else 3
    return phone[:shown] + STAR * (len(phone) - shown - 3) + phone[-3:] if len(phone) >= 9 else STAR * len(phone)


def mask_name(name: str) -> str:
    """The first letter of each word, its length hidden: S*** A***."""
    return " ".join(word[0] + STAR * 3 for word in name.split())


def mask_email(email: str) -> str:
    """The first letter and the domain."""
    account, at, domain = email.partition("@")
    return f"{account[:1]}{STAR * 3}{at}{domain}" if at else STAR * len(email)
