"""Statements: `find` opens; `cueing` tells which words are cues, `sources` who says it, `contents` what is said."""
