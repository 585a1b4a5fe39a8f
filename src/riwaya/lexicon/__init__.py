"""The lexicon: data files, checked, inflected and compiled into one automaton per language."""
