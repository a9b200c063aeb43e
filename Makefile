# Two commands are enough: `make run` and `make test`. `make help` lists the rest.
SHELL := /bin/sh
PYTHON ?= python3
BIN := .venv/bin
KETENWERK := $(BIN)/ketenwerk
export PYTHONDONTWRITEBYTECODE := 1

.DEFAULT_GOAL := help
.PHONY: help setup setup-dev run test check fix bench docs seed screenshots pins clean

help: ## This list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sort | awk -F':.*## ' '{printf "  %-12s %s\n", $$1, $$2}'

setup: $(BIN)/.run-ready ## Make .venv with the ketenwerk command
setup-dev: $(BIN)/.dev-ready

$(BIN)/python:
	"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 of nieuwer is nodig."; exit 1; }
	"$(PYTHON)" -m venv .venv

$(BIN)/uv: requirements/uv.txt | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/uv.txt
	@touch $@

$(KETENWERK): tools/ketenwerk.sh | $(BIN)/python
	@$(BIN)/python -c 'import pathlib, sysconfig; pathlib.Path(sysconfig.get_path("purelib"), "ketenwerk.pth").write_text(str(pathlib.Path("src").resolve()))'
	@install -m 755 tools/ketenwerk.sh $@

$(BIN)/.run-ready: requirements/run.txt $(BIN)/uv $(KETENWERK)
	$(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes -r requirements/run.txt
	@touch $@

$(BIN)/.dev-ready: requirements/dev.txt $(BIN)/uv $(KETENWERK)
	$(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes -r requirements/dev.txt
	@touch $@ $(BIN)/.run-ready

run: setup ## Start the demo on 127.0.0.1:8000 (PORT overrides)
	@exec $(KETENWERK) run

seed: setup ## Load the demo region into the embedded database
	@KETENWERK_DEMO=1 KETENWERK_TODAY=2021-11-23 $(KETENWERK) set-up --verbosity 0
	@KETENWERK_DEMO=1 KETENWERK_TODAY=2021-11-23 $(KETENWERK) seed

test: setup-dev ## Run the whole suite, one process per core (ARGS="-n 0" for one)
	@$(BIN)/python -m pytest -q -n auto $(ARGS)

check: setup-dev ## Everything a machine can say about the code
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/djlint --lint --quiet src
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/deptry src
	$(KETENWERK) makemigrations --check --dry-run
	$(KETENWERK) check
	$(KETENWERK) access-matrix --check
	$(KETENWERK) states --check
	$(KETENWERK) requirements --check

fix: setup-dev ## Mend what a machine can mend
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	$(BIN)/djlint --reformat --quiet src || true

bench: setup-dev ## Measure list, detail, note, count and account as ratios
	@$(BIN)/python -m bench $(ARGS)

docs: setup-dev ## Write the generated pages in docs/
	$(KETENWERK) access-matrix
	$(KETENWERK) states
	$(KETENWERK) requirements

screenshots: setup-dev ## Every page per role, phone and desk, light and dark, into var/screens
	@$(BIN)/python -m tools.screenshots

pins: setup-dev ## Pin all dependencies anew, with hashes and without any address
	$(BIN)/uv pip compile pyproject.toml --extra embedded --generate-hashes --universal --python-version 3.11 --no-emit-index-url --no-header -q -o requirements/run.txt
	$(BIN)/uv pip compile pyproject.toml --extra embedded --extra dev --generate-hashes --universal --python-version 3.11 --no-emit-index-url --no-header -q -o requirements/dev.txt

clean: ## Remove .venv; the data in var/ stays
	rm -rf .venv
