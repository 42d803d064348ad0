"""Every step of every service in force has a form that can be drawn and that refuses to be sent empty."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone

from maklumat.core.kinds.registry import KINDS
from maklumat.ops.law import enact_folder
from maklumat.ports.standards_folder import offices
from maklumat.records.catalogue import queries as catalogue
from maklumat.records.work import queries as work
from maklumat.web.desk.file import act_form
from tests import cast

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("code", offices(settings.STANDARDS_DIR))
def test_every_step_of_every_service_draws_its_form(code: str) -> None:
    cast.forget_law()
    now = timezone.now()
    enact_folder(settings.STANDARDS_DIR, moment=now, only=code)
    office = catalogue.office(code, now)
    present = {office.present(post.code, cast.today(code)) for post in office.posts}
    actor = cast.officer(*sorted(present), office=code).actor
    drawn = 0
    for law in catalogue.services(code, now):
        opened = work.file_for(actor, cast.apply(law.standard.code, office=code).application_id)
        for step in law.standard.steps:
            state = opened.state._replace(step=step.code, desk=step.posts)
            here = replace(opened, position=replace(opened.position, state=state))
            form = act_form(actor, here, now)
            page = render_to_string("desk/act.html", {"act": form, "file": here})
            for way in form.shown():
                assert way.label in page, (law.standard.code, step.code, way.code)
                assert way.apart or f'value="{way.code}"' in page
            for way in form.choices:
                for field in KINDS[step.kind].asked(way, step.asks):
                    if field.kind != "per_requirement":
                        assert f'name="{way.code}-{field.code}' in page, (law.standard.code, step.code, field.code)
            assert KINDS[step.kind].elsewhere in page
            assert not act_form(actor, here, now, data={"seen_seq": 1, "step": step.code}).is_valid()
            drawn += 1
    assert drawn > 20
