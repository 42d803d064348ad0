"""Judging what was read: everything an office should know before it enacts a standard.

Faults of the files come first; a standard that could not be read is not judged further. What the decree itself leaves
odd is a warning, what a reader should know is a note.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from maklumat.core.standard.check_acts import judge_cited
from maklumat.core.standard.check_content import judge_content
from maklumat.core.standard.check_procedure import judge_procedure
from maklumat.core.standard.findings import ERROR, Finding, Place, sort_key
from maklumat.core.standard.load import Loaded
from maklumat.core.standard.model import Note, Office
from maklumat.core.standard.sayings import finding
from maklumat.core.standard.translation import translation_findings


def check(loaded: Loaded) -> tuple[Finding, ...]:
    """Every finding about an office's standards: errors first, then by file and line."""
    found = list(loaded.findings)
    if loaded.office is not None:
        found += _office(loaded, loaded.office)
        for service in loaded.services:
            found += judge_content(loaded, loaded.office, service)
            found += judge_procedure(loaded, loaded.office, service)
            found += judge_cited(loaded, service.legal_basis, service.in_force_from, (service.code, "legal_basis"))
            found += _notes(loaded, service.code, service.notes)
        found += translation_findings(loaded)
    return tuple(sorted(set(found), key=sort_key))


def errors(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Only what keeps a standard from being used."""
    return tuple(found for found in findings if found.grade == ERROR)


def _office(loaded: Loaded, office: Office) -> Iterator[Finding]:
    if not office.pledge.text:
        yield finding("STD-506", loaded.place("", "pledge"), "maklumat")
    for channel in office.channels:
        if channel.kind == "website" and "@" in channel.address:
            place = _channel_place(loaded, channel.code)
            yield finding("STD-513", place, "pengaduan", text=channel.text, address=channel.address)
    yield from _scope(loaded, office)
    if not errors(loaded.findings):
        yield from _idle(loaded, office)
    yield from judge_cited(loaded, office.decree.citing, office.decree.in_force_from, ("", "decree", "citing"))
    yield from _notes(loaded, "", office.notes)


def _scope(loaded: Loaded, office: Office) -> Iterator[Finding]:
    """Services that the diktum names and the annex lacks, and the other way round; a silent diktum is not judged."""
    named = {code for entry in office.decree.scope for code in entry.services}
    known = {service.code for service in loaded.services}
    for index, entry in enumerate(office.decree.scope):
        place = loaded.place("", "decree", "scope", str(index))
        if not entry.services:
            yield finding("STD-522", place, "lingkup", text=entry.text)
        for code in entry.services:
            if code not in known and not errors(loaded.findings):
                yield finding("STD-325", place, "layanan", text=code)
    for service in loaded.services if named else ():
        if service.code not in named:
            yield finding("STD-521", loaded.place(service.code), "lingkup")


def _channel_place(loaded: Loaded, code: str) -> Place:
    """A channel may be said in the shared part and only referred to."""
    for path, place in sorted(loaded.places.below("").items()):
        if "complaint_channels" in path and path[-1] == code:
            return place
    return loaded.place("", "complaint_channels")


def _idle(loaded: Loaded, office: Office) -> Iterator[Finding]:
    """Divisions and posts that nothing uses; only judged when every service could be read."""
    served = {service.division for service in loaded.services}
    for division in office.divisions:
        if division.code not in served:
            yield finding("STD-519", loaded.place("", "divisions", division.code), "bidang", text=division.name)
    busy = {post for service in loaded.services for step in service.steps for post in step.posts}
    busy |= {product.signed_by for service in loaded.services for product in service.products}
    for post in office.posts:
        if post.code not in busy:
            yield finding("STD-511", loaded.place("", "posts", post.code), "jabatan", post=post.name)


def _notes(loaded: Loaded, owner: str, notes: Iterable[Note]) -> Iterator[Finding]:
    for note in notes:
        place = loaded.place(owner, "notes", note.code)
        yield finding("STD-601", place, "catatan", text=note.text, choice=note.choice)
