"""Addresses for whoever watches the machine."""

from __future__ import annotations

from django.urls import path

from maklumat.web.shared import health

app_name = "health"
urlpatterns = [
    path("hidup", health.live, name="live"),
    path("siap", health.ready, name="ready"),
]
