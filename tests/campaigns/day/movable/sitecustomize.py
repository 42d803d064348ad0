"""Python imports a module of this name when it starts: here it lets the process go by the clock of the scripted day.

Only the folder of this file on PYTHONPATH brings it about, so the product itself knows nothing of it.
"""

from __future__ import annotations

import os

if place := os.environ.get("MAKLUMAT_DAY_CLOCK"):
    from tests.campaigns.day.moving_clock import go_by

    go_by(place)
