"""Since when somebody has to call whom no message reached; those of before stand on the list too."""

from typing import Any

from django.db import migrations, models
from django.db.models import F

KINDS = (
    "returned", "reminder", "lapsed", "appointment", "ready", "done", "refused", "closed", "breach", "breach_owed",
    "revoked", "duty_returned",
)  # fmt: skip
REASONS = ("no_address", "confined", "unreachable", "not_live")


def note_calls(apps: Any, _: Any) -> None:
    messages = apps.get_model("records", "Message").objects.filter(kind__in=KINDS, settled_at__isnull=False)
    messages.filter(state="dead").update(call_since=F("settled_at"))
    messages.filter(state="skipped", reason__in=REASONS).update(call_since=F("settled_at"))


class Migration(migrations.Migration):
    dependencies = [("records", "0047_old_lines_end")]

    operations = [
        migrations.AddField("message", "call_since", models.DateTimeField(null=True)),
        migrations.AddField("message", "missed", models.PositiveSmallIntegerField(default=0)),
        migrations.RunPython(note_calls, migrations.RunPython.noop),
        migrations.AddIndex(
            "message",
            models.Index(
                fields=["office", "missed", "call_since"],
                name="message_call",
                condition=models.Q(call_since__isnull=False),
            ),
        ),
    ]
