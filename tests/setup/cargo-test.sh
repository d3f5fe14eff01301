#!/usr/bin/env bash
# Runs Rust tests with nextest where it is installed and with `cargo test` elsewhere.
#   cargo-test.sh [--only MODULE | --without MODULE] CARGO_ARGUMENT...
# MODULE is a top module of a test binary, such as `process` of tests/it.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

filter=
module=
case "${1:-}" in
    --only | --without)
        filter="$1"
        module="${2:?a module}"
        shift 2
        ;;
esac

if cargo nextest --version >/dev/null 2>&1; then
    say "Test runner: nextest"
    case "$filter" in
        --only) set -- "$@" --filterset "test(/^${module}::/)" ;;
        --without) set -- "$@" --filterset "not test(/^${module}::/)" ;;
    esac
    exec cargo nextest run "$@"
fi

say "Test runner: cargo test"
case "$filter" in
    --only) set -- "$@" -- "${module}::" ;;
    --without) set -- "$@" -- --skip "${module}::" ;;
esac
exec cargo test "$@"
