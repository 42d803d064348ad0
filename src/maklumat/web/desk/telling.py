"""Codes put into the words of officials: states, papers, products, and what happened to a file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final
from uuid import UUID

from maklumat.core import events
from maklumat.core.clock.words import length, long_length
from maklumat.core.compensation.entitlements import PRIORITY
from maklumat.core.kinds.instruction import INSTRUCTIONS, URGENCIES
from maklumat.core.kinds.registry import KINDS
from maklumat.core.organisation.mandates import AN, SUBSTITUTE, WHOLE, WORDS
from maklumat.core.procedure.state import AGREES, DIFFERS, SETTLED, State
from maklumat.core.standard.model import IntakeField, Office, ServiceStandard
from maklumat.records.catalogue import queries as catalogue
from maklumat.records.catalogue.queries import Enacted
from maklumat.records.work.afterlife import answers_of
from maklumat.records.work.queries import BROUGHT, FileView, Happened
from maklumat.records.work.step_words import moment_words
from maklumat.records.work.steps import Recorded
from maklumat.records.work.submit import ON_DUTY
from maklumat.web.shared.officials import STATUS as STATUS
from maklumat.web.shared.officials import post_names as post_names
from maklumat.web.shared.spoken import ALL_OF, ANY_OF
from maklumat.web.shared.wording import day_words

CHANNEL: Final[Mapping[str, str]] = {
    "web": "lewat situs",
    "counter": "di loket",
    "paper": "dari catatan kertas",
    "phone": "lewat telepon",
}
FORM: Final[Mapping[str, str]] = {"copy": "fotokopi", "original": "asli", "stamped": "bermeterai"}
PERSON: Final[Mapping[str, str]] = {
    "husband": "suami", "wife": "istri", "reporter": "pelapor", "reported": "terlapor",
}  # fmt: skip
CLAIM: Final[Mapping[str, str]] = {
    "attached": "Dilampirkan",
    "shown": "Kertas diterima di loket",
    "stated": "Dinyatakan pemohon",
    "brought": "Akan dibawa ke kantor",
    "absent": "Pemohon menyatakan tidak punya",
}
PRODUCT: Final[Mapping[str, str]] = {
    "drafted": "Konsep",
    "numbered": "Sudah bernomor, belum ditandatangani",
    "issued": "Terbit",
    "delivered": "Sudah diserahkan",
    "revoked": "Dicabut",
}
OWED: Final[Mapping[str, str]] = {
    "owed": "Belum diberikan", "given": "Sudah diberikan", "used": "Sudah dipakai", "declined": "Dilepas",
}  # fmt: skip
SIGNATURE: Final[Mapping[str, str]] = {
    "electronic": "ditandatangani secara elektronik dengan penanda tangan bawaan (bukan BSrE)",
    "certified": "ditandatangani secara elektronik dengan sertifikat BSrE",
    "outside": "sudah ditandatangani di aplikasi asalnya",
    "wet": "ditandatangani basah, pindaiannya disimpan",
}
OWED_FORM: Final[Mapping[str, str]] = {"priority": "Prioritas", "apology": "Permintaan maaf"}
SEX: Final[Mapping[str, str]] = {"female": "Perempuan", "male": "Laki-laki"}
HAPPENED: Final[Mapping[str, str]] = {
    events.RECEIVED: "Permohonan diterima",
    events.RESUBMITTED: "Dilengkapi dan dikirim kembali oleh pemohon",
    events.RESCHEDULED: "Batas waktu dihitung ulang karena kalender berubah",
    events.BREACHED: "Janji waktu terlewati",
    events.WARNED: "Atasan diingatkan: batas waktu sudah dekat",
    events.ESCALATED: "Keterlambatan diberitahukan kepada atasan",
    events.STEP_LATE: "Batas waktu meja terlewati",
    events.PRODUCED: "Produk dibuat",
    events.REVOKED: "Surat dicabut",
    events.SUPPLEMENTED: "Berkas susulan disimpan",
    events.PAPERS_BROUGHT: "Berkas persyaratan diterima di loket",
    events.WITHDRAWN: "Permohonan ditarik kembali oleh pemohon",
    events.REMINDED: "Pemohon perlu diingatkan",
    events.CONTACTED: "Pemohon dihubungi lewat telepon",
    events.LAPSED: "Permohonan gugur: tidak dilengkapi pada waktunya",
    "reissued": "Kata kunci tanda terima diganti",
    events.UNLISTED_ASKED: "Berkas di luar standar diminta",
    events.CUSTODY_TAKEN: "Berkas asli diterima sebagai titipan",
    events.CUSTODY_RETURNED: "Berkas asli dikembalikan",
    events.EXTENDED: "Masa berlaku surat diperpanjang",
    events.DUTY_REPORTED: "Pemegang surat mengirim laporan",
    events.DUTY_MET: "Laporan pemegang surat diterima",
    events.DUTY_RETURNED: "Laporan pemegang surat dikembalikan",
    events.MESSAGES_CHOSEN: "Pilihan kabar diubah",
    events.PHONED: "Ditelepon karena pesan tidak sampai",
    events.COUNTERSIGNED: "Tanda tangan elektronik disusulkan pada surat bertanda tangan basah",
    events.RECHECKED: "Dicek ulang di sistemnya",
    events.PRIORITISED: "Didahulukan sebagai kompensasi janji yang lewat",
    events.DELEGATED: "Tugas diteruskan",
    events.ANSWERED: "Tugas dijawab",
    events.READ: "Dibaca",
    events.RECALLED: "Ditarik kembali sebelum dibaca",
}
RECHECKED: Final[Mapping[str, str]] = {
    AGREES: "Dicek ulang di sistemnya: sama",
    DIFFERS: "Dicek ulang di sistemnya: berbeda",
    SETTLED: "Perbedaan hasil cek ulang sudah ditangani",
}
AT_COUNTER: Final[Mapping[str, str]] = {
    events.RESUBMITTED: "Pemohon melengkapi di loket; berkas dikirim kembali ke meja",
    events.WITHDRAWN: "Pemohon menarik permohonannya di loket",
}
"""The same events when an officer recorded them for the applicant."""
BY_SYSTEM: Final = frozenset(
    {
        events.RESCHEDULED, events.BREACHED, events.LAPSED, events.REMINDED, events.WARNED, events.ESCALATED,
        events.STEP_LATE, events.PRIORITISED,
    }
)  # fmt: skip
OF_TIME: Final = frozenset({events.BREACHED, events.WARNED, events.ESCALATED, events.STEP_LATE})
AFTER_ISSUE: Final = frozenset({events.EXTENDED, events.DUTY_REPORTED, events.DUTY_MET, events.DUTY_RETURNED})
DATA: Final[Mapping[str, str]] = {
    "note": "Catatan",
    "reason": "Alasan",
    "reference": "Acuan",
    "minutes": "Lama pengerjaan (menit)",
    "instruction": "Isi disposisi",
    "answer": "Jawaban",
    "collector": "Diserahkan kepada",
    "number": "Nomor",
    "paper": "Berkas",
    "owner": "Milik",
    "identity": "Kartu identitas yang diperiksa",
    "late_reason": "Dicatat belakangan karena",
    "certificate": "Sertifikat BSrE atas nama",
}


@dataclass(frozen=True, slots=True)
class Told:
    """One line of a history: what, by whom, and what was written with it (label, text).

    `done`: what a step recorded, None for what is no step.
    """

    event: Happened
    title: str
    by: str
    said: tuple[tuple[str, str], ...]
    done: Recorded | None
    late_entry: bool
    alarm: bool


def told(file: FileView, recorded: Iterable[Recorded]) -> Iterator[Told]:
    """The history of a file in words, first things first. `recorded`: what this reader may see of its steps."""
    steps = {done.seq: done for done in recorded}
    for event in file.history:
        yield Told(
            event=event,
            title=_title(file, event),
            by=by_whom(file.law.office, event),
            said=tuple(_said(file, event)),
            done=steps.get(event.seq),
            late_entry=event.kind not in BY_SYSTEM and event.occurred_at != event.recorded_at,
            alarm=event.kind == events.BREACHED or (event.kind, event.outcome) == (events.RECHECKED, DIFFERS),
        )


def _title(file: FileView, event: Happened) -> str:
    if event.post and event.kind in AT_COUNTER:
        return AT_COUNTER[event.kind]
    if event.kind == events.RECEIVED:
        on_duty = ", oleh petugas piket" if event.data.get("capacity") == ON_DUTY else ""
        return f"{HAPPENED[event.kind]} {CHANNEL.get(file.channel, file.channel)}{on_duty}"
    if event.kind == events.RECHECKED:
        return RECHECKED[event.outcome]
    if event.kind == events.ACTED:
        return outcome_words(file.law.standard, event.step, event.outcome)
    return HAPPENED.get(event.kind, event.kind)


def outcome_words(standard: ServiceStandard, step_code: str, outcome_code: str) -> str:
    """The office's own label for an outcome where the standard has one, else the kind's."""
    step = standard.step(step_code)
    own = next((outcome.label for outcome in step.outcomes if outcome.code == outcome_code), "")
    return own or KINDS[step.kind].way(outcome_code).label


def by_whom(office: Office, event: Happened) -> str:
    """Who did it and as what: name and post, a mandate where they acted by one."""
    if event.kind in BY_SYSTEM:
        return "sistem"
    mandates = {one["post"]: one for one in event.data.get("mandate") or ()}
    if event.data.get("delegate"):
        own = post_names(office, str(event.data["delegate"]))
        return f"{event.who}, {own}, atas penugasan {post_names(office, event.post)}"
    if not mandates:
        posts = post_names(office, event.post)
        return f"{event.who}, {posts}" if posts else event.who
    posts = ALL_OF.join(_standing_words(office, mandates.get(post), post) for post in event.post.split("+"))
    return f"{posts} ({event.who})"


def _standing_words(office: Office, mandate: Mapping[str, str] | None, post: str) -> str:
    """In whose post it was done: "Plt. Kepala Dinas", "a.n. Kepala Dinas, Sekretaris", "pengganti Kepala Dinas"."""
    name = post_names(office, post)
    if mandate is None:
        return name
    by, own = mandate["by"], post_names(office, mandate.get("holder_post", ""))
    if by == SUBSTITUTE:
        return f"pengganti {name}"
    if by in WHOLE:
        return f"{WORDS[by]} {name}"
    through = post_names(office, mandate.get("through", ""))
    return ", ".join(filter(None, (f"{WORDS[AN]} {name}", through, f"{WORDS[by]} {own}" if through else own)))


def desk_names(office: Office, law: Enacted, state: State, on: date) -> str:
    """On whose desk a file lies: of all of them where the step is joint, else of whoever comes first.

    `office`: as in force now; a post that is no more on that day is named as the one that has followed it.
    """
    joint = bool(state.step) and law.standard.step(state.step).joint
    posts = dict.fromkeys(office.present(post, on) for post in state.desk)
    return post_names(office, "+".join(posts), ALL_OF if joint else ANY_OF)


def _said(file: FileView, event: Happened) -> Iterator[tuple[str, str]]:
    standard = file.law.standard
    if event.kind in AFTER_ISSUE:
        yield from _after_issue(standard, event)
        return
    if event.kind == events.DELEGATED:
        yield from _delegated(file.law.office, event)
    asked = _asked(standard, event)
    for key, label in DATA.items():
        if event.data.get(key) and key not in asked:
            yield label, str(event.data[key])
    for code in event.data.get("same_person") or ():
        yield "Orang yang sama juga mengerjakan", standard.step(str(code)).text
    findings = event.data.get("findings")
    if isinstance(findings, Mapping):
        texts = {slot.key: slot.requirement.text for slot in file.slots}
        for slot, finding in findings.items():
            yield texts.get(str(slot), str(slot)), str(finding)
    if event.kind in BROUGHT:
        words = {slot.key: slot.requirement.text for slot in file.slots}
        for slot, how in dict(event.data.get("papers") or {}).items():
            yield words.get(str(slot), str(slot)), CLAIM.get(str(how), str(how))
    yield from _on_paper(file, event)
    if event.kind == events.CUSTODY_TAKEN:
        yield "Berkas asli", "; ".join(map(str, event.data.get("papers", ())))
    if event.kind in OF_TIME:
        yield from _of_time(file, event)


def _on_paper(file: FileView, event: Happened) -> Iterator[tuple[str, str]]:
    """When it was signed by hand, where that was on another day, and who has scanned it for somebody else."""
    signed_on = event.data.get("signed_on")
    if signed_on and signed_on != catalogue.local_date(file.law.office, event.occurred_at).isoformat():
        yield "Ditandatangani pada", day_words(date.fromisoformat(signed_on))
    if event.brought_by:
        yield "Dipindai oleh", event.brought_by
    if event.data.get("order"):
        yield "Menurut perintah", str(event.data["order"])


def _of_time(file: FileView, event: Happened) -> Iterator[tuple[str, str]]:
    """Which promise, what was left of it, and who above the desk was told."""
    limit = next((one for one in file.law.standard.time_limits if one.code == event.data.get("limit")), None)
    if limit is not None:
        yield "Janji", " ".join(filter(None, (str(limit.max or ""), UNIT_WORDS[limit.unit], limit.condition)))
    if event.kind == events.WARNED:
        left = timedelta(minutes=event.data["left"])
        yield "Sisa waktu", str(long_length(left) if limit and limit.round_the_clock else length(left))
    if event.kind != events.WARNED and event.data.get("desk"):
        yield "Meja", post_names(file.law.office, event.data["desk"], ANY_OF)
    if event.data.get("to"):
        yield "Kepada", post_names(file.law.office, event.data["to"])


def _delegated(office: Office, event: Happened) -> Iterator[tuple[str, str]]:
    """To whom, and what is asked of them."""
    data = event.data
    posts = post_names(office, str(data.get("to_post", "")))
    yield "Kepada", ", ".join(filter(None, (str(data.get("to_name", "")), posts)))
    if data.get("instructions"):
        yield "Instruksi", "; ".join(dict(INSTRUCTIONS).get(one, one) for one in data["instructions"])
    if data.get("urgency"):
        yield "Sifat", dict(URGENCIES).get(data["urgency"], "")
    if data.get("wanted_at"):
        yield "Diminta selesai", moment_words(datetime.fromisoformat(data["wanted_at"]), catalogue.zone(office))


def _after_issue(standard: ServiceStandard, event: Happened) -> Iterator[tuple[str, str]]:
    """What happened to an issued product: which one, which duty, what was said."""
    product = next((one for one in standard.products if one.code == event.data.get("product")), None)
    duty = next((one for one in product.duties if one.code == event.data.get("duty")), None) if product else None
    if product is not None:
        yield "Surat", product.name
    if event.data.get("until"):
        yield "Berlaku sampai", day_words(date.fromisoformat(event.data["until"]))
    if duty is not None:
        yield "Kewajiban", duty.text
        answers = answers_of(duty, event)
        yield from ((one.label, answer_words(one, answers[one.code])) for one in duty.fields if one.code in answers)
    if event.data.get("paper"):
        yield "Berkas", "terlampir; dibuka di bagian Sesudah surat terbit"
    for key in ("note", "reason"):
        if event.data.get(key):
            yield DATA[key], str(event.data[key])


def _asked(standard: ServiceStandard, event: Happened) -> frozenset[str]:
    """The fields of the step that was left: what stands in them is shown as the step's own record."""
    if event.kind != events.ACTED:
        return frozenset()
    return frozenset(field.code for field in KINDS[standard.step(event.step).kind].fields)


UNIT_WORDS: Final[Mapping[str, str]] = {
    "minutes": "menit", "hours": "jam", "working_days": "hari kerja", "calendar_days": "hari kalender",
    "days": "hari", "weeks": "minggu", "months": "bulan", "monthly": "batas bulanan", "each_month": "setiap bulan",
    "budget_year": "tahun anggaran", "none": "tanpa batas waktu",
}  # fmt: skip


def answer_words(question: IntakeField, value: object) -> str:
    """An answer as read aloud."""
    if isinstance(value, bool):
        return "Ya" if value else "Tidak"
    if isinstance(value, date):
        return day_words(value)
    return next((choice.text for choice in question.choices if choice.code == value), str(value))


def answers(file: FileView) -> Iterator[tuple[str, str]]:
    """Every question of the standard with its answer; "-" where nothing was said."""
    said: Mapping[str, Any] = file.submission.answers
    for question in file.law.standard.intake:
        yield question.label, answer_words(question, said[question.code]) if question.code in said else "-"


def owed_form(form: str, text: str) -> str:
    """What is owed, in few words; something else in the words of the decree."""
    return OWED_FORM.get(form, text)


def owed_words(form: str, status: str) -> str:
    """What became of something that is owed. A priority is not handed over: it waits to be used."""
    return "Belum dipakai" if (form, status) == (PRIORITY, "owed") else OWED[status]


def owed_lines(opened: FileView) -> Iterator[tuple[UUID, str, str]]:
    """What is or was owed for a file: its id, name with number, and what became of it."""
    for row in opened.owed:
        name = f"{owed_form(row.form, row.text)} {row.number}/{row.year}"
        yield row.id, name, owed_words(row.form, row.status)
