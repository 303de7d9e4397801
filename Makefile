# Everything a person types. A fresh machine needs Python 3.11+ and make; the rest comes from package registries.
PORT ?= $(or $(JIAYUAN_GATEWAY_PORT),8080)
BIN := .venv/bin
LOCK := uv pip compile --quiet --generate-hashes --no-annotate --no-header --python-version 3.11

.DEFAULT_GOAL := help
.PHONY: help run stop reset doctor check test generate bench prove sbom lock venv venv-dev

help: ## This list
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  make \1\t/' | expand -t 18

run: venv ## The whole product on this machine, until Ctrl-C (PORT=8080)
	@exec $(BIN)/jiayuan up --port $(PORT)

stop: ## End what runs, keep its data
	@if [ -x $(BIN)/jiayuan ]; then $(BIN)/jiayuan down; else echo "Nothing runs: it was never started here."; fi

reset: venv ## Wipe all data, after asking
	@$(BIN)/jiayuan reset

doctor: venv ## What this machine lacks, and what mends it
	@$(BIN)/jiayuan doctor

check: venv-dev ## What to run before each commit: lint, types, walls, generated files, unit and contract tests (2 minutes)
	@exec $(BIN)/python -m tests.run --check

test: venv-dev ## Everything CI checks: make check, then the suites on real stores (20 minutes)
	@exec $(BIN)/python -m tests.run

generate: venv-dev ## Typed events, AsyncAPI, figures and clients from their sources
	@$(BIN)/python -m contracts.generate
	@$(BIN)/python -m deploy.grafana.generate
	@$(BIN)/python -m deploy.k8s.generate
	@$(BIN)/python -m cli.generate

prove: venv-dev ## The evidence: every guarantee under load and faults, checks against planted faults
	@exec $(BIN)/python -m tests.prove $(if $(SHORT),--short)

bench: venv-dev ## Measure this machine
	@exec $(BIN)/python -m tests.bench

sbom: venv-dev ## What the image is made of, as CycloneDX (var/sbom.json)
	@$(BIN)/python -m deploy.images.sbom var/sbom.json

lock: ## Renew the hashed locks (needs uv)
	@command -v uv >/dev/null || { echo "make lock needs uv: pip install uv"; exit 1; }
	$(LOCK) pyproject.toml -o requirements.lock
	$(LOCK) --extra embedded -c requirements.lock pyproject.toml -o requirements-embedded.lock
	$(LOCK) --extra embedded --extra dev -c requirements-embedded.lock pyproject.toml -o requirements-dev.lock

venv:
	@PYTHON="$(PYTHON)" deploy/embedded/venv.sh embedded

venv-dev:
	@PYTHON="$(PYTHON)" deploy/embedded/venv.sh dev
