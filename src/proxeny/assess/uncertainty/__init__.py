"""Uncertainty: every choice of method, the missing data and the undated records varied together."""
