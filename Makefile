# Everything runs inside .venv; the only needs are make and Python >= 3.11.
SHELL := /bin/sh
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && echo $$p && break; done)
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet install --no-deps --require-hashes

.PHONY: demo run test test-slow simulate check format lint types imports bench lock clean

demo: .venv/runtime ## sample district, bot and web chat on 127.0.0.1, a clock you can advance
	$(BIN)/python -m bot demo

run: .venv/runtime ## production, settings from .env
	$(BIN)/python -m bot run

PYTEST = $(BIN)/python -m pytest -n $$($(BIN)/python -c 'import os; print(os.cpu_count())') --dist worksteal

test: .venv/dev ## every test but whole months and long solves
	$(PYTEST) -m "not slow"

test-slow: .venv/dev ## whole months and long solves
	$(PYTEST) -m slow

SEEDS ?= 1 2 3 4 5
AT_ONCE ?= 2
YEAR ?= --months 12 --faults normal
simulate: .venv/runtime ## whole years with faults (docs/simulator.md), a few side by side
	@mkdir -p var
	@printf '%s\n' $(SEEDS) | xargs -P $(AT_ONCE) -I{} sh -c '$(BIN)/python -m bot simulate \
		$(YEAR) --seed {} >var/simulated-{}.txt 2>&1; held=$$?; \
		cat var/simulated-{}.txt; exit $$held'

check: lint types imports ## style, types and layers

format: .venv/dev
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

lint: .venv/dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

types: .venv/dev
	$(BIN)/mypy

imports: .venv/dev
	$(BIN)/lint-imports

bench: .venv/dev .venv-bench/ready ## figures of docs/performance.md
	$(BIN)/python -m bench

lock: ## after editing dependencies in pyproject.toml; needs uv
	uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes \
		--no-header --no-emit-index-url --no-annotate -o requirements.lock
	uv pip compile pyproject.toml --group dev --universal --python-version 3.11 --generate-hashes \
		--no-header --no-emit-index-url --no-annotate -c requirements.lock -o requirements-dev.lock
	uv pip compile pyproject.toml --extra scale --universal --python-version 3.11 --generate-hashes \
		--no-header --no-emit-index-url --no-annotate -c requirements.lock -o requirements-scale.lock
	uv pip compile bench/peers.in --universal --python-version 3.11 --generate-hashes \
		--no-header --no-emit-index-url --no-annotate -o bench/peers.lock

clean:
	rm -rf .venv .venv-bench var .mypy_cache .pytest_cache .ruff_cache .hypothesis

.venv/python:
	@test -n "$(PYTHON)" || { echo "chibo needs Python 3.11 or newer: install it, or run make PYTHON=/path/to/python"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { echo "chibo needs Python's venv: install python3-venv (Debian, Ubuntu), or another Python"; exit 1; }
	$(PYTHON) -m venv .venv
	@touch $@

.venv/runtime: .venv/python requirements.lock
	$(PIP) -r requirements.lock
	@touch $@

.venv/scale: .venv/runtime requirements-scale.lock ## what several machines need (docs/scale.md)
	$(PIP) -r requirements-scale.lock
	@touch $@

.venv/dev: .venv/runtime requirements-dev.lock
	$(PIP) -r requirements-dev.lock
	@touch $@

.venv-bench/ready: .venv/python bench/peers.lock ## what replies are measured against
	$(PYTHON) -m venv .venv-bench
	.venv-bench/bin/python -m pip --disable-pip-version-check --quiet install --no-deps --require-hashes -r bench/peers.lock
	@touch $@
