#!/usr/bin/env bash
# Makes .venv (or the folder named by $1) with a Python that is new enough, and its pip.
#
# Never calls sudo: what needs root is done only where it already is root, else it is said.
set -euo pipefail

venv=${1:-.venv}
oldest="3.11"

say() { printf '%s\n' "$*" >&2; }

new_enough() {
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
}

find_python() {
    local candidate
    for candidate in ${PYTHON:-} python3 python3.14 python3.13 python3.12 python3.11; do
        if command -v "$candidate" >/dev/null && new_enough "$candidate"; then
            command -v "$candidate"
            return 0
        fi
    done
    return 1
}

may_install() {
    [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null
}

has_venv() {
    # Debian ships the venv module without ensurepip, which is what puts pip into it.
    "$1" -c 'import venv, ensurepip' 2>/dev/null
}

if [ -x "$venv/bin/python" ] && new_enough "$venv/bin/python" && "$venv/bin/python" -m pip --version >/dev/null 2>&1; then
    exit 0
fi

if ! python=$(find_python); then
    if command -v python3 >/dev/null; then
        say "Relationship Desk needs Python $oldest or newer, and this is $(python3 --version)."
        say "Please install a newer one (on Debian 12 or Ubuntu 24.04: apt install python3 python3-venv), or name it: make PYTHON=/path/to/python3 run"
    else
        say "Relationship Desk needs Python $oldest or newer. Please run: sudo apt install python3 python3-venv"
    fi
    exit 1
fi

if ! has_venv "$python"; then
    version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
    package="python$version-venv"
    if ! may_install; then
        say "Python $version is here, but its venv module is not. Please run: sudo apt install $package"
        exit 1
    fi
    say "Installing $package ..."
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -qq --no-install-recommends "$package" >/dev/null
    if ! has_venv "$python"; then
        say "$python still has no venv module after installing $package; please install it and try again."
        exit 1
    fi
fi

"$python" -m venv --clear "$venv"
