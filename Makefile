# The gates are listed in tools/check.py, which also serves where there is no make.
PYTHON := .venv/bin/python
GATES := lint types imports content test browser coverage
LOCK := uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --quiet

.PHONY: check $(GATES) format serve demo lock migration wheel

check:
	$(PYTHON) tools/check.py

$(GATES):
	$(PYTHON) tools/check.py $@

format:
	$(PYTHON) -m ruff check --fix .
	$(PYTHON) -m ruff format .

serve:
	$(PYTHON) -m simulator.cli serve

demo:
	$(PYTHON) -m simulator.cli demo

# `make lock UPGRADE=--upgrade` takes newer versions; without it the pins that still fit are kept.
lock:
	$(LOCK) $(UPGRADE) --extra server --group install --output-file requirements.lock
	$(LOCK) $(UPGRADE) --extra server --group install --group test --constraints requirements.lock --output-file requirements-test.lock

# `make migration NAME="add the observer's grid"`
migration:
	$(PYTHON) -m tools.migration "$(NAME)"

wheel:
	$(PYTHON) -m build --wheel --no-isolation
