"""All tables, gathered for Django. Each stage keeps its own in `<stage>/models.py`."""

from __future__ import annotations

from maklumat.records.people.models import Membership, User

__all__ = ["Membership", "User"]
