"""Starting with 300 standards that have not changed, beside the first start, which enacts them.

Both are `enact_folder`, as `maklumat start` and `maklumat enact` call it, on the offices of bench_standards. Before
each first start the catalogue is emptied; the second follows at once. `ratio` is time over time.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from statistics import median

from tests.campaigns import stage
from tests.campaigns.bench_standards import lay_out
from tests.campaigns.figures import figure, per_database, timed

ROUNDS = int(os.environ.get("ROUNDS", "3"))


def measure(database: str) -> None:
    from maklumat.ops.law import enact_folder
    from maklumat.records.catalogue import models

    root = Path(os.environ["MAKLUMAT_BENCH_FOLDER"]) / f"standards-{database}"
    services = lay_out(root)
    first, again = [], []
    for _ in range(ROUNDS):
        for table in (
            models.StandardVersion, models.OfficeVersion, models.LetterBody, models.EnglishTexts,
            models.ReferenceList, models.CalendarVersion, models.EnactedFiles,
        ):  # fmt: skip
            table.objects.all().delete()
        summaries = []
        first.append(timed(lambda: summaries.append(enact_folder(root, moment=stage.START))))  # noqa: B023  # at once
        again.append(timed(lambda: summaries.append(enact_folder(root, moment=stage.START))))  # noqa: B023  # at once
        assert [(one.services, one.unchanged) for one in summaries] == [(services, 0), (0, summaries[0].offices)]
    print(f"{database}: first {median(first):.3f} s, unchanged {median(again):.3f} s", file=sys.stderr)
    figure(
        "start_unchanged", median(again), "s", "first start, which enacts", median(first),
        database=database, n=services,
    )  # fmt: skip


if __name__ == "__main__":
    sys.exit(per_database("bench_start", measure))
