"""Who may sign what on which day, as what, and why not: the authority of a post and who it lies with.

A post's authority is its holder's own. While the post is vacant a *Plt.* stands in for it, while its holder is away a
*Plh.*; both for the whole post. An *a.n.* mandate lets the holder of the post below sign in its name, and a *u.b.*
mandate the one below that again; both for letters alone, within their scope. Every mandate rests on a written order,
and holds from its first day to the end of its last at the office. Days here are the office's own.

Legal ground of the four forms: PermenPANRB 80/2012 (tata naskah dinas), chapter on who may sign; of Plt. and Plh.:
UU 30/2014 pasal 14.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

OWN: Final = "own"
PLT: Final = "plt"
PLH: Final = "plh"
AN: Final = "an"
UB: Final = "ub"
SUBSTITUTE: Final = "substitute"
"""Works the queue of somebody who is away; signs nothing by that."""

WHOLE: Final = (PLT, PLH)
NAMED: Final = (AN, UB)
MANDATES: Final = (*WHOLE, *NAMED)
WORDS: Final = {PLT: "Plt.", PLH: "Plh.", AN: "a.n.", UB: "u.b."}


@dataclass(frozen=True, slots=True)
class Holding:
    """A person holds a post from a day until a day (None: still), that day included."""

    post: str
    user: int
    name: str
    from_on: date
    until_on: date | None = None

    def on(self, day: date) -> bool:
        return self.from_on <= day and (self.until_on is None or day <= self.until_on)


@dataclass(frozen=True, slots=True)
class Absence:
    """A person is away from a day until a day, both included. `back_on`: the day on which they were at work again."""

    user: int
    from_on: date
    until_on: date
    reason: str = ""
    substitute: int | None = None
    back_on: date | None = None

    def on(self, day: date) -> bool:
        return self.from_on <= day <= self.until_on and (self.back_on is None or day < self.back_on)


@dataclass(frozen=True, slots=True)
class Mandate:
    """The authority of `post` given to a person by a written order (`basis`, of the day `basis_on`).

    `holder_post`: the post in which they hold it; "" for a Plt. who comes from elsewhere. `under`: the id of the a.n.
    mandate that a u.b. one hangs on. `services` and `products`: codes it is limited to, () for all. `revoked_on`: the
    first day on which it no longer holds.
    """

    id: int
    kind: str
    post: str
    holder: int
    holder_post: str
    from_on: date
    until_on: date
    basis: str
    basis_on: date
    services: tuple[str, ...] = ()
    products: tuple[str, ...] = ()
    under: int | None = None
    revoked_on: date | None = None
    revoked_reason: str = ""

    def on(self, day: date) -> bool:
        return self.from_on <= day <= self.until_on and not self.revoked(day)

    def revoked(self, day: date) -> bool:
        return self.revoked_on is not None and self.revoked_on <= day

    def covers(self, service: str, product: str, *, confidential: bool) -> bool:
        """Whether a letter is within its scope. What is confidential must be named: "all" never reaches it."""
        if confidential and service not in self.services:
            return False
        return (not self.services or service in self.services) and (not self.products or product in self.products)


@dataclass(frozen=True, slots=True)
class Arrangement:
    """Who holds the posts of one office, who is away, and every mandate that was ever given for them."""

    holdings: tuple[Holding, ...]
    mandates: tuple[Mandate, ...] = ()
    absences: tuple[Absence, ...] = ()
    names: tuple[tuple[int, str], ...] = ()

    def holders(self, post: str, day: date) -> tuple[Holding, ...]:
        return tuple(one for one in self.holdings if one.post == post and one.on(day))

    def holds(self, user: int, post: str, day: date) -> bool:
        return any(one.user == user for one in self.holders(post, day))

    def absence(self, user: int, day: date) -> Absence | None:
        return next((one for one in self.absences if one.user == user and one.on(day)), None)

    def present(self, post: str, day: date) -> tuple[Holding, ...]:
        """Who holds the post and is at work on that day."""
        return tuple(one for one in self.holders(post, day) if self.absence(one.user, day) is None)

    def mandate(self, number: int | None) -> Mandate | None:
        return next((one for one in self.mandates if one.id == number), None)

    def whole(self, post: str, day: date) -> Mandate | None:
        """The Plt. or Plh. mandate that holds for that post on that day."""
        return next((one for one in self.mandates if one.post == post and stands_in(one, self, day)), None)

    def name(self, user: int) -> str:
        names = dict(self.names) | {one.user: one.name for one in self.holdings}
        return names.get(user, "")


@dataclass(frozen=True, slots=True)
class Authority:
    """As what somebody signs. `by`: OWN or the kind of the mandate; `through`: the a.n. mandate above a u.b. one."""

    by: str
    post: str
    mandate: Mandate | None = None
    through: Mandate | None = None


def stands_in(mandate: Mandate, arrangement: Arrangement, day: date) -> bool:
    """Whether a Plt. or Plh. mandate really holds: only while the post is vacant, or its holder away."""
    if mandate.kind not in WHOLE or not mandate.on(day):
        return False
    if mandate.kind == PLT:
        return not arrangement.holders(mandate.post, day)
    return bool(arrangement.holders(mandate.post, day)) and not arrangement.present(mandate.post, day)


def hangs_well(mandate: Mandate, arrangement: Arrangement, day: date) -> bool:
    """Whether a u.b. mandate has an a.n. mandate above it that holds on that day; true of every other kind."""
    if mandate.kind != UB:
        return True
    above = arrangement.mandate(mandate.under)
    return above is not None and above.kind == AN and above.on(day) and in_post(above, arrangement, day)


def in_post(mandate: Mandate, arrangement: Arrangement, day: date) -> bool:
    """Whether its holder still holds the post in which it was given; a Plt. may come from elsewhere."""
    return not mandate.holder_post or arrangement.holds(mandate.holder, mandate.holder_post, day)


def able(post: str, service: str, product: str, arrangement: Arrangement, day: date, *, confidential: bool) -> Iterator[
    tuple[int, Authority]
]:  # fmt: skip
    """Everybody who may sign for that post on that day, with as what.

    Its own holder who is away may, as long as nobody stands in for them.
    """
    whole = arrangement.whole(post, day)
    if whole is not None and (arrangement.absence(whole.holder, day) or not in_post(whole, arrangement, day)):
        whole = None
    if whole is not None:
        yield whole.holder, Authority(whole.kind, post, whole)
    for one in arrangement.holders(post, day):
        if whole is None or arrangement.absence(one.user, day) is None:
            yield one.user, Authority(OWN, post)
    for kind in NAMED:
        for mandate in arrangement.mandates:
            if mandate.kind != kind or mandate.post != post or not mandate.on(day):
                continue
            if (
                mandate.covers(service, product, confidential=confidential)
                and hangs_well(mandate, arrangement, day)
                and in_post(mandate, arrangement, day)
                and arrangement.absence(mandate.holder, day) is None
            ):
                yield mandate.holder, Authority(kind, post, mandate, arrangement.mandate(mandate.under))
