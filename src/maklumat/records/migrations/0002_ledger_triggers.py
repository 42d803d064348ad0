"""The ledger is only ever added to: both databases refuse every other change, whoever asks.

* entry: no UPDATE, no DELETE;
* payload: no DELETE; the one UPDATE is its erasure (blank, with moment, ledger entry and reason), once;
* head: no DELETE; it only moves forward;
* PostgreSQL: no TRUNCATE of any of them.
"""

from __future__ import annotations

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

ERASURE = (
    "NEW.entry_id = OLD.entry_id AND OLD.erased_at IS NULL AND NEW.erased_at IS NOT NULL"
    " AND NEW.erased_by IS NOT NULL AND NEW.erased_reason <> '' AND length(NEW.sealed) = 0"
)
FORWARD = "NEW.office = OLD.office AND NEW.seq > OLD.seq"
ALWAYS = "FALSE"

# name, table, what is attempted, when it is allowed
TRIGGERS = (
    ("ledger_entry_no_update", "ledger_entry", "UPDATE", ALWAYS),
    ("ledger_entry_no_delete", "ledger_entry", "DELETE", ALWAYS),
    ("ledger_payload_only_erased", "ledger_payload", "UPDATE", ERASURE),
    ("ledger_payload_no_delete", "ledger_payload", "DELETE", ALWAYS),
    ("ledger_head_only_forward", "ledger_head", "UPDATE", FORWARD),
    ("ledger_head_no_delete", "ledger_head", "DELETE", ALWAYS),
)
TABLES = ("ledger_entry", "ledger_payload", "ledger_head")


def add_triggers(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    if schema_editor.connection.vendor == "sqlite":
        for name, table, attempt, allowed in TRIGGERS:
            schema_editor.execute(
                f"CREATE TRIGGER {name} BEFORE {attempt} ON {table} FOR EACH ROW WHEN NOT ({allowed})"
                f" BEGIN SELECT RAISE(ABORT, 'ledger: {attempt} of {table} is refused'); END"
            )
        return
    schema_editor.execute(
        "CREATE FUNCTION ledger_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
        " RAISE EXCEPTION 'ledger: % of % is refused', TG_OP, TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';"
        " END $$",
        params=None,  # the text has % signs of its own
    )
    for name, table, attempt, allowed in TRIGGERS:
        schema_editor.execute(
            f"CREATE TRIGGER {name} BEFORE {attempt} ON {table} FOR EACH ROW WHEN (NOT ({allowed}))"
            " EXECUTE FUNCTION ledger_refuse()"
        )
    for table in TABLES:
        schema_editor.execute(
            f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} FOR EACH STATEMENT"
            " EXECUTE FUNCTION ledger_refuse()"
        )


def drop_triggers(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    on = {"sqlite": ""}
    for name, table, _, _ in TRIGGERS:
        schema_editor.execute(f"DROP TRIGGER {name}" + on.get(schema_editor.connection.vendor, f" ON {table}"))
    if schema_editor.connection.vendor == "postgresql":
        for table in TABLES:
            schema_editor.execute(f"DROP TRIGGER {table}_no_truncate ON {table}")
        schema_editor.execute("DROP FUNCTION ledger_refuse()")


class Migration(migrations.Migration):
    dependencies = [("records", "0001_initial")]

    operations = [migrations.RunPython(add_triggers, drop_triggers)]
