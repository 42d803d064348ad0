"""Open files that wait for somebody outside are counted as such: the figures are counted anew from the ledger."""

from typing import Any

from django.db import migrations, models


def count_anew(apps: Any, _: Any) -> None:
    """Throw the figures away; the clock worker makes them again from the first entry on."""
    for table in ("Tally", "Place", "Standing", "Mark"):
        apps.get_model("records", table).objects.all().delete()
    apps.get_model("records", "LedgerFollower").objects.filter(name="figures").update(seq=0)


class Migration(migrations.Migration):

    dependencies = [
        ("records", "0039_assignments"),
    ]

    operations = [
        migrations.RunPython(count_anew, migrations.RunPython.noop),
        migrations.RemoveIndex(model_name="place", name="figures_place_late"),
        migrations.RenameField(model_name="place", old_name="late_at", new_name="stands_at"),
        migrations.AddIndex(
            model_name="place",
            index=models.Index(
                condition=models.Q(("stands_at__isnull", False)),
                fields=["office", "due", "stands_at", "application_id"],
                name="figures_place_list",
            ),
        ),
    ]
