"""Views: one call inward each."""
