# shellcheck shell=bash
# Sourced by the scripts of this folder: messages, and packages of the system.

ROOT="$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)"
export ROOT

say() { printf '%s\n' "$*" >&2; }

die() {
    printf 'error: %s\n' "$*" >&2
    exit 1
}

have() { command -v "$1" >/dev/null 2>&1; }

# The prefix that makes a command run as root: nothing for root itself, `sudo -n`
# where it asks for no password. Fails where neither is to be had.
root_prefix() {
    if [ "$(id -u)" -eq 0 ]; then
        return 0
    fi
    have sudo && sudo -n true 2>/dev/null && printf 'sudo -n'
}

# need_packages PURPOSE PACKAGE...
# Installs Debian/Ubuntu packages where we may; elsewhere says which command does, and fails.
need_packages() {
    local purpose="$1" prefix
    shift
    local by_hand="apt-get update && apt-get install --yes --no-install-recommends $*"
    have apt-get || die "$purpose is missing, and this system has no apt-get. Install what Debian calls: $*"
    prefix="$(root_prefix)" || die "$purpose is missing. As root, run:  $by_hand"
    say "Installing $purpose: $*"
    # shellcheck disable=SC2086 # the prefix is one word, two, or none
    if ! { $prefix apt-get update --quiet=2 &&
        $prefix env DEBIAN_FRONTEND=noninteractive apt-get install --quiet=2 --yes --no-install-recommends "$@"; } >&2; then
        die "$purpose could not be installed. As root, run:  $by_hand"
    fi
}

# A folder in memory if there is one with room, else the one for temporary files. A database for each test is a thousand files
# made and deleted, which a disk's file system takes longer for than the tests themselves.
roomy_memory() {
    local needed=$((4 * 1024 * 1024)) free=0
    [ ! -w /dev/shm ] || free="$(df --output=avail -k /dev/shm 2>/dev/null | tail -n 1)"
    if [ "${free:-0}" -ge "$needed" ]; then
        echo /dev/shm
    else
        echo "${TMPDIR:-/tmp}"
    fi
}
