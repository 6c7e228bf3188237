# quizgen: `make build` and `make test` each work on a fresh machine with Python 3.11, make and git.
#
# Every environment is made from requirements/*.txt, which pin each package by version and hash. A stamp is
# written when a set-up is complete: without it, or when a pin changed, the environment is made anew.

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
SHELL := /bin/sh

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet --quiet
PYTHON ?= $(shell for p in python3 python3.11 python3.12 python3.13 python3.14; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)

.PHONY: help build test lint format bench pins clean

help:  ## say what there is to make
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-9s%s\n", $$1, $$2 }' $(MAKEFILE_LIST)

build: $(VENV)/run.stamp  ## set up and build every deck in decks/
	$(BIN)/quizgen build

test: lint browser  ## set up, lint and run every test
	$(BIN)/python -m pytest

lint: $(VENV)/test.stamp  ## check formatting, lint and types
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

format: $(VENV)/test.stamp  ## format the code and mend what can be mended by itself
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: $(VENV)/test.stamp  ## print the figures of every benchmark
	@for benchmark in benchmarks/*.py; do echo "== $$benchmark"; $(BIN)/python $$benchmark || echo "not measured"; done

# Only the public index is asked, whatever this machine's pip is set to: a pin must hold everywhere.
COMPILE = env -u PIP_FIND_LINKS -u PIP_EXTRA_INDEX_URL PIP_CONFIG_FILE=/dev/null $(VENV)/pins/bin/pip-compile \
	--quiet --upgrade --generate-hashes --strip-extras --allow-unsafe --no-header \
	--no-emit-index-url --no-emit-find-links --no-emit-trusted-host

pins: $(VENV)/run.stamp  ## pin the newest versions that pyproject.toml allows
	$(PYTHON) -m venv $(VENV)/pins
	$(VENV)/pins/bin/python -m pip install --quiet pip-tools==7.6.2
	$(COMPILE) --build-deps-for wheel --output-file requirements/run.txt pyproject.toml
	$(COMPILE) --output-file requirements/test.txt requirements/test.in

clean:  ## remove environments, caches and built files
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis dist
	find decks \( -name '*.apkg' -o -name '*.html' -o -name '*.json' ! -name deck.lock.json \) -delete
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(VENV)/run.stamp: requirements/run.txt pyproject.toml
	@test -n "$(PYTHON)" || { echo "quizgen needs Python 3.11 or newer; name it with: make PYTHON=/path/to/python3" >&2; exit 1; }
	@echo "Setting up $(VENV) (once; some minutes) ..."
	@$(PYTHON) -m venv --clear $(VENV) || { echo "$(PYTHON) cannot make a virtual environment; on Debian: apt-get install python3-venv" >&2; exit 1; }
	@$(PIP) install --require-hashes -r requirements/run.txt
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/test.stamp: $(VENV)/run.stamp requirements/test.txt
	@$(PIP) install --require-hashes -r requirements/run.txt -r requirements/test.txt
	@touch $@

.PHONY: browser
browser:
	@sh requirements/browsers.sh
