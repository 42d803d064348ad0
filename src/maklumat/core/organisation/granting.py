"""Whether a mandate may be given as it is written, judged once, when it is entered."""

from __future__ import annotations

from datetime import timedelta

from maklumat.core.errors import Refusal
from maklumat.core.organisation.mandates import AN, MANDATES, PLH, PLT, WHOLE, Arrangement, Mandate
from maklumat.core.organisation.superiors import superior_of
from maklumat.core.standard.model import Office
from maklumat.core.terbilang.dates import long_date


def judge_mandate(office: Office, mandate: Mandate, arrangement: Arrangement) -> None:
    """Refusal MDT-020 to MDT-029 says what is wrong with it. `arrangement`: as it is without this mandate."""
    posts = {post.code for post in office.posts if office.present(post.code, mandate.from_on) == post.code}
    if mandate.kind not in MANDATES or not {mandate.post, mandate.holder_post} <= posts | {""} or not mandate.post:
        raise Refusal("MDT-020", "Pilih jenis mandat dan jabatan dari daftar.")
    if mandate.until_on < mandate.from_on:
        raise Refusal("MDT-021", "Hari terakhir mandat mendahului hari pertamanya.")
    if not mandate.basis.strip():
        raise Refusal("MDT-022", "Tulis nomor surat perintah atau keputusan yang menjadi dasar mandat.")
    if mandate.basis_on > mandate.from_on:
        raise Refusal("MDT-022", "Surat dasar mandat bertanggal sesudah mandat mulai. Mandat tidak berlaku surut.")
    if arrangement.holds(mandate.holder, mandate.post, mandate.from_on):
        raise Refusal("MDT-023", "{name} sudah memegang jabatan itu sendiri.", name=arrangement.name(mandate.holder))
    if mandate.holder_post and not arrangement.holds(mandate.holder, mandate.holder_post, mandate.from_on):
        raise Refusal("MDT-024", "{name} tidak memegang jabatan itu pada hari pertama mandat.",
                      name=arrangement.name(mandate.holder))  # fmt: skip
    (_judge_whole if mandate.kind in WHOLE else _judge_named)(office, mandate, arrangement)


def _judge_whole(office: Office, mandate: Mandate, arrangement: Arrangement) -> None:
    """A Plt. takes a vacant post, a Plh. one whose holder is away; one at a time, and for the whole of it."""
    holders = arrangement.holders(mandate.post, mandate.from_on)
    post = office.post(mandate.post).name
    if mandate.kind == PLT and holders:
        raise Refusal("MDT-025", "{post} masih dijabat {name}. Plt. hanya untuk jabatan yang kosong.",
                      post=post, name=holders[0].name)  # fmt: skip
    if mandate.kind == PLH and not mandate.holder_post:
        raise Refusal("MDT-024", "Plh. dijalankan pejabat kantor ini. Pilih jabatannya sendiri.")
    if mandate.kind == PLH and not holders:
        raise Refusal("MDT-025", "{post} kosong. Untuk jabatan yang kosong diperlukan Plt., bukan Plh.", post=post)
    if mandate.kind == PLH and arrangement.present(mandate.post, mandate.from_on):
        raise Refusal("MDT-026", "{name} belum tercatat berhalangan pada {day}. Catat dahulu cutinya.",
                      name=holders[0].name, day=long_date(mandate.from_on))  # fmt: skip
    if mandate.services or mandate.products:
        raise Refusal("MDT-027", "Plt. dan Plh. menjalankan seluruh jabatan; kosongkan daftar layanan dan surat.")
    for other in arrangement.mandates:
        if other.kind in WHOLE and other.post == mandate.post and _meet(other, mandate):
            raise Refusal("MDT-028", "{post} sudah dijalankan {name} sampai {day}. Cabut dahulu mandat itu.",
                          post=post, name=arrangement.name(other.holder), day=long_date(other.until_on))  # fmt: skip


def _judge_named(office: Office, mandate: Mandate, arrangement: Arrangement) -> None:
    """An a.n. mandate goes one post down; a u.b. one goes one further, within the a.n. one that it hangs on."""
    own, above = mandate.holder_post, arrangement.mandate(mandate.under)
    if mandate.kind == AN:
        if superior_of(office, own, mandate.from_on) != mandate.post:
            raise Refusal("MDT-029", "a.n. hanya untuk jabatan satu tingkat di bawah {post}.",
                          post=office.post(mandate.post).name)  # fmt: skip
        return
    if above is None or above.kind != AN or above.post != mandate.post or above.revoked_on is not None:
        raise Refusal("MDT-029", "u.b. harus bergantung pada mandat a.n. yang masih berlaku. Pilih mandat itu.")
    if superior_of(office, own, mandate.from_on) != above.holder_post:
        raise Refusal("MDT-029", "u.b. hanya untuk jabatan satu tingkat di bawah {post}.",
                      post=office.post(above.holder_post).name)  # fmt: skip
    if mandate.from_on < above.from_on or mandate.until_on > above.until_on:
        raise Refusal("MDT-029", "u.b. berlaku paling lama selama mandat a.n. di atasnya, sampai {day}.",
                      day=long_date(above.until_on))  # fmt: skip
    if not (_within(mandate.services, above.services) and _within(mandate.products, above.products)):
        raise Refusal("MDT-029", "u.b. tidak boleh meliputi lebih banyak daripada mandat a.n. di atasnya.")


def _within(narrow: tuple[str, ...], wide: tuple[str, ...]) -> bool:
    return not wide or (bool(narrow) and set(narrow) <= set(wide))


def _meet(one: Mandate, other: Mandate) -> bool:
    """Whether there is a day on which both hold."""
    last = min(one.until_on, other.until_on)
    if one.revoked_on is not None:
        last = min(last, one.revoked_on - timedelta(days=1))
    return max(one.from_on, other.from_on) <= last
