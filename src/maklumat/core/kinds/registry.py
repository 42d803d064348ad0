"""Every kind of step, by its English code: the closed vocabulary of procedures."""

from __future__ import annotations

from typing import Final

from maklumat.core.kinds import (
    accompany,
    arrive,
    assess,
    check,
    close,
    conference,
    counsel,
    data_check,
    deliver,
    distribute,
    draft,
    escort,
    general,
    guide,
    health_check,
    initial,
    mediate,
    monitor,
    place,
    plan,
    propose,
    refer,
    repatriate,
    report,
    route,
    schedule,
    send,
    sign,
    submit,
    trace,
    triage,
    verify,
    visit,
    wait,
)
from maklumat.core.kinds.kind import Kind

KINDS: Final[dict[str, Kind]] = {
    module.KIND.code: module.KIND
    for module in (
        submit,
        check,
        verify,
        data_check,
        route,
        visit,
        assess,
        conference,
        plan,
        draft,
        initial,
        sign,
        deliver,
        wait,
        place,
        refer,
        repatriate,
        escort,
        distribute,
        monitor,
        close,
        propose,
        send,
        schedule,
        counsel,
        report,
        arrive,
        trace,
        mediate,
        accompany,
        guide,
        health_check,
        triage,
        general,
    )
}

WORDS: Final[dict[str, str]] = {kind.word: kind.code for kind in KINDS.values()}
