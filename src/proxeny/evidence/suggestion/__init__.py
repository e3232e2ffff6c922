"""Suggest indicators for a passage, always with the reason; a person decides."""
