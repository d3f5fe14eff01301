#!/usr/bin/env bash
# Signs in to a demo network with Mastodon clients and an OpenID client, and reads with them; reads its calendars with two
# calendar libraries, and gives it theirs; has a mail server take its letters.
# Needs MAJLIS_BIN, node_modules and .venv; `make test-clients` sees to them.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

# The mail server of the network; its letters stand in MAIL_LOG.
MAIL_LOG="$(mktemp)"
port="$(.venv/bin/python -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')"
.venv/bin/python mail.py "$port" >"$MAIL_LOG" &
mail=$!
trap 'kill "$mail" 2>/dev/null || true; rm -f "$MAIL_LOG"' EXIT
export MAIL_LOG MAJLIS_MAIL__TRANSPORT=smtp MAJLIS_MAIL__SMTP_URL="smtp://127.0.0.1:$port"

node ../setup/with-demo.mjs node --test --test-concurrency=1 --test-timeout=180000 --test-reporter=spec toot.test.mjs masto.test.mjs openid.test.mjs calendar.test.mjs mail.test.mjs
