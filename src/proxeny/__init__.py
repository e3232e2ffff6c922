"""Proxeny: the open workbench for city diplomacy. The verbs of the command line, in Python.

>>> import proxeny
>>> sorted(name for name in proxeny.__all__)[:3]
['Given', 'Origin', 'agreement_of_file']
"""

from importlib import import_module

__all__ = [
    "Given", "Origin", "agreement_of_file", "analyse_sensitivity", "build_graph", "check_recipe", "compare_files",
    "compare_runs", "compare_schemes", "compare_with_nulls", "decide", "doctor", "explain_city", "explain_record",
    "export_graph", "fetch_wikidata", "find_communities", "import_file", "importance_of_files", "init", "load_atlas",
    "load_scheme", "map_literature", "measure_graph", "open_register", "preview_file", "profile", "read_literature",
    "read_snapshot", "replay_map", "resolve_file", "revoke", "roll_back", "run_assessment", "search", "snapshot",
    "status", "suggest_indicators", "write_scheme", "write_template",
]  # fmt: skip
_ASSESSING = "proxeny.io.assessments.verbs"
_CODING = "proxeny.api_evidence"
_ELSEWHERE = {
    "Given": _ASSESSING,
    "analyse_sensitivity": _ASSESSING,
    "check_recipe": _ASSESSING,
    "compare_runs": _ASSESSING,
    "explain_city": _ASSESSING,
    "run_assessment": _ASSESSING,
    "agreement_of_file": _CODING,
    "compare_files": _CODING,
    "importance_of_files": _CODING,
    "suggest_indicators": _CODING,
}


def __getattr__(name: str) -> object:
    """Import a verb when it is first asked for: ``import proxeny`` alone starts no database."""
    if name in __all__:
        return getattr(import_module(_ELSEWHERE.get(name, "proxeny.api")), name)
    raise AttributeError(f"module 'proxeny' has no attribute '{name}'")


def __dir__() -> list[str]:
    return sorted(__all__)
