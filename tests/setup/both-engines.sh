#!/usr/bin/env bash
# Runs a command on SQLite and, at the same time, with a PostgreSQL of its own. For tests that wait more than they work.
# The output of each is shown whole, one after the other; the exit status is that of the first that failed.
#   both-engines.sh COMMAND [ARGUMENT...]
set -uo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

logs="$(mktemp -d "${TMPDIR:-/tmp}/majlis-engines.XXXXXX")"
trap 'rm -rf "$logs"' EXIT
# An interrupt reaches both by itself; whoever stops only this script stops both.
trap 'kill 0' TERM

env -u TEST_DATABASE_URL "$@" >"$logs/sqlite" 2>&1 &
sqlite=$!
"$ROOT/tests/setup/postgres.sh" "$@" >"$logs/postgres" 2>&1 &
postgres=$!

wait "$sqlite"
sqlite_status=$?
say "--- on SQLite"
cat "$logs/sqlite" >&2
wait "$postgres"
postgres_status=$?
say "--- on PostgreSQL"
cat "$logs/postgres" >&2
[ "$sqlite_status" -eq 0 ] || exit "$sqlite_status"
exit "$postgres_status"
