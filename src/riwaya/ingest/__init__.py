"""From bytes to pages: files, folders, streams; one module per form."""
