"""Advice and the outside world: find the cities asked for, keep the model that was learned, write answers."""
