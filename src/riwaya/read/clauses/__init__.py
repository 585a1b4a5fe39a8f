"""Clauses and agreement, for statements and events: `find` opens."""
