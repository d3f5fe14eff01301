#!/usr/bin/env bash
# `make bench`: builds the load program like a release and runs it. What it measures stands in bench/README.md.
#   BENCH_SECONDS=1 BENCH_RUNS=1 bench/run.sh         a quick look
#   TEST_DATABASE_URL=postgres://… bench/run.sh       on PostgreSQL
#   tests/setup/postgres.sh bench/run.sh              the same on a server of its own
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

if [ -n "${MAJLIS_BIN:-}" ] && [ ! -x "$MAJLIS_BIN" ]; then
    echo "MAJLIS_BIN names $MAJLIS_BIN, which is not there; build it with: make release" >&2
    exit 1
fi

# Requests to loopback must not go through a proxy.
unset http_proxy https_proxy HTTP_PROXY HTTPS_PROXY ALL_PROXY all_proxy
exec cargo bench --workspace --locked --bench load "$@"
