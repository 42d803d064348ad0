"""Every address of the system, by audience."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("sehat/", include("maklumat.web.shared.urls")),
    path("kantor/atur/", include("maklumat.web.administration.urls")),
    path("kantor/papan/", include("maklumat.web.board.urls")),
    path("kantor/", include("maklumat.web.desk.urls")),
    path("", include("maklumat.web.public.urls")),
]

handler400 = "maklumat.web.shared.errors.bad_request"
handler403 = "maklumat.web.shared.errors.forbidden"
handler404 = "maklumat.web.shared.errors.not_found"
handler500 = "maklumat.web.shared.errors.broken"
