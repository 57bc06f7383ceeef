#!/bin/sh
# Installs what `make test` lacks on a fresh Debian that has Rust: as root, or as a user who has sudo.
# What is there already is left alone, so that a second run takes a second.
set -eu
cd "$(dirname "$0")/.."

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi
}

missing=
need() { # need <what must exist> <package>
    command -v "$1" >/dev/null || [ -e "$1" ] || missing="$missing $2"
}
need chromium chromium
need xmllint libxml2-utils
need /usr/share/fonts/truetype/dejavu fonts-dejavu-core
need node nodejs
need npm npm
need python3 python3
ls /usr/lib/postgresql/*/bin/postgres >/dev/null 2>&1 || missing="$missing postgresql"
python3 -c 'import ensurepip, venv' 2>/dev/null || missing="$missing python3-venv"
if [ -n "$missing" ]; then
    echo "Paquets Debian :$missing"
    as_root apt-get update --quiet=2
    # shellcheck disable=SC2086 # a list of words
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install --yes --quiet=2 --no-install-recommends $missing
fi

# The servers that Debian does not have: S3 and SMTP, in a Python of their own.
venv=target/servers
if ! cmp --silent tests/servers/requirements.txt "$venv/installed.txt"; then
    echo "Serveurs S3 et SMTP (Python) dans $venv"
    python3 -m venv --clear "$venv"
    "$venv/bin/pip" install --quiet --disable-pip-version-check --requirement tests/servers/requirements.txt
    cp tests/servers/requirements.txt "$venv/installed.txt"
fi

# What drives the browser.
modules=tests/browser/node_modules
if ! cmp --silent tests/browser/package-lock.json "$modules/installed.json"; then
    echo "Pilote du navigateur (npm) dans $modules"
    (cd tests/browser && npm ci --silent --no-fund --no-audit)
    cp tests/browser/package-lock.json "$modules/installed.json"
fi
echo "Tout est là."
