"""How often sources name each indicator: matrix, frequencies, ranking, and how far the ranking can be trusted."""
