"""What a kind of step is: the fields it asks, the ways out of it, the evidence it leaves and the effects it has."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

# Effects: the closed list of things that an outcome can set in motion. `records.work.effects` has one entry for each.
DRAFT_PRODUCT: Final = "draft_product"  # the letter of the step's product is filled in and can be read
IMPORT_PRODUCT: Final = "import_product"  # an outside document comes in untouched as the step's product
INITIAL_PRODUCT: Final = "initial_product"  # a paraf on the draft
SIGN_PRODUCT: Final = "sign_product"  # number, render, sign (or take in the wet-signed scan)
DELIVER_PRODUCT: Final = "deliver_product"  # handed to the collector; may be downloaded
RECALL_PRODUCT: Final = (
    "recall_product"  # issued but not yet handed over: it is revoked, the next one gets a new number
)
REFUSE: Final = "refuse"  # a refusal is proposed or decided: rule, basis, objection deadline, next route

EFFECTS: Final = frozenset(
    {DRAFT_PRODUCT, IMPORT_PRODUCT, INITIAL_PRODUCT, SIGN_PRODUCT, DELIVER_PRODUCT, RECALL_PRODUCT, REFUSE}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Field:
    """A field of the step's record. `kind`: text, paragraph, date, moment, number, yes_no, choice, per_requirement."""

    code: str
    label: str
    kind: str
    required: bool = False
    choices: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Way:
    """A named way out of a step of this kind.

    `word` is the Indonesian word of the YAML, `label` the button. `needs` are the fields this way requires.
    `onward` tells whether the work went well (True), so that worklists can show the ordinary way first.
    """

    code: str
    word: str
    label: str
    needs: tuple[str, ...] = ()
    effects: tuple[str, ...] = ()
    onward: bool = True


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of step. `generic` kinds have no form of their own: they record who, when, outcome, note, minutes."""

    code: str
    word: str
    label: str
    ways: tuple[Way, ...]
    fields: tuple[Field, ...] = ()
    evidence: tuple[str, ...] = ()
    generic: bool = False

    def way(self, code: str) -> Way:
        """The way out with this code; KeyError when the kind has none such."""
        for way in self.ways:
            if way.code == code:
                return way
        raise KeyError(code)


NOTE: Final = Field("note", "Catatan", "paragraph")
REASON: Final = Field("reason", "Alasan", "paragraph")
REFERENCE: Final = Field("reference", "Nomor atau acuan pada aplikasi lain", "text")
MINUTES: Final = Field("minutes", "Lama pengerjaan (menit)", "number")
GENERIC: Final = (NOTE, REASON, MINUTES)
