# Two commands do all the set-up: `make dashboard` and `make test`.

PORT ?= 8501
BROWSER ?= chromium
MINUTES ?= 10
SECONDS ?= 300
BIN := .venv/bin
STAMP_RUN := .venv/.installed-run
STAMP_TEST := .venv/.installed-test

.PHONY: help dashboard install install-test test lint types fuzz bench soak accuracy docs geodata page screenshots lock clean

help:
	@echo "make dashboard [PORT=8501]   serve the dashboard on this machine"
	@echo "make test                    lint, types, doctests and every test"
	@echo "make fuzz [SECONDS=300]      look for files that the readers cannot stand"
	@echo "make install                 make .venv with the pinned packages"
	@echo "make lint | types | bench    one of these alone"
	@echo "make soak [MINUTES=10]       40 visitors, imports, hostile files, 1,000 visits, a kill"
	@echo "make accuracy                the lines beside the reference layers, where there are any"
	@echo "make docs                    write what is made from tables and types: docs, page types"
	@echo "make page                    every proposal in one file that opens anywhere, in dist/"
	@echo "make screenshots             take the README's pictures anew"
	@echo "make geodata                 build geodata/ anew from its named sources"
	@echo "make lock                    pin the packages anew"
	@echo "make clean                   remove what the commands above made"

dashboard: install
	$(BIN)/whoholds dashboard --port $(PORT)

install: $(STAMP_RUN)
install-test: $(STAMP_TEST)

$(STAMP_RUN): requirements.lock pyproject.toml tools/setup-venv
	@sh tools/setup-venv requirements.lock
	@touch $@

$(STAMP_TEST): requirements-test.lock pyproject.toml tools/setup-venv
	@sh tools/setup-venv requirements-test.lock
	@touch $@ $(STAMP_RUN)

# Quick tests first (the examples in docstrings among them); a browser and an installation in an empty folder come last.
# Of several hundred tests in a browser, one a run may meet a moment of a busy machine: it has a second try, which is reported.
test: install-test lint types
	$(BIN)/pytest -q -n 2 -m "not browser and not slow" tests
	sh tools/with-node node --test tests/scripts/*.test.js
	PYTHONHASHSEED=1 $(BIN)/python -m tests.fuzzing --seconds $(SECONDS) --seed 1 --same
	@BROWSER=$(BROWSER) sh tools/setup-browser
	BROWSER=$(BROWSER) $(BIN)/pytest -q -n 2 --dist loadfile --reruns 1 -raR -m "browser or slow" tests

lint: install-test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	sh tools/with-node node_modules/.bin/eslint .
	sh tools/with-node node_modules/.bin/tsc

types: install-test
	$(BIN)/mypy

# What is found is kept in tests/fuzzing/corpus, where the quick tests try it from then on.
fuzz: install-test
	$(BIN)/python -m tests.fuzzing --seconds $(SECONDS)

bench: install-test
	$(BIN)/python -m benchmarks

soak: install-test
	$(BIN)/python -m benchmarks.soak --minutes $(MINUTES) --write

# PICTURE=~/lines.svg draws where they differ, outside the repository.
accuracy: install-test
	$(BIN)/python -m benchmarks.line_accuracy $(if $(PICTURE),--picture $(PICTURE))

docs: install-test
	$(BIN)/python tools/docs.py
	$(BIN)/python tools/page_types.py

geodata: install-test
	$(BIN)/python tools/geodata/build.py

# One file a language, each with every proposal: what a release hands out to those who install nothing.
page: install
	mkdir -p dist
	$(BIN)/whoholds map anchorage-aug-2025 -o dist/whoholds-en.html
	$(BIN)/whoholds map anchorage-aug-2025 -o dist/whoholds-uk.html --language uk

screenshots: install-test
	PYTHONPATH=. $(BIN)/python tools/screenshots.py

lock: install-test
	sh tools/lock

clean:
	rm -rf .venv node_modules .pytest_cache .mypy_cache .ruff_cache .hypothesis .cache build dist
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
