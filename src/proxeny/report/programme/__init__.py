"""A programme in words, as a document and as a calendar."""
