"""The engine: it replays the steps of a recipe on measurements, and keeps every stage."""
