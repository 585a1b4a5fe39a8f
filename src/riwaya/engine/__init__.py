"""Engines compose the stages over many documents: on one machine, later on many."""
