"""The lexicon: data files, checked, inflected and compiled per language."""
