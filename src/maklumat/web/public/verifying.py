"""Is this letter real? The page a QR leads to; anybody may ask."""

from __future__ import annotations

import hashlib
from typing import Final

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop
from django.views.decorators.http import require_http_methods

from maklumat.core.errors import NotVisible
from maklumat.records.products.queries import Verification, verify
from maklumat.records.work import apologies
from maklumat.web.shared.errors import NOT_FOUND
from maklumat.web.shared.forms import Form
from maklumat.web.shared.limits import limited, spend
from maklumat.web.shared.uploading import MAX_BYTES

HELD: Final = {
    "valid": (gettext_noop("Surat ini tercatat dan berlaku"), "good"),
    "expired": (gettext_noop("Surat ini tercatat, tetapi masa berlakunya sudah lewat"), "wait"),
    "revoked": (gettext_noop("Surat ini sudah dicabut dan tidak berlaku lagi"), "bad"),
}
COUNTERSIGNED: Final = "countersigned"
HOW: Final = {
    "electronic": gettext_noop("Ditandatangani secara elektronik"),
    "certified": gettext_noop("Ditandatangani secara elektronik"),
    "outside": gettext_noop("Ditandatangani di luar kantor ini"),
    "wet": gettext_noop("Tanda tangan basah: pena dan cap di kertas"),
    COUNTERSIGNED: gettext_noop("Tanda tangan basah, lalu disusul tanda tangan elektronik"),
}
"""Which of the ways applies, in a few words; SIGNED says what that means."""
FOLLOWS: Final = gettext_noop("Tanda tangan elektroniknya akan menyusul.")
FOLLOWED: Final = {
    "electronic": gettext_noop("Tanda tangan susulan itu dari penanda tangan bawaan Maklumat, bukan BSrE."),
    "certified": gettext_noop("Tanda tangan susulan itu memakai sertifikat BSrE milik penanda tangannya."),
}
SIGNED: Final = {
    COUNTERSIGNED: gettext_noop(
        "Surat ini mula-mula ditandatangani dan dicap pada kertas. Sesudah itu pindaiannya ditandatangani secara"
        " elektronik."
    ),
    "electronic": gettext_noop(
        "Tanda tangan elektronik dari penanda tangan bawaan Maklumat di kantor ini. Ini bukan tanda tangan BSrE."
    ),
    "certified": gettext_noop(
        "Tanda tangan elektronik dengan sertifikat BSrE milik penanda tangannya. Berkas PDF-nya juga dapat diperiksa"
        " pada layanan pemeriksaan BSrE."
    ),
    "outside": gettext_noop("Ditandatangani di aplikasi lain; dokumennya disimpan utuh seperti waktu diterima."),
    "wet": gettext_noop("Ditandatangani dan dicap pada kertas, lalu dipindai. Bandingkan dengan surat aslinya."),
}


class CodeForm(Form):
    """The code printed beside the QR."""

    code = forms.CharField(
        label=gettext_lazy("Kode surat"),
        help_text=gettext_lazy("Tertulis di dekat gambar QR, misalnya ABCDE-12345."),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )


def known_letter(code: str) -> Verification:
    """A letter of a file, or the office's own letter of apology. Raises NotVisible for neither."""
    try:
        return verify(code, timezone.now())
    except NotVisible:
        return apologies.verify(code)


@limited("verify")
@require_http_methods(["GET", "HEAD", "POST"])
def verify_form(request: HttpRequest) -> HttpResponse:
    """Type a code; it leads to the same page as the QR."""
    form = CodeForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            return redirect("public:verify", code=known_letter(form.cleaned_data["code"]).code)
        except NotVisible:
            text = _("Kode ini tidak kami kenal. Periksa lagi setiap huruf dan angkanya. Bila tetap tidak dikenal, "
                     "surat itu tidak terbit dari kantor yang memakai situs ini.")  # fmt: skip
            form.add_error("code", text)
    status = 422 if form.is_bound else 200
    return render(request, "public/verify_form.html", {"section": "verify", "form": form}, status=status)


@limited("verify")
@require_http_methods(["GET", "HEAD", "POST"])
def verification(request: HttpRequest, code: str) -> HttpResponse:
    """What is known of one letter, without telling about anybody. A POST compares a PDF with the one issued."""
    try:
        found = known_letter(code)
    except NotVisible:
        if request.method != "POST":
            spend(request, "verify")
        unknown = {"section": "verify", "code": code[:40], "error": NOT_FOUND.code}
        return render(request, "public/verification_unknown.html", unknown, status=404)
    title, tone = HELD[found.state]
    values = {
        "section": "verify",
        "found": found,
        "title": _(title),
        "tone": tone,
        **_how_signed(found),
        "compared": _compared(request, found),
    }
    return render(request, "public/verification.html", values)


def _how_signed(found: Verification) -> dict[str, str]:
    """Which way of signing applies, what it means, and what follows or followed; "" for what is not to be said."""
    way = found.signature or ("outside" if found.made == "imported" else "")
    if way == "wet" and found.countersigned_at:
        way = COUNTERSIGNED
    said = (HOW.get(way, ""), SIGNED.get(way, ""), FOLLOWS if found.due else FOLLOWED.get(found.countersigned_by, ""))
    return dict(zip(("how", "signed", "follows"), (_(text) if text else "" for text in said), strict=True))


def _compared(request: HttpRequest, found: Verification) -> str:
    """ "same", "different", "missing" when no file came along, or "" when nothing is to be compared.

    The file is hashed as it comes and forgotten; one larger than any letter is only read as far as that shows.
    """
    if request.method != "POST" or not found.sha256:
        return ""
    upload = request.FILES.get("berkas")
    if not isinstance(upload, UploadedFile) or not upload.size:
        return "missing"
    digest = hashlib.sha256(upload.read(MAX_BYTES + 1)).hexdigest()
    return "same" if digest in found.hashes else "different"
