# Everything one does with a checkout. `make` alone lists it.

# The first Python of 3.11 to 3.14 that can make a virtual environment; PYTHON=… chooses another.
PYTHON ?= $(shell for name in python3 python3.14 python3.13 python3.12 python3.11; do \
	"$$name" -c 'import sys, venv, ensurepip; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 14))' \
	2>/dev/null && command -v "$$name" && break; done)
VENV := .venv
BIN := $(VENV)/bin
INSTALL := $(BIN)/python -m pip install -qq --disable-pip-version-check --require-hashes -r
LOCK := $(BIN)/uv pip compile pyproject.toml --quiet --universal --python-version 3.11 \
	--generate-hashes --no-header --no-emit-index-url --no-emit-find-links
ARGS ?=

.DEFAULT_GOAL := help
.PHONY: help run install admin test lint check bench lock clean

help: ## list what can be made
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-9s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: $(VENV)/.installed ## run the whole hub at http://127.0.0.1:8000/ (PORT and DATABASE_URL are respected)
	@exec $(BIN)/python manage.py run_site

install: $(VENV)/.installed ## what `make run` does before it serves: packages, database, starter content
	@$(BIN)/python manage.py prepare_site

admin: $(VENV)/.installed ## make an administrator; asks for an e-mail address and a password
	@$(BIN)/python manage.py createsuperuser

test: $(VENV)/.installed-dev ## run every test on SQLite, PostgreSQL and in the browser; ARGS='-k name' narrows
	@$(BIN)/python .ci/test.py $(ARGS)

lint: $(VENV)/.installed-dev ## style of code and templates, and the directions of imports
	@.ci/lint

check: $(VENV)/.installed-dev ## lint, types, migrations and Django's checks of a production site
	@.ci/lint
	@.ci/check

bench: $(VENV)/.installed-dev ## measure speed; prints a table and writes bench-results.json
	@$(BIN)/python -m bench

lock: $(VENV)/.installed-dev ## compile pyproject.toml into requirements.txt and requirements-dev.txt
	@$(LOCK) $(ARGS) --output-file requirements.txt
	@$(LOCK) $(ARGS) --group dev --constraints requirements.txt --output-file requirements-dev.txt

clean: ## remove the virtual environment and caches; the data in var/ stays
	@rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

# --- The virtual environment, made once and brought up to date when the requirements change ---------

$(BIN)/python:
	@if [ -z "$(PYTHON)" ]; then \
		echo "No Python 3.11, 3.12, 3.13 or 3.14 with venv was found." >&2; \
		echo "Install one (Debian, Ubuntu: apt install python3 python3-venv), or name it: make PYTHON=/path/to/python3.12" >&2; \
		exit 1; fi
	@echo "Making $(VENV) with $(PYTHON) …"
	@"$(PYTHON)" -m venv --clear $(VENV)

$(VENV)/.installed: requirements.txt | $(BIN)/python
	@echo "Installing packages …"
	@$(INSTALL) requirements.txt
	@touch $@

$(VENV)/.installed-dev: requirements.txt requirements-dev.txt | $(BIN)/python
	@echo "Installing packages for development …"
	@$(INSTALL) requirements-dev.txt
	@touch $@ $(VENV)/.installed
