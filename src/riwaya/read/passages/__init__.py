"""The parts of a page: `find` opens; `lines`, `posts`, `quality` and `stories` say what they are and how good."""
