# Every target does its own set-up. `make` or `make help` lists them.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
OUT    ?= outputs
PIP    := $(BIN)/python -m pip --disable-pip-version-check --quiet

.DEFAULT_GOAL := help
.PHONY: help run test test-long check fix bench samples schemas lock clean

help: ## list the targets
	@awk -F':.*## ' '/^[a-z-]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

$(VENV)/run.stamp: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit("需要 Python 3.11 或更新的版本，当前是 " + sys.version.split()[0]) if sys.version_info < (3, 11) else None'
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "安装依赖（首次约需一两分钟）…"
	@$(PIP) install --require-hashes -r requirements.lock
	@$(PIP) install --no-deps --editable .
	@touch $@

$(VENV)/dev.stamp: requirements-dev.lock $(VENV)/run.stamp
	@$(PIP) install --require-hashes -r requirements-dev.lock
	@touch $@

run: $(VENV)/run.stamp ## read samples/inbox and write the workbook, the gap analysis and the briefs to outputs/
	@# 5: a sample in an old format waits for LibreOffice, and the run has said so
	@$(BIN)/duibiao run --samples --out $(OUT) || [ $$? -eq 5 ]

test: $(VENV)/dev.stamp ## all tests but the long ones (installs what they need from the system on Debian as root)
	@bash tests/system/install.sh
	@$(BIN)/python -m pytest -m "not long" -n auto --dist loadgroup

test-long: $(VENV)/dev.stamp ## every test, also those that take minutes
	@bash tests/system/install.sh
	@$(BIN)/python -m pytest -n auto --dist loadgroup

check: $(VENV)/dev.stamp ## format, lint, types, import contracts
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

fix: $(VENV)/dev.stamp ## format and mend what ruff can mend
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

bench: $(VENV)/dev.stamp ## benchmarks beside named peers in the same run, each in an environment of its own
	@bash tests/system/install.sh
	@$(BIN)/python -m tests.benchmarks

samples: $(VENV)/dev.stamp ## build samples/inbox and samples/expected from samples/source
	@$(BIN)/python -m samples.build

schemas: $(VENV)/dev.stamp ## rewrite the JSON Schemas in schemas/data/json
	@$(BIN)/python -m schemas.jsonschema

lock: $(VENV)/dev.stamp ## resolve the dependencies again into requirements*.lock
	@$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
		--custom-compile-command "make lock" --extra ocr pyproject.toml --output-file requirements.lock
	@$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
		--custom-compile-command "make lock" --extra dev --extra ocr --extra postgres --constraint requirements.lock \
		pyproject.toml --output-file requirements-dev.lock

clean: ## remove the virtual environment, caches and outputs
	@rm -rf $(VENV) .bench-envs build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
	@find outputs -mindepth 1 ! -name README.md -delete
