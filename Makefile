PYTHON ?= python3
BIN := .venv/bin
# Shows what it fetches and builds: a silent minute looks like a hang.
PIP := $(BIN)/python -m pip install --disable-pip-version-check

.PHONY: demo test lint format bench browser wordpress picture clean

# The exit code of a demo is 0 whatever it finds.
demo: .venv/installed
	$(BIN)/affilint check fixtures/articles/demo.md --fail-on never

test: lint browser wordpress
	$(BIN)/python -m pytest --numprocesses auto --dist worksteal

lint: .venv/test-installed
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy

# A browser for the tests of the editors' report; without one they are skipped.
browser:
	@tools/install-browser.sh

# A WordPress for the tests of what is read from one; without it they are skipped.
wordpress:
	@tools/wordpress.sh install

# The picture of the report in the README.
picture: .venv/test-installed browser
	$(BIN)/python tools/screenshot.py

format: .venv/test-installed
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

.venv/installed: pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "affilint needs Python 3.11 or newer: make PYTHON=python3.12 ...")'
	$(PYTHON) -m venv .venv
	$(PIP) -e .
	touch $@

.venv/test-installed: .venv/installed
	@echo "Installing what the tests need; the first time this takes a minute or two." >&2
	$(PIP) -e '.[test]'
	touch $@

clean:
	rm -rf .venv build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis
