# Riwaya needs Python 3.11 or later and make; everything else is installed into .venv.

PYTHON := $(shell for name in python3 python3.13 python3.12 python3.11 python; do \
	if $$name -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then echo $$name; break; fi; done)
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
SAMPLES := src/riwaya/data/samples
INPUTS := pyproject.toml requirements.lock

.PHONY: help demo test bench lock clean

help:
	@echo "make demo    install Riwaya, read the sample pages, score the readings and show one"
	@echo "make test    install what the checks need and run them all"
	@echo "make bench   measure reading speed beside spaCy's tokenizer, against benchmarks/baseline.json"
	@echo "make lock    write requirements.lock anew from the newest versions that fit (with Python 3.11)"
	@echo "make clean   remove .venv, demo and every cache"

demo: $(BIN)/.installed
	@mkdir -p demo
	@echo "Reading $(SAMPLES)/samples.jsonl"
	@$(BIN)/riwaya read $(SAMPLES)/samples.jsonl --out demo/readings.jsonl
	@$(BIN)/riwaya evaluate $(SAMPLES)/gold demo/readings.jsonl --input $(SAMPLES)/samples.jsonl > demo/scores.txt
	@$(BIN)/riwaya show $(SAMPLES)/samples.jsonl --document nahr-01
	@echo "How these readings score against the gold of the samples:"
	@echo
	@cat demo/scores.txt
	@echo
	@echo "Written: demo/readings.jsonl (one reading a line, as JSON) and demo/scores.txt (the figures above)."
	@echo "Now try:"
	@echo "  $(BIN)/riwaya show $(SAMPLES)/samples.jsonl --document tabadul-02"
	@echo "      another sample: two stories on one page"
	@echo "  $(BIN)/riwaya show FILE"
	@echo "      a page of your own: text, HTML or JSON Lines"
	@echo "  $(BIN)/riwaya read FOLDER --out readings.jsonl"
	@echo "      every page in a folder"
	@echo "  $(BIN)/riwaya evaluate $(SAMPLES)/gold demo/readings.jsonl --errors"
	@echo "      what was missed and what was wrong, in words"

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
	@build/lock/bin/python -m pip --disable-pip-version-check --quiet install '.[dev,bench]'
	@{ echo "# Versions that Riwaya is tested with, for Python 3.11 to 3.13; used as constraints: pip install -c requirements.lock"; \
		echo "# Made by \`make lock\`; run-time, dev and bench dependencies with all that they need."; \
		build/lock/bin/python -m pip --disable-pip-version-check freeze --exclude riwaya; } > requirements.lock.new
	@if grep -n -e '://' -e ' @ ' requirements.lock.new; then echo "a dependency without a released version" >&2; rm requirements.lock.new; exit 1; fi
	@mv requirements.lock.new requirements.lock && rm -rf build/lock
	@echo "Written: requirements.lock"

clean:
	rm -rf .venv demo build dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	find src tests benchmarks docs -name __pycache__ -type d -prune -exec rm -rf {} +
