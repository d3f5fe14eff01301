#!/usr/bin/env bash
# Runs Rust tests, those of a binary in one process: what every process makes first (the words of both languages, certificates,
# randomness) took a third of the time when each test had one of its own.
#   cargo-test.sh [--only MODULE | --without MODULE] CARGO_ARGUMENT...
# MODULE is a top module of a test binary, such as `process` of tests/it. TEST_THREADS says how many tests go at a time.
set -euo pipefail

# While one waits, another one works.
choice=(--test-threads "${TEST_THREADS:-$(($(nproc) + 1))}")
case "${1:-}" in
    --only)
        choice+=("${2:?a module}::")
        shift 2
        ;;
    --without)
        choice+=(--skip "${2:?a module}::")
        shift 2
        ;;
esac

exec cargo test --no-fail-fast "$@" -- "${choice[@]}"
