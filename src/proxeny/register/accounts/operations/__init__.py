"""What changes accounts, one transaction each."""
