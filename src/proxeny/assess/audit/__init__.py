"""The audit: the ten steps of the OECD/JRC Handbook as a checklist, filled in from the data."""
