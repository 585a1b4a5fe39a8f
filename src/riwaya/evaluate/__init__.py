"""Scores readings and incidents against gold, with the same figures as the public contract's own scorer."""
