# `make` alone lists what there is. `make run` and `make test` set up all that they need, once.

PYTHON ?= python3
HOST ?= 127.0.0.1
PORT ?= 7860
DATA ?= data
OUT ?= runs
MINUTES ?= 60
export HOST PORT

PY := .venv/bin/python
RUN_READY := .venv/.run-ready
DEV_READY := .venv/.dev-ready
NODE_READY := $(if $(shell command -v npm),node_modules/.ready)
TRAIN = --data $(DATA) --resume $(OPTIONS)

.DEFAULT_GOAL := help
.PHONY: help run test check check-scripts format coverage browsers bench engine soak attack train-vae train-gan train-reader train-all evaluate clean

help:  ## list these commands
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

run: $(RUN_READY)  ## serve the app on http://127.0.0.1:7860 (PORT=… HOST=… change it)
	@$(PY) app.py

test: $(DEV_READY) chromium  ## run every test, also those in a real browser, two files at a time
	OMP_NUM_THREADS=1 $(PY) -m pytest -n 2 --dist loadfile

browsers: $(DEV_READY)  ## walk through all tabs in Firefox and in WebKit, where they are installed
	OMP_NUM_THREADS=1 $(PY) -m tests.browser.walk.other_browsers

check: $(DEV_READY) check-scripts  ## check format, lint and types, and run the tests that need no browser; changes no file
	$(PY) -m ruff format --check .
	$(PY) -m ruff check .
	$(PY) -m mypy
	$(PY) -m pytest -m "not browser"

check-scripts: $(NODE_READY)  ## check format, lint and types of the page's scripts, where Node is there
	@$(if $(NODE_READY),npm run --silent check,echo "Node is not installed: the page's scripts are not checked")

format: $(DEV_READY) $(NODE_READY)  ## format all Python files and, where Node is there, the page's scripts
	$(PY) -m ruff format .
	$(PY) -m ruff check --fix .
	$(if $(NODE_READY),npm run --silent format)

coverage: $(DEV_READY)  ## run the tests that need no browser and print which lines they leave out
	$(PY) -m pytest -m "not browser" --cov --cov-report=term-missing:skip-covered

bench: $(DEV_READY) chromium  ## print our speed against others', interleaved in one run
	$(PY) -m bench.gabor
	$(PY) -m bench.training
	$(PY) -m bench.live
	$(PY) -m bench.lab
	$(PY) -m bench.dream
	$(PY) -m bench.weight
	$(PY) -m bench.distance
	$(PY) -m bench.load --seconds 8

engine: $(DEV_READY)  ## compile ui/engine/kernels to the WebAssembly that the page computes with
	@PYTHON=$(PY) sh ui/engine/kernels/build.sh

soak: $(DEV_READY)  ## hold a server for an hour with 20 visitors, and print its memory (MINUTES=60)
	$(PY) -m bench.soak --minutes $(MINUTES)

attack: $(DEV_READY)  ## send 10,000 hostile requests to all that can be asked, and print what came of them. OPTIONS="--seed 1 …"
	OMP_NUM_THREADS=1 $(PY) -m tests.hostile.attack $(OPTIONS)

train-vae: NAME = vae_mlp
train-vae: $(DEV_READY)  ## train a VAE: NAME=vae_mlp (the article's), vae_conv or vae_map; goes on where it stopped
	$(PY) -m training.vae --name $(NAME) $(TRAIN)

train-gan: NAME = gan_mlp
train-gan: $(DEV_READY)  ## train a GAN: NAME=gan_mlp (the article's), gan_mlp_k1 or gan_conv; likewise
	$(PY) -m training.gan --name $(NAME) $(TRAIN)

train-reader: $(DEV_READY)  ## train the digit reader; likewise. DATA=… is MNIST's folder, OPTIONS="--epochs 5 …" the rest
	$(PY) -m training.reader $(TRAIN)

train-all: $(DEV_READY)  ## train all that is not finished, publish and measure it. OUT=runs, OPTIONS="--minutes 10 …"
	$(PY) -m training.all --data $(DATA) --out $(OUT) $(OPTIONS)

evaluate: $(DEV_READY)  ## measure every shipped model on MNIST's test digits, write cards and tables
	$(PY) -m training.evaluate --all --data $(DATA)

clean:  ## remove the virtual environment and caches; weights and runs stay
	rm -rf .venv node_modules .mypy_cache .pytest_cache .ruff_cache .coverage
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

.venv:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Inkspace needs Python 3.11 or newer; name one with make PYTHON=python3.11 …" >&2; exit 1; }
	$(PYTHON) -m venv .venv

$(RUN_READY): requirements.txt | .venv
	@echo "Installing what the app needs into .venv; PyTorch is large, so the first time takes minutes"
	@$(PY) -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

$(DEV_READY): $(wildcard requirements*.txt) | .venv
	@echo "Installing what training and tests need into .venv; PyTorch is large, so the first time takes minutes"
	@$(PY) -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $(RUN_READY) $@

node_modules/.ready: package-lock.json
	npm ci --silent --no-audit --no-fund
	@touch $@

.PHONY: chromium
chromium:
	@sh tests/browser/get_chromium.sh
