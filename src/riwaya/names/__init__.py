"""Names across Arabic, Latin and Cyrillic spellings: how far two spellings are from each other, and which of many names is meant."""

from riwaya.names.index import Match, NameIndex
from riwaya.names.letters import Script
from riwaya.names.score import judge_names, score_names
from riwaya.names.skeletons import skeletons
from riwaya.names.tokens import are_apart, is_given, tells

__all__ = ["Match", "NameIndex", "Script", "are_apart", "is_given", "judge_names", "score_names", "skeletons", "tells"]
