"""The second factor: an authenticator app, and codes on paper for the day the telephone is lost.

A secret that is still being set up lies sealed in the session of whoever sets it up (`begun`), so that nobody else who
knows the password can slip theirs in. It is written when its first code has proved that the telephone knows it.
Every enrolment, use and reset is a line of the log, with the user's id and without any secret.
"""

from __future__ import annotations

import base64
import logging
from datetime import datetime
from typing import Final

from django.db import transaction

from maklumat.core.errors import Refusal
from maklumat.ports import authenticator
from maklumat.ports.sealing import tidy_secret
from maklumat.records.outside import keyring
from maklumat.records.people.models import RecoveryCode, SecondFactor, User

CODE: Final = "code"
RECOVERY: Final = "recovery"
RECOVERY_CODES: Final = 8

log = logging.getLogger("maklumat.accounts")


def begin(user_id: int) -> str:
    """A new secret, sealed for this user, to be kept in the session until `enrol`."""
    return keyring().seal(authenticator.new_secret(), _place(user_id)).hex()


def begun_secret(user_id: int, begun: str) -> bytes:
    """The secret that `begin` made. SealBroken for somebody else's."""
    return keyring().open_(bytes.fromhex(begun), _place(user_id))


def enrol(user_id: int, begun: str, typed: str, moment: datetime) -> datetime:
    """From now on this app is the user's second factor; returns `second_factor_at`. Old recovery codes end.

    Refusal ORG-005 when the typed code is not one of this secret. A repeat is answered like the first.
    """
    secret = begun_secret(user_id, begun)
    step = authenticator.matching_step(secret, authenticator.tidy_code(typed), moment)
    if step is None:
        raise _wrong()
    text = base64.b32encode(secret).decode()
    with transaction.atomic():
        user = User.objects.select_for_update().get(pk=user_id)
        row = SecondFactor.objects.filter(user=user).first()
        if row is not None and row.secret == text and user.second_factor_at is not None:
            return user.second_factor_at
        row = row or SecondFactor(user=user)
        row.secret, row.last_step = text, step
        row.save()
        user.second_factor_at = moment
        user.save(update_fields=["second_factor_at"])
        _write_recovery_codes(user_id, begun)
    _tell("second factor enrolled", user_id)
    return moment


def prove(user_id: int, typed: str, moment: datetime, *, recovery: bool = True) -> str:
    """Which proof was given: CODE, or RECOVERY where that is allowed. Refusal ORG-005 (wrong), ORG-006 (used already).

    The caller limits the tries.
    """
    code = authenticator.tidy_code(typed)
    if code:
        _use_code(user_id, code, moment)
        way = CODE
    elif recovery and _use_recovery_code(user_id, typed, moment):
        way = RECOVERY
    else:
        _tell("second factor refused", user_id)
        raise _wrong()
    _tell("second factor used", user_id, way=way)
    return way


def recovery_codes(user_id: int, seed: str) -> tuple[str, ...]:
    """The codes that follow from a seed, to be printed once. Whoever forgets the seed cannot have them again."""
    return tuple(
        keyring().derive_secret("recovery code", str(user_id), seed, str(number)) for number in range(RECOVERY_CODES)
    )


def renew_recovery_codes(user_id: int, seed: str) -> None:
    """The codes of this seed take the place of the old ones. The caller has authenticated afresh."""
    with transaction.atomic():
        User.objects.select_for_update().get(pk=user_id)
        _write_recovery_codes(user_id, seed)
    _tell("recovery codes renewed", user_id)


def recovery_codes_left(user_id: int) -> int:
    """How many have not been used."""
    return RecoveryCode.objects.filter(user_id=user_id, used_at__isnull=True).count()


def reset(username: str) -> None:
    """Take the second factor away: the telephone and the paper are lost. Refusal ORG-007 for no such user.

    Sessions that it opened end with it; the next login of a signer leads to setting up a new one.
    """
    with transaction.atomic():
        user = User.objects.select_for_update().filter(username=username).first()
        if user is None:
            raise Refusal("ORG-007", "Tidak ada akun bernama {username}.", username=username)
        SecondFactor.objects.filter(user=user).delete()
        RecoveryCode.objects.filter(user=user).delete()
        user.second_factor_at = None
        user.save(update_fields=["second_factor_at"])
    _tell("second factor reset", user.pk)


def _use_code(user_id: int, code: str, moment: datetime) -> None:
    row = SecondFactor.objects.filter(user_id=user_id).first()
    step = None if row is None else authenticator.matching_step(base64.b32decode(row.secret), code, moment)
    if step is None:
        _tell("second factor refused", user_id)
        raise _wrong()
    # One statement: of two requests with the same code, one moves the step and the other finds it moved.
    if not SecondFactor.objects.filter(user_id=user_id, last_step__lt=step).update(last_step=step):
        _tell("second factor refused", user_id, replayed=True)
        raise Refusal("ORG-006", "Kode ini sudah dipakai. Tunggu sampai aplikasi menampilkan kode berikutnya.")


def _use_recovery_code(user_id: int, typed: str, moment: datetime) -> bool:
    digest = _digest(user_id, typed)
    found = RecoveryCode.objects.filter(user_id=user_id, digest=digest, used_at__isnull=True)
    return bool(found.update(used_at=moment))


def _write_recovery_codes(user_id: int, seed: str) -> None:
    RecoveryCode.objects.filter(user_id=user_id).delete()
    codes = recovery_codes(user_id, seed)
    RecoveryCode.objects.bulk_create(RecoveryCode(user_id=user_id, digest=_digest(user_id, code)) for code in codes)


def _digest(user_id: int, code: str) -> str:
    return keyring().blind_index(tidy_secret(code), f"recovery code {user_id}").hex()


def _place(user_id: int) -> bytes:
    return f"session|second factor|{user_id}".encode()


def _wrong() -> Refusal:
    return Refusal("ORG-005", "Kode tidak cocok. Pakai kode terbaru di aplikasi, dan periksa jam ponsel Anda.")


def _tell(deed: str, user_id: int, **more: object) -> None:
    log.info(deed, extra={"facts": {"user": user_id, **more}})
