# Each target makes what it needs; nothing but Python 3.11-3.13 and make has to be there beforehand.
SHELL := /bin/sh
PYTHON ?= $(shell for p in python3.12 python3.13 python3.11 python3; do \
  $$p -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null && echo $$p && break; done)
RUN := .venv/bin

help: ## say what can be made
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

demo: .venv/made ## the whole loop on seeds/, in a real Label Studio that keeps running for you
	@$(RUN)/python scripts/demo.py

down: .venv/made ## stop the Label Studio of the demo
	@$(RUN)/annotate down

test: .venv/made ## every test, with a real server and a real browser where there is one
	$(RUN)/python -m pytest -n 2 --dist loadfile

soak: .venv/made ## the long proofs, whole
	ANNOTATE_SOAK=100 $(RUN)/python -m pytest -m soak --timeout 3600

postgresql: .venv/made ## the tests that talk to a server, with that server on a PostgreSQL
	ANNOTATE_TEST_DATABASE=postgresql $(RUN)/python -m pytest -n 2 --dist loadfile -m "server and not browser"

lint: .venv/made ## ruff, mypy, and the contracts in schemas/
	$(RUN)/ruff format --check .
	$(RUN)/ruff check .
	$(RUN)/mypy
	$(RUN)/annotate schemas --check

schemas: .venv/made ## write what follows from schemas/scheme.toml
	$(RUN)/annotate schemas

sample: .venv/made ## rebuild exports/sample from seeds/
	$(RUN)/annotate export sample --from seeds/corrected.jsonl --about seeds/README.md

compat: .venv/made ## load the sample with this `datasets` and with 3.6, whole and streaming, off the network
	@test -x .annotate/datasets-3.6/bin/python || $(RUN)/python -m venv .annotate/datasets-3.6
	@.annotate/datasets-3.6/bin/python -m pip install --quiet --disable-pip-version-check "datasets==3.6.*"
	$(RUN)/python scripts/load_dataset.py exports/sample
	.annotate/datasets-3.6/bin/python scripts/load_dataset.py exports/sample

wheel: .venv/made ## build the wheel into dist/
	$(RUN)/pip wheel --quiet --no-deps --wheel-dir dist .

.venv/made: pyproject.toml
	@test -n "$(PYTHON)" || { echo "Python 3.11, 3.12 or 3.13 is needed; python3 --version says: `python3 --version 2>&1`"; exit 1; }
	@echo "making .venv with $(PYTHON) (once, a minute or two)"
	@$(PYTHON) -m venv .venv
	@$(RUN)/python -m pip install --quiet --disable-pip-version-check --upgrade pip
	@$(RUN)/python -m pip install --quiet --disable-pip-version-check --editable . --group dev
	@touch $@

.PHONY: help demo down test soak postgresql lint schemas sample compat wheel
