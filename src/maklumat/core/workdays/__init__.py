"""Working time of one office: dated holidays and hours in, precomputed tables out. Start at `calendar`."""
