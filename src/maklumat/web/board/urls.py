"""The addresses of the board."""

from __future__ import annotations

from django.urls import path

from maklumat.web.board import by_service, files, load, today, trend

app_name = "board"
urlpatterns = [
    path("", today.today, name="today"),
    path("layanan/", by_service.services, name="services"),
    path("tren/", trend.trend, name="trend"),
    path("meja/", load.load, name="load"),
    path("berkas/", files.files, name="files"),
]
