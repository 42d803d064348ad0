"""The citizen's addresses."""

from __future__ import annotations

from django.urls import path

from maklumat.web.public import catalogue, following, pages, verifying

app_name = "public"
urlpatterns = [
    path("", catalogue.home, name="home"),
    path("lacak/", following.follow, name="follow"),
    path("verifikasi/", verifying.verify_form, name="verify_form"),
    path("privasi/", pages.privacy, name="privacy"),
    path("bahasa/", pages.language, name="language"),
]
