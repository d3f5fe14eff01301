#!/usr/bin/env bash
# Prints the path of a Chromium for the browser tests, after installing one if there is none.
# CHROMIUM names another browser of that family.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

find_chromium() {
    local name
    if [ -n "${CHROMIUM:-}" ]; then
        [ -x "$CHROMIUM" ] || die "CHROMIUM=$CHROMIUM is not a program."
        printf '%s\n' "$CHROMIUM"
        return
    fi
    for name in chromium chromium-browser google-chrome-stable google-chrome; do
        # Ubuntu's chromium-browser is a stub that only asks for the snap: it must answer to count.
        if have "$name" && "$name" --version >/dev/null 2>&1; then
            command -v "$name"
            return
        fi
    done
    return 1
}

# Pages carry their own fonts; these are for what a test page shows outside of them.
find_chromium || {
    need_packages "Chromium" chromium fonts-noto-core
    find_chromium || die "Chromium was installed but does not start. Set CHROMIUM to the path of one that does."
}
