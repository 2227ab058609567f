# Two commands set everything up on a machine that has Python, pip and make:
#   make demo    sets up and checks an example letter
#   make test    sets up and passes everything that CI runs

PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
# dev,spark has the tests of Spark too; they also need Java.
EXTRAS ?= dev

.PHONY: demo test check lexicon wheel clean

demo: $(VENV)/.demo
	@# Exit code 1 says that there is something to rethink, which is the point of the example.
	$(BIN)/strengthlint check examples/letter.docx || test $$? -eq 1

test: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/strengthlint lexicon check
	$(BIN)/python -m pytest

$(VENV)/.demo: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --editable .
	touch $@

$(VENV)/.dev: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --editable ".[$(EXTRAS)]"
	touch $@ $(VENV)/.demo

clean:
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
