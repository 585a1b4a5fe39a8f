"""The lexicon: data files, checked, inflected and compiled into automata per language."""
