# Riwaya needs Python 3.11 or later and make; everything else is installed into .venv.

PYTHON := $(shell for name in python3 python3.13 python3.12 python3.11 python; do \
	if $$name -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then echo $$name; break; fi; done)
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
SAMPLES := src/riwaya/data/samples
INPUTS := pyproject.toml requirements.lock

.PHONY: help demo test bench lock clean

help:
	@echo "make demo    install Riwaya, run it on the sample pages and write the report"
	@echo "make test    install what the checks need and run them all"
	@echo "make bench   measure reading speed beside spaCy's tokenizer, against benchmarks/baseline.json"
	@echo "make lock    write requirements.lock anew from the newest versions that fit (with Python 3.11)"
	@echo "make clean   remove .venv, demo and every cache"

demo: $(BIN)/.installed
	@rm -rf demo && mkdir demo
	@echo "Reading the sample pages into demo/war.db and fusing what they tell"
	@$(BIN)/riwaya run $(SAMPLES)/samples.jsonl --ledger demo/war.db
	@$(BIN)/riwaya report --ledger demo/war.db --out demo/report.html --title "Sample pages"
	@echo
	@echo "One incident, as its accounts tell it:"
	@echo
	@$(BIN)/riwaya explain nahr-02#e0 --ledger demo/war.db
	@echo
	@echo "Look at the report: open demo/report.html in a browser (it needs no network)."
	@echo "Then try:"
	@echo "  $(BIN)/riwaya incidents --ledger demo/war.db --standing contested --format table"
	@echo "      what somebody denies or contradicts"
	@echo "  $(BIN)/riwaya contacts --ledger demo/war.db"
	@echo "      who spoke or met with whom, and how long after the last time"
	@echo "  $(BIN)/riwaya search 'سوق السمك' --ledger demo/war.db"
	@echo "      words in the texts, whatever their spelling and clitics"
	@echo "  $(BIN)/riwaya run FOLDER --ledger my.db"
	@echo "      pages of your own: saved pages, archives, feeds, tables, texts (docs/input.md)"
	@echo "docs/tutorial.md walks one incident from page to report."

test: $(BIN)/.installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/riwaya lexicon check
	$(BIN)/python -m pytest

bench: $(BIN)/.installed-bench
	$(BIN)/python benchmarks/read_speed.py --compare benchmarks/baseline.json

# Installing is skipped while nothing that it depends on has changed; the package is installed in place, so sources need no new install.
$(BIN)/.installed: $(INPUTS) | $(BIN)/python
	@echo "Installing Riwaya into .venv"
	@$(PIP) install -c requirements.lock -e .
	@touch $@

$(BIN)/.installed-dev: $(INPUTS) | $(BIN)/python
	@echo "Installing Riwaya and its development tools into .venv"
	@$(PIP) install -c requirements.lock -e '.[dev]'
	@touch $@ $(BIN)/.installed

$(BIN)/.installed-bench: $(INPUTS) | $(BIN)/python
	@echo "Installing Riwaya and spaCy into .venv"
	@$(PIP) install -c requirements.lock -e '.[bench]'
	@touch $@ $(BIN)/.installed

# The pip that old releases of Python bring along overlooks some dependencies, so it is renewed first.
$(BIN)/python:
	@if [ -z "$(PYTHON)" ] || ! "$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then \
		found=`"$(or $(PYTHON),python3)" --version 2>&1` || found="no Python"; \
		echo "Riwaya needs Python 3.11 or later; found: $$found. Install a newer one, or name it: make PYTHON=/path/to/python3.11 $(MAKECMDGOALS)" >&2; \
		exit 1; \
	fi
	@echo "Making .venv with `$(PYTHON) --version`"
	@$(PYTHON) -m venv --clear .venv || { rm -rf .venv; \
		echo "Python could not make a virtual environment; on Debian and Ubuntu install the package python3-venv" >&2; exit 1; }
	@$(PIP) install --upgrade pip || { rm -rf .venv; exit 1; }

lock:
	@"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))' || \
		{ echo "make the lock with the oldest Python that Riwaya supports: make PYTHON=python3.11 lock" >&2; exit 1; }
	@rm -rf build/lock && "$(PYTHON)" -m venv build/lock
	@build/lock/bin/python -m pip --disable-pip-version-check --quiet install --upgrade pip
	@build/lock/bin/python -m pip --disable-pip-version-check --quiet install '.[dev,bench,build]'
	@{ echo "# Versions that Riwaya is tested with, for Python 3.11 to 3.13; used as constraints: pip install -c requirements.lock"; \
		echo "# Made by \`make lock\`; run-time, dev, bench and build dependencies with all that they need."; \
		build/lock/bin/python -m pip --disable-pip-version-check freeze --exclude riwaya; } > requirements.lock.new
	@if grep -n -e '://' -e ' @ ' requirements.lock.new; then echo "a dependency without a released version" >&2; rm requirements.lock.new; exit 1; fi
	@mv requirements.lock.new requirements.lock && rm -rf build/lock
	@echo "Written: requirements.lock"

clean:
	rm -rf .venv demo build dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	find src tests benchmarks docs -name __pycache__ -type d -prune -exec rm -rf {} +
