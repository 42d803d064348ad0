"""What a service file refers to: posts, steps, products, acts, answers. Finds what does not exist."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from maklumat.core import expression
from maklumat.core.expression.nodes import nearest
from maklumat.core.kinds.kind import DELIVER_PRODUCT, DRAFT_PRODUCT, IMPORT_PRODUCT, INITIAL_PRODUCT, SIGN_PRODUCT
from maklumat.core.kinds.registry import KINDS
from maklumat.core.standard.acts import LegalAct
from maklumat.core.standard.build import Shared, check_sources, resolved
from maklumat.core.standard.build_office import judge_acts
from maklumat.core.standard.keys import COMPONENTS
from maklumat.core.standard.model import TERMINALS, TO_APPLICANT
from maklumat.core.standard.typed import Reader, Record, twice
from maklumat.core.standard.words import APPLICANT_WORD, OUTSIDE_WORD, SINCE

_NEED_PRODUCT = {DRAFT_PRODUCT, IMPORT_PRODUCT, INITIAL_PRODUCT, SIGN_PRODUCT, DELIVER_PRODUCT}
_REFERABLE = (
    "complaint_channels", "facilities", "competences", "supervision", "guarantees", "safety", "evaluation",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Around:
    """What surrounds a service: codes of the office's posts and divisions, its shared texts, the acts, the families.

    None where that file could not be read: then nothing is found missing in it.
    """

    posts: frozenset[str] | None
    divisions: frozenset[str] | None
    places: frozenset[str] | None
    shared: Shared | None
    acts: dict[str, LegalAct] | None
    families: Collection[str] | None


def judge_service(record: Record, around: Around, reader: Reader) -> None:
    """Finds missing components, dangling references and doubles."""
    for key in COMPONENTS:
        if not record.has(key.code) and key.code not in record.places:
            reader.find("STD-220", record.place, key.word)
    check_sources(record, reader)
    for code in ("intake", "eligibility", "notes"):
        twice(record.records(code), reader)
    if around.divisions is not None:
        _known(record, "division", around.divisions, "STD-301", reader)
    if around.families is not None:
        _known(record, "family", around.families, "STD-342", reader)
    _judge_shared(record, around, reader)
    _Service(record, around, reader).judge()


def _known(record: Record, code: str, known: Collection[str], fault: str, reader: Reader) -> None:
    """Finds a value of `code` that is not among `known`."""
    value = record.get(code)
    if value and value not in known:
        word = record.shape.word(code)
        reader.find(fault, record.at(code), word, nearest(value, known), text=value)


def _judge_shared(record: Record, around: Around, reader: Reader) -> None:
    if around.shared is None:
        return
    candidates = [(code, record.get(code)) for code in _REFERABLE]
    candidates += [("products", product) for product in _items(record, "products")]
    for component, found in candidates:
        if isinstance(found, Record) and found.has("refer"):
            name, known = found.get("refer"), around.shared.get(component, {})
            if name not in known:
                word = record.shape.word(component)
                reader.find("STD-307", found.at("refer"), word, nearest(name, known), text=name)


def _items(record: Record, component: str) -> tuple[Record, ...]:
    found = record.get(component)
    return found.records("items") if isinstance(found, Record) else ()


class _Service:
    """Judges the inner references of one service."""

    def __init__(self, record: Record, around: Around, reader: Reader) -> None:
        self.record, self.around, self.reader = record, around, reader
        self.steps = {step.get("code"): step for step in _items(record, "steps") if step.has("code")}
        self.products = self._products()
        self.kinds = {field.get("code", ""): field.get("kind", "") for field in record.records("intake")}
        self.choices = {
            field.get("code", ""): frozenset(choice.get("code", "") for choice in field.records("choices"))
            for field in record.records("intake")
            if field.get("kind") == "choice"
        }

    def judge(self) -> None:
        for component in ("requirements", "steps", "time_limits", "products"):
            twice(_items(self.record, component), self.reader)
        for step in _items(self.record, "steps"):
            self._step(step)
        for product in _items(self.record, "products"):
            self._product(product)
        for field in self.record.records("intake"):
            self._field(field)
        for requirement in _items(self.record, "requirements"):
            self._answered(requirement)
            self._formula(requirement, "when")
            twice(requirement.records("one_of"), self.reader)
        for limit in _items(self.record, "time_limits"):
            self._formula(limit, "when")
            _known(limit, "ends", self.steps, "STD-303", self.reader)
            _known(limit, "starts_after", self.steps, "STD-303", self.reader)
        for rule in self.record.records("eligibility"):
            self._formula(rule, "expression")
            if isinstance(rule.get("law"), Record):
                self._formula(rule.get("law"), "expression")
        self._reporter(self.record.get("reporter"))
        judge_acts(self.record.get("legal_basis"), self.around.acts, self.reader)

    def _products(self) -> dict[str, Record]:
        found = {}
        for product in _items(self.record, "products"):
            content = resolved(product, "products", self.around.shared or {})
            if content is not None and content.has("code"):
                found[content.get("code")] = content
        return found

    def _step(self, step: Record) -> None:
        code = step.get("code", "")
        if code in TERMINALS or code in (TO_APPLICANT, OUTSIDE_WORD):
            self.reader.find("STD-221", step.at("code"), "kode", text=code)
        self._actors(step)
        if self.around.shared is not None:
            _known(step, "product", self.products, "STD-305", self.reader)
        if self.around.places is not None:
            _known(step, "place", self.around.places, "STD-323", self.reader)
        if step.has("outcomes"):
            self._outcomes(step)

    def _actors(self, step: Record) -> None:
        actors = step.get("actors", ())
        others = [actor for actor in actors if actor in (APPLICANT_WORD, OUTSIDE_WORD)]
        if others and len(actors) > 1:
            self.reader.find("STD-320", step.at("actors"), "pelaku")
        elif others and not step.get("recorders"):
            self.reader.find("STD-317", step.at("actors"), "pelaku")
        if self.around.posts is None:
            return
        for code in ("actors", "recorders"):
            for index, post in enumerate(step.get(code, ())):
                if post in self.around.posts or (code == "actors" and post in others):
                    continue
                near = nearest(post, self.around.posts)
                self.reader.find("STD-302", step.at(f"{code}.{index}"), step.shape.word(code), near, text=post)

    def _outcomes(self, step: Record) -> None:
        outcomes: dict[str, Record] = step.get("outcomes")
        if not outcomes and not any(place.startswith("outcomes.") for place in step.places):
            self.reader.find("STD-403", step.at("outcomes"), "hasil", step=step.get("code", ""))
        for word, outcome in outcomes.items():
            target = outcome.get("to", "")
            if target and target not in self.steps and target not in TERMINALS and target != TO_APPLICANT:
                near = nearest(target, [*self.steps, *TERMINALS, TO_APPLICANT])
                self.reader.find("STD-303", outcome.at("to"), word, near, text=target)
        if step.has("kind"):
            self._ways(step, outcomes)

    def _ways(self, step: Record, outcomes: Mapping[str, Record]) -> None:
        kind = KINDS[step.get("kind")]
        ways = {way.word: way for way in kind.ways}
        for word, outcome in outcomes.items():
            if kind.is_open:
                self._own_way(step, word, outcome)
            elif word not in ways:
                place = step.at(f"outcomes.{word}")
                near, words = nearest(word, ways), ", ".join(ways)
                self.reader.find("STD-304", place, "hasil", near, text=word, kind=kind.word, words=words)
        effects = {effect for word in outcomes if word in ways for effect in ways[word].effects}
        if effects & _NEED_PRODUCT and not step.has("product") and "product" not in step.places:
            self.reader.find("STD-311", step.at("kind"), "produk", kind=kind.word)

    def _own_way(self, step: Record, word: str, outcome: Record) -> None:
        """A way that the standard names itself needs the words of its button."""
        self._formula(outcome, "when")
        if not outcome.has("label"):
            self.reader.find("STD-324", step.at(f"outcomes.{word}"), "label", text=word)

    def _product(self, product: Record) -> None:
        content = resolved(product, "products", self.around.shared or {})
        if content is None:
            return
        if self.around.posts is not None:
            _known(content, "signed_by", self.around.posts, "STD-302", self.reader)
        if content.get("made") == "imported" and not content.has("system"):
            self.reader.find("STD-316", content.at("made"), "dibuat")
        signer = content.has("signed_by") or content.has("outside_signer")
        whole = content.has("template") and content.has("signature") and signer
        if content.get("kind") == "letter" and content.get("made", "here") == "here" and not whole:
            self.reader.find("STD-315", content.at("kind"), "jenis")
        self._after_issue(content)

    def _after_issue(self, product: Record) -> None:
        """Who revokes it, since when its duties run, and who grants the permit: all must exist."""
        twice(product.records("duties"), self.reader)
        revocation = product.get("revocation")
        if isinstance(revocation, Record) and self.around.posts is not None:
            _known(revocation, "post", self.around.posts, "STD-302", self.reader)
        dates = {code for code, kind in self.kinds.items() if kind == "date"}
        dates |= {word for word, _ in SINCE.words}
        for duty in product.records("duties"):
            term = duty.get("term")
            if isinstance(term, Record):
                _known(term, "since", frozenset(dates), "STD-308", self.reader)
            self._reported(duty)
        for licensor in product.records("licensors"):
            self._formula(licensor, "when")

    def _reported(self, duty: Record) -> None:
        """The questions of a duty's report, and its rules over their answers."""
        for field in duty.records("fields"):
            self._field(field)
        twice(duty.records("fields"), self.reader)
        kinds = {field.get("code", ""): field.get("kind", "") for field in duty.records("fields")}
        for each in (rule for rule in duty.records("rules") if rule.has("expression")):
            for problem in expression.check(expression.parse(each.get("expression")), kinds, {}):
                self.reader.find("STD-313", each.at("expression"), "aturan", fault=problem.code, reason=problem.text)

    def _field(self, field: Record) -> None:
        if field.has("kind") and field.has("choices") != (field.get("kind") == "choice"):
            self.reader.find("STD-225", field.at("kind"), "jenis")
        twice(field.records("choices"), self.reader)

    def _answered(self, requirement: Record) -> None:
        _known(requirement, "field", self.kinds, "STD-308", self.reader)

    def _reporter(self, reporter: Record | None) -> None:
        if reporter is None:
            return
        self._formula(reporter, "when")
        for index, post in enumerate(reporter.get("known_to", ()) if self.around.posts is not None else ()):
            if post not in (self.around.posts or ()):
                near = nearest(post, self.around.posts or ())
                self.reader.find("STD-302", reporter.at(f"known_to.{index}"), "dikenal_oleh", near, text=post)

    def _formula(self, record: Record, code: str) -> None:
        text = record.get(code)
        if not text:
            return
        for problem in expression.check(expression.parse(text), self.kinds, self.choices):
            place, word = record.at(code), record.shape.word(code)
            self.reader.find("STD-313", place, word, fault=problem.code, reason=problem.text)
