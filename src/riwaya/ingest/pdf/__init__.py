"""PDF files to text: `page` opens; `order` tells which glyphs follow each other, `lines` makes lines of them."""
