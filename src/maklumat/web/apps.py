"""Django's handle on this room."""

from __future__ import annotations

from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "maklumat.web"
    label = "web"
