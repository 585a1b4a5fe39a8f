"""An HTML page to its stories' lines: `page` opens, `thorough` and `fast` find the main text, `words` is their data."""
