#!/usr/bin/env bash
# Makes sure that Qt finds the libraries of the system which no Python wheel brings along.
#
#   system-libraries.sh PURPOSE [VENV]
#
# PURPOSE  offscreen  widgets without a display
#          window     a real window, and popups
#          headless   a real window under Xvfb
#          tests      all of these, a private D-Bus, and a real notification service (dunst)
#
# What is missing is found by trying, not by package names, which differ between releases. As root
# with apt-get it installs; else it prints the one command and stops. Never calls sudo.
set -euo pipefail

purpose=${1:?purpose: offscreen, window, headless or tests}
venv=${2:-.venv}

say() { printf '%s\n' "$*" >&2; }

case $purpose in
    offscreen | window | headless | tests) ;;
    *)
        say "Unknown purpose '$purpose': use offscreen, window, headless or tests."
        exit 2
        ;;
esac

# Elsewhere the wheel brings everything.
[ "$(uname -s)" = Linux ] || exit 0

packages=()
reasons=()

need() { # need REASON PACKAGE...
    reasons+=("$1")
    shift
    packages+=("$@")
}

need_command() { # need_command COMMAND PACKAGE
    command -v "$1" >/dev/null || need "$1" "$2"
}

check_widgets() {
    local error library
    if ! error=$(QT_QPA_PLATFORM=offscreen "$venv/bin/python" -c 'import PySide6.QtSvg, PySide6.QtWidgets' 2>&1); then
        library=${error##*ImportError: }
        need "${library%%:*}" libgl1 libegl1 libxkbcommon0 libdbus-1-3 libfontconfig1 libglib2.0-0
    fi
}

check_window() {
    # Qt blames xcb-cursor whatever is missing; only the linker tells the truth.
    local plugin missing
    plugin=$("$venv/bin/python" -c 'import importlib.util, pathlib
print(pathlib.Path(importlib.util.find_spec("PySide6").origin).parent / "Qt/plugins/platforms/libqxcb.so")')
    missing=$(ldd "$plugin" | awk '/not found/ { print $1 }' | sort -u | paste -sd ' ')
    if [ -n "$missing" ]; then
        need "$missing" libgl1 libegl1 libxkbcommon0 libdbus-1-3 libfontconfig1 libglib2.0-0 \
            libxkbcommon-x11-0 libx11-xcb1 libxcb-cursor0 libxcb-icccm4 libxcb-image0 \
            libxcb-keysyms1 libxcb-randr0 libxcb-render-util0 libxcb-shape0 libxcb-xinerama0 \
            libxcb-xkb1
    fi
}

# plyer shows popups through notify-send. The desk works without, and then says so in its window.
check_popups() {
    command -v notify-send >/dev/null && return
    if [ "$purpose" = tests ] || [ "$(id -u)" = 0 ]; then
        need notify-send libnotify-bin
    else
        say "Reminders pop up once notify-send is there: sudo apt-get install libnotify-bin"
    fi
}

check() {
    packages=()
    reasons=()
    check_widgets
    [ "$purpose" = offscreen ] && return
    check_window
    check_popups
    [ "$purpose" = window ] && return
    need_command Xvfb xvfb
    need_command xvfb-run xvfb
    need_command xauth xauth
    [ "$purpose" = headless ] && return
    need_command dbus-daemon dbus
    need_command dbus-send dbus
    need_command gdbus libglib2.0-bin
    need_command xdotool xdotool
    need_command trayer trayer
    need_command gio libglib2.0-bin
    need_command dunst dunst
}

# Debian 13 and Ubuntu 24.04 renamed some packages for 64-bit time.
known_names() {
    local package
    for package in "$@"; do
        if apt-cache show "${package}t64" >/dev/null 2>&1; then
            package="${package}t64"
        fi
        printf '%s\n' "$package"
    done | sort -u
}

missing() { # the reasons as one short list, each once
    printf '%s\n' "${reasons[@]}" | tr ' ' '\n' | sort -u | awk '
        NR <= 5 { list = list (NR > 1 ? ", " : "") $0 }
        END { print list (NR > 5 ? " and " NR - 5 " more" : "") }'
}

check
[ ${#packages[@]} -gt 0 ] || exit 0

if ! command -v apt-get >/dev/null; then
    say "The desk needs something that this system does not have: $(missing)"
    say "Please install it with your system's package manager; Debian calls the packages:"
    say "  ${packages[*]}"
    exit 1
fi

if [ "$(id -u)" != 0 ]; then
    mapfile -t names < <(known_names "${packages[@]}")
    say "The desk needs something that this system does not have yet: $(missing)"
    say "Please run this, then the same make command again:"
    say "  sudo apt-get update && sudo apt-get install ${names[*]}"
    exit 1
fi

say "Installing what Qt needs of the system ($(missing)) ..."
apt-get update -qq
mapfile -t names < <(known_names "${packages[@]}")
DEBIAN_FRONTEND=noninteractive apt-get install -qq --no-install-recommends "${names[@]}" >/dev/null

check
if [ ${#packages[@]} -gt 0 ]; then
    say "After installing ${names[*]} this is still missing: $(missing)"
    exit 1
fi
