"""From a document to its reading: passages, stories, times, names, statements, events."""
