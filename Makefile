# Maklumat. Every command a person or CI needs; `make` alone lists them.
# Each target installs what it needs by itself, and does it once (the stamps in .venv).

PYTHON ?= python3
PORT ?= 8000
VENV := .venv
PIP := $(VENV)/bin/python -m pip install -qq --disable-pip-version-check --no-input

.DEFAULT_GOAL := help
.PHONY: help setup run test check format bench campaigns lock clean

help: ## list the commands
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' Makefile

setup: $(VENV)/run.stamp ## build the environment in .venv (what `make run` needs)
	@echo "Siap: $(VENV)/bin/maklumat"

run: $(VENV)/run.stamp ## start Maklumat with five decrees and their demo offices on http://127.0.0.1:8000 (PORT=...)
	@MAKLUMAT_BASE_ADDRESS=$${MAKLUMAT_BASE_ADDRESS:-http://127.0.0.1:$(PORT)} $(VENV)/bin/maklumat start --bind 127.0.0.1:$(PORT)

test: $(VENV)/dev.stamp ## run every test, on SQLite and on PostgreSQL, and the browser journeys
	@tools/ensure-machine test
	@$(VENV)/bin/python tools/run_tests.py $(ONLY)

check: $(VENV)/dev.stamp ## ruff, mypy, import contracts, migrations, standards
	@$(VENV)/bin/python tools/check.py $(ONLY)

format: $(VENV)/dev.stamp ## let ruff lay out the code and mend what it safely can
	@$(VENV)/bin/ruff check --quiet --fix . ; $(VENV)/bin/ruff format .

bench: $(VENV)/dev.stamp ## measure: one JSON line per figure, each beside a peer
	@tools/ensure-machine bench
	@$(VENV)/bin/python tools/throwaway_postgres.py --durable --as MAKLUMAT_BENCH_POSTGRES -- \
		$(VENV)/bin/python -m tests.campaigns.bench $(ONLY)

campaigns: $(VENV)/dev.stamp ## long trials outside `make test`: kill and race, on both databases (ONLY=kill)
	@tools/ensure-machine test
	@$(VENV)/bin/python -m tests.campaigns $(ONLY)

lock: $(VENV)/dev.stamp ## renew requirements/*.txt from pyproject.toml (UPGRADE=1: also to newer versions)
	@tools/lock $(UPGRADE)

clean: ## remove the environment and caches; the data in var/ stays
	rm -rf $(VENV) build src/*.egg-info .mypy_cache .ruff_cache .hypothesis .import_linter_cache .test

$(VENV)/bin/python:
	@tools/make-venv $(PYTHON) $(VENV)

$(VENV)/run.stamp: requirements/run.txt pyproject.toml | $(VENV)/bin/python
	@echo "Memasang pustaka (requirements/run.txt) ..."
	@$(PIP) --require-hashes -r requirements/run.txt
	@$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/dev.stamp: requirements/dev.txt pyproject.toml | $(VENV)/bin/python
	@echo "Memasang pustaka pengembangan (requirements/dev.txt) ..."
	@$(PIP) --require-hashes -r requirements/dev.txt
	@$(PIP) --no-deps --no-build-isolation --editable .
	@touch $(VENV)/run.stamp $@
