"""Django's handle on this room."""

from __future__ import annotations

from django.apps import AppConfig


class RecordsConfig(AppConfig):
    name = "maklumat.records"
    label = "records"
