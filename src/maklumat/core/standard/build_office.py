"""kantor.yaml, from records to values."""

from __future__ import annotations

from typing import Any

from maklumat.core.standard.acts import LegalAct
from maklumat.core.standard.build import (
    Shared,
    channels,
    check_sources,
    items,
    legal_bases,
    notes,
    parts,
    sentence,
    source_of,
)
from maklumat.core.standard.model import (
    Channel,
    Compensation,
    Decree,
    Division,
    HoursRule,
    LocalClosure,
    Objection,
    Office,
    OfficeHours,
    Pledge,
    Post,
    PostMapping,
    Scope,
    SharedPlace,
    Source,
    StaffTable,
    StatusQuestion,
    Text,
)
from maklumat.core.standard.typed import Reader, Record, twice

_LISTS = ("mission", "motto", "authorities", "duties")


def shared_of(office: Record | None) -> Shared:
    """What the office says once, by component and name."""
    shared = office.get("shared") if office else None
    return shared.values if isinstance(shared, Record) else {}


def judge_office(record: Record, acts: dict[str, LegalAct] | None, reader: Reader) -> None:
    """Finds what the keys alone cannot tell: references, doubles, and a missing head."""
    check_sources(record, reader)
    for code in ("divisions", "posts", "watchdogs", "status_questions", "staff", "places", "notes"):
        twice(record.records(code), reader)
    divisions = {division.get("code") for division in record.records("divisions")}
    heads = [post for post in record.records("posts") if post.get("head")]
    for post in record.records("posts"):
        if post.has("division") and post.get("division") not in divisions:
            reader.find("STD-301", post.at("division"), "bidang", text=post.get("division"))
        _judge_successor(record, post, reader)
        _judge_superior(record, post, reader)
    if record.has("posts") and len(heads) != 1:
        reader.find("STD-312", record.at("posts"), "jabatan", count=len(heads))
    decree = record.get("decree")
    if isinstance(decree, Record):
        _judge_decree(record, decree, acts, reader)
    _judge_refer(record, "complaint_channels", reader)
    for table in shared_of(record).values():
        for found in table.values():
            if found.has("refer"):
                reader.find("STD-321", found.at("refer"), "rujuk")


def _judge_successor(record: Record, post: Record, reader: Reader) -> None:
    """A post that ends has a successor that still is one; the chain ends somewhere."""
    posts = {each.get("code"): each for each in record.records("posts")}
    if post.has("until") != post.has("successor"):
        reader.find("STD-322", post.place, "digantikan", text=post.get("code"))
    seen, now = set(), post
    while now is not None and now.has("successor"):
        successor = now.get("successor")
        if successor not in posts:
            reader.find("STD-302", now.at("successor"), "digantikan", text=successor)
            return
        if successor in seen:
            reader.find("STD-322", post.place, "digantikan", text=post.get("code"))
            return
        seen.add(successor)
        now = posts[successor]


def _judge_superior(record: Record, post: Record, reader: Reader) -> None:
    """Whoever is above a post is a post of the office, and nobody is above themselves in the end."""
    posts = {each.get("code"): each for each in record.records("posts")}
    if post.has("superior") and post.get("superior") not in posts:
        reader.find("STD-302", post.at("superior"), "atasan", text=post.get("superior"))
        return
    seen: set[str] = set()
    now: Record | None = post
    while now is not None and now.has("superior") and now.get("code") not in seen:
        seen.add(now.get("code"))
        now = posts.get(now.get("superior"))
        if now is post:
            reader.find("STD-331", post.at("superior"), "atasan", text=post.get("code"))


def _judge_decree(record: Record, decree: Record, acts: dict[str, LegalAct] | None, reader: Reader) -> None:
    posts = {post.get("code") for post in record.records("posts")}
    if decree.has("signed_by_post") and decree.get("signed_by_post") not in posts:
        reader.find("STD-302", decree.at("signed_by_post"), "penanda_tangan", text=decree.get("signed_by_post"))
    judge_acts(decree.get("citing"), acts, reader)


def judge_acts(component: Record | None, acts: dict[str, LegalAct] | None, reader: Reader) -> None:
    """Finds cited acts that the shared list does not have. `acts` is None where that list could not be read."""
    for part in parts(component, "legal_basis", {}):
        act = part.record.get("act", "")
        if act and acts is not None and act not in acts:
            reader.find("STD-306", part.record.at("act"), "peraturan", text=act)


def _judge_refer(record: Record, component: str, reader: Reader) -> None:
    found = record.get(component)
    if isinstance(found, Record) and found.has("refer"):
        name = found.get("refer")
        if name not in shared_of(record).get(component, {}):
            reader.find("STD-307", found.at("refer"), record.shape.word(component), text=name)


def build_office(record: Record) -> Office:
    """The office of a record without faults."""
    shared = shared_of(record)
    lists: dict[str, Any] = {code: items(record.get(code), code, {}) for code in _LISTS}
    texts = record.only(
        "code",
        "name",
        "short_name",
        "government",
        "region_code",
        "time_zone",
        "letter_place",
        "letter_unit",
        "format",
    )
    texts |= {code: record.get(code, "") for code in ("address", "postal_code", "email")}
    return Office(
        **texts,
        **lists,
        phones=record.get("phones", ()),
        website=record.get("website", ""),
        decree=_decree(record.get("decree")),
        divisions=tuple(
            Division(item.get("code"), item.get("name"), source_of(item.get("source")))
            for item in record.records("divisions")
        ),
        posts=tuple(_post(item) for item in record.records("posts")),
        hours=tuple(_hours(item) for item in record.records("hours")),
        channels=channels(record.get("complaint_channels"), shared),
        pledge=_pledge(record.get("pledge")),
        vision=sentence(record.get("vision"), "vision", {}) if record.has("vision") else Text("", Source("")),
        closures=tuple(LocalClosure(**item.values) for item in record.records("closures")),
        watchdogs=tuple(_watchdog(item) for item in record.records("watchdogs")),
        objection=_objection(record.get("objection")),
        status_questions=tuple(_status_question(item) for item in record.records("status_questions")),
        staff=tuple(_staff(item) for item in record.records("staff")),
        compensation=tuple(
            Compensation(part.record.get("text"), part.source, part.record.get("form", ""))
            for part in parts(record.get("compensation"), "compensation", {})
        ),
        places=tuple(
            SharedPlace(source=source_of(item.get("source")), **item.only("code", "name", "minutes"))
            for item in record.records("places")
        ),
        notes=notes(record),
    )


def _staff(record: Record) -> StaffTable:
    rows = tuple((row.get("name"), row.get("count")) for row in record.records("rows"))
    return StaffTable(rows=rows, source=source_of(record.get("source")), **record.only("code", "title"))


def _status_question(record: Record) -> StatusQuestion:
    return StatusQuestion(source=source_of(record.get("source")), **record.only("code", "text", "system"))


def _watchdog(record: Record) -> Channel:
    return Channel(
        source=source_of(record.get("source")),
        address=record.get("address", ""),
        **record.only("code", "kind", "text"),
    )


def _objection(record: Record | None) -> Objection | None:
    if record is None:
        return None
    return Objection(source=source_of(record.get("source")), **record.only("working_days", "legal_basis"))


def _decree(record: Record) -> Decree:
    return Decree(
        **record.only(
            "number", "title", "place", "enacted_on", "in_force_from", "signed_by_post", "document", "official",
            "spellings",
        ),
        considering=items(record.get("considering"), "considering", {}),
        citing=legal_bases(record.get("citing")),
        articles=items(record.get("articles"), "articles", {}),
        scope=tuple(
            Scope(item.get("text"), source_of(item.get("source")), item.get("services", ()))
            for item in record.records("scope")
        ),
    )  # fmt: skip


def _post(record: Record) -> Post:
    maps = tuple(
        PostMapping(source=source_of(item.get("source")), **item.only("named", "from_on", "until"))
        for item in record.records("maps")
    )
    return Post(maps=maps, **record.only("code", "name", "division", "head", "signs", "until", "successor", "superior"))


def _hours(record: Record) -> OfficeHours:
    rules = []
    for rule in record.records("rules"):
        pause = rule.get("pause")
        days = tuple(sorted(int(day) for day in rule.get("days")))
        rules.append(
            HoursRule(
                days=days, break_from=pause.get("from"), break_to=pause.get("to"),
                **rule.only("season", "opens", "closes"),
            )
        )  # fmt: skip
    return OfficeHours(
        rules=tuple(rules), source=source_of(record.get("source")), **record.only("from_on", "legal_basis")
    )


def _pledge(record: Record) -> Pledge:
    return Pledge(
        text=record.get("text", ""),
        preamble=items(record.get("preamble"), "preamble", {}),
        principles=items(record.get("principles"), "principles", {}),
        source=source_of(record.get("source")),
    )
