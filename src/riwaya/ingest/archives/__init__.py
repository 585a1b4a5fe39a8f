"""Archives of captured pages: WARC (`warc`, its `records` and where they begin, `members`) and WACZ."""
