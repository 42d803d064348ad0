"""The officials' addresses."""

from __future__ import annotations

from django.urls import path

from maklumat.web.desk import (
    account,
    acting,
    asking,
    counter,
    custody,
    file,
    finding,
    guests,
    login,
    numbers,
    papers,
    registers,
    remedies,
    reminding,
    signing,
    slips,
    worklist,
)

app_name = "desk"
urlpatterns = [
    path("", worklist.worklist, name="worklist"),
    path("masuk/", login.login, name="login"),
    path("masuk/kode/", account.code, name="code"),
    path("akun/", account.account, name="account"),
    path("akun/kode-cadangan/", account.recovery, name="recovery"),
    path("keluar/", login.logout, name="logout"),
    path("kantor-saya/", login.offices, name="offices"),
    path("loket/", finding.counter, name="counter"),
    path("loket/orang/mulai/", finding.begin, name="begin"),
    path("loket/<slug:service>/", counter.counter_intake, name="counter_intake"),
    path("loket/<slug:service>/lembar/", slips.slips, name="slips"),
    path("dari-kertas/", slips.paper, name="paper_batch"),
    path("buku-tamu/", guests.guests, name="guests"),
    path("ingatkan/", reminding.reminders, name="reminders"),
    path("ingatkan/<uuid:application_id>/telepon/", reminding.phone, name="phone"),
    path("ingatkan/<uuid:application_id>/", reminding.contacted, name="contacted"),
    path("nomor/", numbers.register, name="numbers"),
    path("buku/", registers.books, name="registers"),
    path("buku/<slug:book>/", registers.register, name="register"),
    path("buku/<slug:book>/nama/", registers.register_named, name="register_named"),
    path("berkas/<uuid:application_id>/", file.file, name="file"),
    path("berkas/<uuid:application_id>/identitas/", file.identity, name="identity"),
    path("berkas/<uuid:application_id>/tindak/", acting.act, name="act"),
    path("berkas/<uuid:application_id>/tanda-tangan/", signing.sign, name="sign"),
    path("berkas/<uuid:application_id>/konsep/<slug:product>/", signing.preview, name="preview"),
    path("berkas/<uuid:application_id>/lampiran/<uuid:paper_id>/", papers.paper, name="paper"),
    path("berkas/<uuid:application_id>/produk/<uuid:product_id>/", papers.letter, name="letter"),
    path("berkas/<uuid:application_id>/di-luar-standar/", asking.ask, name="unlisted"),
    path("berkas/<uuid:application_id>/titipan/", custody.take, name="custody_take"),
    path("berkas/<uuid:application_id>/titipan/<uuid:custody_id>/", custody.receipt, name="custody"),
    path("berkas/<uuid:application_id>/titipan/<uuid:custody_id>/kembali/", custody.give_back, name="custody_return"),
    path("berkas/<uuid:application_id>/kata-kunci/", remedies.reissue, name="reissue"),
    path("berkas/<uuid:application_id>/cabut/", remedies.revoke, name="revoke"),
]
