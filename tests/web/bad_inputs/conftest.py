"""The staff of the office, employed once per module: a password is slow to make, on purpose."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker


@pytest.fixture(scope="module")
def staff(law: None, django_db_blocker: DjangoDbBlocker) -> Iterator[dict[str, object]]:
    """One officer for each post that the shortest service names."""
    from tests import cast

    with django_db_blocker.unblock(), transaction.atomic():
        posts = (cast.CLERK, cast.ANALYST, cast.OPERATOR, cast.HEAD, cast.PRINTER)
        yield {post: cast.officer(post) for post in posts}
        transaction.set_rollback(True)
