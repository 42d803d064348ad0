"""The administrator's addresses."""

from __future__ import annotations

from django.urls import path

from maklumat.web.administration import (
    home,
    leave,
    mandates,
    messages,
    moving,
    people,
    posts,
    queue,
    roster,
    settings,
)

app_name = "administration"
urlpatterns = [
    path("", home.home, name="home"),
    path("orang/", people.people, name="people"),
    path("orang/<int:user_id>/", people.person, name="person"),
    path("jabatan/", posts.posts, name="posts"),
    path("bertugas/", posts.on_day, name="on_day"),
    path("mandat/", mandates.mandates, name="mandates"),
    path("mandat/cetak/", mandates.printed, name="mandates_print"),
    path("piket/", roster.roster, name="roster"),
    path("cuti/", leave.leave, name="absences"),
    path("ruang-tunggu/", queue.queue, name="queue"),
    path("pesan/", messages.messages, name="messages"),
    path("pengaturan/", settings.settings, name="settings"),
    path("pindahan/", moving.batches, name="moving"),
    path("pindahan/templat/", moving.template, name="moving_template"),
    path("pindahan/<uuid:batch_id>/", moving.batch, name="moving_batch"),
    path("pindahan/<uuid:batch_id>/perbaikan/", moving.corrections, name="moving_corrections"),
]
