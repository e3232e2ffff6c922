"""Sensitivity: how much of the result is the city and how much is the method."""
