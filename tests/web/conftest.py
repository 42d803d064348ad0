"""The law, brought into force once per module: reading ten standards takes longer than most tests."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker


@pytest.fixture(scope="module")
def every_office(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The law of every office that we carry, as `law`."""
    from django.conf import settings
    from django.utils import timezone

    from maklumat.ops.law import enact_folder
    from tests import cast

    with django_db_blocker.unblock(), transaction.atomic():
        cast.forget_law()
        enact_folder(settings.STANDARDS_DIR, moment=timezone.now())
        yield
        transaction.set_rollback(True)
    cast.forget_law()


@pytest.fixture(scope="module")
def law(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Both offices with all their services. Each test runs in a savepoint above it; the module takes it all back."""
    from tests import cast  # only when Django is set up

    with django_db_blocker.unblock(), transaction.atomic():
        cast.enact()
        yield
        transaction.set_rollback(True)
    cast.forget_law()
