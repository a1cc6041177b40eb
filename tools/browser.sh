#!/bin/sh
# The browser and the Chinese fonts that the tests need: what is there is used, Debian's packages else.
set -eu
cd "$(dirname "$0")/.."
found() { command -v chromium >/dev/null 2>&1 || command -v chromium-browser >/dev/null 2>&1 || command -v google-chrome >/dev/null 2>&1; }
sudo=
[ "$(id -u)" = 0 ] || sudo=sudo
want=
found || want=chromium
fc-list :lang=zh 2>/dev/null | grep -q . || want="$want fonts-noto-cjk"
[ -n "$want" ] || exit 0
if command -v apt-get >/dev/null 2>&1; then
    $sudo apt-get update -qq
    # shellcheck disable=SC2086
    $sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq $want >/dev/null || true
fi
# Ubuntu's chromium package is only a pointer to a snap: playwright brings its own build there.
found && chromium --version >/dev/null 2>&1 || .venv/bin/python -m playwright install --with-deps chromium
