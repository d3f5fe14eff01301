#!/usr/bin/env bash
# Runs a command with a PostgreSQL server of its own: made in a temporary folder, listening on a free
# loopback port, gone when the command ends. The command finds it in TEST_DATABASE_URL, which names a
# superuser's connection to the database `postgres`, so that each test can make a database for itself.
#   postgres.sh COMMAND [ARGUMENT...]
#   postgres.sh --install-only
# POSTGRES_BIN names the folder of initdb and pg_ctl where they are not found.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

OLDEST_POSTGRES=14

find_postgres() {
    local dir
    # Debian keeps each version's programs in a folder of their own, off the PATH. Newest first.
    for dir in ${POSTGRES_BIN:+"$POSTGRES_BIN"} $(printf '%s\n' /usr/lib/postgresql/*/bin | sort --version-sort --reverse) \
        "$(dirname "$(command -v initdb || echo /nowhere/initdb)")"; do
        if [ -x "$dir/initdb" ] && [ -x "$dir/pg_ctl" ] && [ -x "$dir/postgres" ]; then
            printf '%s\n' "$dir"
            return
        fi
    done
    return 1
}

# PostgreSQL refuses to run as root, so there it runs as a user without rights.
choose_user() {
    AS=()
    [ "$(id -u)" -eq 0 ] || return 0
    local user
    for user in postgres nobody; do
        if id "$user" >/dev/null 2>&1; then
            AS=(runuser -u "$user" --)
            chown "$user" "$DIR"
            return
        fi
    done
    die "PostgreSQL does not run as root, and there is no user postgres or nobody to run it as."
}

free_port() {
    node -e 'const s = require("net").createServer().listen(0, "127.0.0.1", () => { console.log(s.address().port); s.close() })'
}

# Nothing here has to survive a power cut, so nothing waits for the disk.
start() {
    # The user that runs the server may not be allowed into the folder this was called from.
    cd /
    "${AS[@]}" "$BIN/initdb" --pgdata="$DIR/data" --username=majlis --auth=trust --encoding=UTF8 --locale=C \
        --no-sync >"$DIR/initdb.log" 2>&1 || { cat "$DIR/initdb.log" >&2; die "initdb failed."; }
    local options="-c listen_addresses=127.0.0.1 -c port=$PORT -c unix_socket_directories='' -c max_connections=300"
    options="$options -c fsync=off -c full_page_writes=off -c synchronous_commit=off -c shared_buffers=256MB"
    # Databases come and go by the hundred and are never full: nothing is to be tidied, saved or compiled in between.
    options="$options -c autovacuum=off -c jit=off -c wal_level=minimal -c max_wal_senders=0 -c max_wal_size=1GB -c checkpoint_timeout=1h"
    "${AS[@]}" "$BIN/pg_ctl" --pgdata="$DIR/data" --log="$DIR/data/server.log" --options="$options" --wait --silent start >&2 ||
        { cat "$DIR/data/server.log" >&2; die "PostgreSQL did not start."; }
    cd - >/dev/null
}

stop() {
    local status=$?
    trap - EXIT INT TERM
    if [ -f "$DIR/data/postmaster.pid" ]; then
        (cd / && "${AS[@]}" "$BIN/pg_ctl" --pgdata="$DIR/data" --mode=immediate --silent stop >&2) || true
    fi
    rm -rf "$DIR"
    exit "$status"
}

BIN="$(find_postgres)" || {
    need_packages "PostgreSQL" postgresql
    BIN="$(find_postgres)" || die "PostgreSQL was installed but initdb is not found. Set POSTGRES_BIN to its folder."
}
version="$("$BIN/postgres" --version | sed 's/[^0-9]*\([0-9]*\).*/\1/')"
[ "$version" -ge "$OLDEST_POSTGRES" ] || die "PostgreSQL $version is too old; $OLDEST_POSTGRES or newer is needed."
[ "${1:---install-only}" != --install-only ] || exit 0

DIR="$(mktemp -d "$(roomy_memory)/majlis-postgres.XXXXXX")"
trap stop EXIT
trap 'exit 130' INT
trap 'exit 143' TERM
choose_user
PORT="$(free_port)"
start
say "PostgreSQL $version is listening on 127.0.0.1:$PORT"
TEST_DATABASE_URL="postgres://majlis@127.0.0.1:$PORT/postgres" "$@"
