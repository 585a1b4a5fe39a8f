"""Isolates the tests from the machine: no gazetteers of whoever runs them are read."""

import os
import tempfile

os.environ["RIWAYA_GAZETTEERS"] = os.path.join(tempfile.gettempdir(), "riwaya-tests-have-none")
