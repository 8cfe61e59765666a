# Two commands are enough: `make run` and `make test`. Needs Python >= 3.11 with venv, and make.
SHELL := /bin/sh
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
RUN_STAMP := $(VENV)/.requirements
DEV_STAMP := $(VENV)/.requirements-dev
export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PYTHONDONTWRITEBYTECODE :=

.PHONY: run test setup check audit bench lock format clean migrations screenshots

run: $(RUN_STAMP) ## set everything up and serve on PORT (3000)
	@$(BIN)/python -m ser_app serve

test: $(DEV_STAMP) check ## every test, the browser's too
	@$(BIN)/python scripts/test.py

setup: $(DEV_STAMP) ## virtual environment with everything

check: $(DEV_STAMP) ## lint, format, types, import rules
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

audit: $(DEV_STAMP) ## known vulnerabilities of the pinned dependencies, from Python's registry alone
	@$(BIN)/python scripts/audit_dependencies.py

bench: $(DEV_STAMP) ## measure what is promised
	@$(BIN)/python -m benchmarks

lock: $(DEV_STAMP) ## pin the dependencies of requirements*.in anew
	@$(BIN)/uv pip compile -q --no-header requirements.in -o requirements.txt
	@$(BIN)/uv pip compile -q --no-header requirements-dev.in -c requirements.txt -o requirements-dev.txt

format: $(DEV_STAMP)
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

screenshots: $(DEV_STAMP) ## pictures of documentation and help, taken from the running application
	@$(BIN)/python scripts/screenshots.py

clean:
	rm -rf $(VENV) .web build var .states

$(BIN)/python:
	@$(PYTHON) scripts/check_python.py
	@echo "Creando el entorno virtual…"
	@$(PYTHON) -m venv $(VENV) || { echo "No se pudo crear el entorno virtual: instale el módulo venv de Python (en Debian y Ubuntu: apt install python3-venv) y repita." >&2; exit 1; }

$(RUN_STAMP): requirements.txt | $(BIN)/python
	@echo "Instalando dependencias (solo la primera vez)…"
	@$(BIN)/python -m pip install --quiet --no-input -r requirements.txt
	@touch $@

$(DEV_STAMP): requirements-dev.txt $(RUN_STAMP)
	@echo "Instalando dependencias de desarrollo (solo la primera vez)…"
	@$(BIN)/python -m pip install --quiet --no-input -r requirements-dev.txt
	@touch $@
