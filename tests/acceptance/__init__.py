"""The command as a user meets it: files and words of every kind, good and bad, at a real command line."""
