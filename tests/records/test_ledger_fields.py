"""Sealed columns: bound to their row, lazy, never a NULL for an empty text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar
from uuid import uuid4

import pytest
from django.core.exceptions import FieldError
from django.db import IntegrityError, connection, models, transaction
from django.test.utils import isolate_apps

from maklumat.ports.sealing import SealBroken
from maklumat.records.ledger.fields import EncryptedJSONField, EncryptedTextField, NoRowYet, Sealed, opened, sealed_for

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def person() -> Iterator[Any]:
    with isolate_apps("maklumat.records"):

        class Person(models.Model):
            id = models.UUIDField(primary_key=True, default=uuid4)
            address = EncryptedTextField()
            second = EncryptedTextField(null=True)
            answers = EncryptedJSONField(null=True)
            visits = models.IntegerField(default=0)

            class Meta:
                app_label = "records"
                db_table = "fields_person"

    with connection.schema_editor() as editor:
        editor.create_model(Person)
    yield Person
    with connection.schema_editor() as editor:
        editor.delete_model(Person)


def raw(column: str, key: object) -> Any:
    with connection.cursor() as cursor:
        shown = key.hex if connection.vendor == "sqlite" else key  # type: ignore[attr-defined]
        cursor.execute(f"SELECT {column} FROM fields_person WHERE id = %s", [shown])  # noqa: S608
        value = cursor.fetchone()[0]
    return None if value is None else bytes(value)


def test_a_value_comes_back_and_lies_sealed(person: Any) -> None:
    row = person.objects.create(address="Jl. Merdeka 1", second="é", answers={"penghasilan": 1_500_000, "anak": [1, 2]})
    again = person.objects.get(pk=row.pk)
    assert (again.address, again.second) == ("Jl. Merdeka 1", "é")
    assert again.answers == {"penghasilan": 1_500_000, "anak": [1, 2]}
    assert b"Merdeka" not in raw("address", row.pk)
    assert b"penghasilan" not in raw("answers", row.pk)


def test_empty_is_not_null(person: Any) -> None:
    row = person.objects.create(address="", second=None, answers={})
    assert raw("address", row.pk) is not None
    assert raw("answers", row.pk) is not None
    assert raw("second", row.pk) is None
    again = person.objects.get(pk=row.pk)
    assert (again.address, again.second, again.answers) == ("", None, {})


def test_a_missing_value_is_refused_not_stored_as_empty(person: Any) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        person.objects.create(second="ada")


def test_a_seal_moved_to_another_row_does_not_open(person: Any) -> None:
    one, two = (person.objects.create(address=text) for text in ("Jl. Satu", "Jl. Dua"))
    person.objects.filter(pk=two.pk).update(address=Sealed(raw("address", one.pk)))
    moved = person.objects.get(pk=two.pk)
    with pytest.raises(SealBroken) as caught:
        _ = moved.address
    assert caught.value.code == "KCI-004"
    assert "Satu" not in str(caught.value)


def test_a_seal_moved_to_another_column_does_not_open(person: Any) -> None:
    row = person.objects.create(address="Jl. Satu", second="lain")
    person.objects.filter(pk=row.pk).update(second=Sealed(raw("address", row.pk)))
    with pytest.raises(SealBroken):
        _ = person.objects.get(pk=row.pk).second


def test_saving_what_was_never_read_leaves_its_bytes_alone(person: Any) -> None:
    row = person.objects.create(address="Jl. Satu")
    before = raw("address", row.pk)
    again = person.objects.get(pk=row.pk)
    again.visits = 3
    again.save()
    assert raw("address", row.pk) == before
    assert person.objects.get(pk=row.pk).address == "Jl. Satu"


def test_a_change_is_saved_also_inside_a_value(person: Any) -> None:
    row = person.objects.create(address="Jl. Satu", answers={"anak": []})
    again = person.objects.get(pk=row.pk)
    again.address = "Jl. Dua"
    again.answers["anak"].append("A")
    again.save(update_fields=["address", "answers"])
    last = person.objects.get(pk=row.pk)
    assert (last.address, last.answers) == ("Jl. Dua", {"anak": ["A"]})


def test_deferred_refreshed_and_many_at_once(person: Any) -> None:
    rows = person.objects.bulk_create([person(address=f"Jl. {number}") for number in range(3)])
    for number, row in enumerate(rows):
        assert person.objects.only("visits").get(pk=row.pk).address == f"Jl. {number}"
    person.objects.filter(pk=rows[0].pk).update(address=sealed_for(person, rows[0].pk, "address", "Jl. Baru"))
    rows[0].refresh_from_db()
    assert rows[0].address == "Jl. Baru"


def test_values_stay_sealed_until_opened(person: Any) -> None:
    row = person.objects.create(address="Jl. Satu")
    sealed = person.objects.values_list("address", flat=True).get()
    assert isinstance(sealed, Sealed)
    assert "Satu" not in repr(sealed)
    assert opened(person, row.pk, "address", sealed) == "Jl. Satu"


def test_a_query_cannot_use_plain_values(person: Any) -> None:
    row = person.objects.create(address="Jl. Satu")
    with pytest.raises(FieldError):
        person.objects.filter(address="Jl. Satu").first()
    with pytest.raises(FieldError):
        person.objects.filter(pk=row.pk).update(address="Jl. Dua")
    with pytest.raises(FieldError):
        person.objects.bulk_update([row], ["address"])
    with pytest.raises(FieldError):
        sealed_for(person, row.pk, "visits", "1")


def test_a_row_without_a_key_is_refused(person: Any) -> None:
    with pytest.raises(NoRowYet) as caught:
        sealed_for(person, None, "address", "Jl. Satu")
    assert caught.value.code == "BKT-002"


def test_only_text_goes_into_a_text_column(person: Any) -> None:
    with pytest.raises(TypeError):
        person.objects.create(address=7)


def test_migrations_can_name_the_fields() -> None:
    class Holder:
        fields: ClassVar = [EncryptedTextField(), EncryptedJSONField(null=True)]

    for field in Holder.fields:
        _, path, args, kwargs = field.deconstruct()
        assert path.startswith("maklumat.records.ledger.fields.")
        assert type(field)(*args, **kwargs).deconstruct()[1:] == (path, args, kwargs)
