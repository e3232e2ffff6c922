"""What if: changes of what a unit has, of what is measured and of weights, with rank intervals before and after."""
