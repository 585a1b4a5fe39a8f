"""From addresses to kept bytes: what may be asked of whom and how slowly, one request at a time, and a journal of all answers."""
