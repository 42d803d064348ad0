"""The administrator's addresses."""

from __future__ import annotations

from django.urls import path

from maklumat.web.administration import home, moving, queue, settings

app_name = "administration"
urlpatterns = [
    path("", home.home, name="home"),
    path("ruang-tunggu/", queue.queue, name="queue"),
    path("pengaturan/", settings.settings, name="settings"),
    path("pindahan/", moving.batches, name="moving"),
    path("pindahan/templat/", moving.template, name="moving_template"),
    path("pindahan/<uuid:batch_id>/", moving.batch, name="moving_batch"),
    path("pindahan/<uuid:batch_id>/perbaikan/", moving.corrections, name="moving_corrections"),
]
