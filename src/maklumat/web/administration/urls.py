"""The administrator's addresses."""

from __future__ import annotations

from django.urls import path

from maklumat.web.administration import (
    changes,
    closing,
    destruction,
    home,
    leave,
    mandates,
    messages,
    moving,
    people,
    posts,
    queue,
    retention,
    roster,
    settings,
    standard_forms,
    standard_law,
    standard_trial,
    standards,
)

app_name = "administration"
urlpatterns = [
    path("", home.home, name="home"),
    path("orang/", people.people, name="people"),
    path("orang/<int:user_id>/", people.person, name="person"),
    path("jabatan/", posts.posts, name="posts"),
    path("catatan/", changes.office_changes, name="changes"),
    path("bertugas/", posts.on_day, name="on_day"),
    path("mandat/", mandates.mandates, name="mandates"),
    path("mandat/cetak/", mandates.printed, name="mandates_print"),
    path("piket/", roster.roster, name="roster"),
    path("cuti/", leave.leave, name="absences"),
    path("ruang-tunggu/", queue.queue, name="queue"),
    path("pesan/", messages.messages, name="messages"),
    path("arsip/", retention.schedule, name="retention"),
    path("arsip/habis/", retention.due, name="retention_due"),
    path("arsip/musnah/<uuid:list_id>/", destruction.destruction, name="destruction"),
    path("arsip/musnah/<uuid:list_id>/naskah/", destruction.paper, name="destruction_paper"),
    path("arsip/musnah/<uuid:list_id>/lembar/", destruction.sheet, name="destruction_sheet"),
    path("pengaturan/", settings.settings, name="settings"),
    path("standar/", standards.standards, name="standards"),
    path("standar/<slug:service>/naskah/", standards.written, name="standard_text"),
    path("standar/<uuid:draft_id>/", standards.draft, name="draft"),
    path("standar/<uuid:draft_id>/bagian/<slug:part>/", standard_forms.component, name="draft_part"),
    path("standar/<uuid:draft_id>/riwayat/", standards.history, name="draft_history"),
    path("standar/<uuid:draft_id>/beda/", standard_law.changes, name="draft_changes"),
    path("standar/<uuid:draft_id>/tetapkan/", standard_law.enact, name="draft_enact"),
    path("standar/<uuid:draft_id>/keputusan/", standard_law.decree, name="draft_decree"),
    path("standar/<uuid:draft_id>/coba/", standard_trial.trials, name="draft_trials"),
    path("standar/<uuid:draft_id>/coba/<uuid:trial_id>/", standard_trial.trial, name="draft_trial"),
    path("tutup-tahun/", closing.years, name="closings"),
    path("tutup-tahun/<int:year>/", closing.year, name="closing"),
    path("pindahan/", moving.batches, name="moving"),
    path("pindahan/templat/", moving.template, name="moving_template"),
    path("pindahan/<uuid:batch_id>/", moving.batch, name="moving_batch"),
    path("pindahan/<uuid:batch_id>/perbaikan/", moving.corrections, name="moving_corrections"),
]
