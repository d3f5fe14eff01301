#!/usr/bin/env bash
# Makes a Python environment in DIR holding exactly the packages of REQUIREMENTS, unless it is there already.
#   python.sh DIR REQUIREMENTS
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

dir="${1:?the folder of the environment}"
requirements="${2:?the file of requirements}"

python3 -c 'import ensurepip, sys; sys.exit(sys.version_info < (3, 10))' 2>/dev/null ||
    need_packages "Python 3.10 or newer with venv" python3 python3-venv

if ! cmp --silent "$requirements" "$dir/requirements.txt"; then
    rm -rf "$dir"
    python3 -m venv "$dir"
    "$dir/bin/pip" install --quiet --disable-pip-version-check --no-deps --requirement "$requirements" >&2
    "$dir/bin/pip" check --quiet --disable-pip-version-check >&2
    cp "$requirements" "$dir/requirements.txt"
fi
