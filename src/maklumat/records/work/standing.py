"""In whose post somebody acts on a file: their own, or one that a mandate or somebody's leave has given them.

A letter is signed, and a person refused, only with authority: see `core.organisation.authority`. Everything else at a
desk is work that a substitute does too. What was done in a post that is not one's own says so in its event.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from functools import lru_cache
from typing import Any, Final
from uuid import UUID

from maklumat.core.errors import NotVisible, Refusal
from maklumat.core.events import Event
from maklumat.core.kinds.registry import KINDS
from maklumat.core.organisation.authority import capacity
from maklumat.core.organisation.four_eyes import concerned, done_by, others
from maklumat.core.organisation.mandates import NAMED, OWN, Authority
from maklumat.core.organisation.table import ONE_PERSON
from maklumat.core.procedure.actions import Act
from maklumat.core.procedure.state import OPEN
from maklumat.core.standard.model import Step
from maklumat.records.catalogue import queries as catalogue
from maklumat.records.catalogue import settings
from maklumat.records.ledger import history
from maklumat.records.people import mandates
from maklumat.records.people.access import Actor, Facts
from maklumat.records.people.queries import holders
from maklumat.records.procedures import queries as procedures
from maklumat.records.procedures.queries import Position
from maklumat.records.work.facts import SIGN, facts_of, signing_step

NORMAL: Final = "normal"


def posts_at(actor: Actor, facts: Facts) -> tuple[str, ...]:
    """The posts that the actor acts in on a file as it stands: where a letter is signed also those they sign for."""
    if not facts.signing or not actor.standings:
        return actor.posts
    named = actor.in_name_of(facts.service, confidential=facts.confidentiality != NORMAL)
    return tuple(dict.fromkeys((*actor.posts, *named)))


def require_authority(actor: Actor, position: Position, action: Act, moment: datetime) -> None:
    """Refusal MDT-001 to MDT-013 where this act decides (signs, or declines) and the actor may not on that day.

    What is not theirs to do at all, and what has moved on, is for `decide` to say.
    """
    if action.step != position.state.step or not signing_step(position.standard_id, action.step):
        return
    step = catalogue.standard(position.standard_id).step(action.step)
    way = next((way for way in KINDS[SIGN].ways if way.code == action.outcome), None)
    if way is None or way.puts_off:
        return
    authority_at(actor, position, step, moment)


def authority_at(
    actor: Actor, position: Position, step: Step, moment: datetime, on: date | None = None
) -> Authority | None:
    """As what the actor signs at this step now, or on that day; None where no post of the step is theirs in any way."""
    law = catalogue.enacted(position.standard_id)
    on = on or catalogue.local_date(law.office, moment)
    confidential = position.confidentiality != NORMAL
    named = actor.in_name_of(position.service, confidential=confidential) if actor.standings else ()
    desk = position.state.desk or step.posts
    acting = [post for post in desk if post in actor.posts or post in named]
    if not acting:
        return None
    product = law.standard.product(step.product) if step.product else None
    signer = product.signed_by if product is not None and product.signed_by in step.posts else ""
    return mandates.sign_as(
        actor, law.office, post=signer or acting[0], service=position.service,
        product=step.product, confidential=confidential, on=on,
    )  # fmt: skip


def ready(actor: Actor, position: Position, action: Act, moment: datetime) -> Act:
    """The act in the posts that are the actor's on this file, with what four eyes have to say of it.

    Refusal MDT-040 where the same person has judged the file in another post and the head has not allowed that.
    """
    if action.step != position.state.step or position.state.status != OPEN:
        return action
    if actor.standings:
        action = replace(action, posts=posts_at(actor, facts_of(position)))
    twice = judged_before(actor, position, moment)
    return replace(action, data={**action.data, "same_person": list(twice)}) if twice else action


def judged_before(actor: Actor, position: Position, moment: datetime) -> tuple[str, ...]:
    """The steps of this file that the actor has judged already in another post, where that is allowed; else MDT-040.

    Costs nothing for whoever works, and has worked, for one post of the standard; one query of the ledger for anybody
    else, and for a file whose work was ever delegated: a delegate judges at a step of a post that was never theirs. Who
    was given another post yesterday is still the one who checked it the day before.
    """
    steps = _others(position.standard_id, position.state.step)
    if not any(span.delegate for span in position.state.holdings):
        steps = concerned(steps, {*actor.posts, *actor.former, *(one.post for one in actor.standings)})
    if not steps:
        return ()
    past = history.acts_at(position.application_id, [step.code for step in steps])
    done = done_by(steps, past, actor.user_id)
    if not done:
        return ()
    if settings.value(position.office, ONE_PERSON):
        return tuple(step.code for step in done)
    law = catalogue.enacted(position.standard_id)
    on = catalogue.local_date(law.office, moment)
    desk = {law.office.present(post, on) for post in position.state.desk}
    who = dict.fromkeys(
        one.name for one in holders(position.office, on) if one.post in desk and one.user_id != actor.user_id
    )
    text = "Anda sudah mengerjakan langkah “{step}” pada berkas ini. Langkah ini harus dikerjakan orang lain. "
    more = "Yang dapat: {who}." if who else "Kepala kantor dapat mengizinkannya di Pengaturan."
    raise Refusal("MDT-040", text + more, step=done[0].text, who=", ".join(who))


@lru_cache(maxsize=16384)
def _others(standard_id: int, step: str) -> tuple[Step, ...]:
    standard = catalogue.standard(standard_id)
    return others(standard, standard.step(step))


def signs_as(actor: Actor, position: Position, moment: datetime) -> str | Refusal:
    """As what the actor signs at the step that a file is at: in one line, or the refusal that says why they may not.

    "" for the holder of the post, who needs to be told nothing.
    """
    law = catalogue.enacted(position.standard_id)
    try:
        found = authority_at(actor, position, law.standard.step(position.state.step), moment)
        judged_before(actor, position, moment)
    except Refusal as refusal:
        return refusal
    return "" if found is None or found.by == OWN else capacity(law.office, found)


def mandate_data(authority: Authority) -> list[dict[str, Any]]:
    """The mandate of a signature, as an event says it; [] for the holder of the post."""
    mandate = authority.mandate
    if mandate is None:
        return []
    through = authority.through.holder_post if authority.through else ""
    return [_said(authority.post, authority.by, mandate.id, mandate.basis, mandate.holder_post, through)]


def told_with_standings(actor: Actor, position: Position, happened: Iterable[Event]) -> tuple[Event, ...]:
    """The events, those in a post that is not the actor's own with the mandate or the leave that gave it to them."""
    if not actor.standings:
        return tuple(happened)
    return tuple(_with_standings(actor, position, event) for event in happened)


def _with_standings(actor: Actor, position: Position, event: Event) -> Event:
    parts = set(event.post.split("+")) - set(actor.own)
    confidential = position.confidentiality != NORMAL
    found = {
        one.post: _said(one.post, one.by, one.number, one.basis, one.holder_post, one.through)
        for one in reversed(actor.standings)
        if one.post in parts and (one.by not in NAMED or one.signs(position.service, confidential=confidential))
    }
    if not found or "mandate" in event.data:
        return event
    return replace(event, data={**event.data, "mandate": [found[post] for post in sorted(found)]})


def _said(post: str, by: str, number: int, basis: str, holder_post: str, through: str) -> dict[str, Any]:
    said = {"post": post, "by": by, "number": number, "basis": basis, "holder_post": holder_post, "through": through}
    return {name: value for name, value in said.items() if value}


def explain(actor: Actor, application_id: UUID, moment: datetime) -> None:
    """For somebody who does not see a file that waits for a signature: Refusal MDT-... where a mandate of theirs for
    it does not hold (any more), so that they learn why. Returns for everybody else: for them there is no such file.
    """
    position = procedures.position(application_id)
    if position is None or position.office != actor.office or not position.state.step:
        return
    if not signing_step(position.standard_id, position.state.step):
        return
    law = catalogue.enacted(position.standard_id)
    step = law.standard.step(position.state.step)
    post = law.standard.product(step.product).signed_by if step.product else step.posts[0]
    known = mandates.arrangement(actor.office, law.office.present(post, catalogue.local_date(law.office, moment)))
    if any(one.holder == actor.user_id for one in known.mandates):
        mandates.sign_as(
            actor, law.office, post=post, service=position.service, product=step.product,
            confidential=position.confidentiality != NORMAL, on=catalogue.local_date(law.office, moment),
        )  # fmt: skip


def visible_or_explained(actor: Actor, application_id: UUID, moment: datetime) -> None:
    """Says why a signature is not theirs (any more), else raises NotVisible: to be called on a denial."""
    explain(actor, application_id, moment)
    raise NotVisible
