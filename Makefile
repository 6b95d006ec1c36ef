# `make run` and `make test` do all the set-up that they need; `make help` lists the rest.
# PYTHON=/path/to/python chooses the interpreter for .venv, ARGS="..." goes to the program that a target runs.

PYTHON ?=
ARGS ?=
TEST_ARGS ?=

VENV := .venv
PY := $(VENV)/bin/python
BENCH := .venv-bench
CODE := bot tests $(if $(wildcard benchmarks/*.py),benchmarks)
LOCK = uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header

.DEFAULT_GOAL := help
.PHONY: help run preview test check lint format scenario bench bench-full test-fast lock clean

help: ## show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: $(VENV)/.package ## start the bot; without DISCORD_TOKEN, the local preview in a browser
	@$(PY) -m bot run $(ARGS)

preview: $(VENV)/.package ## start the local preview, token or not
	@$(PY) -m bot preview $(ARGS)

test: $(VENV)/.package ## run the tests; TEST_ARGS="-k name" goes to pytest
	@$(PY) -m pytest $(TEST_ARGS)

check: ## run the tests with their coverage, and every linter: what a change has to pass
	@$(MAKE) --no-print-directory test TEST_ARGS="$(TEST_ARGS) --cov"
	@$(MAKE) --no-print-directory lint

lint: $(VENV)/.package ## check format, style, types, the direction of imports, and the Dockerfile
	$(PY) -m ruff format --check .
	$(PY) -m ruff check .
	$(PY) -m mypy $(CODE)
	$(VENV)/bin/lint-imports --no-cache
	$(VENV)/bin/hadolint Dockerfile

format: $(VENV)/.package ## format the code and repair what can be repaired
	$(PY) -m ruff format .
	$(PY) -m ruff check --fix .

scenario: $(VENV)/.package ## drive the bot through a local Discord, where SHARED_DIR (../shared) holds one
	@dir="$${SHARED_DIR:-../shared}/harness"; \
	if [ -d "$$dir" ]; then $(PY) -m pytest -m scenario tests/harness $(TEST_ARGS); \
	else echo "scenario skipped: there is no $$dir"; fi

bench: $(BENCH)/.dependencies $(VENV)/.package ## measure speed and quality beside other engines: minutes; the tables go to benchmarks/RESULTS.md
	$(BENCH)/bin/python -m benchmarks.speed $(ARGS)
	$(BENCH)/bin/python -m benchmarks.quality
	$(BENCH)/bin/python -m benchmarks.reload --write
	$(BENCH)/bin/python -m benchmarks.pictures --write
	@# As the bot is installed by default: numba and model2vec take their own time to start, and memory.
	@dir="$${SHARED_DIR:-../shared}/harness"; \
	if [ -d "$$dir" ]; then $(PY) -m benchmarks.chat --write; \
	else echo "the bot on Discord was not measured: there is no $$dir"; fi

bench-full: ## the same with a million passages: half an hour
	@$(MAKE) --no-print-directory bench ARGS="--full $(ARGS)"

test-fast: $(BENCH)/.dependencies ## run the tests of the index, of finding by meaning and the benchmarks, with all that is optional
	@$(BENCH)/bin/python -m pytest tests/search tests/benchmarks tests/test_meaning.py $(TEST_ARGS)

lock: ## resolve the dependencies again, for every platform and Python version (needs uv)
	$(LOCK) $(ARGS) pyproject.toml --extra pictures -o requirements.lock
	$(LOCK) $(ARGS) pyproject.toml --extra pictures --extra semantic -o requirements-semantic.lock
	$(LOCK) $(ARGS) pyproject.toml --extra pictures --extra preview --group dev -o requirements-dev.lock
	$(LOCK) $(ARGS) pyproject.toml --extra fast --extra semantic --extra pictures --extra preview --group dev --group bench -o requirements-bench.lock

clean: ## remove .venv and every cache
	rm -rf $(VENV) $(BENCH) .cache .coverage .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find bot tests benchmarks -name __pycache__ -type d -prune -exec rm -rf {} +

# The stamps below are touched last, so that an interrupted set-up is taken up again.

$(VENV)/.python:
	@set -e; \
	for python in $(if $(PYTHON),"$(PYTHON)",python3.13 python3.12 python3.11 python3 python); do \
		if "$$python" -c 'import sys, venv, ensurepip; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null; then \
			echo "Setting up $(VENV) with $$("$$python" --version)"; \
			"$$python" -m venv --clear $(VENV); touch $@; exit 0; \
		fi; \
	done; \
	echo "No usable Python found$(if $(PYTHON), at $(PYTHON)). Install Python 3.11, 3.12 or 3.13 (with its venv module), or name one: make PYTHON=/path/to/python" >&2; \
	exit 1

$(VENV)/.dependencies: requirements-dev.lock $(VENV)/.python
	@echo "Installing the pinned dependencies (once, about a minute)"
	@$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@

$(BENCH)/.dependencies: requirements-bench.lock $(VENV)/.python
	@echo "Installing the engines to compare with (once, about a minute)"
	@$(PY) -m venv --clear $(BENCH)
	@$(BENCH)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-bench.lock
	@touch $@

$(VENV)/.package: pyproject.toml $(VENV)/.dependencies
	@$(PY) -m pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps --editable .
	@touch $@
