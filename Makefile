# The two commands most people need: `make demo` and `make test`. They need Python 3.11, bash, and a package index.

SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.NOTPARALLEL:
.DELETE_ON_ERROR:
.PHONY: help install demo test bench lint lock messages frontend docs clean

VENV := .venv
PYTHON := $(VENV)/bin/python
UV := $(PYTHON) -m uv
INSTALLED := $(VENV)/installed
GAZETTEER := src/proxeny/io/data/gazetteer.parquet
TRANSLATIONS := $(wildcard src/proxeny/web/locale/*/LC_MESSAGES/django.po)
BUNDLE := src/proxeny/web/static/proxeny/built
FRONTEND := $(wildcard frontend/*.json frontend/*.mjs frontend/src/*/*)
BUILT := $(GAZETTEER) $(TRANSLATIONS:.po=.mo) $(BUNDLE)/stamp
LOCKED := requirements.lock requirements-bootstrap.lock requirements-node.lock
BUILDERS := pyproject.toml tools/build_hook.py tools/build_gazetteer.py tools/build_frontend.py

help:
	@echo 'make demo      set up, load the starter atlas, serve it and print its address'
	@echo 'make test      set up what tests need and run them all'
	@echo 'make lint      ruff, mypy, import-linter and the translations check'
	@echo 'make bench     measure the figures that the product promises'
	@echo 'make lock      resolve requirements.lock again after a change of pyproject.toml'
	@echo 'make messages  bring the .po files up to date with the words in the source'
	@echo 'make frontend  bundle the scripts of the pages'
	@echo 'make docs      write docs/reference again from the product'
	@echo 'make clean     remove everything that these commands made'

install: $(INSTALLED)

# A build product that went missing, or a virtual environment that cannot run, makes the set-up run again.
ifneq ($(words $(wildcard $(BUILT))),$(words $(BUILT)))
$(INSTALLED): missing
endif
ifneq ($(wildcard $(PYTHON)),)
ifneq ($(shell $(PYTHON) -c 'print("runs")' 2>&1),runs)
$(INSTALLED): missing
endif
endif
.PHONY: missing
missing:

$(INSTALLED): $(LOCKED) $(BUILDERS) $(TRANSLATIONS) $(FRONTEND) tools/install.sh
	@echo 'Setting up $(VENV); the first time takes a minute ...'
	@bash tools/install.sh $(VENV)
	@touch $@

demo: $(INSTALLED)
	@$(VENV)/bin/proxeny demo $(ARGS)

test: $(INSTALLED)
	@$(PYTHON) tools/test_services.py bash tools/run_tests.sh

bench: $(INSTALLED)
	@$(PYTHON) tools/bench $(ARGS)

lint: $(INSTALLED)
	@$(PYTHON) -m ruff check .
	@$(PYTHON) -m mypy
	@PYTHONPATH=src $(VENV)/bin/lint-imports --no-cache
	@$(PYTHON) tools/messages.py check

messages: $(INSTALLED)
	@$(PYTHON) tools/messages.py extract

frontend:
	@$(PYTHON) tools/build_frontend.py

docs: $(INSTALLED)
	@$(PYTHON) tools/reference.py

lock: $(INSTALLED)
	@$(UV) pip compile --quiet --universal --generate-hashes --python-version 3.11 \
		pyproject.toml --group dev -o requirements.lock --no-header

clean:
	@rm -rf $(VENV) $(BUILT) var build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	@rm -rf src/proxeny/web/collected src/*.egg-info $(BUNDLE) frontend/node_modules
	@find src tests tools -name __pycache__ -type d -prune -exec rm -rf {} +
