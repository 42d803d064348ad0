"""The floor of bench_http: the real settings, middleware and database with other addresses."""

from __future__ import annotations

from maklumat.config.settings import *  # noqa: F403

ROOT_URLCONF = "tests.campaigns.floor_site"
