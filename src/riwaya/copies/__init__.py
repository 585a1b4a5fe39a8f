"""Which texts are copies of others: pure functions from texts to records (`docs/copies.md`)."""
