"""A whole day of an office in a real browser, by a clock that the script moves: `python -m tests.campaigns day`."""
