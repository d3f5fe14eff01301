#!/usr/bin/env bash
# `make test`: every check, each with its time. A step that fails does not hide the next ones; the end says which failed, and
# the exit status is theirs.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit

# Cheap answers come first. A step with a plus goes at the same time as the one before it: the compiler has work for both cores
# only now and then.
STEPS=(
    "setup-test|What the tests need is installed"
    "assets|Assets build"
    "lint-assets|Assets lint"
    "lint-format|Formatting"
    "lint-rust|Clippy and documentation, warnings denied"
    "+test-build|Tests and the binary build"
    "test-unit|Unit tests"
    "test-sqlite|Integration tests on SQLite"
    "test-postgres|Integration tests on PostgreSQL"
    "test-process|Processes, on both engines"
    "test-browser|Chromium"
    "test-clients|Mastodon clients and calendar libraries"
)

logs="$(mktemp -d "${TMPDIR:-/tmp}/majlis-test.XXXXXX")"
trap 'rm -rf "$logs"' EXIT
# What goes beside a step does not hear of an interrupt by itself.
trap 'trap - INT TERM; kill 0' INT TERM

passed=0
failed=0
table=()
began=$SECONDS
# Targets and titles of the steps that go at the same time.
targets=()
titles=()

clock() { printf '%d:%02d' $(($1 / 60)) $(($1 % 60)); }

# Makes a target and leaves its exit status and how long it took.
take() {
    local step_began=$SECONDS
    make "$1" </dev/null
    echo "$? $((SECONDS - step_began))" >"$logs/$1.end"
}

# Counts a step that has ended.
count() {
    local target="$1" title="$2" status seconds verdict=FAILED
    read -r status seconds <"$logs/$target.end"
    if [ "$status" -eq 0 ]; then
        verdict=ok
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
    fi
    table+=("$(printf '%-7s %6s  %-14s %s' "$verdict" "$(clock "$seconds")" "$target" "$title")")
    printf -- '--- %s\n' "${table[-1]}"
}

# Makes the targets that are due: the first one is seen at work, the others when they have ended.
make_all() {
    local number
    [ "${#targets[@]}" -gt 0 ] || return 0
    for number in "${!targets[@]}"; do
        [ "$number" -eq 0 ] || take "${targets[$number]}" >"$logs/${targets[$number]}.log" 2>&1 &
    done
    for number in "${!targets[@]}"; do
        printf '\n=== %s (make %s)\n' "${titles[$number]}" "${targets[$number]}"
        if [ "$number" -eq 0 ]; then
            take "${targets[0]}"
            wait
        else
            cat "$logs/${targets[$number]}.log"
        fi
        count "${targets[$number]}" "${titles[$number]}"
    done
    targets=()
    titles=()
}

for step in "${STEPS[@]}"; do
    if [[ "$step" != +* ]]; then
        make_all
        # Nothing can be right when the tools themselves are missing.
        [ "$failed" -eq 0 ] || [ "$passed" -gt 0 ] || break
    fi
    step="${step#+}"
    targets+=("${step%%|*}")
    titles+=("${step#*|}")
done
make_all

printf '\n=== Summary, %s in all\n' "$(clock $((SECONDS - began)))"
printf '%s\n' "${table[@]}"
printf '\nsteps: %d passed, %d failed\n' "$passed" "$failed"
[ "$failed" -eq 0 ] && [ "$passed" -eq "${#STEPS[@]}" ]
