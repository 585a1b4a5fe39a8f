"""The user's own gazetteers: files from elsewhere made into facts, kept, and joined with the base."""
