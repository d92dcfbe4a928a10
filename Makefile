# The book and its tests. README.md has the same steps for people without make.

PYTHON ?= python3
BIN := .venv/bin
BUILD := $(BIN)/jupyter-book build . -W -n --keep-going
HTML := _build/html
NOTEBOOKS := $(BIN)/python -m pooltools.book.live notebooks $(if $(REPOSITORY),--repository $(REPOSITORY))
LIVE := .venv/live
# where the book will be on the web; by default what pooltools/_address.py says
export POOLTOOLS_ADDRESS := $(ADDRESS)
# and where its sources are; by default what pyproject.toml says
export POOLTOOLS_REPOSITORY := $(REPOSITORY)
# CI takes exact versions, others the ranges of pyproject.toml or: make EXACT=1
EXACT ?= $(CI)
export EXACT
exactly = $(if $(EXACT),--constraint tests/make/constraints-$(1).txt)

.PHONY: help book english chinese serve lab notebooks live test tools lint dist oracles bench clinic experiments constraints stamp clean

help: ## say what there is
	@grep -E '^[a-z]+:.*##' Makefile | sed -E 's/:.*## /\t/' | expand -t 10

# ---- the book ---------------------------------------------------------------

book: english chinese ## build both editions into _build/html
	rm -rf $(HTML)/zh && cp -R _build/zh/_build/html $(HTML)/zh
	$(BIN)/python -m pooltools.book.whole $(HTML)
	@echo "The book is ready: open $(HTML)/index.html, or type: make serve"

english: .venv/book
	$(BUILD) --quiet

chinese: .venv/book
	$(BUILD) --quiet --config chapters/zh/_config.yml --toc chapters/zh/_toc.yml --path-output _build/zh

serve: ## show the built book at http://localhost:8000
	$(BIN)/python -m http.server 8000 --bind 127.0.0.1 --directory $(HTML)

lab: notebooks ## open the pages as notebooks in JupyterLab
	$(BIN)/jupyter lab --notebook-dir _build/notebooks

notebooks: .venv/lab ## write the pages as notebooks into _build/notebooks
	$(NOTEBOOKS)

live: .venv/book $(LIVE)/ready ## add notebooks that run in the browser to the built book
	rm -rf _build/live
	$(NOTEBOOKS) --output _build/live/notebooks
	$(BIN)/python -m pooltools.book.live site $(if $(PYODIDE),--pyodide $(PYODIDE)) $(if $(CDN),--cdn) $(if $(REPOSITORY),--repository $(REPOSITORY)) $(if $(HUB),--hub $(HUB))
	@echo "Every page with code has a Run button now: make serve"

clean: ## forget everything that was built
	rm -rf _build

# ---- tests ------------------------------------------------------------------

test: .venv/test .venv/node ## set up, build the book, and run every test
	$(MAKE) --jobs 4 book tools $(LIVE)/ready lint
	if $(BIN)/python tests/book/pyodide.py; then $(MAKE) live; else test -z "$$CI"; fi
	$(BIN)/pytest --numprocesses auto --dist worksteal

tools: .venv/test
	$(BIN)/python tests/browser/browser.py --install
	$(BIN)/python tests/engines/drivers.py --install
	$(BIN)/python tests/classroom/bubblewrap.py --install

lint: .venv/test .venv/node ## check form, types, spelling, workflows, and what imports what
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/codespell
	$(BIN)/oxlint --deny-warnings pooltools tests/js
	$(BIN)/python -m tests.node types
	$(BIN)/zizmor --offline --quiet .github
	$(BIN)/pytest --quiet tests/test_layers.py tests/test_dependencies.py

dist: .venv/test ## build what goes to PyPI into _build/dist, and check it
	rm -rf _build/dist
	$(BIN)/python -m build --no-isolation --outdir _build/dist
	$(BIN)/twine check --strict _build/dist/*

oracles: .venv/test ## recompute the frozen PyTorch cases, where torch is installed
	$(BIN)/python -m tests.make cases gradients adaptive lp antialias beyond tokens regions

bench: .venv/test ## race every way to pool that is installed, some minutes
	$(BIN)/python -m tests.make speed

clinic: .venv/test ## ask every installed library anew for the framework clinic
	$(BIN)/python -m tests.make clinic

experiments: .venv/book ## train chapter 8 anew, some minutes; the Running Network: see tests/make/running.py
	$(BIN)/python -m tests.make robustness
	$(if $(MLXTEND),$(BIN)/python -m tests.make running)

constraints: ## renew the exact versions that CI installs, some minutes
	$(PYTHON) -m tests.make constraints

stamp: .venv/book ## say that a Chinese page is up to date: make stamp PAGE=01-one-window
	$(BIN)/python tests/book/editions.py $(PAGE)

# ---- set-up: a stamp for each set of packages -------------------------------

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed: make PYTHON=python3.12"; exit 1; }
	$(PYTHON) -m venv .venv

# the fonts are listed here once: the first page would tell readers that it does so
.venv/book: requirements.txt pyproject.toml | .venv/bin/python
	$(BIN)/python -m pip install --quiet --requirement requirements.txt $(call exactly,test)
	$(BIN)/python -c "import matplotlib.font_manager"
	touch $@

# what is installed beside JupyterLite gets into its site: it has its own environment
PURE := --no-deps --only-binary=:all: --platform any --implementation py --abi none --python-version 3.12

$(LIVE)/ready: pyproject.toml | .venv/bin/python
	$(BIN)/python -m venv --clear $(LIVE)
	$(LIVE)/bin/python -m pip install --quiet --editable ".[live]" $(call exactly,live)
	$(LIVE)/bin/python -m pip freeze --exclude-editable > $(LIVE)/versions.txt
	$(LIVE)/bin/python -m pip download --quiet $(PURE) --constraint $(LIVE)/versions.txt --dest $(LIVE)/wheels anywidget comm ipywidgets psygnal typing-extensions
	touch $@

.venv/lab .venv/test: .venv/book
	$(BIN)/python -m pip install --quiet --editable ".[$(@F)]" $(call exactly,test)
	touch $@

.venv/node: tests/package-lock.json | .venv/test
	$(BIN)/python -m tests.node --install
	touch $@
