"""Times and numbers: `find` reads what the words say, `resolve` makes days of it."""
