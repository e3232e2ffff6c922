"""The starter atlas: public facts on cities, networks and their ties, as tables in the layout of our own templates."""
