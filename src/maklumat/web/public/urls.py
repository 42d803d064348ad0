"""The citizen's addresses."""

from __future__ import annotations

from django.urls import path

from maklumat.web.public import (
    afterlife,
    applying,
    carrying,
    catalogue,
    comparing,
    earlier,
    following,
    keeping,
    pages,
    papers,
    sending,
    verifying,
)

app_name = "public"
urlpatterns = [
    path("", catalogue.home, name="home"),
    path("layanan/<slug:office>/<slug:service>/", catalogue.service, name="service"),
    path("layanan/<slug:office>/<slug:service>/bawaan/", carrying.carry, name="carry"),
    path("layanan/<slug:office>/<slug:service>/lembar/<slug:sheet>/", carrying.statement, name="statement"),
    path("banding/", comparing.families, name="families"),
    path("banding/<slug:family>/", comparing.comparison, name="comparison"),
    path("ajukan/<uuid:draft>/pemohon/", applying.person, name="draft_person"),
    path("ajukan/<uuid:draft>/penerima/", applying.other_person, {"role": "penerima"}, name="draft_beneficiary"),
    path("ajukan/<uuid:draft>/kuasa/", applying.other_person, {"role": "kuasa"}, name="draft_proxy"),
    path("ajukan/<uuid:draft>/pengambil/", applying.other_person, {"role": "pengambil"}, name="draft_collector"),
    path("ajukan/<uuid:draft>/pertanyaan/", applying.answers, name="draft_answers"),
    path("ajukan/<uuid:draft>/berkas/", papers.papers, name="draft_papers"),
    path("ajukan/<uuid:draft>/berkas/<uuid:paper>/", papers.paper, name="draft_paper"),
    path("ajukan/<uuid:draft>/berkas-lama/", earlier.earlier_receipt, name="draft_earlier"),
    path("ajukan/<uuid:draft>/bawaan/", carrying.draft_carry, name="draft_carry"),
    path("ajukan/<uuid:draft>/lembar/<slug:sheet>/", carrying.draft_statement, name="draft_statement"),
    path("ajukan/<uuid:draft>/simpan/", keeping.keep, name="draft_keep"),
    path("ajukan/<uuid:draft>/tutup/", keeping.leave, name="draft_leave"),
    path("ajukan/<uuid:draft>/periksa/", sending.review, name="draft_review"),
    path("ajukan/<uuid:draft>/kirim/", sending.send, name="draft_submit"),
    path("ajukan/<uuid:draft>/tanda-terima/", sending.receipt, name="receipt"),
    path("ajukan/<slug:office>/<slug:service>/", applying.start, name="start"),
    path("lacak/", following.follow, name="follow"),
    path("lacak/berkas/", following.follow_file, name="follow_file"),
    path("lacak/berkas/<uuid:paper>/", following.paper, name="follow_paper"),
    path("lacak/kirim-ulang/", following.resubmit, name="resubmit"),
    path("lacak/tarik/", following.withdraw, name="withdraw"),
    path("lacak/surat/<uuid:product>/", following.letter, name="letter"),
    path("lacak/kewajiban/<uuid:duty>/", afterlife.duty, name="duty"),
    path("lacak/ajukan-lagi/", earlier.again, name="again"),
    path("lacak/tutup/", following.leave, name="leave"),
    path("lacak/<slug:code>/", following.follow, name="follow_code"),
    path("verifikasi/", verifying.verify_form, name="verify_form"),
    path("v/<slug:code>/", verifying.verification, name="verify"),
    path("privasi/", pages.privacy, name="privacy"),
    path("privasi/<slug:version>/", pages.privacy, name="privacy_version"),
    path("lapor-pungutan/", pages.bribe, name="bribe"),
    path("huruf/", pages.print_size, name="print_size"),
    path("bahasa/", pages.language, name="language"),
]
