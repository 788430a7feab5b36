#!/usr/bin/env bash
# Makes or mends the project's own environment, .venv: what requirements.lock pins (by hash), and Détente itself in
# place. Started by make; quick when there is nothing to do. Settings: PYTHON=... the interpreter to build it from.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

venv=.venv
stamp=$venv/.detente-setup
begun=build/setup-begun # stays behind when a setup was killed half-way

say() { printf '==> %s\n' "$*" >&2; }
die() { printf '\nsetup stopped: %s\n' "$1" >&2; shift; [ $# -eq 0 ] || printf '    %s\n' "$@" >&2; exit 1; }

# What the environment was made from; setup is done when the stamp says the same.
state() { { pwd -P; cat pyproject.toml requirements.lock scripts/setup_env.sh; } | sha256sum | cut -d' ' -f1; }

new_enough() { "$1" -c 'import sys; sys.exit(not sys.version_info >= (3, 11))' >/dev/null 2>&1; }

find_python() {
    local name
    if [ -n "${PYTHON:-}" ]; then
        new_enough "$PYTHON" || die "PYTHON=$PYTHON is no Python 3.11 or newer." "Name another, or leave PYTHON unset."
        echo "$PYTHON"; return
    fi
    for name in python3.11 python3.12 python3.13 python3; do
        if command -v "$name" >/dev/null 2>&1 && new_enough "$name"; then echo "$name"; return; fi
    done
    die "Python 3.11 or newer is missing (found: $(python3 --version 2>/dev/null || echo none))." \
        "Debian 12 or newer:  sudo apt-get install python3 python3-venv python3-pip" \
        "Elsewhere: install Python 3.11, then run this again, or name it: make PYTHON=/path/to/python3.11 ..."
}

# pip for .venv: its own, or (Debian without python3-venv) the interpreter's, pointed at .venv.
make_venv() {
    local python=$1
    say "making $venv with $python ($("$python" --version 2>&1))"
    if "$python" -c 'import venv, ensurepip' >/dev/null 2>&1; then
        "$python" -m venv --clear "$venv" && return
    fi
    say "this Python brings no pip of its own (Debian: package python3-venv); fetching one"
    "$python" -m venv --clear --without-pip "$venv" || die "'$python -m venv' failed; the lines above say why." \
        "Debian: sudo apt-get install python3-venv"
    "$python" -m pip --version >/dev/null 2>&1 || die "pip is missing." "Debian: sudo apt-get install python3-venv python3-pip"
    "$python" -m pip --python "$venv/bin/python" install --disable-pip-version-check --progress-bar off pip || offline
}

offline() {
    rm -f "$begun" # pip itself undoes what it could not finish
    die "pip could not install everything; its lines above say why." \
        "No network? The packages come from pip's package index once, about 300 MB; later runs need none." \
        "Behind a proxy or with a mirror: set HTTPS_PROXY, or PIP_INDEX_URL, or PIP_FIND_LINKS to a folder of wheels." \
        "A hash that differs? Then a package is not the one that was locked: do not install it, tell us." \
        "Run the same command again to go on from here."
}

ready() {
    [ "$(cat "$stamp" 2>/dev/null)" = "$1" ] && [ -x "$venv/bin/detente" ] && "$venv/bin/python" -c '' 2>/dev/null
}

usable() { new_enough "$venv/bin/python" && "$venv/bin/python" -m pip --version >/dev/null 2>&1; }

install() {
    local pip=("$venv/bin/python" -m pip install --disable-pip-version-check --no-input --progress-bar off)
    say "installing $(grep -cE '^[a-z0-9].*==' requirements.lock) pinned packages from requirements.lock (the first time: a minute or more, about 300 MB)"
    "${pip[@]}" --require-hashes -r requirements.lock \
        | sed -u -e '/^Requirement already satisfied/d' -e '/^Ignoring .* markers/d' || offline
    say "installing detente itself, in place"
    "${pip[@]}" --quiet --no-deps --no-build-isolation --editable . \
        || die "detente itself could not be installed; the lines above say why."
    "$venv/bin/python" -c 'import detente'
}

main() {
    local wanted python
    wanted=$(state)
    if ready "$wanted"; then return; fi
    mkdir -p build
    exec 9>build/setup-lock
    if command -v flock >/dev/null 2>&1; then flock 9; fi
    if ready "$wanted"; then return; fi # somebody else was at it
    if [ -e "$begun" ]; then say "the last setup was cut off: starting $venv anew"; fi
    if [ -e "$begun" ] || ! usable; then
        python=$(find_python)
        touch "$begun"
        make_venv "$python"
    fi
    touch "$begun"
    rm -f "$stamp"
    install
    echo "$wanted" >"$stamp"
    rm -f "$begun"
    say "$venv is ready"
}

main
