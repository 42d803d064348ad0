"""Django's handle on this room."""

from __future__ import annotations

from django.apps import AppConfig


class OpsConfig(AppConfig):
    name = "maklumat.ops"
    label = "ops"
