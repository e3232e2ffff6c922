"""The next move of a city: partners, networks, unions, a programme; pure, over tables of a snapshot."""
