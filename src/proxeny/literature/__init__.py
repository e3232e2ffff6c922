"""The map of a field: bibliographic files to corpus, terms, counts, layout, clusters and drawings, all of it pure."""
