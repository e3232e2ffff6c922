"""Proxeny: the open workbench for city diplomacy. The verbs of the command line, in Python.

>>> import proxeny
>>> sorted(name for name in proxeny.__all__)[:3]
['Origin', 'build_graph', 'compare_schemes']
"""

from importlib import import_module

__all__ = [
    "Origin", "build_graph", "compare_schemes", "compare_with_nulls", "decide", "doctor", "explain_record",
    "export_graph", "fetch_wikidata", "find_communities", "import_file", "init", "load_atlas", "load_scheme",
    "map_literature", "measure_graph", "open_register", "preview_file", "profile", "read_literature",
    "read_snapshot", "replay_map", "resolve_file", "revoke", "roll_back", "search", "snapshot", "status",
    "write_scheme", "write_template",
]  # fmt: skip


def __getattr__(name: str) -> object:
    """Import a verb when it is first asked for: ``import proxeny`` alone starts no database."""
    if name in __all__:
        return getattr(import_module("proxeny.api"), name)
    raise AttributeError(f"module 'proxeny' has no attribute '{name}'")


def __dir__() -> list[str]:
    return sorted(__all__)
