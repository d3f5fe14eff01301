# Everything one does with Majlis by hand, and everything its checks do. `make` alone lists it.

SHELL := bash
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-builtin-rules --no-print-directory

TARGET := $(abspath $(or $(CARGO_TARGET_DIR),target))
# The binary that the tests of whole processes, browsers and clients start. It is the one that the integration tests were
# linked with, so that nothing is built for them alone; `make release test-browser MAJLIS_BIN=target/release/majlis` tries another.
export MAJLIS_BIN ?= $(TARGET)/debug/majlis

# One selection of packages everywhere: another one would unify features differently and
# compile the dependencies once more.
CARGO_ARGS := --workspace --locked
# The database has its tests elsewhere, and is not to be compiled once more for them; `--lib` would not ask it.
UNIT_ARGS := $(CARGO_ARGS) --exclude majlis-db --lib
# Lints have a folder of their own, so that they can go while something is built: cargo lets in one at a time.
LINTED := CARGO_TARGET_DIR="$(TARGET)/lint"
# The documentation takes what Clippy made of the crates (`--examples` asks for the same features of dependencies): by itself
# cargo would check them all once more, which is ten minutes.
READ_BY_CLIPPY = RUSTC_WORKSPACE_WRAPPER="$$(rustc --print sysroot)/bin/clippy-driver" CLIPPY_ARGS="--deny__CLIPPY_HACKERY__warnings__CLIPPY_HACKERY__"
# What npm installs for the tests: Chromium's driver, Mastodon clients, a stand-in for Azure Blob Storage.
AZURITE := tests/azure/node_modules/.package-lock.json
TEST_PACKAGES := tests/browser/node_modules/.package-lock.json tests/clients/node_modules/.package-lock.json $(AZURITE)
ASSET_SOURCES := $(shell find assets -name node_modules -prune -o -path assets/dist -prune -o -type f -print 2>/dev/null)

##@ Run

.PHONY: help
help: ## List what can be made
	@awk 'BEGIN { FS = ":.*## " } /^##@/ { printf "\n%s\n", substr($$0, 5) } /^[a-z-]+:.*## / { printf "  %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

.PHONY: run
run: release ## Build everything and start two instances with sample content
	@exec "$(TARGET)/release/majlis" demo

.PHONY: release
release: assets ## Build the binary that is tried here
	cargo build $(CARGO_ARGS) --release --bin majlis

.PHONY: dist
dist: assets ## Build the binary that is shipped, which takes longer
	cargo build $(CARGO_ARGS) --profile dist --bin majlis

.PHONY: assets
assets: assets/dist/.built ## Build style sheets, scripts, fonts and icons

assets/dist/.built: assets/node_modules/.package-lock.json $(ASSET_SOURCES)
	npm --prefix assets run build
	@touch $@

# npm writes this file last, so that it tells whether an installation is whole and fresh.
%/node_modules/.package-lock.json: %/package-lock.json
	npm --prefix $* ci --ignore-scripts --no-audit --no-fund
	@touch $@

##@ Check

.PHONY: check
check: lint ## The quick checks: formatting, lints, unit tests, the rules of the house
	tests/setup/cargo-test.sh $(UNIT_ARGS)
	tests/setup/cargo-test.sh --only architecture $(CARGO_ARGS) --test it

.PHONY: test
test: ## Everything, as CI runs it, installing what is missing
	@tests/run.sh

.PHONY: setup-test
setup-test: ## Install what the tests need: PostgreSQL, Redis, Chromium, Node and Python packages
	tests/setup/build-tools.sh
	tests/setup/postgres.sh --install-only
	tests/setup/redis.sh --install-only
	@echo "Chromium: $$(tests/setup/chromium.sh)"
	tests/setup/python.sh tests/clients/.venv tests/clients/requirements.txt
	@$(MAKE) assets/node_modules/.package-lock.json $(TEST_PACKAGES)

.PHONY: fmt
fmt: ## Format the code
	cargo fmt --all

.PHONY: lint
lint: assets lint-assets lint-format lint-rust ## All lints

.PHONY: lint-format
lint-format:
	cargo fmt --all --check

.PHONY: lint-assets
lint-assets: assets/node_modules/.package-lock.json
	npm --prefix assets run lint

.PHONY: lint-rust
lint-rust: lint-clippy lint-docs

.PHONY: lint-clippy
lint-clippy: assets
	$(LINTED) cargo clippy $(CARGO_ARGS) --all-targets -- --deny warnings

.PHONY: lint-docs
lint-docs: assets
	$(LINTED) $(READ_BY_CLIPPY) RUSTDOCFLAGS="--deny warnings --allow rustdoc::private-intra-doc-links" cargo doc $(CARGO_ARGS) --lib --examples --no-deps --document-private-items

.PHONY: test-build
test-build: assets ## Build all Rust tests, and the binary beside them, at once
	cargo test $(CARGO_ARGS) --tests --no-run

.PHONY: test-unit
test-unit: assets ## Unit tests
	tests/setup/cargo-test.sh $(UNIT_ARGS)

.PHONY: test-sqlite
test-sqlite: assets $(AZURITE) ## Integration tests on SQLite
	env -u TEST_DATABASE_URL tests/setup/cargo-test.sh --without process $(CARGO_ARGS) --test '*'

.PHONY: test-postgres
test-postgres: assets $(AZURITE) ## Integration tests on a PostgreSQL of their own
	tests/setup/postgres.sh tests/setup/cargo-test.sh --without process $(CARGO_ARGS) --test it

.PHONY: test-process
test-process: test-build ## Tests of real processes, on both engines
	@# Each test starts several processes; two at a time would only make them wait.
	TEST_THREADS=1 tests/setup/both-engines.sh tests/setup/cargo-test.sh --only process $(CARGO_ARGS) --test it

.PHONY: test-browser
test-browser: test-build tests/browser/node_modules/.package-lock.json ## Browser tests in Chromium
	CHROMIUM="$$(tests/setup/chromium.sh)" && export CHROMIUM && tests/setup/postgres.sh tests/setup/redis.sh node tests/browser/run.mjs

.PHONY: test-clients
test-clients: test-build tests/clients/node_modules/.package-lock.json ## Sign in and read with Mastodon clients
	tests/setup/python.sh tests/clients/.venv tests/clients/requirements.txt
	tests/clients/run.sh

.PHONY: deny
deny: ## Licences, bans, sources and advisories of the dependencies
	tests/setup/cargo-deny.sh

.PHONY: bench
bench: release ## Benchmarks, with a table of figures
	MAJLIS_BIN="$(TARGET)/release/majlis" bench/run.sh
