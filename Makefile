PYTHON ?= python3
BIN := .venv/bin
# Shows what it fetches and builds: a silent minute looks like a hang.
PIP := $(BIN)/python -m pip install --disable-pip-version-check

.PHONY: demo test test-large lint format browser wordpress generators builder picture terminal site dist clean

# The exit code of a demo is 0 whatever it finds.
demo: .venv/installed
	$(BIN)/affilint check fixtures/articles/demo.md --fail-on never

PYTEST := $(BIN)/python -m pytest --numprocesses auto --dist worksteal

test: lint
	$(PYTEST) -m "not large"

# What needs a browser, WordPress, engines for audits, Neovim, Hugo or Node: 1.5 GB more to install. The files are named, because collecting all
# tests again takes longer than most of these.
LARGE := tests/audit tests/published tests/report/test_browser.py tests/test_docs_site.py tests/ci/test_image.py tests/test_documentation_builds.py tests/lsp/test_neovim.py tests/lsp/test_vscode.py

test-large: .venv/test-large-installed browser wordpress builder
	$(PYTEST) -m large $(LARGE)

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

# A builder for the test of the image; without one it is skipped.
builder:
	@tools/install-builder.sh

# Eleventy and Astro for the tests that build sites with them; without them these are skipped.
generators: .venv/test-large-installed
	@tools/generators.sh install

# The picture of the report in the README.
picture: .venv/test-large-installed browser
	$(BIN)/python tools/screenshot.py

# The picture of a session at a terminal in docs/commands.md.
terminal: .venv/installed
	$(BIN)/python tools/terminal_picture.py

# What is published: dist/ with the source distribution and the wheel, whose metadata the index would accept.
dist: .venv/dist-installed
	rm -rf dist
	$(BIN)/python -m build
	$(BIN)/python -m twine check --strict dist/*

# The documentation site, in site/; what leads nowhere stops it.
site: .venv/test-installed
	$(BIN)/python -m mkdocs build --strict --config-file tools/mkdocs.yml --site-dir ../site

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

.venv/test-large-installed: .venv/test-installed
	@echo "Installing what the large tests need: 1.3 GB, several minutes." >&2
	$(PIP) -e '.[test-large]'
	touch $@

.venv/dist-installed: .venv/installed
	$(PIP) -e '.[dist]'
	touch $@

clean:
	rm -rf .venv build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis
