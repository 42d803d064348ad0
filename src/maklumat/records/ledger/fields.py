"""Columns whose content is sealed to its row.

The seal names table, column and primary key, so the key must be known before the row is written (a UUID default).
A field cannot see its row when a query is built, so a plain value is sealed only where the row is at hand: when a
model instance is saved (`pre_save`), or by `sealed_for` for an `update()`. Anything else (a filter, a bulk update) is
refused rather than guessed; look rows up by a blind index. Reading is lazy: the attribute opens at its first use.

'' is sealed like any other text and never becomes NULL; None is NULL, and refused unless the column says null=True.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, TypeVar
from uuid import UUID

from django.core.exceptions import FieldError
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.query_utils import DeferredAttribute

from maklumat.core.errors import MaklumatError
from maklumat.records.ledger import damage
from maklumat.records.outside import keyring

Plain = TypeVar("Plain")


class NoRowYet(MaklumatError):
    """A sealed column cannot be written before its row has a primary key (BKT-002)."""

    def __init__(self, table: str, column: str) -> None:
        super().__init__(
            "BKT-002",
            "Kolom {table}.{column} belum dapat disegel: barisnya belum bernomor.",
            table=table,
            column=column,
        )


class Sealed(bytes):
    """Sealed bytes as they lie in the column; `opened` opens them."""

    __slots__ = ()

    def __repr__(self) -> str:
        return f"<Sealed {len(self)} bytes>"


class SealedAttribute(DeferredAttribute):
    """Opens the column when it is first read, and keeps the plain value on the instance."""

    field: SealedField[Any]

    def __get__(self, instance: models.Model | None, cls: type[models.Model] | None = None) -> Any:
        if instance is None:
            return self
        value = super().__get__(instance, cls)  # reads the column first where it was deferred
        if isinstance(value, Sealed):
            with damage.about(**_file_of(instance)):
                value = instance.__dict__[self.field.attname] = self.field.opened(instance.pk, value)
        return value

    def __set__(self, instance: models.Model, value: Any) -> None:
        instance.__dict__[self.field.attname] = value


def _file_of(instance: models.Model) -> dict[str, Any]:
    """Whose a row is, as far as it says so itself."""
    known = {"office": str, "application_id": UUID}
    said = {name: value for name, kind in known.items() if isinstance(value := instance.__dict__.get(name), kind)}
    return {"office": said.get("office", ""), "application": said.get("application_id")}


if TYPE_CHECKING:
    Column = models.Field
else:

    class Column(models.Field):
        """Django's fields are generic to the type checker alone."""

        def __class_getitem__(cls, _: object) -> type[Column]:
            return cls


class SealedField(Column[Plain, Plain]):
    """Base of the sealed columns: how a plain value becomes bytes is the subclass's."""

    descriptor_class = SealedAttribute
    empty_strings_allowed = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("editable", False)
        super().__init__(*args, **kwargs)

    def encoded(self, value: Plain) -> bytes:
        """The bytes to seal."""
        raise NotImplementedError

    def decoded(self, plain: bytes) -> Plain:
        """The value of opened bytes."""
        raise NotImplementedError

    def place(self, key: object) -> bytes:
        """What the seal is bound to: table, column and row."""
        if key is None:
            raise NoRowYet(self._table, self.column)
        return f"{self._table}|{self.column}|{key}".encode()

    @property
    def _table(self) -> str:
        return self.model._meta.db_table  # noqa: SLF001  # Django's documented name

    def sealed(self, key: object, value: Plain) -> Sealed:
        """`value` sealed for this column of the row with the primary key `key`."""
        return Sealed(keyring().seal(self.encoded(value), self.place(key)))

    def opened(self, key: object, sealed: bytes) -> Plain:
        """The plain value; SealBroken when the bytes were changed or belong to another row, column or table."""
        return self.decoded(keyring().open_(sealed, self.place(key)))

    def get_internal_type(self) -> str:
        return "BinaryField"

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:  # noqa: ARG002, FBT001  # Django's signature
        value = model_instance.__dict__.get(self.attname)  # not the attribute: what was never read is not opened
        if value is None or isinstance(value, Sealed):
            return value
        return self.sealed(model_instance.pk, value)

    def get_prep_value(self, value: Any) -> Any:
        if value is None or isinstance(value, Sealed):
            return value
        raise FieldError(
            f"{self._table}.{self.column} is sealed to its row: save the instance, give update() a"
            " sealed_for() value, and search by a blind index."
        )

    def get_db_prep_value(self, value: Any, connection: BaseDatabaseWrapper, prepared: bool = False) -> Any:  # noqa: FBT001, FBT002
        value = super().get_db_prep_value(value, connection, prepared)
        return None if value is None else bytes(value)

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Sealed | None:  # noqa: ARG002
        return None if value is None else Sealed(bytes(value))


class EncryptedTextField(SealedField[str]):
    """A text of any length, sealed."""

    def encoded(self, value: str) -> bytes:
        if not isinstance(value, str):
            raise TypeError(f"{self.column} holds text, not {type(value).__name__}")
        return value.encode()

    def decoded(self, plain: bytes) -> str:
        return plain.decode()


class EncryptedJSONField(SealedField[Any]):
    """A JSON value, sealed. None is NULL, not JSON's null."""

    def encoded(self, value: Any) -> bytes:
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()

    def decoded(self, plain: bytes) -> Any:
        return json.loads(plain)


def sealed_for(model: type[models.Model], key: object, column: str, value: Any) -> Sealed:
    """`value` sealed for `column` of the row `key`, to be given to `update()`."""
    return _sealed_field(model, column).sealed(key, value)


def opened(model: type[models.Model], key: object, column: str, sealed: bytes) -> Any:
    """The plain value of sealed bytes that a `values()` query returned."""
    return _sealed_field(model, column).opened(key, sealed)


def _sealed_field(model: type[models.Model], column: str) -> SealedField[Any]:
    field = model._meta.get_field(column)  # noqa: SLF001  # Django's documented name
    if not isinstance(field, SealedField):
        raise FieldError(f"{model.__name__}.{column} is not sealed")
    return field
