#!/usr/bin/env bash
# Signs in to a demo network with Mastodon clients and an OpenID client, and reads with them; reads its calendars with two
# calendar libraries, and gives it theirs.
# Needs MAJLIS_BIN, node_modules and .venv; `make test-clients` sees to them.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
exec node ../setup/with-demo.mjs node --test --test-concurrency=1 --test-timeout=180000 --test-reporter=spec toot.test.mjs masto.test.mjs openid.test.mjs calendar.test.mjs
