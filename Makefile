# The two commands are `make serve` and `make test`; `make venv` is their common first step.
PYTHON ?= python3.11
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
NODE := .node/ready

export HF_HUB_OFFLINE = 1

.PHONY: help venv serve test check coverage soak bench screenshots clean

help:
	@echo "make serve     set up, load the fictional sample where nothing is loaded, serve the chat"
	@echo "make test      set up, then every check and test"
	@echo "make coverage  the tests once more, with the lines that they run counted; fails below 85 %"
	@echo "make soak      the slow checks at their full counts"
	@echo "make screenshots  pictures of the main pages, desktop, phone and dark, into screenshots/"
	@echo "make bench     measure speed against the plain pipeline, in one run"

venv: $(READY)

# torch first and by itself: any other order may fetch a build with several GB of CUDA packages.
$(READY): pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --constraint constraints.txt torch==2.13.0
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[test,ocr]'
	touch $(READY)

# A reader of GIFT that tests compare with; they skip, and say so, where Node is not installed.
$(NODE):
	-@if command -v npm >/dev/null; then npm install --silent --no-audit --no-fund --prefix .node gift-pegjs@1.0.2 && touch $(NODE); fi

serve: $(READY)
	$(BIN)/review-learning serve

check: $(READY)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

# A file's tests stay together, since they share what is costly to set up. Each core has a worker, so that the model in
# it is to use no more than one.
test: export OMP_NUM_THREADS = 1
test: check $(NODE)
	$(BIN)/python -m pytest --numprocesses auto --dist loadfile --no-loadscope-reorder

# By itself, since counting lines makes the tests two to three times slower, and some of them are held to a time.
coverage: $(READY) $(NODE)
	$(BIN)/python -m pytest --numprocesses auto --dist loadfile --no-loadscope-reorder --cov --cov-report=term:skip-covered

soak: $(READY)
	SOAK=1 $(BIN)/python -m pytest -raP tests/test_versions.py tests/test_live.py tests/test_verification.py tests/test_sandbox.py tests/test_hostile.py tests/test_switching.py tests/test_rebuilds.py tests/test_crowd.py tests/test_stopping.py

screenshots: $(READY)
	PYTHONPATH=tests $(BIN)/python -m screenshots

bench: $(READY)
	$(BIN)/python -m evals.benchmark
	$(BIN)/python -m evals.scale

clean:
	rm -rf $(VENV) .node build *.egg-info .coverage .mypy_cache .pytest_cache .ruff_cache .hypothesis
