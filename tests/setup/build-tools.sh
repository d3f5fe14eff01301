#!/usr/bin/env bash
# Sees to what a build needs: a C compiler, make, Rust no older than Cargo.toml says, Node no older than 20.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

OLDEST_NODE=20

# at_least HAVE WANT: is version HAVE no older than WANT?
at_least() { [ "$(printf '%s\n%s\n' "$2" "$1" | sort --version-sort | head -n 1)" = "$2" ]; }

check_rust() {
    local want has
    have cargo || die "Rust is missing. Install the stable toolchain with rustup, then run this again."
    want="$(sed -n 's/^rust-version = "\(.*\)"/\1/p' "$ROOT/Cargo.toml" | head -n 1)"
    has="$(rustc --version | cut -d ' ' -f 2)"
    at_least "$has" "$want" || die "Rust $has is too old; $want or newer is needed:  rustup update stable"
    for part in clippy rustfmt; do
        cargo "${part/rustfmt/fmt}" --version >/dev/null 2>&1 || die "$part is missing:  rustup component add $part"
    done
}

check_node() {
    local has
    have node || die "Node is missing; $OLDEST_NODE or newer is needed, with npm."
    has="$(node --version)"
    at_least "${has#v}" "$OLDEST_NODE" || die "Node $has is too old; $OLDEST_NODE or newer is needed."
    have npm || die "npm is missing; it comes with Node, or as Debian's package npm."
}

have cc || need_packages "a C compiler" gcc libc6-dev
have make || need_packages "make" make
check_rust
check_node
