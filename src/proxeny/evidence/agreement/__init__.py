"""How far coders agree: percent, Cohen, Fleiss, Conger, Krippendorff, Gwet, Brennan-Prediger, with intervals."""
