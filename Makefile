# Each target sets up all it needs: the virtual environment, the pinned packages, Qt's system
# libraries. Nothing here calls sudo. `make help` tells what there is.

VENV := .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/.installed
LIBRARIES := packaging/setup/system-libraries.sh

# Set these on the command line: make test PYTEST_ARGS="-x tests/store"
PYTHON ?= python3
PYTEST_ARGS ?=
BENCH_ARGS ?=

export PYTHON
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.DEFAULT_GOAL := help
.PHONY: help display run demo test coverage bench peers lint format wheel clean

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-9s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

# Said before anything is installed for nothing.
display:
	@if [ "$$(uname -s)" = Linux ] && [ -z "$${DISPLAY:-}$${WAYLAND_DISPLAY:-}" ]; then \
		echo "There is no display here to open a window on; 'make demo' takes pictures of the desk instead." >&2; \
		exit 1; \
	fi

run: display $(INSTALLED) ## Open the desk
	@bash $(LIBRARIES) window $(VENV)
	$(BIN)/relationship-desk

demo: $(INSTALLED) ## Open the desk on made-up people; without a display, take pictures of it
	@if [ "$$(uname -s)" != Linux ] || [ -n "$${DISPLAY:-}$${WAYLAND_DISPLAY:-}" ]; then \
		bash $(LIBRARIES) window $(VENV) && $(BIN)/relationship-desk --demo; \
	else \
		bash $(LIBRARIES) headless $(VENV) && \
		xvfb-run -a -s "-screen 0 2880x1800x24" \
			$(BIN)/relationship-desk --demo --screens build/screens && \
		echo "Pictures of the desk: build/screens/"; \
	fi

test: $(INSTALLED) ## Run the tests on every core; PYTEST_ARGS="-x tests/store" for some
	@bash $(LIBRARIES) tests $(VENV)
	$(BIN)/python -m pytest --numprocesses auto --dist worksteal $(PYTEST_ARGS)

coverage: $(INSTALLED) ## Run the tests and list the lines and branches they do not reach
	@bash $(LIBRARIES) tests $(VENV)
	$(BIN)/python -m coverage run -m pytest $(PYTEST_ARGS)
	$(BIN)/python -m coverage report --show-missing --skip-covered

bench: $(INSTALLED) ## Measure at 10,000 people; BENCH_ARGS for larger sizes
	@bash $(LIBRARIES) offscreen $(VENV)
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m tests.bench $(BENCH_ARGS)

peers: $(INSTALLED) ## The same cards read by vobject, Evolution and khard; installs Debian's packages of them
	apt-get install -y --no-install-recommends python3-vobject khard python3-gi gir1.2-ebookcontacts-1.2
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m tests.bench --only peers $(BENCH_ARGS)

lint: $(INSTALLED) ## Check style, format, types and layers
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(INSTALLED) ## Put the code into the one format
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

wheel: $(INSTALLED) ## Build dist/*.whl
	$(BIN)/python -m pip wheel --no-deps --wheel-dir dist .

clean: ## Remove everything that make made
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis \
		.import_linter_cache .coverage
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# One stamp: packages are installed again only where what is wanted has changed.
$(INSTALLED): pyproject.toml packaging/constraints.txt packaging/setup/virtual-environment.sh
	@bash packaging/setup/virtual-environment.sh $(VENV)
	$(BIN)/python -m pip install --quiet --constraint packaging/constraints.txt --editable '.[dev]'
	@touch $@
