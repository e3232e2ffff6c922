"""The fold: from claims to records, by one pure function that can always be run again."""

from proxeny.io.fold.canonical import assign_records, build_merge_map
from proxeny.io.fold.records import Folded, fold_claims
from proxeny.io.fold.ties import fold_ties

__all__ = ["Folded", "assign_records", "build_merge_map", "fold_claims", "fold_ties"]
