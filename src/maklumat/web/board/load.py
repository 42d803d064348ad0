"""Desks and their load: what lies there, how long files stay, what was done; by person only for who is above them."""

from __future__ import annotations

from collections import Counter

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from maklumat.records.figures import branches, measures
from maklumat.records.figures.people import persons_for
from maklumat.records.figures.queries import standing, tallied
from maklumat.records.people.access import Actor
from maklumat.web.board.door import Reader, draw, reader
from maklumat.web.board.sheets import Cell, Sheet, taken
from maklumat.web.board.words import files_link, weeks
from maklumat.web.shared.entering import MEMBER, officer
from maklumat.web.shared.officials import post_names
from maklumat.web.shared.spreads import hours_words


@officer(MEMBER)
@require_safe
def load(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Desks, what posts did, and what people did where the reader may see it."""
    who = reader(request, actor)
    sheets = [_desks(who), _posts(who), *([] if who.trial else [_persons(who)])]
    file = taken(request, actor, who.office, sheets, {})
    return file if file is not None else draw(request, who, "load.html", {}, sheets)


def _desks(who: Reader) -> Sheet:
    now = standing(who.scope, who.today).desks
    span = weeks(who.today)[0][0], who.today
    sums = tallied(who.scope, (measures.DESK_MINUTES, measures.DESK_FILES, measures.BREACHED_AT), *span, by=("key",))
    known = {desk for _, desk in sums if desk} | set(now)
    mine = known if who.scope.desks is None else known & set(who.scope.desks)
    rows = []
    for desk in sorted(mine, key=lambda one: (-(now[one].waiting if one in now else 0), one)):
        files, breached = sums.get((measures.DESK_FILES, desk), 0), sums.get((measures.BREACHED_AT, desk), 0)
        stood = now.get(desk)
        waiting, late = (stood.waiting, stood.late) if stood else (0, 0)
        linked = {state: files_link(state, desk=desk) for state in (branches.WAITING, branches.LATE)}
        behind = files_link(branches.BREACHED, desk=desk, days=span) if who.scope.oversees else ""
        rows.append(
            (
                Cell(post_names(who.office, desk)),
                Cell(waiting, link=linked[branches.WAITING] if waiting else ""),
                Cell(late, link=linked[branches.LATE] if late else "", late=late > 0),
                Cell(files),
                Cell(hours_words(sums.get((measures.DESK_MINUTES, desk), 0), files)),
                Cell(breached, link=behind if breached else ""),
            )
        )
    headings = ("Meja", "Menunggu", "Terlambat", "Berkas 12 minggu", "Rata-rata di meja ini", "Paling lama di sini")
    note = (
        "Rata-rata dihitung dari berkas yang diputus dalam 12 minggu, dalam jam kerja. "
        "Paling lama di sini: janjinya terlewati, dan meja ini yang paling lama memegangnya. Itu tempat mulai mencari, "
        "bukan kesalahan."
    )
    return Sheet("meja", "Meja", headings, rows, note)


def _posts(who: Reader) -> Sheet:
    """What each post did in the last weeks."""
    span = weeks(who.today, 4)
    sums = tallied(who.scope, (measures.ACTS,), span[0][0], who.today, by=("key", "counted_on"))
    done: dict[str, Counter[int]] = {}
    for (_, joined, on), amount in sums.items():
        for post in joined.split("+"):
            done.setdefault(post, Counter())[(on - span[0][0]).days // 7] += amount
    shown = done if who.scope.oversees else {post: done[post] for post in done if post in who.actor.posts}
    rows = [
        (Cell(post_names(who.office, post)), *(Cell(counts[number]) for number in reversed(range(len(span)))))
        for post, counts in sorted(shown.items(), key=lambda one: (-sum(one[1].values()), one[0]))
    ]
    return Sheet("jabatan", "Yang dikerjakan tiap jabatan", ("Jabatan", *_past(len(span))), rows, _ACTS)


def _persons(who: Reader) -> Sheet:
    span = weeks(who.today, 4)
    sums = tallied(who.scope, (measures.ACTS_BY,), span[0][0], who.today, by=("key", "counted_on"), whole=True)
    done: dict[str, Counter[int]] = {}
    for (_, account, on), amount in sums.items():
        done.setdefault(account, Counter())[(on - span[0][0]).days // 7] += amount
    rows = []
    for person in persons_for(who.actor, who.office, who.today):
        counts = done.get(str(person.user_id), Counter())
        cells = (Cell(counts[number]) for number in reversed(range(len(span))))
        rows.append((Cell(person.name), Cell(post_names(who.office, "+".join(person.posts))), *cells))
    note = "Hanya Anda dan orang yang jabatannya di bawah Anda. Banyaknya tindakan tidak mengukur beratnya."
    return Sheet("orang", "Yang dikerjakan tiap orang", ("Nama", "Jabatan", *_past(len(span))), rows, note, words=2)


_ACTS = "Banyaknya tindakan yang dicatat pada berkas. Banyaknya tidak mengukur beratnya."


def _past(count: int) -> list[str]:
    """The headings of the last weeks, the running one first."""
    return ["Minggu ini", "Minggu lalu", *(f"{number} minggu lalu" for number in range(2, count))]
