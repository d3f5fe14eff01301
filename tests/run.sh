#!/usr/bin/env bash
# `make test`: every check, one after the other, each with its time. A step that fails does not
# hide the next ones; the end says which failed, and the exit status is theirs.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit

# Cheap answers come first.
STEPS=(
    "setup-test|What the tests need is installed"
    "assets|Assets build"
    "lint-assets|Assets lint"
    "lint-format|Formatting"
    "lint-clippy|Clippy, warnings denied"
    "lint-docs|Documentation builds without warnings"
    "test-build|Tests and the binary build"
    "test-unit|Unit tests"
    "test-sqlite|Integration tests on SQLite"
    "test-postgres|Integration tests on PostgreSQL"
    "test-process|Processes, on both engines"
    "test-browser|Chromium"
    "test-clients|Mastodon clients and calendar libraries"
)

passed=0
failed=0
table=()
began=$SECONDS

clock() { printf '%d:%02d' $(($1 / 60)) $(($1 % 60)); }

for step in "${STEPS[@]}"; do
    target="${step%%|*}"
    title="${step#*|}"
    printf '\n=== %s (make %s)\n' "$title" "$target"
    step_began=$SECONDS
    if make "$target" </dev/null; then
        verdict=ok
        passed=$((passed + 1))
    else
        verdict=FAILED
        failed=$((failed + 1))
    fi
    table+=("$(printf '%-7s %6s  %-14s %s' "$verdict" "$(clock $((SECONDS - step_began)))" "$target" "$title")")
    # Nothing after it can be right when the tools themselves are missing.
    [ "$target:$verdict" != setup-test:FAILED ] || break
done

printf '\n=== Summary, %s in all\n' "$(clock $((SECONDS - began)))"
printf '%s\n' "${table[@]}"
printf '\nsteps: %d passed, %d failed\n' "$passed" "$failed"
[ "$failed" -eq 0 ] && [ "$passed" -eq "${#STEPS[@]}" ]
