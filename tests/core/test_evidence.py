"""The chain's form is fixed for good, and every tampering is called by its name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from hashlib import sha256
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from maklumat.core.evidence import faults
from maklumat.core.evidence.chain import (
    GENESIS,
    Entry,
    body_of,
    canonical,
    chain_hash,
    digest_of,
    microseconds,
    plain_payload,
    read_payload,
    short_form,
)
from maklumat.core.evidence.heads import Head, SignedHead, statement_of
from maklumat.core.evidence.verification import BROKEN, ERASED, MISSING, OPENED, Report, Stored, verify

OFFICE = "contoh"
MOMENT = datetime(2025, 6, 2, 1, 30, 15, 123456, tzinfo=UTC)


def make(count: int) -> list[Stored]:
    """A sound chain of `count` entries of three applications."""
    link, made = GENESIS, []
    for number in range(count):
        plain = plain_payload(bytes([number % 256]) * 16, {"note": f"catatan {number}"})
        at = MOMENT + timedelta(minutes=number)
        fields = (UUID(int=number % 3), number // 3 + 1, "acted", "periksa", "sesuai", "kasi", 7, at, at)
        digest = digest_of(plain)
        body = body_of(OFFICE, *fields, digest)
        entry = Entry(OFFICE, number + 1, *fields, digest, link, chain_hash(link, number + 1, body))
        link = entry.hash
        made.append(Stored(entry, body, OPENED, plain))
    return made


def head(chain: Sequence[Stored]) -> Head | None:
    return Head(OFFICE, chain[-1].entry.office_seq, chain[-1].entry.hash) if chain else None


def check(chain: Sequence[Stored], end: Head | None, signed: Sequence[SignedHead] = ()) -> Report:
    ordered = sorted(chain, key=lambda stored: stored.entry.office_seq)
    return verify(OFFICE, ordered, end, lambda: end, signed)


def verdict(report: Report) -> tuple[str, int]:
    return report.fault, report.suspect.office_seq if report.suspect else 0


def changed(stored: Stored, **fields: object) -> Stored:
    entry = replace(stored.entry, **fields)  # type: ignore[arg-type]
    return Stored(entry, entry.body(), stored.payload, stored.plain)


def test_the_form_of_an_entry_is_fixed_for_good() -> None:
    """Recomputed here by hand: a change of the form would make every ledger that exists worthless."""
    body = body_of(OFFICE, UUID(int=1), 3, "acted", "periksa", "sesuai", "kasi", None, MOMENT, MOMENT, bytes(range(32)))
    written = (
        b'["maklumat-entry-1","contoh","00000000-0000-0000-0000-000000000001",3,"acted","periksa","sesuai","kasi",null,'
        b'1748827815123456,1748827815123456,"000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f"]'
    )
    assert body == sha256(written).digest()
    link = chain_hash(GENESIS, 258, body)
    assert link == sha256(bytes(32) + b"\0\0\0\0\0\0\1\2" + body).digest()
    assert link.hex() == "d7954bb0b25826fa443cbfb3bc91b6e38fdbef3d81318ae69152ac3a72c4d40c"


def test_a_moment_is_whole_microseconds_whatever_its_zone() -> None:
    assert microseconds(datetime(1970, 1, 1, 0, 0, 0, 1, tzinfo=UTC)) == 1
    assert microseconds(datetime(1969, 12, 31, 23, 59, 59, tzinfo=UTC)) == -1_000_000
    assert microseconds(MOMENT) == microseconds(MOMENT.astimezone(timezone(timedelta(hours=7))))
    with pytest.raises(TypeError):
        microseconds(datetime(2025, 6, 2))  # noqa: DTZ001


def test_json_has_one_spelling() -> None:
    assert canonical({"b": "é\ud800", "a": [1, None, True]}) == b'{"a":[1,null,true],"b":"\\u00e9\\ud800"}'
    with pytest.raises(ValueError, match="JSON"):
        canonical(float("nan"))


def test_a_payload_is_salted_and_comes_back() -> None:
    one, two = (plain_payload(bytes([salt]) * 16, {"outcome": "sesuai"}) for salt in (1, 2))
    assert digest_of(one) != digest_of(two)
    assert read_payload(one) == {"outcome": "sesuai"}
    with pytest.raises(ValueError, match="16"):
        plain_payload(b"short", {})


def test_the_short_form_is_what_a_receipt_prints() -> None:
    assert short_form(bytes.fromhex("3f2a91bc0d4e77a1") + bytes(24)) == "3F2A-91BC-0D4E-77A1"


def test_a_signed_statement_has_one_spelling() -> None:
    said = statement_of(Head(OFFICE, 5, bytes(32)), MOMENT)
    assert said == b'["maklumat-head-1","contoh",5,"' + b"00" * 32 + b'",1748827815123456]'


@pytest.mark.parametrize("count", [0, 1, 2, 9])
def test_a_sound_chain(count: int) -> None:
    chain = make(count)
    assert check(chain, head(chain)) == Report(OFFICE, count, 0, 0, None)


def test_erased_payloads_are_counted_and_others_named() -> None:
    chain = make(5)
    erased = [*chain[:2], Stored(chain[2].entry, chain[2].body, ERASED), *chain[3:]]
    assert check(erased, head(chain)).erased == 1
    for payload, fault in ((MISSING, faults.PAYLOAD_MISSING), (BROKEN, faults.PAYLOAD_CHANGED)):
        broken = [*chain[:2], Stored(chain[2].entry, chain[2].body, payload), *chain[3:]]
        assert verdict(check(broken, head(chain))) == (fault, 3)
    other = [*chain[:2], replace(chain[2], plain=chain[1].plain), *chain[3:]]
    assert verdict(check(other, head(chain))) == (faults.PAYLOAD_CHANGED, 3)


def test_a_false_entry_hashed_anew_is_named_by_the_one_that_follows() -> None:
    """Where the payload is erased nothing else tells: the next entry holds, so the one before it does not."""
    chain = make(5)
    false = changed(chain[2], outcome="ditolak")
    entry = replace(false.entry, hash=chain_hash(false.entry.previous_hash, 3, false.body))
    tampered = [*chain[:2], Stored(entry, false.body, ERASED), *chain[3:]]
    assert verdict(check(tampered, head(chain))) == (faults.CHANGED, 3)


def test_signed_heads_are_all_compared() -> None:
    chain = make(9)
    signed = [SignedHead(Head(OFFICE, n, chain[n - 1].entry.hash), MOMENT, b"") for n in (3, 3, 6, 9)]
    assert check(chain, head(chain), signed).heads == 4
    signed[2] = SignedHead(Head(OFFICE, 6, bytes(32)), MOMENT, b"")
    assert verdict(check(chain, head(chain), signed)) == (faults.REWRITTEN, 6)
    assert verdict(check(chain[:8], head(chain[:8]), signed[3:])) == (faults.CUT_TAIL, 9)
    elsewhere = [SignedHead(Head("lain", 6, chain[5].entry.hash), MOMENT, b"")]
    assert verdict(check(chain, head(chain), elsewhere)) == (faults.REWRITTEN, 6)


FIELDS: dict[str, object] = {
    "kind": "received",
    "step": "x",
    "outcome": "",
    "post": "kabid",
    "actor_id": None,
    "application": None,
    "application_seq": 99,
    "occurred_at": MOMENT - timedelta(days=1),
    "recorded_at": MOMENT - timedelta(days=1),
    "payload_digest": bytes(32),
    "previous_hash": b"\1" * 32,
    "hash": bytes(32),
}


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_every_tampering_is_called_by_its_name(data: st.DataObject) -> None:
    chain = make(data.draw(st.integers(3, 12), "entries"))
    end, count = head(chain), len(chain)
    at = data.draw(st.integers(0, count - 1), "at")
    how = data.draw(st.sampled_from(["change", "number", "remove", "close", "swap", "insert", "cut"]), "how")
    if how == "change":
        name = data.draw(st.sampled_from(sorted(FIELDS)))
        chain[at] = changed(chain[at], **{name: FIELDS[name]})
        expected = (faults.CHANGED, at + 1)
    elif how == "number":
        chain[at] = changed(chain[at], office_seq=data.draw(st.integers(count + 1, 10**12)))
        expected = (faults.CHANGED, at + 1)
    elif how in ("remove", "close"):
        del chain[at]
        if how == "close":
            chain[at:] = [changed(stored, office_seq=stored.entry.office_seq - 1) for stored in chain[at:]]
        expected = (faults.CUT_TAIL if at == count - 1 else faults.REMOVED, at + 1)
    elif how == "swap":
        other = data.draw(st.integers(0, count - 1).filter(lambda place: place != at), "other")
        chain[at], chain[other] = changed(chain[at], office_seq=other + 1), changed(chain[other], office_seq=at + 1)
        expected = (faults.SWAPPED, min(at, other) + 1)
    elif how == "insert":
        forged = changed(chain[at], outcome="ditolak")
        link = chain_hash(forged.entry.previous_hash, at + 1, forged.body)
        payload = data.draw(st.sampled_from([BROKEN, MISSING]))
        chain[at:] = [
            Stored(replace(forged.entry, hash=link), forged.body, payload),
            *(changed(stored, office_seq=stored.entry.office_seq + 1) for stored in chain[at:]),
        ]
        expected = (faults.INSERTED, at + 1)
    else:
        del chain[at:]
        expected = (faults.CUT_TAIL, at + 1)
    report = check(chain, end)
    assert verdict(report) == expected
    assert report.entries == expected[1] - 1


@settings(max_examples=60, deadline=None)
@given(st.integers(2, 12), st.data())
def test_a_tail_cut_together_with_its_head_shows_in_a_signed_head(count: int, data: st.DataObject) -> None:
    chain = make(count)
    signed_at = data.draw(st.integers(1, count))
    left = data.draw(st.integers(0, count - 1))
    signed = [SignedHead(Head(OFFICE, signed_at, chain[signed_at - 1].entry.hash), MOMENT, b"")]
    report = check(chain[:left], head(chain[:left]), signed)
    assert verdict(report) == ((faults.CUT_TAIL, left + 1) if left < signed_at else ("", 0))


def test_every_fault_has_a_code_and_a_sentence() -> None:
    named = {value for name, value in vars(faults).items() if name.isupper() and isinstance(value, str)}
    assert named == set(faults.SENTENCES)
    assert len({code for code, _ in faults.SENTENCES.values()}) == len(named)
