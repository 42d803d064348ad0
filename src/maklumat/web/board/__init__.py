"""The board: what waits, what is late and why, and what happened, for whoever answers for it."""
