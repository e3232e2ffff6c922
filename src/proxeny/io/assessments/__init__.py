"""Assessments on disk: the files that go into one, and the folder that one leaves behind."""
