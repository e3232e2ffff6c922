"""A recipe: how an assessment is computed, as data that a reader can see, check, replay and vary."""
