"""What pages and commands show of accounts."""
