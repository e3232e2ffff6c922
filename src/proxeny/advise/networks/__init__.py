"""Which network a city should join: an additive model over features, its parts in words, and what joining changes."""
