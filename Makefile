# What a person types; see README.md. Everything that is installed or kept lies in this folder.

.DEFAULT_GOAL := help
.PHONY: help run train promote rollback test check bench bench-faults confusions templates pending intent business-import business-export setup setup-dev

unexport VIRTUAL_ENV UV_PROJECT_ENVIRONMENT UV_PYTHON PYTHONHOME
# Without its bytecode Python compiles the packages anew at every start of every process, for seconds.
unexport PYTHONDONTWRITEBYTECODE
export PYTHONUTF8 := 1
export PIP_ROOT_USER_ACTION := ignore
export RASA_TELEMETRY_ENABLED := false

UV := $(shell uv --version >/dev/null 2>&1 && command -v uv || echo .munshi/uv/bin/uv)
PYTHON := .venv/bin/python
ENVIRONMENT_FILES := pyproject.toml uv.lock engine/rasa/munshi_rasa.pth

help:
	@echo "make run      everything: sets up, trains, starts, prints the address of the chat page"
	@echo "make test     all tests        make check   formatting, lint, types, data"
	@echo "make train    the model        make bench   the benchmarks"
	@echo "make promote  the newest model runs, in the assistants that run        make rollback   the one before"
	@echo "make bench-faults [seed=7] [messages=1000]       everything fails while people order: is anything lost?"
	@echo "make confusions [name=ask_price]                what is not understood yet, and what to write"
	@echo "make intent name=ask_price skill=orders [answers=1]  a new page, which always answers the same"
	@echo "make templates [create=1]                       the texts that Meta has to approve"
	@echo "make pending [replay=ID] [release=ID] [drop=ID] what waits for your decision"
	@echo "make business-import FILE=shop.yaml             a business into the books"
	@echo "make business-export ID=my-shop FILE=shop.yaml  and out of them"

run: setup
	@exec $(PYTHON) -m engine.launch

train: setup
	@exec $(PYTHON) -m engine.model train

promote: setup
	@exec $(PYTHON) -m engine.model promote

rollback: setup
	@exec $(PYTHON) -m engine.model rollback

# In a folder of its own: another run of pytest on the machine shuts the common one to the database's user.
test: setup-dev
	@tests/demo/browser.sh
	@$(PYTHON) -m engine.model train --if-changed
	kept=$$(mktemp -d) && PYTEST_DEBUG_TEMPROOT=$$kept $(PYTHON) -m pytest --numprocesses auto --dist loadgroup --no-loadscope-reorder && rm -rf $$kept

check: setup-dev
	$(PYTHON) -m ruff format --check .
	$(PYTHON) -m ruff check .
	$(PYTHON) -m mypy
	.venv/bin/lint-imports
	$(PYTHON) -m nlu.pages.check
	$(PYTHON) -m rasa data validate

bench: setup-dev
	@UV=$(UV) exec $(PYTHON) -m bench

bench-faults: setup-dev
	@exec $(PYTHON) -m bench.faults $(if $(seed),--seed $(seed)) $(if $(messages),--messages $(messages))

confusions: setup
	@exec $(PYTHON) -m nlu.pages.confusions $(name)

templates: setup
	@exec $(PYTHON) -m channels.whatsapp.outgoing.templates $(if $(create),create)

intent: setup
	@exec $(PYTHON) -m nlu.pages.scaffold "$(name)" $(if $(skill),"$(skill)") $(if $(answers),--answers)

pending: setup
	@exec $(PYTHON) -m channels.whatsapp.operating.operate $(if $(text),--text) $(if $(replay),--replay "$(replay)") \
	  $(if $(release),--release "$(release)") $(if $(drop),--drop "$(drop)")

business-import: setup
	@exec $(PYTHON) -m engine.launch.books munshi.business import "$(FILE)"

business-export: setup
	@exec $(PYTHON) -m engine.launch.books munshi.business export "$(ID)" "$(FILE)"

# The environment. `make run` neither brings the developers' tools nor takes them away.
setup: .venv/.ready
setup-dev: .venv/.ready-dev

NO_ENVIRONMENT = { echo "The Python packages could not be installed; uv says why above: mostly no network, no space, or no Python 3.12 or 3.13." >&2; exit 1; }

.venv/.ready: $(ENVIRONMENT_FILES) | $(UV)
	@test -d .venv || echo "Installing the Python packages, once …"
	@$(UV) sync --quiet --frozen --inexact --no-dev || $(NO_ENVIRONMENT)
	@touch $@

.venv/.ready-dev: $(ENVIRONMENT_FILES) | $(UV)
	@echo "Installing the developers' tools …"
	@$(UV) sync --quiet --frozen || $(NO_ENVIRONMENT)
	@touch $@ .venv/.ready

# uv itself, for machines without it: any Python 3 with pip will do, also one that its distribution manages.
.munshi/uv/bin/uv:
	@here=$$(pwd); cd /; \
	for python in python3 /usr/bin/python3 python; do \
	  if $$python -m pip --version >/dev/null 2>&1; then \
	    echo "Installing uv into .munshi/uv …"; \
	    $$python -m pip install --quiet --disable-pip-version-check --no-warn-script-location --upgrade --target "$$here/.munshi/uv" uv && exit 0; \
	    echo "uv could not be installed; pip says why above: mostly no network. Or install uv yourself and start again." >&2; exit 1; \
	  fi; \
	done; \
	echo "Python 3 with pip is missing; install it (on Debian and Ubuntu: apt install python3-pip) and start again." >&2; exit 1
