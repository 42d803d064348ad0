"""The floor of bench_http: a view that does one INSERT and redirects, and a page for the start to look at."""

from __future__ import annotations

from django.core.wsgi import get_wsgi_application
from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import include, path

TABLE = "floor_row"  # as in bench_http, which cannot import this: Django is set up here


def alive(_: HttpRequest) -> HttpResponse:
    return HttpResponse("ok")


def insert(request: HttpRequest) -> HttpResponse:
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO {TABLE} (said) VALUES (%s)", [request.POST["said"]])
    return HttpResponseRedirect("/")


DESK = ([path("", alive, name="worklist")], "desk")  # our middleware asks where the office's pages begin
urlpatterns = [path("", alive), path("insert/", insert), path("kantor/", include(DESK))]
application = get_wsgi_application()
