#!/usr/bin/env bash
# `make test`: every check, each with its time. A step that fails does not hide the next ones; the end says which failed, and
# the exit status is theirs.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit

# Cheap answers come first. A step with a tilde takes the time that the ones after it leave, for neither the compiler nor a
# browser keeps all cores busy, and is shown at the end.
STEPS=(
    "setup-test|What the tests need is installed"
    "assets|Assets build"
    "lint-assets|Assets lint"
    "lint-format|Formatting"
    "~lint-rust|Clippy and documentation, warnings denied"
    "test-build|Tests and the binary build"
    "test-unit|Unit tests"
    "test-sqlite|Integration tests on SQLite"
    "test-postgres|Integration tests on PostgreSQL"
    "test-process|Processes, on both engines"
    "test-browser|Chromium"
    "test-clients|Mastodon clients and calendar libraries"
)

logs="$(mktemp -d "${TMPDIR:-/tmp}/majlis-test.XXXXXX")"
trap 'rm -rf "$logs"' EXIT
# What goes beside the steps does not hear of an interrupt by itself.
trap 'trap - INT TERM; kill 0' INT TERM

passed=0
failed=0
table=()
began=$SECONDS
# Steps that go beside the others.
beside=()

clock() { printf '%d:%02d' $(($1 / 60)) $(($1 % 60)); }

# Makes a target and leaves its exit status and how long it took.
take() {
    local step_began=$SECONDS
    make "$1" </dev/null
    echo "$? $((SECONDS - step_began))" >"$logs/$1.end"
}

announce() { printf '\n=== %s (make %s)\n' "${1#*|}" "${1%%|*}"; }

# Counts a step that has ended.
count() {
    local target="${1%%|*}" status seconds verdict=FAILED
    read -r status seconds <"$logs/$target.end"
    if [ "$status" -eq 0 ]; then
        verdict=ok
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
    fi
    table+=("$(printf '%-7s %6s  %-14s %s' "$verdict" "$(clock "$seconds")" "$target" "${1#*|}")")
    printf -- '--- %s\n' "${table[-1]}"
}

for step in "${STEPS[@]}"; do
    if [[ "$step" == "~"* ]]; then
        step="${step#\~}"
        beside+=("$step")
        (
            renice -n 19 "$BASHPID" >/dev/null
            take "${step%%|*}"
        ) >"$logs/${step%%|*}.log" 2>&1 &
        continue
    fi
    announce "$step"
    take "${step%%|*}"
    count "$step"
    # Nothing can be right when the tools themselves are missing.
    [ "$passed" -gt 0 ] || break
done

wait
for step in "${beside[@]}"; do
    announce "$step"
    cat "$logs/${step%%|*}.log"
    count "$step"
done

printf '\n=== Summary, %s in all\n' "$(clock $((SECONDS - began)))"
printf '%s\n' "${table[@]}"
printf '\nsteps: %d passed, %d failed\n' "$passed" "$failed"
[ "$failed" -eq 0 ] && [ "$passed" -eq "${#STEPS[@]}" ]
