"""Events: `find` opens; `triggers`, `roles`, `placing`, `quantities`, `status` and `telling` answer one question each."""
