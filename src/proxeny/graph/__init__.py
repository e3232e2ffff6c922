"""Graphs of cities' ties and memberships, measured beside what chance alone would give. Pure: tables in, results out.

``building`` makes a `Graph` of a snapshot's tables or of a list of edges; ``measures`` (one file a measure) and
``nulls`` (one file a null model) are registries; ``communities``, ``bicm``, ``slices`` and ``exchange`` use the same
graph.
Kernels that no library has, or has too slowly, are in ``kernels`` and compiled by numba on first use.
"""
