#!/usr/bin/env bash
# Runs a command with a Redis server of its own: in memory, listening on a free loopback port, gone when the command ends.
# The command finds it in TEST_REDIS_URL.
#   redis.sh COMMAND [ARGUMENT...]
#   redis.sh --install-only
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

have redis-server || need_packages "Redis" redis-server
have redis-server || die "Redis was installed but redis-server is not found."
[ "${1:---install-only}" != --install-only ] || exit 0

DIR="$(mktemp -d "${TMPDIR:-/tmp}/majlis-redis.XXXXXX")"
SERVER=
stop() {
    local status=$?
    trap - EXIT INT TERM
    [ -z "$SERVER" ] || kill "$SERVER" 2>/dev/null || true
    rm -rf "$DIR"
    exit "$status"
}
trap stop EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

PORT="$(node -e 'const s = require("net").createServer().listen(0, "127.0.0.1", () => { console.log(s.address().port); s.close() })')"
redis-server --bind 127.0.0.1 --port "$PORT" --save "" --appendonly no --dir "$DIR" --daemonize no >"$DIR/redis.log" 2>&1 &
SERVER=$!
# The log says when it listens; a server that ended says why.
until grep -q "Ready to accept connections" "$DIR/redis.log"; do
    kill -0 "$SERVER" 2>/dev/null || { cat "$DIR/redis.log" >&2; die "Redis did not start."; }
    read -r -t 0.05 <> <(:) || true
done
say "Redis is listening on 127.0.0.1:$PORT"
TEST_REDIS_URL="redis://127.0.0.1:$PORT" "$@"
