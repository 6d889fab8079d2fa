# The portal's doors. A machine needs Python 3.11 or newer (with venv) and make; everything else is installed here.
# PORT=8080 make run moves the port; DATA_DIR=… keeps the data elsewhere than in var/.

SHELL := /bin/bash
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --disable-pip-version-check --require-hashes --no-compile
TEST_DATA ?= $(CURDIR)/var/test
TESTS ?= tests
PYTEST_OPTIONS ?=
TEST := DEMO=1 DATA_DIR=$(TEST_DATA) $(BIN)/python -m pytest -n 2 --dist loadfile --durations 15 $(PYTEST_OPTIONS) $(TESTS)
SERVICES := DATABASE_URL=$${DATABASE_URL:-postgres://postgres@127.0.0.1:5432/aluefoorumi} \
            REDIS_URL=$${REDIS_URL:-redis://127.0.0.1:6379/5}
PRODUCTION := env -u DEMO -u DEBUG DATA_DIR=$(TEST_DATA) SITE_URL=https://foorumi.example.org \
              SECRET_KEY=$$($(BIN)/python -c 'import secrets; print(secrets.token_urlsafe(60))')

.DEFAULT_GOAL := help
.PHONY: help run prepare web worker post beat test services-test drill check bench requirements translations clean

help: ## Say what can be made
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed, this is " + sys.version.split()[0] if sys.version_info < (3, 11) else 0)'
	@echo "== Making $(VENV) with $$($(PYTHON) --version)"
	@$(PYTHON) -m venv $(VENV) || { echo "Python's venv module is missing (Debian: apt-get install python3-venv)"; exit 1; }

$(VENV)/installed: requirements.txt | $(BIN)/python
	@echo "== Installing the portal's dependencies (a minute or two, once)"
	$(PIP) -r requirements.txt
	@touch $@

$(VENV)/installed-dev: requirements-dev.txt | $(VENV)/installed
	@echo "== Installing the developers' tools"
	$(PIP) -r requirements-dev.txt
	@touch $@

run: export DEMO ?= 1
run: prepare ## Serve the furnished demo at http://127.0.0.1:8000 (PORT=… moves it)
	@exec $(BIN)/python manage.py portal

prepare: $(VENV)/installed ## Translations, migrations, static files; in the demo also the furniture
	@$(BIN)/python manage.py prepare

web: $(VENV)/installed ## One program alone: the web server
	@exec $(BIN)/python manage.py portal web

worker: $(VENV)/installed ## One program alone: the worker
	@exec $(BIN)/python manage.py portal worker

post: $(VENV)/installed ## One program alone: the worker that only posts letters
	@exec $(BIN)/python manage.py portal post

beat: $(VENV)/installed ## One program alone: beat
	@exec $(BIN)/python manage.py portal beat

test: $(VENV)/installed-dev ## The whole suite on SQLite, with no services
	@DEMO=1 DATA_DIR=$(TEST_DATA) $(BIN)/python manage.py translations --compile
	env -u DATABASE_URL -u REDIS_URL $(TEST)

services-test: $(VENV)/installed-dev ## The whole suite on PostgreSQL and Redis (DATABASE_URL, REDIS_URL)
	@DEMO=1 DATA_DIR=$(TEST_DATA) $(BIN)/python manage.py translations --compile
	$(SERVICES) $(TEST)

drill: $(VENV)/installed-dev ## Kill workers, broker, database and mail server while letters leave (redis-server, PostgreSQL's programs)
	@DEMO=1 DATA_DIR=$(TEST_DATA) $(BIN)/python manage.py translations --compile
	env -u DATABASE_URL -u REDIS_URL DEMO=1 DATA_DIR=$(TEST_DATA) $(BIN)/python -m pytest -p no:cacheprovider \
	  $(PYTEST_OPTIONS) tests/drills/drill_*.py

check: $(VENV)/installed-dev ## Style, types, import contracts, migrations, translations, production settings
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	DEMO=1 DATA_DIR=$(TEST_DATA) $(BIN)/mypy
	DEMO=1 DATA_DIR=$(TEST_DATA) $(BIN)/lint-imports --no-logo
	DEMO=1 DATA_DIR=$(TEST_DATA) $(BIN)/python manage.py makemigrations --check --dry-run
	DEMO=1 DATA_DIR=$(TEST_DATA) $(BIN)/python manage.py translations --check
	@DEMO=1 DATA_DIR=$(TEST_DATA) $(BIN)/python manage.py translations --compile
	@$(PRODUCTION) $(BIN)/python manage.py check --deploy --fail-level WARNING

bench: $(VENV)/installed-dev ## Measure speed beside the yardstick; writes docs/performance.md
	$(BIN)/python bench/run.py

requirements: $(VENV)/installed-dev ## Write the pinned files from pyproject.toml
	$(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links \
	  --no-header -q -o requirements.txt pyproject.toml
	$(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links \
	  --no-header -q --group dev -c requirements.txt -o requirements-dev.txt pyproject.toml

translations: $(VENV)/installed ## Bring the catalogues up to the source and say what is missing
	@DEMO=1 $(BIN)/python manage.py translations --update --check

clean: ## Remove what can be made again; the data in var/ stays (rm -r var removes it too)
	rm -rf $(VENV) var/test .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis bench/out
	find forum regions themes meetings tests bench \( -name __pycache__ -o -name '*.mo' \) -prune -exec rm -rf {} +
