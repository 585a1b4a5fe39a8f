"""Names: `find` opens with noun groups, `references` and `entities` make the document's entities of them."""
