#!/usr/bin/env bash
# Checks licences, bans and sources of the dependencies (deny.toml), and known advisories where their
# database can be had. Builds cargo-deny once, into a cache beside no checkout, if it is not installed.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

VERSION=0.20.2
TOOLS="${MAJLIS_TOOLS:-${XDG_CACHE_HOME:-${HOME:?}/.cache}/majlis/tools}"
DATABASE_HOST=https://github.com/RustSec/advisory-db

if cargo deny --version >/dev/null 2>&1; then
    deny=(cargo deny)
else
    deny=("$TOOLS/bin/cargo-deny")
    if [ "$("${deny[@]}" --version 2>/dev/null)" != "cargo-deny $VERSION" ]; then
        say "Building cargo-deny $VERSION (a few minutes, once on this machine)"
        # Unoptimised on purpose: it builds in a third of the time and runs for a second.
        CARGO_PROFILE_DEV_DEBUG=0 CARGO_TARGET_DIR="$TOOLS/build" \
            cargo install cargo-deny --version "$VERSION" --locked --debug --quiet --root "$TOOLS"
        rm -rf "$TOOLS/build"
    fi
fi

cd "$ROOT"
"${deny[@]}" --all-features --log-level error check --hide-inclusion-graph licenses bans sources

# The advisory database is a git repository, not a package: some build machines cannot reach it.
if GIT_TERMINAL_PROMPT=0 timeout 30 git ls-remote --quiet "$DATABASE_HOST" HEAD >/dev/null 2>&1; then
    "${deny[@]}" --all-features --log-level error check --hide-inclusion-graph advisories
else
    say "NOT CHECKED: security advisories. $DATABASE_HOST cannot be reached from here; the hosted workflow checks them."
fi
