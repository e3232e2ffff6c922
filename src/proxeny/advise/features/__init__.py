"""What speaks for or against a pair of cities: one file each, with its formula, its source and its sentence."""
