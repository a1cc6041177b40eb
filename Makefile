# Two commands do everything: `make run` and `make test`.
.DEFAULT_GOAL := help
PY := .venv/bin/python
PIP := $(PY) -m pip --disable-pip-version-check -q
SHELL := /bin/sh
ARGS ?=
WORKERS ?= 2
EXTRAS ?=

.PHONY: run test check bench help docs lock

help: ## what there is
	@echo "搭子 Dazi"; grep -E '^[a-z]+:.*##' Makefile | sed -E 's/:.*## /\t/' | expand -t 10

.venv/.run: requirements/run.txt pyproject.toml
	@sh tools/venv.sh
	@echo "安装依赖… / Installing what it needs…"
	@$(PIP) install --require-hashes -r requirements/run.txt
	@$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

.venv/.test: requirements/test.txt pyproject.toml .venv/.run
	@echo "安装测试所需… / Installing what the tests need…"
	@$(PIP) install --require-hashes -r requirements/test.txt
	@touch $@

run: .venv/.run ## install into .venv and start the plaza with the companion on http://127.0.0.1:8848
	@.venv/bin/dazi run $(ARGS)

test: .venv/.test ## install what the tests need, browser included, and run all of them; EXTRAS=kolors adds those that need torch
	@sh tools/browser.sh
	@.venv/bin/ruff check dazi tests tools training bench
	@.venv/bin/ruff format --check -q dazi tests tools training bench
	@.venv/bin/mypy
	@$(PY) -m pytest -n $(WORKERS) --dist loadfile $(ARGS)
	@case " $(EXTRAS) " in *" kolors "*) sh tools/kolors.sh ;; esac

check: .venv/.test ## the quick gate: style, types, the house's rules, unit tests
	@.venv/bin/ruff check dazi tests tools training bench
	@.venv/bin/ruff format --check -q dazi tests tools training bench
	@.venv/bin/mypy
	@$(PY) -m pytest -n $(WORKERS) --dist loadfile -m "not slow and not browser and not model" $(ARGS)

bench: .venv/.test ## what a mention costs with models stubbed, and how quick the embedded model is where it is cached
	@$(PY) -m bench.run $(ARGS)
	@$(PY) -m bench.embedded qwen2.5-coder-1.5b

docs: .venv/.test ## build the documentation into site/
	@$(PIP) install -r requirements/docs.in && .venv/bin/mkdocs build -q

lock: ## lock the dependencies anew (needs uv in .venv)
	@sh tools/lock.sh
