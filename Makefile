PYTHON ?= python3
BIN := .venv/bin

.PHONY: demo test lint format bench browser picture clean

# The exit code of a demo is 0 whatever it finds.
demo: .venv/installed
	$(BIN)/affilint check fixtures/articles/demo.md --fail-on never

test: lint browser
	$(BIN)/python -m pytest --numprocesses auto --dist worksteal

lint: .venv/test-installed
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy

# A browser for the tests of the editors' report; without one they are skipped.
browser:
	@tools/install-browser.sh

# The picture of the report in the README.
picture: .venv/test-installed browser
	$(BIN)/python tools/screenshot.py

format: .venv/test-installed
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

.venv/installed: pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "affilint needs Python 3.11 or newer: make PYTHON=python3.12 ...")'
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e .
	touch $@

.venv/test-installed: .venv/installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[test]'
	touch $@

clean:
	rm -rf .venv build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis
