"""The compiled kernel: the whole pipeline from raw values to scores, once per draw. Import it where it is needed."""
