"""What programs ask: the same register, the same queries, as JSON."""
