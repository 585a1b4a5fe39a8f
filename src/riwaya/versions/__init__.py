"""Which documents are one page at different times: addresses that name one page, versions in order, and what changed between two."""
