"""The administrator's addresses."""

from __future__ import annotations

from django.urls import path

from maklumat.web.administration import home, settings

app_name = "administration"
urlpatterns = [
    path("", home.home, name="home"),
    path("pengaturan/", settings.settings, name="settings"),
]
