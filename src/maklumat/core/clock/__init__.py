"""Promises become due dates with reasons. Start at `due`; who held the file how long is in `elapsed`."""
